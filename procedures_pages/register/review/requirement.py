"""What the register asks of a page before it is published. Importing this module adds the rules to publishing's list."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ...facts.procedure import GONE
from ...models import ProcedureCode, ProcedurePage
from ...publishing.requirements import Gap, every_document_has_a_name, of_drafts, rule, rule_after, values
from ..models import RegisterRecord
from ..versions.snapshot_days import DayToCome, past_day
from .sources import unchecked


@rule_after(every_document_has_a_name)
def issuing_procedures_are_known(page: ProcedurePage) -> Iterator[Gap]:
    named = [(d, d["issued_by"]) for d in values(page.documents) if d.get("issued_by")]
    known: set[str] = set()
    for rows, column in ((ProcedureCode.objects.all(), "value"), (RegisterRecord.objects.all(), "code")):
        if unknown := {code for _document, code in named} - known:
            known |= {*rows.order_by().filter(**{f"{column}__in": unknown}).values_list(column, flat=True)}
    for d, code in named:
        if code not in known:
            yield Gap(
                "issuing_procedures_are_known",
                "documents",
                _("Giấy tờ “%(name)s”: không có thủ tục nào mang mã “%(code)s”.") % {"name": d.get("name"), "code": code},
            )


@of_drafts
@rule
def source_day_is_not_to_come(page: ProcedurePage) -> Iterator[Gap]:
    """No snapshot is of a day that lies ahead."""
    if page.source_snapshot:
        try:
            past_day(page.source_snapshot)
        except DayToCome as error:
            yield Gap("source_day_is_not_to_come", "source_snapshot", str(error))


@rule
def goes_on_to_name_its_record(page: ProcedurePage) -> Iterator[Gap]:
    """Without its record nothing would notice that it changes: a code that was emptied silences every flag."""
    if page.status in GONE or page.source_record or not page.pk:
        return
    published = ProcedurePage.objects.filter(pk=page.pk, live=True).values_list("source_record", flat=True).first()
    if published:
        words = _("Trang đang đối chiếu với bản ghi %(code)s: ghi lại mã ấy, hoặc mã của bản ghi thay nó.")
        yield Gap("goes_on_to_name_its_record", "source_record", words % {"code": published})


@rule
def is_checked_against_its_record_of_today(page: ProcedurePage) -> Iterator[Gap]:
    """Only where the register is here; a page that is no longer in force need not follow it."""
    if page.status in GONE:
        return
    for source in unchecked(page):
        record = source.record
        day = f"{record.current.snapshot.date:%d/%m/%Y}" if record.current else ""
        if source.checked:
            message = _("Bản ghi %(code)s đã đổi ở bản chụp ngày %(day)s: cần đối chiếu trước khi xuất bản.")
        else:
            message = _("Chưa ai đối chiếu trang với bản ghi %(code)s của bản chụp ngày %(day)s: lưu bản nháp, rồi bấm “Đối chiếu”.")
        yield Gap("is_checked_against_its_record_of_today", "source_record", message % {"code": record.code, "day": day})
