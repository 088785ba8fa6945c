"""Whether pages are looked at in time, and how long after a change of their record, or of the law, they followed. Days are whole days."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from statistics import median
from typing import Any
from uuid import UUID

from django.utils import timezone
from wagtail.models import PageLogEntry

from office.settling import Outcome
from procedures_pages.facts.procedure import GONE
from procedures_pages.history.publications import WENT_LIVE
from procedures_pages.models import EffectOnPage, ProcedurePage, RegisterRecord, SourceCheck
from procedures_pages.register.review.freshness import looks
from procedures_pages.register.review.sources import TO_MEND, source_codes


@dataclass(slots=True)
class Delays:
    """How many days each change took until the page followed, and how many days those have waited that did not yet."""

    done: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)

    @property
    def median(self) -> float | None:
        return median(self.done) if self.done else None

    @property
    def longest(self) -> int | None:
        return max(self.done, default=None)

    @property
    def longest_waiting(self) -> int | None:
        return max(self.waiting, default=None)


@dataclass(frozen=True, slots=True)
class Looked:
    """Of ``pages`` in force so many were looked at within their own time, so many never by anybody."""

    pages: int
    in_time: int
    never: int


def looked(today: date) -> Looked:
    """Three queries."""
    # What waits for its record is told below; here only the days count.
    found = looks(reviews=())
    return Looked(len(found), sum(not look.is_due(today) for look in found), sum(look.day is None for look in found))


def of_records(pages: Iterable[ProcedurePage], since: date, today: date) -> Delays:
    """Changes of these pages' records: from the day of the snapshot until a person compared the page with it, and where something was
    wrong, until the page was published after that. Done since that day, or waiting now. Three queries."""
    codes = {page.translation_key: source_codes(page) for page in pages}
    named = {code for found in codes.values() for code in found}
    rows = RegisterRecord.objects.filter(code__in=named, gone_in=None, is_stub=False).exclude(current=None).order_by()
    records: dict[str, Any] = {code: known for code, *known in rows.values_list("code", "pk", "current_id", "current__snapshot__date")}
    mine = {(key, records[code][0]) for key, found in codes.items() for code in found if code in records}
    now = {record: (version, day) for record, version, day in records.values()}
    checks: dict[tuple[UUID, int], list[Any]] = defaultdict(list)
    looks_at = SourceCheck.objects.order_by("checked_at", "pk")
    shown = ("page_key", "version__record_id", "version_id", "version__snapshot__date", "checked_at", "checked_by_id", "verdicts")
    for key, record, *check in looks_at.values_list(*shown):
        if (key, record) in mine:
            checks[key, record].append(check)
    delays, unmended = Delays(), []
    for (key, record), found in checks.items():
        for (before, *_rest), (version, changed, checked_at, person, verdicts) in pairwise(found):
            if version == before or person is None:
                continue
            if TO_MEND in verdicts.values():
                unmended.append((key, changed, checked_at))
            elif (day := timezone.localdate(checked_at)) >= since:
                delays.done.append(max(0, (day - changed).days))
        version, changed = now[record]
        if found[-1][0] != version:
            delays.waiting.append(max(0, (today - changed).days))
    _mended(unmended, delays, since, today)
    return delays


def _mended(unmended: list[tuple[UUID, date, datetime]], delays: Delays, since: date, today: date) -> None:
    """What was found wrong is mended by the next publication. One query, none where nothing was found."""
    published: dict[UUID, list[datetime]] = defaultdict(list)
    if unmended:
        rows = PageLogEntry.objects.filter(
            page__translation_key__in={key for key, *_rest in unmended}, page__locale__language_code="vi", action__in=WENT_LIVE
        )
        for key, at in rows.order_by("timestamp").values_list("page__translation_key", "timestamp"):
            published[key].append(at)
    for key, changed, checked_at in unmended:
        later = published[key][bisect_right(published[key], checked_at) :]
        if not later:
            delays.waiting.append(max(0, (today - changed).days))
        elif (day := timezone.localdate(later[0])) >= since:
            delays.done.append(max(0, (day - changed).days))


def of_laws(since: date, today: date) -> Delays:
    """Effects of legal texts on live pages in force: from the day on which they hold, or were entered here where that was later, until a
    person said what became of the page. Settled before that day is 0 days. One query."""
    rows = EffectOnPage.objects.filter(page__live=True).exclude(page__status__in=GONE).order_by()
    delays = Delays()
    for holds, opened_at, outcome, settled_at in rows.values_list("effective_from", "opened_at", "outcome", "settled_at"):
        start = max(holds, timezone.localdate(opened_at))
        if outcome == Outcome.OPEN:
            if holds <= today:
                delays.waiting.append((today - start).days)
        elif settled_at and (day := timezone.localdate(settled_at)) >= since:
            delays.done.append(max(0, (day - start).days))
    return delays
