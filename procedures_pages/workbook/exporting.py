"""Pages to the workbook: every Vietnamese procedure, as its latest draft says it."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Iterator
from copy import copy
from itertools import zip_longest
from typing import Any

from django.db.models import Case, When
from django.utils import translation
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from office.models import Office

from ..facts.from_pages import REFERENCES
from ..facts.phrases import LEVELS
from ..models import ProcedureCode, ProcedureLegalResource, ProcedurePage
from ..on_page.saving import draft_of
from ..queries import IN_SOURCE_LANGUAGE, IS_NO_ALIAS
from .cells import Around, Cell, Words
from .sheets import (
    CHOICES_SHEET,
    HELP_SHEET,
    LABEL,
    MARKS,
    NUMBER,
    PAGE,
    REVISION,
    Column,
    Rows,
    Sheet,
    Told,
    around_all,
    mark,
    rows_of,
    sheets,
    told,
)

AT_ONCE = 200  # pages that are in memory
ROOM = 1000  # empty rows under the last one that have arrows, too
HEAD = PatternFill("solid", fgColor="FFE7ECF3")
BOLD = Font(bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")
HELP = (
    "Mỗi dòng ở trang “Thủ tục” là một trang trên bàn làm việc; các trang khác ghi giấy tờ, chi phí, thời hạn, căn cứ, người mẫu của nó.",
    "Sửa ô nào thì chỉ điều ấy đổi. Thứ tự dòng là thứ tự trên trang: dời dòng thì giấy tờ dời theo; xóa dòng thì giấy tờ bị bỏ.",
    "Thêm giấy tờ: thêm một dòng, chọn thủ tục ở cột đầu. Thêm thủ tục mới thì tạo trang trên bàn làm việc trước.",
    "Nhiều thứ trong một ô (đối tượng, cách nộp, điều kiện “Chỉ khi”): mỗi thứ một dòng trong ô (Alt + Enter).",
    "Điều kiện viết như “Ai nộp? → Người khác [ai-nop=nguoi-khac]”; có thể chỉ chép phần trong ngoặc vuông.",
    "Không sửa các cột ẩn: chúng cho biết dòng nào là của mục nào và trang ở phiên bản nào khi tải về.",
    "Không dùng công thức. Đưa tệp lên ở Báo cáo, mục “Thủ tục ra bảng tính”: bạn xem trước mọi thay đổi, rồi chúng mới thành bản nháp.",
)


def workbook() -> bytes:
    """The XLSX of all procedures."""
    with translation.override("vi"):
        book = Workbook(write_only=True)
        around = around_all()
        written = [_Written(book, sheet, around) for sheet in sheets()]
        labels = _labels()
        for about in _pages():
            pk, here = about.page.pk, around.of_page(about.page)
            all_rows = [rows_of(one.sheet, about, here) for one in written]
            marks = " ".join(f"{one.sheet.key}:{mark(one.sheet, rows)}" for one, rows in zip(written, all_rows, strict=True))
            all_rows[0][0] |= {NUMBER: str(pk), REVISION: str(about.page.latest_revision_id or ""), MARKS: marks, LABEL: labels[pk]}
            for one, rows in zip(written, all_rows, strict=True):
                one.add(rows, labels[pk])
        _helped(book)
        lists = _Lists(book)
        for one in written:
            one.finish(lists, written[0])
        lists.write()
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def procedures() -> Any:
    """All pages of the workbook, by level, area and name."""
    pages = ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE, IS_NO_ALIAS).select_related(*REFERENCES, "latest_revision")
    level = Case(*(When(level=key, then=at) for at, key in enumerate(LEVELS)), default=len(LEVELS))
    return pages.order_by(level, "area__order", "area__name", "title", "pk")


def _labels() -> dict[int, str]:
    """What each page is called in the workbook: by its title, and by its address as well where two have the same."""
    rows = procedures().select_related(None).values_list("pk", "draft_title", "title", "slug")
    named = [(pk, draft or title, slug) for pk, draft, title, slug in rows]
    titles = Counter(title.casefold() for _pk, title, _slug in named)
    return {pk: title if titles[title.casefold()] == 1 else f"{title} [{slug}]" for pk, title, slug in named}


def _pages() -> Iterator[Told]:
    """With three queries for many; a page with a newer draft costs a few of its own."""
    chunk: list[ProcedurePage] = []
    for page in procedures().iterator(chunk_size=AT_ONCE):
        chunk.append(page)
        if len(chunk) == AT_ONCE:
            yield from _told(chunk)
            chunk = []
    yield from _told(chunk)


def _told(pages: list[ProcedurePage]) -> Iterator[Told]:
    keys = [one.pk for one in pages]
    codes, laws, offices = defaultdict(list), defaultdict(list), defaultdict(list)
    for code in ProcedureCode.objects.filter(page__in=keys):
        codes[code.page_id].append(code.value)
    for law in ProcedureLegalResource.objects.filter(page__in=keys).select_related("resource"):
        laws[law.page_id].append(law.resource)
    chosen = ProcedurePage.offices.through.objects.filter(procedurepage__in=keys).values_list("procedurepage_id", "office_id")
    rows = Office.objects.in_bulk({office for _page, office in chosen})
    for page, office in chosen:
        offices[page].append(rows[office])
    for one in pages:
        if one.latest_revision_id and one.has_unpublished_changes:
            yield told(draft_of(one))
        else:
            yield Told(one, codes[one.pk], laws[one.pk], offices[one.pk])


class _Written:
    """One sheet while it is written, row by row."""

    def __init__(self, book: Workbook, sheet: Sheet, around: Around) -> None:
        self.sheet, self.around, self.count = sheet, around, 1
        self.out = book.create_sheet(sheet.title)
        self.out.freeze_panes = "B2"
        for at, column in enumerate(sheet.all_columns, 1):
            shape = self.out.column_dimensions[get_column_letter(at)]
            shape.width = 34 if column.name == PAGE else column.kind.width
            shape.number_format = column.kind.number_format
            shape.hidden = column in sheet.hidden
        self.out.append([_head(self.out, column) for column in sheet.all_columns])

    def add(self, rows: Rows, label: str) -> None:
        for row in rows:
            self.count += 1
            told = {**row, PAGE: label}
            self.out.append([_cell(self.out, column.kind, told.get(column.name)) for column in self.columns])

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.sheet.all_columns

    def letter(self, name: str) -> str:
        return get_column_letter(1 + [column.name for column in self.columns].index(name))

    def finish(self, lists: _Lists, pages: _Written) -> None:
        self.out.auto_filter.ref = f"A1:{get_column_letter(len(self.columns))}{self.count}"
        for column in self.sheet.columns:
            if column.name == PAGE:
                letter = pages.letter(LABEL)
                place = f"'{pages.sheet.title}'!${letter}$2:${letter}${max(pages.count, 2)}"
            elif choices := column.kind.choices(self.around):
                place = lists.place_of(choices)
            else:
                continue
            # Not an error of the spreadsheet's own: what is read says what is wrong, with every cell of it.
            arrow = DataValidation(type="list", formula1=place, allow_blank=True, showErrorMessage=False)
            arrow.add(f"{self.letter(column.name)}2:{self.letter(column.name)}{self.count + ROOM}")
            self.out.data_validations.append(arrow)


class _Lists:
    """The sheet of all that arrows offer, a column for each list."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.lists: list[list[str]] = []

    def place_of(self, choices: list[str]) -> str:
        if choices not in self.lists:
            self.lists.append(choices)
        letter = get_column_letter(1 + self.lists.index(choices))
        return f"'{CHOICES_SHEET}'!${letter}$1:${letter}${len(choices)}"

    def write(self) -> None:
        out = self.book.create_sheet(CHOICES_SHEET)
        out.sheet_state = "hidden"
        for row in zip_longest(*self.lists, fillvalue=""):
            out.append([_cell(out, Words(), value) for value in row])


