"""The day of a snapshot: as somebody writes it, as a file's name says it, and the rule that it must keep at every door."""

from __future__ import annotations

import re
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

# 2026-07-20, 2026_07, 20-07-2026, 20.7.2026, 20260720; not inside longer numbers.
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>2\d\d\d)([-._ ]?)(?P<month>\d\d)(?:\2(?P<day>\d\d))?(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(?P<day>\d{1,2})([-._ /])(?P<month>\d{1,2})\2(?P<year>2\d\d\d)(?!\d)")


class DayToCome(ValueError):
    """The day of a snapshot lies ahead: it would shut out every snapshot until then. The message is for people."""


def past_day(day: date) -> date:
    """The day, where it is not to come. Raises DayToCome."""
    if day > timezone.localdate():
        raise DayToCome(_("Ngày bản chụp %(day)s ở tương lai.") % {"day": f"{day:%d/%m/%Y}"})
    return day


def read_day(text: str) -> date:
    """2026-07-20, 20/07/2026, 20.7.2026 or 2026-07 (its first day). Raises ValueError, in Vietnamese, where it is none."""
    found = _YEAR_FIRST.fullmatch(text.strip()) or _DAY_FIRST.fullmatch(text.strip())
    if not found:
        raise ValueError(_("Không đọc được ngày “%(text)s”. Ví dụ: 20/07/2026") % {"text": text})
    try:
        return _day(found)
    except ValueError as error:
        raise ValueError(_("Không có ngày %(text)s.") % {"text": text}) from error


def day_in_name(name: str) -> date | None:
    """The first day or month that a file's name says; None where it says none."""
    for found in (*_YEAR_FIRST.finditer(name), *_DAY_FIRST.finditer(name)):
        try:
            return _day(found)
        except ValueError:
            continue
    return None


def snapshot_day(text: str | None, name: str) -> date:
    """As given, else as the file's name says, else today. Raises ValueError for a day that is none, DayToCome for one that lies ahead."""
    return past_day(read_day(text) if text else day_in_name(name) or timezone.localdate())


def _day(found: re.Match[str]) -> date:
    return date(int(found["year"]), int(found["month"]), int(found["day"] or 1))
