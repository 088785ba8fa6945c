"""The years of holidays that the program knows, as records of the desk: one begins with them, and adds the next one there."""

from __future__ import annotations

from .models import HolidayYear
from .official_holidays import ANNOUNCED


def make_known_years() -> int:
    """Makes the records of the years that have none; what the desk has is left as it is. Returns how many were made."""
    there = set(HolidayYear.objects.values_list("year", flat=True))
    new = [HolidayYear(year=one.year, off=one.off, worked=one.worked, source=one.source) for one in ANNOUNCED if one.year not in there]
    for row in new:
        row.save()
    return len(new)
