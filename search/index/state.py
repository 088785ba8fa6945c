"""How far the index and the editors' words have come: one row, read at most once a second by each process."""

from __future__ import annotations

import time
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from ..models import SearchState
from ..process_state import kept

ROW = 1
CHECK_SECONDS = 1.0


class State(NamedTuple):
    generation: str
    stamp: int
    wording: int


class LastSeen:
    """The state, and when it was asked for; replaced as a whole."""

    def __init__(self) -> None:
        self.seen: tuple[float, State] | None = None


def current() -> State:
    """The state now, or as it was within the last second (setting ``SEARCH_CHECK_SECONDS``); with no row yet, the empty one."""
    last = kept(LastSeen)
    now, seen = time.monotonic(), last.seen  # read once: another thread may forget it meanwhile
    if seen is None or now - seen[0] >= getattr(settings, "SEARCH_CHECK_SECONDS", CHECK_SECONDS):
        row = SearchState.objects.filter(pk=ROW).values_list("generation", "stamp", "wording").first()
        seen = last.seen = (now, State(*row) if row else State("", 0, 0))
    return seen[1]


def forget_index() -> None:
    """The next :func:`current` asks the database."""
    kept(LastSeen).seen = None


def lock() -> None:
    """Within a transaction: nobody else changes the index until it ends, so stamps become visible in their order."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [7_262_026])


def next_stamp() -> int:
    """Within a transaction that holds :func:`lock`: the stamp for the changes it makes."""
    if not SearchState.objects.filter(pk=ROW).update(stamp=F("stamp") + 1):
        SearchState.objects.get_or_create(pk=ROW, defaults={"stamp": 1})
    forget_index()
    return SearchState.objects.values_list("stamp", flat=True).get(pk=ROW)


def wording_changed() -> None:
    """The editors' words have changed: every process reads them again."""
    with transaction.atomic():
        SearchState.objects.get_or_create(pk=ROW)
        SearchState.objects.filter(pk=ROW).update(wording=F("wording") + 1)
    forget_index()
