"""Which versions of published pages readers have had, and which one each took the place of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet, Subquery
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from ..models import ProcedurePage

WENT_LIVE = ("wagtail.publish", "wagtail.publish.scheduled")
CAME_DOWN = ("wagtail.unpublish", "wagtail.unpublish.scheduled")


@dataclass(frozen=True, slots=True)
class Publication:
    """``revision`` took the place of ``before``; None where readers had seen nothing of the page. ``key``: the page's in all languages;
    ``slug``: where it stands today."""

    key: UUID
    slug: str
    revision: int
    before: int | None
    at: datetime


def publications(pages: QuerySet[ProcedurePage], most: int) -> list[Publication]:
    """The last ``most`` of these published Vietnamese pages, the newest first. One query.

    What went live while the page, or one above it, was hidden, or before it ever was, is no reader's business: neither told nor compared.
    """
    rows = _seen().filter(page__in=pages.order_by().values("pk")).annotate(before=Subquery(_before()))
    found = rows.order_by("-timestamp", "-pk").values_list("page__translation_key", "page__slug", "revision_id", "before", "timestamp")
    return [Publication(*row) for row in found[:most]]


def version_of(page: ProcedurePage, day: date) -> tuple[Revision, datetime] | None:
    """The version that readers had at the end of a day, and since when; None where they had none: not published yet, or taken down.

    For those who work here: also what was hidden then.
    """
    end = timezone.make_aware(datetime.combine(day, time.max))
    noted = PageLogEntry.objects.filter(page=page.pk, action__in=(*WENT_LIVE, *CAME_DOWN), timestamp__lte=end)
    last = noted.order_by("-timestamp", "-pk").first()
    if last is None or last.action in CAME_DOWN:
        return None
    revision = Revision.objects.filter(pk=last.revision_id).first()
    return (revision, last.timestamp) if revision else None


def _seen() -> QuerySet[Any]:
    hidden = (
        PageLogEntry.objects.filter(action__startswith="wagtail.view_restriction", timestamp__gte=OuterRef("timestamp"))
        .annotate(asked=ExpressionWrapper(OuterRef("page__path"), output_field=CharField()))
        .filter(asked__startswith=F("page__path"))
    )
    return PageLogEntry.objects.filter(
        ~Exists(hidden), Exists(Revision.objects.filter(pk=OuterRef("revision_id"))), action__in=WENT_LIVE, page__isnull=False
    )


def _before() -> QuerySet[Any]:
    earlier = _seen().filter(page=OuterRef("page"), timestamp__lt=OuterRef("timestamp"))
    return earlier.order_by("-timestamp", "-pk").values("revision_id")[:1]
