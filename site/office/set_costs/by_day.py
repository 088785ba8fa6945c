"""What a rate is on a day: the amount that holds, until when, and what comes after. Pure: no Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

# So many days ahead of its last day is the end of a rate told: to its readers, and to whoever answers for the pages.
TOLD_DAYS = 60

SumBasis = Literal["amount", "free"]
RateBasis = Literal["amount", "free", "ended", "not_yet"]


@dataclass(frozen=True, slots=True)
class Sum:
    """What a text sets: ``amount`` in whole đồng, only with basis ``amount``; ``law``: the text's number, "" where none is told."""

    basis: SumBasis
    amount: int | None
    law: str


@dataclass(frozen=True, slots=True)
class RateOnDay:
    """``now``: None with the bases ``ended`` and ``not_yet``. ``until``: the last day of what holds, or of what held.

    ``is_end_near``: whether that day is at most ``TOLD_DAYS`` away, and not past. ``then``, from ``then_from`` on: what is known to follow.
    """

    basis: RateBasis
    now: Sum | None
    until: date | None = None
    is_end_near: bool = False
    then: Sum | None = None
    then_from: date | None = None


@dataclass(frozen=True, slots=True)
class RateTerms:
    """A rate as it was published: ``sum`` from ``since`` (always, without it) to the end of the day ``until`` (without an end), then
    ``then`` from ``then_from`` on. ``per``: "trang"; ``per_en`` the same in English.
    """

    name: str
    sum: Sum
    per: str = ""
    per_en: str = ""
    since: date | None = None
    until: date | None = None
    then: Sum | None = None
    then_from: date | None = None

    @property
    def last_day(self) -> date | None:
        """The last day of the first sum, also where only the day after it is written down; None without an end."""
        return self.until or (self.then_from - timedelta(1) if self.then_from else None)

    def on(self, day: date) -> RateOnDay:
        """What holds on that day. Between an end and a later beginning nothing does."""
        if self.then is not None and self.then_from is not None and day >= self.then_from:
            return RateOnDay(self.then.basis, self.then)
        if self.since is not None and day < self.since:
            return RateOnDay("not_yet", None, then=self.sum, then_from=self.since)
        last = self.last_day
        if last is not None and day > last:
            return RateOnDay("ended", None, last, then=self.then, then_from=self.then_from)
        is_near = last is not None and last - day <= timedelta(TOLD_DAYS)
        return RateOnDay(self.sum.basis, self.sum, last, is_near, self.then, self.then_from)

    def asks_for_more(self, day: date) -> bool:
        """Whether somebody has to look: it ends within ``TOLD_DAYS``, or has ended, and nothing is known to follow."""
        return self.until is not None and self.then is None and self.until - day <= timedelta(TOLD_DAYS)
