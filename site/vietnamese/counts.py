"""How often words and neighbouring words occur: counted from running text, read from a table, added up."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from .folding import fold_iy, has_marks
from .normal import old_tone_style

_WORD_OR_BREAK = re.compile(r"[^\W\d_]+|[^\s]")
Words = Mapping[str, Mapping[str, int]]
Pairs = Mapping[tuple[str, str], int]


class Counts(NamedTuple):
    """``words``: a key (:func:`fold_iy`) to its spellings, each with its count. ``pairs``: two spellings side by side, with their count."""

    words: Words
    pairs: Pairs


def learn(texts: Iterable[str]) -> Counts:
    """Running texts in; what they count up to out, in lower case and old tone style.

    Lines without a single mark are no Vietnamese, or tell nothing about marks: they are left out. Punctuation and numbers part neighbours.
    """
    spellings, pairs = Counter[str](), Counter[tuple[str, str]]()
    for text in texts:
        for line in text.splitlines():
            if not has_marks(line):
                continue
            found = [w if w.isalpha() else "" for w in _WORD_OR_BREAK.findall(unicodedata.normalize("NFC", line).lower())]
            spellings.update(found)
            pairs.update(pairwise(found))
    settled = {word: old_tone_style(word) for word in spellings}
    words, neighbours = Counter[str](), Counter[tuple[str, str]]()
    for word, times in spellings.items():
        words[settled[word]] += times
    for (one, other), times in pairs.items():
        if one and other:
            neighbours[settled[one], settled[other]] += times
    return Counts(by_key(words), dict(neighbours))


def by_key(counts: Mapping[str, int]) -> Words:
    """Spellings with counts in; the same under their keys out. The empty spelling goes."""
    words: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for spelling, times in counts.items():
        if spelling:
            words[fold_iy(spelling)][spelling] = times
    return dict(words)


def added(parts: Iterable[tuple[Counts, int]]) -> Counts:
    """Several counts, and how many times each counts, in; their sum out."""
    words: defaultdict[str, Counter[str]] = defaultdict(Counter)
    pairs = Counter[tuple[str, str]]()
    for part, weight in parts:
        for key, spellings in part.words.items():
            words[key].update({spelling: times * weight for spelling, times in spellings.items()})
        pairs.update(part.pairs if weight == 1 else {pair: times * weight for pair, times in part.pairs.items()})
    return Counts(dict(words), dict(pairs))