def _helped(book: Workbook) -> None:
    out = book.create_sheet(HELP_SHEET)
    out.column_dimensions["A"].width = 110
    for line in HELP:
        out.append([_cell(out, Words(), line)])


def _head(out: Any, column: Column) -> Any:
    cell = _cell(out, Words(), column.heading)
    cell.font, cell.fill = BOLD, HEAD
    return cell


def _cell(out: Any, kind: Words, value: Cell) -> Any:
    """A cell whose text is text, whatever it begins with: no spreadsheet calculates it, also not when somebody has edited it."""
    if value is None or value == "":
        return None  # the column says what may be typed there
    cell = WriteOnlyCell(out)
    is_quoted = False
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        is_quoted = value.startswith(("=", "+", "-", "@", "\t", "'"))
    else:
        cell.value = value
    cell._style = _style(out, kind.number_format, is_quoted)
    return cell


def _style(out: Any, number_format: str, is_quoted: bool) -> Any:
    """Made once for each workbook: styling cells one by one is most of the time of writing them."""
    made = out.parent.__dict__.setdefault("cn_styles", {})
    if (number_format, is_quoted) not in made:
        cell = WriteOnlyCell(out)
        cell.number_format, cell.alignment, cell.quotePrefix = number_format, WRAPPED, is_quoted
        made[number_format, is_quoted] = cell._style
    return copy(made[number_format, is_quoted])
