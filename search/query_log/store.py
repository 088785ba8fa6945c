"""The counts in the database: written in one transaction, forgotten after 90 days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from ..models import AskedQuery, OpenedHit
from .buffer import Asked, HeldCounts, Opened

KEPT_DAYS = 90
# Of one day, distinct queries and openings: more is no people asking. What is there already is counted on.
MAX_A_DAY = 20_000

# In SQL, because Django's own way replaces a count and does not add to it; one statement a row would hold the lock for seconds.
ADD_ASKED = """
    INSERT INTO search_askedquery (day, locale, text, times, without_hits, hits) VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (day, locale, text) DO UPDATE SET times = search_askedquery.times + excluded.times,
        without_hits = search_askedquery.without_hits + excluded.without_hits, hits = excluded.hits"""
ADD_OPENED = """
    INSERT INTO search_openedhit (day, locale, text, position, result, times) VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (day, locale, text, position, result) DO UPDATE SET times = search_openedhit.times + excluded.times"""
FORGET = ("DELETE FROM search_askedquery WHERE day < %s", "DELETE FROM search_openedhit WHERE day < %s")


def write(held: HeldCounts) -> None:
    """Adds the counts to those of the same day, all or nothing. Raises what the database raises."""
    asked, opened = (_with_room(AskedQuery, Asked, held.asked), _with_room(OpenedHit, Opened, held.opened))
    with transaction.atomic(), connection.cursor() as cursor:
        if asked:
            cursor.executemany(ADD_ASKED, [(key.day.isoformat(), *key[1:], *held.asked[key]) for key in asked])
        if opened:
            cursor.executemany(ADD_OPENED, [(key.day.isoformat(), *key[1:], held.opened[key]) for key in opened])


def _with_room(model: Any, kind: Any, keys: Collection[Any]) -> list[Any]:
    """The keys in one order, so that processes that write the same do not block each other; on a full day only those that are there."""
    full = {day for day in {key.day for key in keys} if model.objects.filter(day=day).count() >= MAX_A_DAY}
    if not full:
        return sorted(keys)
    there = model.objects.filter(day__in=full, text__in={key.text for key in keys}).values_list(*kind._fields)
    known = {kind(*row) for row in there}
    return sorted(key for key in keys if key.day not in full or key in known)


def _first_kept_day() -> date:
    """What is older goes."""
    return timezone.localdate() - timedelta(days=KEPT_DAYS - 1)


def forget_job() -> str:
    """The clock's job: :func:`forget`, told in Vietnamese."""
    rows = forget_queries()
    return f"xóa {rows} dòng" if rows else ""


def forget_queries() -> int:
    """Deletes what is older than 90 days. Returns how many rows that were."""
    with transaction.atomic(), connection.cursor() as cursor:
        deleted = 0
        for statement in FORGET:
            cursor.execute(statement, [_first_kept_day().isoformat()])
            deleted += cursor.rowcount
        return deleted
