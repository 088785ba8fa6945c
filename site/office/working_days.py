"""Which days the state's offices work: weeks of five days, the official days off, and the Saturdays worked instead. Pure: no Django.

The days off are law and announcement: Bộ luật Lao động 45/2019/QH14, Điều 111 and 112, and each year's notice for civil servants. A year
that nobody has written down is not known: what would have to be counted through it has no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from vietnamese.folding import fold

DAY = timedelta(1)
SATURDAY = 5
# No term of the law is longer: a count that has not ended by then never does.
MAX_DAYS = 2000


@dataclass(frozen=True, slots=True)
class OfficialYear:
    """The days of one year on which offices are closed, weekends within a holiday among them, and the weekend days that they work."""

    year: int
    off: frozenset[date]
    worked: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The years that are known, by number."""

    years: Mapping[int, OfficialYear] = field(default_factory=dict)

    def knows(self, day: date) -> bool:
        return day.year in self.years

    def is_working(self, day: date) -> bool | None:
        """None where the year is not known."""
        year = self.years.get(day.year)
        if year is None:
            return None
        return day in year.worked or (day.weekday() < SATURDAY and day not in year.off)

    def is_off(self, day: date) -> bool:
        """Whether it is an official day off, a Saturday within a holiday among them; False where the year is not known."""
        return self.knows(day) and day in self.years[day.year].off

    def first_working(self, day: date) -> date | None:
        """The day itself where offices work on it, else the next one; None where that is not known."""
        for _n in range(MAX_DAYS):
            is_working = self.is_working(day)
            if is_working is None:
                return None
            if is_working:
                return day
            day += DAY
        return None

    def after(self, day: date, n: int) -> date | None:
        """The ``n``-th working day after ``day``, which is not counted itself; None where a day in between is not known."""
        found: date | None = day
        for _n in range(n):
            found = self.first_working(found + DAY) if found else None
        return found

    def known_until(self, day: date) -> date | None:
        """The last day up to which everything from ``day`` on is known; None where its own year is not."""
        year = day.year
        while year in self.years:
            year += 1
        return date(year - 1, 12, 31) if year > day.year else None


def calendar_of(years: Iterable[OfficialYear]) -> WorkingCalendar:
    return WorkingCalendar({year.year: year for year in years})


class UnreadableDays(ValueError):
    """``line`` says no day, or a day that is none."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_TO = r"\s*(?:–|-|—|đến(?:\s+hết)?)\s*"
_LINE = re.compile(rf"\s*(?P<first>{_DAY.pattern})(?:{_TO}(?P<last>{_DAY.pattern}))?(?:\s*[:,(].*)?", re.IGNORECASE)


def _day(text: str) -> date:
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    day, month, year = map(int, found.groups())
    return date(year, month, day)


def _days_of(line: str) -> Iterator[date]:
    found = _LINE.fullmatch(line)
    if found is None:
        raise UnreadableDays(line)
    try:
        first = _day(found["first"])
        last = _day(found["last"]) if found["last"] else first
    except ValueError as error:
        raise UnreadableDays(line) from error
    # A holiday of more than a month is a typing mistake in its year.
    if not first <= last <= first + 31 * DAY:
        raise UnreadableDays(line)
    for n in range((last - first).days + 1):
        yield first + n * DAY


def read_days(text: str) -> frozenset[date]:
    """One day or span a line in, "14/02/2026 – 22/02/2026: Tết Nguyên đán"; the days out. Raises UnreadableDays with the line at fault."""
    return frozenset(day for line in text.splitlines() if line.strip() for day in _days_of(line.strip()))


_SATURDAY = re.compile(r"\b(?:thu (?:bay|7)|t7)\b")
_CLOSED = re.compile(r"\b(?:nghi|tru|khong|dong cua|chua)\b")
_TIME = re.compile(r"\b(\d{1,2})\s*(?:gio|g|h|:)\s*(\d{2})?\b")
NOON = time(12, 30)
# Where an office says that it works on Saturday and not until when.
EARLY = time(11)


def saturday_until(hours: str) -> time | None:
    """Until when dossiers are received on Saturday morning, as an office's hours say in Vietnamese; None where they do not say so.

    "Thứ Hai đến thứ Sáu, 7 giờ 30 – 17 giờ; sáng thứ Bảy 7 giờ 30 – 11 giờ 30" → 11:30.
    """
    for part in re.split(r"[;.\n]", fold(hours)):
        if not _SATURDAY.search(part) or _CLOSED.search(part):
            continue
        told = [(int(hour), int(minute or 0)) for hour, minute in _TIME.findall(part)]
        mornings = [time(hour, minute) for hour, minute in told if hour < 24 and minute < 60 and time(hour, minute) <= NOON]
        return max(mornings) if len(mornings) > 1 else EARLY
    return None
