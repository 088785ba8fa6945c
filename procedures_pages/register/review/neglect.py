"""Pages that nobody has looked at for so long that readers are told: more than twice the time within which somebody should have."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Max
from django.db.models.signals import post_save
from django.utils import timezone

from office import site_data

from ...facts.procedure import GONE, ProcedureFacts
from ...models import ProcedurePage
from ..models import SourceCheck

KEY = "procedures:last-looks:v1"
TIMES = 2  # its interval: who is a little late does not frighten anybody


def last_look_if_long_ago(facts: ProcedureFacts) -> date | None:
    """When somebody last held the page against its source, where that is long ago; None where it is not, or where nobody ever has.

    A page is looked at within ``REVIEW_DAYS`` days, or its own ``review_days`` (:mod:`.freshness`).
    """
    if facts.status in GONE:
        return None
    if (found := site_data.kept(KEY, _read).get(facts.id)) is None:
        return None
    day = max(found[0], facts.verified_on or found[0])  # the page may have been published since
    return day if day + timedelta(TIMES * found[1]) < timezone.localdate() else None


def _read() -> dict[str, tuple[date, int]]:
    """{id of the facts: (day of the last look, days until the next should be)} of live pages that somebody looked at. Two queries."""
    people = SourceCheck.objects.filter(checked_by__isnull=False).order_by().values_list("page_key").annotate(last=Max("checked_at"))
    checked = {key: timezone.localdate(last) for key, last in people}
    pages = ProcedurePage.objects.filter(locale__language_code="vi", live=True).order_by()
    found = {}
    for key, verified_on, review_days in pages.values_list("translation_key", "verified_on", "review_days"):
        if days := [day for day in (verified_on, checked.get(key)) if day]:
            found[str(key)] = max(days), review_days or settings.REVIEW_DAYS
    return found


def connect() -> None:
    post_save.connect(_looked_at, sender=SourceCheck, dispatch_uid="neglect")


def _looked_at(sender: Any, instance: SourceCheck, **kwargs: Any) -> None:
    """Somebody has looked: readers' pages, which are made anew when a check is stored, are to say so."""
    if instance.checked_by_id:
        transaction.on_commit(lambda: cache.delete(KEY), robust=True)
