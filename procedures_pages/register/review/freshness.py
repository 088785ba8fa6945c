"""When each live page was last looked at by somebody, and which are due for another look.

A law or a fee may change without the register saying so. So a page is looked at anew every ``REVIEW_DAYS`` days (90 unless the setting says
otherwise), or as often as its own ``review_days`` say. The look is recorded as a check of the record's current version: the page says
which one it was held against.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils import timezone

from office.desk.sorting import vietnamese

from ...facts.procedure import GONE
from ...models import ProcedurePage
from ..models import RegisterRecord, SourceCheck
from .queue import State, WaitingReview, waiting
from .sources import confirm, source_codes, sources_of


@dataclass(frozen=True, slots=True)
class Look:
    """``day``: when somebody last held the page against its source, None where nobody did. ``due``: when the next look is due.

    ``waits``: what must be settled first, for the record changed or went; None where there is nothing. ``can_be_kept``: whether one word,
    "still true", can be recorded: the page's records are known here and are those it was last compared with.
    """

    page: ProcedurePage
    day: date | None
    due: date
    waits: State | None
    can_be_kept: bool

    def is_due(self, today: date) -> bool:
        return self.due <= today


def interval(review_days: int | None) -> timedelta:
    """Within so long a page is to be looked at anew; ``review_days``: the page's own, if it has any."""
    return timedelta(review_days or settings.REVIEW_DAYS)


def checks_by_people() -> QuerySet[SourceCheck]:
    """Looks that a person recorded, not an import."""
    return SourceCheck.objects.filter(checked_by__isnull=False)


def looks(reviews: Iterable[WaitingReview] | None = None) -> list[Look]:
    """All live pages in force, the longest overdue first. ``reviews``: what waits for its record, where that is read already."""
    pages = ProcedurePage.objects.filter(locale__language_code="vi", live=True).exclude(status__in=GONE)
    shown = ("pk", "title", "draft_title", "translation_key", "area", "verified_on", "source_record", "first_published_at")
    rows = list(
        pages.only(*shown, "status", "review_days", "slug", "live")
        .select_related("area__responsible", "area__deputy")
        .order_by(vietnamese("title"))
    )
    people = checks_by_people().order_by().values_list("page_key").annotate(last=Max("checked_at"))
    checked = {key: timezone.localdate(last) for key, last in people}
    states = {review.page.pk: review.state for review in (waiting() if reviews is None else reviews)}
    named = {code for page in rows for code in source_codes(page)}
    known = set(RegisterRecord.objects.filter(code__in=named, gone_in=None, is_stub=False).values_list("code", flat=True))
    found = []
    for page in rows:
        day = max((d for d in (page.verified_on, checked.get(page.translation_key)) if d), default=None)
        codes, state = source_codes(page), states.get(page.pk)
        due = (day or timezone.localdate()) + (interval(page.review_days) if day else timedelta(0))
        found.append(Look(page, day, due, state, can_be_kept=state is None and bool(codes) and known.issuperset(codes)))
    return sorted(found, key=lambda look: (look.day is not None, look.due))


def keep(pages: Iterable[ProcedurePage], user: Any) -> tuple[list[ProcedurePage], list[ProcedurePage]]:
    """Somebody says that each page is still true: (those for which it was recorded, those whose records must be compared first)."""
    kept: list[ProcedurePage] = []
    refused: list[ProcedurePage] = []
    waits = {review.page.pk for review in waiting()}
    for page in pages:
        sources = sources_of(page)
        if page.pk in waits or not sources or len(sources) < len(source_codes(page)):
            refused.append(page)
            continue
        for source in sources:
            confirm(page, source.record, user, {})
        kept.append(page)
    return kept, refused
