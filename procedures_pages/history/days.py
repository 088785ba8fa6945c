"""``?ngay=2022-08-03``: the page of a day, for those who work here. Readers' pages only lead there: they look at nobody's log-in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dateparse import parse_date

DAY = "ngay"


def day_asked(query: Mapping[str, str]) -> date | None:
    """The day that an address names; None where it names none, or no day at all."""
    try:
        return parse_date(query.get(DAY, ""))
    except ValueError:  # the 31st of February
        return None


def desk_path(slug: str, query: Mapping[str, str]) -> str:
    """The address on the desk of the page of a day, with the answers that were given."""
    return f"{reverse('page_of_day', args=[slug])}?{urlencode(dict(query))}"
