"""Pages know their source: which version of which record they were checked against, and what has changed since.

Nothing is changed by itself on a live page: a changed record flags it, until an editor has looked at each field.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from ...models import ProcedurePage
from ..models import RegisterRecord, RegisterVersion, SourceCheck
from ..versions.diff import Difference, differences

STILL_TRUE, TO_MEND = "still_true", "to_mend"


@dataclass(frozen=True, slots=True)
class Source:
    """One record a page was written from. ``checked`` is None where nobody has compared the page with any version yet."""

    record: RegisterRecord
    checked: RegisterVersion | None
    check: SourceCheck | None
    differences: tuple[Difference, ...]

    @property
    def is_gone(self) -> bool:
        return self.record.gone_in_id is not None

    @property
    def is_current(self) -> bool:
        return self.checked is not None and self.checked.pk == self.record.current_id

    @property
    def needs_review(self) -> bool:
        return self.is_gone or not self.is_current


def source_codes(page: ProcedurePage) -> list[str]:
    """The codes of the records the page says it was checked against: "2.000748, 1.004859"."""
    return [code.strip() for code in page.source_record.replace(";", ",").split(",") if code.strip()]


def pages_with_a_source() -> QuerySet[ProcedurePage]:
    """The Vietnamese pages that name a record, live or not; their translations follow them."""
    return ProcedurePage.objects.filter(locale__language_code="vi").exclude(source_record="")


def sources_of(page: ProcedurePage) -> list[Source]:
    """The page's records that are known here, each with what has changed since it was checked. Unknown codes are left out."""
    found = []
    for record in RegisterRecord.objects.filter(code__in=source_codes(page)).select_related("current__snapshot", "gone_in", "changed_in"):
        check = (
            SourceCheck.objects.filter(page_key=page.translation_key, version__record=record)
            .select_related("version", "checked_by")
            .first()
        )
        checked = check.version if check else None
        changes: tuple[Difference, ...] = ()
        if checked and record.current and checked.pk != record.current_id:
            changes = differences(checked.procedure, record.current.procedure)
        found.append(Source(record, checked, check, changes))
    return found


def confirm(page: ProcedurePage, record: RegisterRecord, user: Any, verdicts: dict[str, str]) -> SourceCheck:
    """An editor has compared the page with the record's current version. ``verdicts``: {field: STILL_TRUE or TO_MEND}."""
    assert record.current is not None  # noqa: S101 (a record has a version from its first import on)
    return SourceCheck.objects.create(page_key=page.translation_key, version=record.current, checked_by=user, verdicts=verdicts)


def unchecked(page: ProcedurePage) -> list[RegisterRecord]:
    """The page's known records that nobody checked it against as they are now: no editor's check, nor the page's own snapshot."""
    return [
        source.record
        for source in sources_of(page)
        if not source.is_current and not source.is_gone and not _declared(page, source.record.current)
    ]


def _declared(page: ProcedurePage, version: RegisterVersion | None) -> bool:
    """Whether the month that the page names is not before the version's own."""
    return bool(version and page.source_snapshot and version.snapshot.date <= _last_of_month(page.source_snapshot))


def _last_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def note_baselines(pages: Iterable[ProcedurePage]) -> int:
    """Pages that name a record and the month of its snapshot were checked against the version of that month: note it once.

    Returns how many checks were noted. A page that was checked against no version we know stays without one, and is flagged.
    """
    noted = 0
    for page in pages:
        if not page.source_snapshot:
            continue
        last = _last_of_month(page.source_snapshot)
        for record in RegisterRecord.objects.filter(code__in=source_codes(page)):
            if SourceCheck.objects.filter(page_key=page.translation_key, version__record=record).exists():
                continue
            version = record.versions.filter(snapshot__date__lte=last).order_by("-snapshot__date", "-pk").first()
            if version:
                SourceCheck.objects.create(page_key=page.translation_key, version=version, verdicts={})
                noted += 1
    return noted
