"""Whether people find what they look for, and what they say of it. No visits are counted, of nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from office.reader_answers.counting import totals
from search.query_log import report, store

# As long as queries are kept.
DAYS = store.KEPT_DAYS


@dataclass(frozen=True, slots=True)
class Reach:
    """In the last ``DAYS`` days. ``is_counting``: whether this site counts queries at all."""

    is_counting: bool
    asked: int
    missed: int
    opened: int
    yes: int
    no: int
    unanswered: int


def reach() -> Reach:
    """Four queries."""
    since = report.first_day(DAYS)
    asked, missed = report.counts(since)
    yes, no, unanswered = totals(timezone.localdate() - timedelta(days=DAYS - 1))
    return Reach(settings.SEARCH_LEARNING, asked, missed, report.opened(since), yes, no, unanswered)
