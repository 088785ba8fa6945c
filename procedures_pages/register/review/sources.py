"""Pages know their source: which version of which record they were checked against, and what has changed since.

Nothing is changed by itself on a live page: a changed record flags it, until an editor has looked at each field.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from ...models import ProcedurePage
from ...queries import row_of_readers
from ..models import RegisterRecord, RegisterVersion, SourceCheck
from ..versions.diff import Difference, differences
from .parts import part_digests

STILL_TRUE, TO_MEND = "still_true", "to_mend"
KEPT = "_sources_kept"


@dataclass(frozen=True)
class SourceRecord:
    """One record a page was written from. ``checked`` is None where nobody has compared the page with any version yet."""

    record: RegisterRecord
    checked: RegisterVersion | None
    check: SourceCheck | None

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What has changed in the record since the page was checked. Reads two versions when asked, once; two queries."""
        if self.checked is None or self.record.current is None or self.is_current:
            return ()
        return differences(self.checked.procedure, self.record.current.procedure)

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


def sources_of(page: ProcedurePage, codes: Iterable[str] | None = None) -> list[SourceRecord]:
    """The page's records that are known here, each with the last check of it; or those of ``codes``. Unknown codes are left out.

    Two queries, whatever has changed.
    """
    if codes is None and (known := page.__dict__.get(KEPT)) is not None:
        return list(known)
    records = RegisterRecord.objects.filter(code__in=list(source_codes(page) if codes is None else codes))
    records = records.select_related("current__snapshot", "gone_in", "changed_in")
    unread = ("current__content", "current__snapshot__report", "gone_in__report", "changed_in__report")
    checks = SourceCheck.objects.filter(page_key=page.translation_key).order_by("checked_at", "pk")
    checks = checks.select_related("version__snapshot", "checked_by").defer("version__content", "version__snapshot__report")
    last = {check.version.record_id: check for check in checks}
    found = []
    for record in records.defer(*unread):
        check = last.get(record.pk)
        found.append(SourceRecord(record, check.version if check else None, check))
    return found


@contextmanager
def sources_kept(page: ProcedurePage) -> Iterator[list[SourceRecord]]:
    """The page's records; as long as it lasts, whoever asks for those of this very object gets the same without a query."""
    page.__dict__[KEPT] = found = sources_of(page)
    try:
        yield found
    finally:
        del page.__dict__[KEPT]


def confirm(page: ProcedurePage, record: RegisterRecord, user: Any, verdicts: dict[str, str]) -> SourceCheck:
    """An editor has compared the page with the record's current version. ``verdicts``: {field: STILL_TRUE or TO_MEND}."""
    assert record.current is not None  # noqa: S101 (a record has a version from its first import on)
    published = row_of_readers(page)
    wrong = [field for field, verdict in verdicts.items() if verdict == TO_MEND]
    parts = part_digests(published, wrong) if published and wrong else {}
    return SourceCheck.objects.create(
        page_key=page.translation_key, version=record.current, checked_by=user, verdicts=verdicts, parts=parts
    )


def unchecked(page: ProcedurePage) -> list[SourceRecord]:
    """The page's known records whose last recorded check is not of their version of today. What the page says of itself counts for nothing.

    A record that is gone, or of which only the name is known, has nothing to compare with.
    """
    return [source for source in sources_of(page) if not (source.is_current or source.is_gone or source.record.is_stub)]


def note_baselines(pages: Iterable[ProcedurePage], codes: Collection[str]) -> int:
    """Live pages written before their record was known here, from a snapshot of a day or month that they name: that is noted as a check.

    ``codes`` are those of the records whose content has come for the first time. Returns how many checks were noted. Whoever names a day
    in the form once the record is here has to compare: only an editor's check counts for that page.
    """
    return sum(note_baseline(page, codes) for page in pages if page.live and set(codes) & set(source_codes(page)))


def note_baseline(page: ProcedurePage, codes: Collection[str]) -> int:
    """Notes, for each of the page's records among ``codes`` without a check, the version that the page was written from; how many.

    That is the newest version of the page's day; where all are younger, the oldest of its month, for a page may know only the month.
    A page that is older than every version, or names a day to come, stays without one, and is flagged.
    """
    day = page.source_snapshot
    if day is None or day > timezone.localdate():
        return 0
    noted = 0
    for record in RegisterRecord.objects.filter(code__in=set(codes) & set(source_codes(page)), is_stub=False):
        if SourceCheck.objects.filter(page_key=page.translation_key, version__record=record).exists():
            continue
        versions = record.versions.defer("content").order_by("-snapshot__date", "-pk")
        month = versions.filter(snapshot__date__year=day.year, snapshot__date__month=day.month)
        version = versions.filter(snapshot__date__lte=day).first() or month.last()
        if version:
            SourceCheck.objects.create(page_key=page.translation_key, version=version, verdicts={})
            noted += 1
    return noted
