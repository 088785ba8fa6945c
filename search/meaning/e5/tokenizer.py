"""Cuts text into the pieces the model knows: the likeliest way to cut it, as SentencePiece's unigram model does."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

SPACE = "\u2581"  # what a piece that begins a word begins with
UNKNOWN_BELOW = 10.0  # a character that no piece has is so much less likely than the least likely piece
FACTOR = np.uint64(0x9E3779B97F4A7C15)

Numbers = npt.NDArray[np.uint64]


class Pieces:
    """A quarter of a million texts with a number each, in 4 MB: a dictionary of them would take 45."""

    def __init__(self, text: bytes, starts: npt.NDArray[np.uint32]) -> None:
        """Where each piece starts in the text of all; one place more than pieces. Raises ValueError where places are none."""
        sizes = np.diff(starts.astype(np.int64))
        if len(sizes) == 0 or sizes.min() < 0 or starts[-1] > len(text):
            raise ValueError("pieces out of order")
        self._text, self._starts, self.longest = text, starts, int(sizes.max())
        hashes = np.zeros(len(sizes), dtype=np.uint64)
        letters, alive = np.frombuffer(text, np.uint8), np.arange(len(sizes))
        for place in range(self.longest):
            alive = alive[sizes[alive] > place]
            hashes[alive] = _next(hashes[alive], letters[starts[alive] + np.uint32(place)])
        order = np.argsort(hashes)
        self._numbers, self._hashes = order.astype(np.int32), hashes[order]

    def within(self, text: bytes) -> Iterator[tuple[int, int, int]]:
        """Every piece in a text: where it starts, where it ends, its number."""
        letters = np.frombuffer(text, np.uint8)
        hashes = np.zeros(len(text), dtype=np.uint64)
        for size in range(1, min(self.longest, len(text)) + 1):
            hashes = _next(hashes[: len(text) - size + 1], letters[size - 1 :])
            places = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
            for start in np.flatnonzero(self._hashes[places] == hashes).tolist():
                number = int(self._numbers[places[start]])
                if self._text[self._starts[number] : self._starts[number + 1]] == text[start : start + size]:
                    yield start, start + size, number


def _next(hashes: Numbers, letters: Any) -> Numbers:
    """The hashes of texts and a further byte of each in; the hashes of the longer texts out (modulo 2 to the 64th)."""
    return hashes * FACTOR + letters.astype(np.uint64) + np.uint64(1)


class Tokenizer:
    def __init__(self, pieces: Pieces, scores: Sequence[float], unknown: int) -> None:
        self._pieces, self._scores, self._unknown = pieces, scores, unknown
        self._unknown_score = min(scores) - UNKNOWN_BELOW

    def ids(self, text: str) -> list[int]:
        """Words with single spaces between them in; the numbers of their pieces out. Time grows with the length of the text."""
        written = (SPACE + text.replace(" ", SPACE)).encode()
        ways: list[list[tuple[int, int, float]]] = [[] for _place in written]
        for start, end, number in self._pieces.within(written):
            if number != self._unknown:
                ways[start].append((end, number, self._scores[number]))
        # For each place the likeliest way to get there: how likely, from where, by which piece.
        best = [0.0] + [-math.inf] * len(written)
        came_from, by = [0] * (len(written) + 1), [self._unknown] * (len(written) + 1)
        for start in range(len(written)):
            if (score := best[start]) == -math.inf:
                continue  # within a character
            following = next((end for end in range(start + 1, len(written)) if written[end] & 0xC0 != 0x80), len(written))
            for end, number, more in (*ways[start], (following, self._unknown, self._unknown_score)):
                if score + more > best[end]:
                    best[end], came_from[end], by[end] = score + more, start, number
        found, place = [], len(written)
        while place:
            found.append(by[place])
            place = came_from[place]
        return found[::-1]
