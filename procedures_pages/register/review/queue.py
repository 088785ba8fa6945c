"""Pages that wait for an editor: their record went, changed or was never compared, or what was found wrong is not mended. Few queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from office.desk.sorting import vietnamese

from ...facts.procedure import GONE
from ...models import ProcedurePage
from ..models import RegisterRecord, SourceCheck
from .parts import part_digests
from .sources import TO_MEND, pages_with_a_source, source_codes

State = Literal["gone", "changed", "to_mend", "unchecked"]
WORST_FIRST: tuple[State, ...] = ("gone", "changed", "to_mend", "unchecked")


@dataclass(frozen=True, slots=True)
class WaitingReview:
    """``records`` are those of the page that wait, ``check`` the last time anybody looked."""

    page: ProcedurePage
    state: State
    records: tuple[RegisterRecord, ...]
    check: SourceCheck | None


def waiting() -> list[WaitingReview]:
    """The Vietnamese pages that wait for a look, what is gone first."""
    pages = list(_pages())
    codes = {code for page in pages for code in source_codes(page)}
    rows = RegisterRecord.objects.filter(code__in=codes).select_related("changed_in", "gone_in")
    records = {record.code: record for record in rows.defer("changed_in__report", "gone_in__report")}
    checks = _last_checks(page.translation_key for page in pages)
    found = []
    for page in pages:
        states: dict[RegisterRecord, State] = {}
        for record in (records[code] for code in source_codes(page) if code in records):
            state = _state(page, record, checks.get((page.translation_key, record.pk)))
            if state:
                states[record] = state
        if states:
            looks = (checks.get((page.translation_key, record.pk)) for record in states)
            last = max((check for check in looks if check), key=lambda check: check.checked_at, default=None)
            worst = min(states.values(), key=WORST_FIRST.index)
            found.append(WaitingReview(page, worst, tuple(states), last))
    return sorted(found, key=lambda w: WORST_FIRST.index(w.state))


def _pages() -> Iterable[ProcedurePage]:
    # A page that is no longer in force need not follow its record.
    pages = pages_with_a_source().exclude(status__in=GONE)
    shown = ("pk", "title", "draft_title", "slug", "live", "status", "last_published_at", "translation_key", "source_record", "area")
    return pages.only(*shown).order_by(vietnamese("title"))


def _last_checks(keys: Iterable[Any]) -> dict[tuple[Any, int], SourceCheck]:
    """The last check of each page and record."""
    rows = SourceCheck.objects.filter(page_key__in=list(keys)).order_by("checked_at", "pk")
    checks = rows.select_related("checked_by", "version__snapshot").defer("version__content", "version__snapshot__report")
    return {(check.page_key, check.version.record_id): check for check in checks}


def to_mend(page: ProcedurePage, check: SourceCheck | None) -> list[str]:
    """Fields that the last check found wrong on the page, until it is published with that part mended, not just published."""
    wrong = [field for field, verdict in check.verdicts.items() if verdict == TO_MEND] if check else []
    if check is None or not wrong or not (page.last_published_at and page.last_published_at > check.checked_at):
        return wrong
    published = ProcedurePage.objects.filter(pk=page.pk).first()
    now = part_digests(published, check.parts) if published else {}
    return [field for field in wrong if field in now and now[field] == check.parts[field]]


def _state(page: ProcedurePage, record: RegisterRecord, check: SourceCheck | None) -> State | None:
    if record.gone_in_id:
        return "gone"
    if check is None:
        # Of a record that is only listed there is nothing to compare with.
        return None if record.is_stub else "unchecked"
    if check.version_id != record.current_id:
        return "changed"
    return "to_mend" if to_mend(page, check) else None
