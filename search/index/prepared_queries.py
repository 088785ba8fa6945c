"""Database queries that every search repeats: Django compiles the SQL once, which takes twenty times as long as running it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.db import connection
from django.db.models import QuerySet

SIZES = (12, 60)  # so many numbers a question has room for: the suggestions of a page of them, the hits of a search
NOBODY = 0  # fills the room that is left: no row has this number


class Prepared:
    """``rows`` gives, for row numbers, the query set whose rows are meant; calling it with numbers says which of them are among its rows.

    What it gives may depend on nothing but the numbers. One question.
    """

    def __init__(self, rows: Callable[[Collection[int]], QuerySet[Any]]) -> None:
        self._rows = rows
        self._ready: dict[tuple[str, int], tuple[str, tuple[Any, ...]]] = {}

    def __call__(self, numbers: Collection[int]) -> set[int]:
        size = next((size for size in SIZES if len(numbers) <= size), 0)
        if not size:
            return set(self._rows(numbers).values_list("pk", flat=True))
        sql, values = self._compiled(size)
        room = [*numbers, *[NOBODY] * (size - len(numbers))]
        with connection.cursor() as cursor:
            cursor.execute(sql, [room[-value - 1] if _is_room(value) else value for value in values])
            return {pk for (pk,) in cursor.fetchall()}

    def _compiled(self, size: int) -> tuple[str, tuple[Any, ...]]:
        known = self._ready.get((connection.vendor, size))
        if known is None:
            # Numbers below zero keep the places for those that will be asked for.
            rows = self._rows(range(-size, 0)).order_by().values_list("pk")
            known = self._ready[connection.vendor, size] = rows.query.get_compiler(connection=connection).as_sql()
        return known


def _is_room(value: Any) -> bool:
    return type(value) is int and value < 0
