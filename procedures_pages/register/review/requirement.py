"""What the register asks of a page before it is published. Importing this module adds the rules to publishing's list."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ...facts.procedure import GONE
from ...models import ProcedureCode, ProcedurePage
from ...publishing.requirements import Gap, every_document_has_a_name, rule, rule_after
from ..models import RegisterRecord
from .sources import unchecked


@rule_after(every_document_has_a_name)
def issuing_procedures_are_known(page: ProcedurePage) -> Iterator[Gap]:
    for d in (child.value for child in page.documents):
        code = d.get("issued_by") or ""
        if code and not any(
            known.exists() for known in (ProcedureCode.objects.filter(value=code), RegisterRecord.objects.filter(code=code))
        ):
            yield Gap(
                "issuing_procedures_are_known",
                "documents",
                _("Giấy tờ “%(name)s”: không có thủ tục nào mang mã “%(code)s”.") % {"name": d.get("name"), "code": code},
            )


@rule
def is_checked_against_its_record_of_today(page: ProcedurePage) -> Iterator[Gap]:
    """Only where the register is here; a page that is no longer in force need not follow it."""
    if page.status in GONE:
        return
    for record in unchecked(page):
        day = f"{record.current.snapshot.date:%d/%m/%Y}" if record.current else ""
        message = _("Bản ghi %(code)s đã đổi ở bản chụp ngày %(day)s: cần đối chiếu trước khi xuất bản.")
        yield Gap("is_checked_against_its_record_of_today", "source_record", message % {"code": record.code, "day": day})
