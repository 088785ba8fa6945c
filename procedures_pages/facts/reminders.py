"""A deadline of the citizen as a reminder that a device works out by itself: from which day, how far. Pure: no Django."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .case import Case

# "từ ngày sinh", "trước ngày giấy phép hết hạn"; in English "from the day of birth", "before the day the licence ends".
_FROM = re.compile(r"(?:kể từ|từ|from|after)\s+(?:the\s+)?((?:ngày|day|date)\b.*)", re.IGNORECASE)
_BEFORE = re.compile(r"(?:trước|before)\s+(?:the\s+)?((?:ngày|day|date)\b.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reminder:
    """``label`` names the day to be asked for, "Ngày sinh"; the deadline is so many days and months after it, before it where negative."""

    label: str
    days: int = 0
    months: int = 0


def reminder_of(case: Case) -> Reminder | None:
    """Of a case whose deadline is decided; None where it is not, and of working days: which those are no device knows."""
    if case.exit or case.year_of_then or len(case.deadlines) != 1 or case.deadlines[0].conditions:
        return None
    deadline = case.deadlines[0].fact
    after, before = _FROM.fullmatch(deadline.counted_from.strip()), _BEFORE.fullmatch(deadline.counted_from.strip())
    found = after or before
    if not found or not deadline.amount:
        return None
    label = found[1][:1].upper() + found[1][1:]
    n = deadline.amount if after else -deadline.amount
    if deadline.unit == "days":
        return Reminder(label, days=n)
    if deadline.unit in ("months", "years"):
        return Reminder(label, months=n * (12 if deadline.unit == "years" else 1))
    return None
