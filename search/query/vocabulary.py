"""The words of all documents: how many have each, which are one letter apart, which begin alike, what a run-together word is made of."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection
from functools import cached_property
from itertools import islice, pairwise

from vietnamese.folding import fold_iy
from vietnamese.spelling import is_syllable

SHORTEST_TYPO = 3  # a word of two letters may only lack one
MAX_PREFIXED = 12
MAX_FOLLOWING = 8
MAX_LOOKED_AT = 1000  # places, for what follows a word
MAX_JOINED = 12_000  # documents: the names of some tell as well what follows what


class Vocabulary:
    """``count`` documents; ``frequency`` of each key and each marked form; ``texts``: what documents are called, as keys, a name a line."""

    def __init__(self, count: int, frequency: dict[str, int], texts: Collection[str] = ()) -> None:
        self.count = count
        self.frequency = frequency
        self.texts = texts
        self._rarities: dict[str, float] = {}

    def renewed(self, count: int, frequency: dict[str, int], texts: Collection[str]) -> Vocabulary:
        """The vocabulary after a change; where no word came or went, what was worked out about spelling stays."""
        renewed = Vocabulary(count, frequency, texts)
        if frequency.keys() == self.frequency.keys():
            renewed.__dict__.update({name: self.__dict__[name] for name in ("_by_deletion", "_sorted") if name in self.__dict__})
        return renewed

    @cached_property
    def names(self) -> list[str]:
        return list(dict.fromkeys(name for text in self.texts for name in text.split("\n") if name))

    def __contains__(self, form: str) -> bool:
        return form in self.frequency

    def rarity(self, form: str) -> float:
        """How much a word tells: 1 for one that no or few documents have, towards 0 for one that all have."""
        known = self._rarities.get(form)
        if known is None:
            frequency = self.frequency.get(form, 0)
            known = math.log(1 + self.count / (frequency + 0.5)) / math.log(1 + self.count / 0.5) if self.count else 1.0
            if frequency:
                self._rarities[form] = known
        return known

    def one_letter_apart(self, key: str) -> list[str]:
        """Known keys that differ by one letter missing, added, wrong or swapped with its neighbour."""
        if len(key) < SHORTEST_TYPO - 1 or not key.isalpha():
            return []
        forms = _deletions(key) if len(key) >= SHORTEST_TYPO else {key}
        near = {known for form in forms for known in self._by_deletion.get(form, ())}
        near.discard(key)
        return sorted(near, key=lambda known: -self.frequency[known])

    @cached_property
    def _by_deletion(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for key in self.frequency:
            if len(key) >= SHORTEST_TYPO and key.isascii() and key.isalpha():
                for form in _deletions(key):
                    found.setdefault(form, []).append(key)
        return {form: tuple(known) for form, known in found.items()}

    def beginning_with(self, prefix: str, after: str = "") -> list[str]:
        """Known keys that begin so: those that follow the word ``after`` in names first, then the commonest."""
        at = bisect_left(self._sorted, prefix)
        found = []
        while at < len(self._sorted) and self._sorted[at].startswith(prefix):
            found.append(self._sorted[at])
            at += 1
        following = self._following(after, prefix) if after else []
        commonest = sorted(found, key=lambda key: -self.frequency[key])
        return list(dict.fromkeys((*following, *commonest)))[:MAX_PREFIXED]

    def _following(self, word: str, prefix: str) -> list[str]:
        """The commonest words in names that stand after a word and begin so."""
        wanted, found = f" {word} {prefix}", Counter[str]()
        at = self._joined.find(wanted)
        while at >= 0 and found.total() < MAX_LOOKED_AT:
            start = at + len(word) + 2
            found[self._joined[start : self._joined.find(" ", start)]] += 1
            at = self._joined.find(wanted, at + 1)
        return [key for key, _times in found.most_common(MAX_FOLLOWING) if key in self.frequency]

    @cached_property
    def _joined(self) -> str:
        return "".join(f" {name} \n" for name in self._some_names)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(key for key in self.frequency if key.isascii())

    def has_beside(self, first: str, second: str) -> bool:
        """Whether names have these words one after the other."""
        return (first, second) in self._pairs

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        """Of words that are kept once each: a pair costs little more than itself."""
        same = dict[str, str]()
        found = set[tuple[str, str]]()
        for name in self._some_names:
            found.update(pairwise([same.setdefault(word, word) for word in name.split()]))
        return frozenset(found)

    @cached_property
    def _some_names(self) -> list[str]:
        texts = islice(self.texts, 0, None, len(self.texts) // MAX_JOINED + 1)
        return list(dict.fromkeys(name for text in texts for name in text.split("\n") if name))

    def taken_apart(self, key: str) -> tuple[str, ...]:
        """A run-together word as known syllables ("dangkykinhdoanh"), or () where it is none."""
        if len(key) < 5 or not key.isalpha():
            return ()
        best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ()), *([None] * len(key))]
        for end in range(1, len(key) + 1):
            for start in range(max(0, end - 7), end):
                part, before = fold_iy(key[start:end]), best[start]
                if before is None or part not in self.frequency or not is_syllable(part):
                    continue
                cost = before[0] + 1 + self.rarity(part)
                known = best[end]
                if known is None or cost < known[0]:
                    best[end] = (cost, (*before[1], part))
        found = best[-1]
        return found[1] if found and len(found[1]) > 1 else ()

    def spelled_by_initials(self, letters: str) -> list[tuple[str, ...]]:
        """Phrases in documents' names whose syllables begin with these letters, the commonest first ("gpxd")."""
        if not 3 <= len(letters) <= 8 or not letters.isalpha():
            return []
        found: Counter[tuple[str, ...]] = Counter()
        at = self._initials.find(letters)
        while at >= 0 and found.total() < 500:
            line = bisect_left(self._starts, at + 1) - 1
            offset = at - self._starts[line]
            found[tuple(self.names[line].split()[offset : offset + len(letters)])] += 1
            at = self._initials.find(letters, at + 1)
        return [phrase for phrase, _times in found.most_common(3)]

    @cached_property
    def _initials(self) -> str:
        return " ".join("".join(key[0] for key in name.split()) for name in self.names)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for name in self.names:
            starts.append(at)
            at += name.count(" ") + 2
        return starts


def _deletions(key: str) -> set[str]:
    return {key, *(key[:i] + key[i + 1 :] for i in range(len(key)))}
