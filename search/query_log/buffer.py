"""Holds what was asked and opened in memory until it is written. Bounded: where too much comes, the oldest is dropped."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

MAX_KEPT = 4000  # distinct entries of each kind
MAX_OPENED = 1000  # openings between two writings, of all readers together


class Asked(NamedTuple):
    day: date
    locale: str
    text: str


class Opened(NamedTuple):
    day: date
    locale: str
    text: str
    position: int
    result: str


class QueryCounts(NamedTuple):
    """How often a query was asked, how often it found nothing, how much it found last."""

    times: int
    without_hits: int
    hits: int

    def then(self, later: QueryCounts) -> QueryCounts:
        return QueryCounts(self.times + later.times, self.without_hits + later.without_hits, later.hits)


@dataclass
class HeldCounts:
    asked: dict[Asked, QueryCounts] = field(default_factory=dict)
    opened: dict[Opened, int] = field(default_factory=dict)

    def add(self, later: HeldCounts) -> None:
        """Adds what came later; of more than may be kept, the oldest goes."""
        for asked, counts in later.asked.items():
            self.asked[asked] = self.asked[asked].then(counts) if asked in self.asked else counts
        for opened, times in later.opened.items():
            self.opened[opened] = self.opened.get(opened, 0) + times
        _trim(self.asked)
        _trim(self.opened)


def _trim(entries: dict[Any, Any]) -> None:
    while len(entries) > MAX_KEPT:
        del entries[next(iter(entries))]


class Buffer:
    """Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held = HeldCounts()
        self._openings = 0

    def asked(self, key: Asked, hits: int) -> None:
        with self._lock:
            self._held.add(HeldCounts(asked={key: QueryCounts(1, int(hits == 0), hits)}))

    def opened(self, key: Opened) -> None:
        """Not counted where more is opened than people can open."""
        with self._lock:
            if self._openings < MAX_OPENED:
                self._openings += 1
                self._held.add(HeldCounts(opened={key: 1}))

    def take(self) -> HeldCounts:
        """Everything held; the buffer is empty then."""
        with self._lock:
            held, self._held, self._openings = self._held, HeldCounts(), 0
            return held

    def put_back(self, held: HeldCounts) -> None:
        """What was taken and could not be written comes before what has come since."""
        with self._lock:
            held.add(self._held)
            self._held = held
