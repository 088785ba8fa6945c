"""When a dossier that is handed in at the counter is due back: a day, or nothing where the facts do not give one. Pure: no Django.

The start: time counts from when a complete dossier was received (118/2025/NĐ-CP, Điều 17.3, as amended by 309/2026/NĐ-CP); what comes after
15 o'clock is handed on at the beginning of the next working day (Điều 18.2). The day of the start is not counted, and a term that would end
on a day off ends on the next working day (Bộ luật Dân sự 91/2015/QH13, Điều 147.2, 148.5).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from office.working_days import DAY, SATURDAY, WorkingCalendar
from vietnamese.dates import ZONE
from vietnamese.folding import fold

from .procedure import ProcessingTime

CUT_OFF = time(15)
# Working hours of a day. Of more hours than these nobody knows whether the clock's are meant or the office's.
HOURS_OF_A_DAY = 8

# What a term counts from, where that is the day on which the counter receives the dossier; marks and case aside, in both languages.
_RECEIVED = re.compile(
    r"(?:ke )?tu (?:ngay|khi|luc|thoi diem) (?:tiep )?nhan (?:du |duoc )?(?:du )?"
    r"(?:ho so|giay de nghi|van ban de nghi|don de nghi|de nghi|don|to khai|yeu cau)(?: day du)?(?:,)?(?: va)?(?: hop le)?"
    r"|from the day (?:the )?(?:complete and valid |complete |valid )?(?:papers|dossier|file|application|request) (?:are|is) received"
    r"|from receipt(?: of (?:the )?(?:complete and valid |complete |valid )?(?:papers|dossier|file|application|request))?"
)


@dataclass(frozen=True, slots=True)
class Reception:
    """The next chance to hand in: the day, and until when on it what is handed in starts on that day."""

    day: date
    until: time

    @property
    def moment(self) -> datetime:
        """When it is over, in Vietnam's zone."""
        return datetime.combine(self.day, self.until, ZONE)


@dataclass(frozen=True, slots=True)
class ExpectedReturn:
    """Who hands in by ``handed_in`` gets the result on ``day``. True whenever it is read: it says no "today"."""

    handed_in: Reception
    day: date

    @property
    def is_same_day(self) -> bool:
        return self.day == self.handed_in.day


def next_reception(now: datetime, calendar: WorkingCalendar, saturday: time | None = None) -> Reception | None:
    """The first one that is not over at ``now`` (aware); None where the year is not known.

    ``saturday``: until when the counter receives on Saturdays that are no working days; None: it does not.
    """
    local = now.astimezone(ZONE)
    day = local.date()
    for _n in range(366):
        is_working = calendar.is_working(day)
        if is_working is None:
            return None
        until = CUT_OFF if is_working else saturday if day.weekday() == SATURDAY and not calendar.is_off(day) else None
        if until is not None and (day > local.date() or local.time() < until):
            return Reception(day, until)
        day += DAY
    return None


def starts_at_reception(told: ProcessingTime) -> bool:
    """Whether it counts from the day on which the dossier is received; where it says nothing, the law's own rule holds."""
    return not told.counted_from or bool(_RECEIVED.fullmatch(fold(told.counted_from).strip(" .,")))


def _months_after(day: date, n: int) -> date:
    """The same day so many months later, the month's last where it has no such day (Bộ luật Dân sự, Điều 148.3)."""
    years, month = divmod(day.month - 1 + n, 12)
    return date(day.year + years, month + 1, min(day.day, monthrange(day.year + years, month + 1)[1]))


def due_back(told: ProcessingTime, day: date, calendar: WorkingCalendar) -> date | None:
    """The day by which a dossier received on ``day`` is due; None where the unit gives none, or a year in between is not known."""
    n = told.amount or 0
    if told.unit == "same_day":
        return calendar.first_working(day)
    if n < 1:
        return None
    if told.unit == "hours":
        return calendar.after(day, 1) if n <= HOURS_OF_A_DAY else None
    if told.unit == "working_days":
        return calendar.after(day, n)
    try:
        if told.unit == "days":
            return calendar.first_working(day + timedelta(n))
        if told.unit == "months":
            return calendar.first_working(_months_after(day, n))
    except (OverflowError, ValueError):  # The year 9999 is as far as it goes.
        return None
    return None


def expected_return(told: ProcessingTime, now: datetime, calendar: WorkingCalendar, saturday: time | None = None) -> ExpectedReturn | None:
    """For whoever hands in at the next chance after ``now``."""
    reception = next_reception(now, calendar, saturday) if starts_at_reception(told) else None
    day = due_back(told, reception.day, calendar) if reception else None
    return ExpectedReturn(reception, day) if reception and day else None


def changes_at(now: datetime, calendar: WorkingCalendar, saturdays: Iterable[time] = ()) -> datetime:
    """When a date shown at ``now`` is next another one: the end of the next reception, of whichever office.

    ``saturdays``: as the offices have them. Where the calendar ends: the next midnight.
    """
    ends = [next_reception(now, calendar, saturday) for saturday in (None, *saturdays)]
    midnight = datetime.combine(now.astimezone(ZONE).date() + DAY, time(), ZONE)
    return min((end.moment for end in ends if end), default=midnight)
