"""Work that a person starts and that must not run twice at once: who does it and since when, agreed on in the database as in ``leases``.

It has a row in the clock's table that belongs to no job: ``claim`` is the token of whoever holds it, ``result`` their name in words,
``due_at`` since when. Nothing is locked while the work runs; a process that dies leaves a claim that ends by itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Now

from ..models import ScheduledJob
from .leases import FREE, new_token, seconds_from_now

LEASE = 120.0  # seconds without a sign of life after which whoever held it is taken for dead
RENEWED = 10.0  # seconds between two signs of life


@dataclass(frozen=True, slots=True)
class Holder:
    """``who`` in words for people; ``since`` by the database's own time."""

    who: str
    since: datetime


class Held(Exception):
    """Somebody else does it now."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(f"{holder.who} since {holder.since:%Y-%m-%d %H:%M:%S}")
        self.holder = holder


class Lost(Exception):
    """No sign of life came for longer than the lease, and another has begun: stop."""


def holder_of(name: str) -> Holder | None:
    """Who does the work of this name now; None where nobody does. One query."""
    row = ScheduledJob.objects.filter(~FREE, name=name).first()
    return Holder(row.result, row.due_at) if row else None


@contextmanager
def held(name: str, who: str) -> Iterator[Callable[[], None]]:
    """Does the work of this name alone, on all machines. Raises Held.

    Yields what the work has to call again and again, at least once in each LEASE: the sign of life, which raises Lost.
    """
    token = new_token()
    ScheduledJob.objects.bulk_create([ScheduledJob(name=name)], ignore_conflicts=True)
    claim = {"claim": token, "claimed_until": seconds_from_now(LEASE), "due_at": Now(), "result": who}
    while not ScheduledJob.objects.filter(FREE, name=name).update(**claim):
        if holder := holder_of(name):
            raise Held(holder)
    mine = ScheduledJob.objects.filter(name=name, claim=token)
    told = time.monotonic()

    def renew() -> None:
        nonlocal told
        if time.monotonic() - told >= RENEWED:
            told = time.monotonic()
            if not mine.update(claimed_until=seconds_from_now(LEASE)):
                raise Lost(name)

    try:
        yield renew
    finally:
        mine.update(claim="", claimed_until=None)
