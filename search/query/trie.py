"""Phrases as a tree of their words, so that looking them up costs what the query is long, not how many are listed. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from .tokens import Token

T = TypeVar("T")
Phrase = tuple[Token, ...]
Readings = Sequence[Token]


def never(at: int) -> bool:
    return False


@dataclass(slots=True)
class Trie(Generic[T]):
    """``values`` are listed under the phrase that ends here; ``after`` leads on by a word's key, to each of its marked forms."""

    values: list[T] = field(default_factory=list)
    after: dict[str, dict[Token, Trie[T]]] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[Phrase, T]]) -> Trie[T]:
        root = cls()
        for phrase, value in pairs:
            node = root
            for word in phrase:
                node = node.after.setdefault(word.key, {}).setdefault(word, cls())
            node.values.append(value)
        return root

    def next(self, readings: Readings) -> Iterator[Trie[T]]:
        """Where a word leads, by each of its readings in turn."""
        for typed in readings:
            for wanted, node in self.after.get(typed.key, {}).items():
                if same(wanted, typed):
                    yield node

    def ends(self, words: Sequence[Readings], at: int, skips: Callable[[int], bool] = never) -> Iterator[tuple[int, T]]:
        """What is listed under phrases that go on with the word ``at``, each with where it ends (exclusive).

        A word of which ``skips`` says so may stand between two of a phrase.
        """
        seen: set[tuple[int, int]] = set()
        waiting = deque([(at, self)] if at < len(words) else [])
        while waiting:
            on, node = waiting.popleft()
            for step in node.next(words[on]):
                end = on + 1
                if (end, id(step)) in seen:
                    continue
                seen.add((end, id(step)))
                yield from ((end, value) for value in step.values)
                for more in range(end, len(words) if step.after else end):
                    waiting.append((more, step))
                    if not skips(more):
                        break


def same(wanted: Token, typed: Token) -> bool:
    """A word typed without marks may be any of its readings; one typed with marks is that word."""
    return wanted.key == typed.key and (not typed.marked or typed.marked == wanted.marked)
