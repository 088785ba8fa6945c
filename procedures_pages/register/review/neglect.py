"""Pages that nobody has looked at for so long that readers are told: more than twice the time within which somebody should have."""

from __future__ import annotations

from datetime import date

from django.db.models import Max
from django.utils import timezone

from ...facts.procedure import GONE, ProcedureFacts
from .freshness import checks_by_people, interval

TIMES = 2  # its interval: who is a little late does not frighten anybody


def last_look_if_long_ago(facts: ProcedureFacts) -> date | None:
    """When somebody last held the page against its source, where that is long ago; None where it is not, or where nobody ever has.

    A page is looked at within ``REVIEW_DAYS`` days, or its own ``review_days`` (:mod:`.freshness`). One query, and only of a page whose
    own day is long ago or missing.
    """
    long_ago = timezone.localdate() - TIMES * interval(facts.source.review_days)
    day = facts.verified_on
    if facts.status in GONE or (not facts.source.record and day is None) or (day is not None and day >= long_ago):
        return None
    last = checks_by_people().filter(page_key=facts.id).aggregate(last=Max("checked_at"))["last"]
    days = [one for one in (day, timezone.localdate(last) if last else None) if one]
    return max(days) if days and max(days) < long_ago else None
