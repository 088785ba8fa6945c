"""Cuts text into the pieces the model knows: the likeliest way to cut it, as SentencePiece's unigram model does."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

SPACE = "\u2581"  # what a piece that begins a word begins with
UNKNOWN_BELOW = 10.0  # a character that no piece has is so much less likely than the least likely piece


class Tokenizer:
    def __init__(self, pieces: Mapping[str, int], scores: Sequence[float], unknown: int) -> None:
        self._pieces, self._scores, self._unknown = pieces, scores, unknown
        self._unknown_score = min(scores) - UNKNOWN_BELOW
        self._longest = max(map(len, pieces))

    def ids(self, text: str) -> list[int]:
        """Words with single spaces between them in; the ids of their pieces out. Time grows with the length of the text."""
        text = SPACE + text.replace(" ", SPACE)
        size = len(text)
        # For each place the likeliest way to get there: how likely, from where, by which piece.
        best = [0.0] + [-math.inf] * size
        came_from, by = [0] * (size + 1), [self._unknown] * (size + 1)
        for start in range(size):
            for end in range(start + 1, min(size, start + self._longest) + 1):
                piece = self._pieces.get(text[start:end], self._unknown)
                if piece == self._unknown:
                    if end > start + 1:
                        continue
                    score = best[start] + self._unknown_score
                else:
                    score = best[start] + self._scores[piece]
                if score > best[end]:
                    best[end], came_from[end], by[end] = score, start, piece
        found, place = [], size
        while place:
            found.append(by[place])
            place = came_from[place]
        return found[::-1]
