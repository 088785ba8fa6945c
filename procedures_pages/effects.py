"""Which pages say a shared record without naming it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model
from wagtail.models import Page

from office.desk.effects import UNNAMED
from office.models import Office

from .models import ProcedurePage
from .queries import published


def pages_of_every_office(record: Model) -> Iterable[Page]:
    """A procedure that names no office is handed in at each of them."""
    if not isinstance(record, Office):
        return ()
    pages: Iterable[Page] = published(ProcedurePage.objects.in_source_language()).filter(offices=None)
    return pages


def connect() -> None:
    """Called once, when the app is ready."""
    UNNAMED.append(pages_of_every_office)
