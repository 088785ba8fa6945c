"""Engines: where candidates come from. What is a hit, and in which order, is ranking's business, the same for all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ..index.documents import SearchDocument

if TYPE_CHECKING:
    from ..index.knowing import Known
    from ..meaning.vectors import Vectors
    from ..plan import Plan


@dataclass(frozen=True, slots=True)
class Hit:
    document: SearchDocument
    score: float


class Engine(Protocol):
    """Finds documents by the numbers of their rows in the index. Raises what it likes when it cannot: the database then answers."""

    @property
    def name(self) -> str:
        """As :data:`search.engines.choosing.NAMES` has it."""
        ...

    def by_words(self, plan: Plan, known: Known, locale: str, most: int) -> Collection[int]:
        """The documents that have most of the words the plan looks for, the likeliest ``most``."""
        ...

    def by_meaning(self, vector: Vectors, known: Known, locale: str, most: int) -> Collection[int]:
        """The ``most`` documents with a name nearest to a vector."""
        ...

    def catch_up(self) -> None:
        """Brings what the engine keeps outside the database up to it."""
        ...
