"""The engine in the site's own database: SQLite with FTS5, or PostgreSQL. The nearest vectors are found in this process."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from ..index.snapshot import IndexSnapshot
from ..meaning.vectors import Vectors
from ..query.expansion import ExpandedQuery
from .candidates import likeliest


class DatabaseEngine:
    @property
    def name(self) -> str:
        return str(connection.vendor)

    def by_words(
        self, expanded: ExpandedQuery, snapshot: IndexSnapshot, locale: str, most: int, without: Collection[int] = ()
    ) -> Collection[int]:
        return likeliest(expanded, snapshot.postings, snapshot.vocabulary.frequency, locale, most, without)

    def by_meaning(
        self, vector: Vectors, snapshot: IndexSnapshot, locale: str, most: int, without: Collection[int] = ()
    ) -> Collection[int]:
        return snapshot.matrix.nearest(vector, most, without)

    def catch_up(self) -> None:
        """Nothing to do: the index in the database is the engine's own."""
