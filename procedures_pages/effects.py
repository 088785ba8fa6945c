"""Which pages say a shared record without naming it."""

from __future__ import annotations

from django.db.models import Model, Q

from office.desk.effects import UNNAMED
from office.models import Office

from .models import ProcedurePage


def of_every_office(record: Model) -> Q | None:
    """A procedure that names no office is handed in at each of them."""
    return Q(pk__in=ProcedurePage.objects.filter(offices=None).order_by().values("pk")) if isinstance(record, Office) else None


def connect() -> None:
    """Called once, when the app is ready."""
    UNNAMED.append(of_every_office)
