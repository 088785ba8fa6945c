"""The engine in the site's own database: SQLite with FTS5, or PostgreSQL. The nearest vectors are found in this process."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from ..index.knowing import Known
from ..meaning.vectors import Vectors
from ..plan import Plan
from .proposing import likeliest


class DatabaseEngine:
    @property
    def name(self) -> str:
        return str(connection.vendor)

    def by_words(self, plan: Plan, known: Known, locale: str, most: int) -> Collection[int]:
        return likeliest(plan, known.postings, known.vocabulary.frequency, locale, most)

    def by_meaning(self, vector: Vectors, known: Known, locale: str, most: int) -> Collection[int]:
        return known.matrix.nearest(vector, most)

    def catch_up(self) -> None:
        """Nothing to do: the index in the database is the engine's own."""
