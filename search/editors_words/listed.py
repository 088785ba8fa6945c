"""Finds phrases that editors listed in a query. Pure; the work grows with the query's words, not with how much is listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ..query.reading import Word
from ..query.trie import Phrase, Trie

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """What is listed under which phrases. Words of a query that only ask may stand between a phrase's words."""

    tree: Trie[T] = field(default_factory=Trie)

    @classmethod
    def of(cls, rows: Iterable[tuple[Iterable[Phrase], T]]) -> Listed[T]:
        return cls(Trie.of((phrase, value) for phrases, value in rows for phrase in phrases))

    def whole(self, words: Sequence[Word]) -> tuple[T, ...]:
        """What is listed under the query as a whole, words that only ask set aside. Each value once."""
        first = next((at for at, word in enumerate(words) if _asked_for(word)), len(words))
        last = len(words) - next((at for at, word in enumerate(reversed(words)) if _asked_for(word)), len(words))
        return self._found(words, range(first + 1), last)

    def within(self, words: Sequence[Word]) -> tuple[T, ...]:
        """What is listed under a phrase that stands in the query, the longest stretches first. Each value once."""
        return self._found(words, range(len(words)), 0)

    def _found(self, words: Sequence[Word], starts: range, last: int) -> tuple[T, ...]:
        """What begins at one of ``starts`` and ends at ``last`` (exclusive) or later."""
        readings = [word.readings for word in words]
        found = [
            (end - at, value)
            for at in starts
            for end, value in self.tree.ends(readings, at, lambda on: not _asked_for(words[on]))
            if end >= last
        ]
        return tuple(dict.fromkeys(value for _length, value in sorted(found, key=lambda pair: -pair[0])))


def _asked_for(word: Word) -> bool:
    return word.weight >= 1
