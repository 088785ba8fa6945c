"""The sheets of the workbook and the columns of each. Headings are the words of the form, so that both call a thing the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from office.models import CompetentAuthority, LegalResource, Office, ThematicArea
from office.set_costs.models import Rate

from ..models import ProcedurePage
from .cells import Around, Cell, ToRead, Words, of_block, of_field, plain
from .putting import stream_values

# Columns that are no fact: of which page a row is, which version the page had, what the sheets said of it, which block a row is.
PAGE, NUMBER, REVISION, MARKS, LABEL, BLOCK = "cn_page", "cn_number", "cn_revision", "cn_marks", "cn_label", "cn_block"
NUMBER_HEADING = "Số trang (không sửa)"
REVISION_HEADING = "Phiên bản (không sửa)"
MARKS_HEADING = "Dấu (không sửa)"
LABEL_HEADING = "Tên khi tải về (không sửa)"
BLOCK_HEADING = "Mục (không sửa)"
PAGE_HEADING = _("Thủ tục")
CHOICES_SHEET, HELP_SHEET = "Lựa chọn", "Cách dùng"


class Column:
    """``heading``: in the language of now."""

    def __init__(self, name: str, heading: Any, kind: Words) -> None:
        self.name, self.heading, self.kind = name, capfirst(str(heading)), kind


@dataclass(frozen=True)
class Sheet:
    """``field``: what of the page its rows are, "" of the sheet with a row for each page."""

    key: str
    title: str
    field: str
    columns: tuple[Column, ...]
    hidden: tuple[Column, ...]

    @property
    def all_columns(self) -> tuple[Column, ...]:
        return (*self.columns, *self.hidden)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


PAPERS = (
    *("name", "note", "originals", "copies", "handling", "fallback", "basis", "per_person", "handling_online"),
    *("applies", "alternatives", "form_template", "form", "issuer", "issued_by"),
)
COSTS = ("kind", "basis", "amount", "per", "rate", "label", "note", "channels", "applies")
TIMES = ("unit", "amount", "counted_from", "note", "channels", "applies")
PEOPLE = ("name", "situation", "answers", "outcome")
FIELDS = (
    *("title", "official_name", "summary", "area", "level", "audiences", "authority", "offices", "keywords"),
    *("status", "status_note", "portal_id", "submission_url", "submission_none_reason", "service_mode", "service_mode_reason"),
    *("source_note", "source_decision", "effective_from", "effective_to"),
)
# Where a field's own name goes on from the one before it, or is Wagtail's.
HEADINGS = {
    "title": _("Tên trang"),
    "submission_url": _("Địa chỉ nộp trực tuyến khác"),
    "submission_none_reason": _("Lý do không có nộp trực tuyến"),
    "service_mode_reason": _("Lý do của mức dịch vụ trực tuyến"),
}
# The law's number is what it is told apart by; its name stands beside it to be read.
LAW, LAW_NAME = "number", "title"


def _hidden(name: str, heading: Any) -> Column:
    return Column(name, heading, Words())


def _of_stream(key: str, title: str, field: str, names: tuple[str, ...]) -> Sheet:
    ((_name, block),) = ProcedurePage._meta.get_field(field).stream_block.child_blocks.items()
    columns = tuple(Column(name, block.child_blocks[name].label, of_block(block.child_blocks[name])) for name in names)
    return Sheet(key, title, field, (Column(PAGE, PAGE_HEADING, Words()), *columns), (_hidden(BLOCK, BLOCK_HEADING),))


def _of_pages() -> Sheet:
    fields = [(name, ProcedurePage._meta.get_field(name)) for name in FIELDS]
    columns = [Column(name, HEADINGS.get(name, field.verbose_name), of_field(field)) for name, field in fields]
    hidden = ((NUMBER, NUMBER_HEADING), (REVISION, REVISION_HEADING), (MARKS, MARKS_HEADING), (LABEL, LABEL_HEADING))
    title, *others = columns
    codes = Column("codes", _("Mã thủ tục (để đọc)"), ToRead())
    return Sheet("pages", "Thủ tục", "", (title, codes, *others), tuple(_hidden(*one) for one in hidden))


class Law(Words):
    """The number of a legal text of the directory."""

    def choices(self, around: Around) -> list[str]:
        return list(around.rows[LegalResource])


@cache
def sheets() -> tuple[Sheet, ...]:
    """In Vietnamese, whatever language the desk is read in."""
    with translation.override("vi"):
        return _sheets()


def _sheets() -> tuple[Sheet, ...]:
    law = (Column(PAGE, PAGE_HEADING, Words()), Column(LAW, _("Số, ký hiệu"), Law()), Column(LAW_NAME, _("Tên (để đọc)"), ToRead()))
    return (
        _of_pages(),
        _of_stream("papers", "Giấy tờ", "documents", PAPERS),
        _of_stream("costs", "Chi phí", "costs", COSTS),
        _of_stream("times", "Thời hạn", "times", TIMES),
        Sheet("laws", "Căn cứ pháp lý", "legal", law, (_hidden(BLOCK, BLOCK_HEADING),)),
        _of_stream("people", "Người mẫu", "people", PEOPLE),
    )


def around_all() -> Around:
    """All that cells refer to by name."""
    tables: dict[type[Any], dict[str, Any]] = {}
    for model in (ThematicArea, CompetentAuthority, Office):
        tables[model] = _by_name(model._default_manager.all())
    tables[Rate] = {plain(" ".join(rate.name.split())): rate for rate in Rate.objects.filter(live=True)}
    tables[LegalResource] = {law.number: law for law in LegalResource.objects.all()}
    return Around(tables)


def _by_name(rows: Iterable[Any]) -> dict[str, Any]:
    rows = list(rows)
    names = [plain(" ".join(row.name.split())) for row in rows]
    return {name if names.count(name) == 1 else f"{name} [{row.slug}]": row for name, row in zip(names, rows, strict=True)}


@dataclass(frozen=True, slots=True)
class Told:
    """A page with its rows of other tables."""

    page: ProcedurePage
    codes: list[str]
    laws: list[LegalResource]
    offices: list[Office]


def told(page: ProcedurePage) -> Told:
    """A draft in memory, with the rows that it has itself."""
    return Told(
        page,
        [code.value for code in page.codes.all()],
        [one.resource for one in page.legal.all()],
        list(page.offices.all()),
    )


Rows = list[dict[str, Cell]]


def rows_of(sheet: Sheet, about: Told, around: Around) -> Rows:
    """What a sheet says of a page: a row for each block, by the names of columns. ``around``: of this page."""
    if not sheet.field:
        return [dict(_of_page(sheet, about, around))]
    if sheet.field == "legal":
        return [{BLOCK: f"{about.page.pk}/{law.pk}", LAW: law.number, LAW_NAME: law.title} for law in about.laws]
    parts = [column for column in sheet.columns if column.name != PAGE]
    return [
        {BLOCK: f"{about.page.pk}/{key}", **{column.name: column.kind.written(value.get(column.name), around) for column in parts}}
        for key, value in stream_values(about.page, sheet.field).items()
    ]


def _of_page(sheet: Sheet, about: Told, around: Around) -> Iterator[tuple[str, Cell]]:
    known = {"codes": "\n".join(about.codes), "offices": about.offices}
    for column in sheet.columns:
        value = known[column.name] if column.name in known else getattr(about.page, column.name)
        yield column.name, column.kind.written(value, around)


def mark(sheet: Sheet, rows: Iterable[Mapping[str, Any]]) -> str:
    """What the rows of a sheet say of one page, in short: another one where any cell, or the order, is another."""
    told = [[plain(row.get(column.name)) for column in (*sheet.columns, *sheet.hidden) if _counts(column.name)] for row in rows]
    return hashlib.blake2b(repr(told).encode("utf-8", "replace"), digest_size=6).hexdigest()


def _counts(name: str) -> bool:
    return name not in (PAGE, NUMBER, REVISION, MARKS, LABEL)
