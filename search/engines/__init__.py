"""Engines: where candidates come from. What is a hit, and in which order, is ranking's business, the same for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ..documents import SearchDocument
from ..query import Query


@dataclass(frozen=True, slots=True)
class Hit:
    document: SearchDocument
    score: float


class Engine(Protocol):
    name: str

    def search(self, query: Query, locale: str) -> list[Hit]:
        """A query in; its hits out, best first; none where nothing answers it."""
        ...

    def suggest(self, query: Query, locale: str, limit: int) -> list[Hit]:
        """What somebody is typing in; the hits it may become out."""
        ...
