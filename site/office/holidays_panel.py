"""On the desk's front page, two months before the last known year of holidays ends: the next one is wanted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from . import site_data
from .working_days import WorkingCalendar

SOON = timedelta(62)


def wanted_year(calendar: WorkingCalendar, today: date) -> int | None:
    """The year whose holidays are to be written down now; None while there is time."""
    known = calendar.known_until(today)
    if known is None:
        return today.year
    return known.year + 1 if known - today < SOON else None


def may_see(user: Any) -> bool:
    """Whoever writes or publishes the records."""
    return bool(user.has_perm("office.change_holidayyear"))


class HolidaysPanel(Component):
    name = "holidays"
    template_name = "office/desk/holidays_panel.html"
    order = 18

    def __init__(self, request: Any) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        today, calendar = timezone.localdate(), site_data.calendar()
        may_add = self.request.user.has_perm("office.add_holidayyear")
        return {
            "year": wanted_year(calendar, today),
            "known_until": calendar.known_until(today),
            "list_url": reverse("wagtailsnippets_office_holidayyear:list"),
            "add_url": reverse("wagtailsnippets_office_holidayyear:add") if may_add else "",
        }
