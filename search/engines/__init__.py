"""Engines: where candidates come from. What is a hit, and in which order, is ranking's business, the same for all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ..index.documents import SearchDocument

if TYPE_CHECKING:
    from ..index.snapshot import IndexSnapshot
    from ..meaning.vectors import Vectors
    from ..query.expansion import ExpandedQuery


@dataclass(frozen=True, slots=True)
class Hit:
    """``variants``: records of the same act at other levels, of other provinces, under other numbers."""

    document: SearchDocument
    score: float
    variants: tuple[Hit, ...] = ()

    @property
    def members(self) -> tuple[Hit, ...]:
        return (self, *self.variants)


class Engine(Protocol):
    """Finds documents by the numbers of their rows in the index. Raises what it likes when it cannot: the database then answers."""

    @property
    def name(self) -> str:
        """As :data:`search.searching.NAMES` has it."""
        ...

    def by_words(
        self, expanded: ExpandedQuery, snapshot: IndexSnapshot, locale: str, most: int, without: Collection[int] = ()
    ) -> Collection[int]:
        """The documents that have most of the words the expanded query looks for, the likeliest ``most``; none of those ``without``."""
        ...

    def by_meaning(
        self, vector: Vectors, snapshot: IndexSnapshot, locale: str, most: int, without: Collection[int] = ()
    ) -> Collection[int]:
        """The ``most`` documents with a name nearest to a vector; none of those ``without``."""
        ...

    def catch_up(self) -> None:
        """Brings what the engine keeps outside the database up to it."""
        ...
