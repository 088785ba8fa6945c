"""An uploaded workbook, opened without trust, to rows of cells; what no row can be read from is refused in one sentence."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from vietnamese.folding import fold

from ..register.parsing.archives import BROKEN, check_zip, is_small_zip
from ..register.parsing.limits import UnreadableSource
from .cells import plain
from .sheets import BLOCK, LABEL, LAW, MARKS, NUMBER, PAGE, REVISION, Sheet, sheets

MAX_SENT = 20 * 1024 * 1024  # bytes of the file as it comes
MAX_MEMBERS = 2000
MAX_UNPACKED = 200_000_000  # bytes; 6,500 procedures are 153 MB
MAX_RATIO = 100
RATIO_FROM = 1_000_000  # bytes; below that any ratio is harmless
MAX_ROWS, MAX_COLUMNS = 200_000, 60
MAX_CELL = 20_000  # signs
CALCULATED = ("f", "e")  # a formula; an error that one left behind


@dataclass(slots=True)
class Row:
    """``cells`` as text by the names of columns; ``formulas``: the names of those that a spreadsheet calculates, or failed to."""

    number: int
    cells: dict[str, str]
    formulas: frozenset[str] = frozenset()


@dataclass(slots=True)
class Opened:
    """One sheet; ``letters``: where each of its columns stands."""

    sheet: Sheet
    letters: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def place(self, row: Row, name: str) -> str:
        """ "Trang “Chi phí”, ô D7"."""
        where = {"sheet": self.sheet.title, "cell": f"{self.letters.get(name, 'A')}{row.number}"}
        return _("Trang “%(sheet)s”, ô %(cell)s") % where


@dataclass(slots=True)
class Book:
    """``sheets`` by key, those that the file has; ``notes``: which parts it lacks, in words."""

    sheets: dict[str, Opened]
    notes: list[str]


def open_book(path: Path) -> Book:
    """The rows of a workbook that was made here. Raises UnreadableSource, with one sentence for the editor."""
    _check(path)
    try:
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        by_title = {fold(one.title).strip(): one for one in book.worksheets}
        opened = {sheet.key: _opened(sheet, by_title[fold(sheet.title)]) for sheet in sheets() if fold(sheet.title) in by_title}
    except UnreadableSource:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise UnreadableSource(_("Không đọc được bảng tính này: tệp hỏng. Hãy tải về lại rồi sửa trên tệp ấy.")) from error
    pages = opened.get("pages")
    if pages is None or not _is_usable(pages):
        raise UnreadableSource(
            _("Đây không phải là bảng tính tải về từ mục này: thiếu trang “Thủ tục” hoặc cột ẩn của nó. Hãy tải về lại.")
        )
    return Book(opened, list(_lacking(opened)))


def _check(path: Path) -> None:
    """All that can be known without opening the sheets."""
    if not zipfile.is_zipfile(path):
        raise UnreadableSource(_("Tệp không phải là bảng tính .xlsx. Hãy lưu lại thành Excel (.xlsx) rồi đưa lên."))
    too_large = UnreadableSource(_("Tệp bung ra quá lớn so với một bảng tính; không đọc."))
    if not is_small_zip(path):
        raise too_large
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except BROKEN as error:
        raise UnreadableSource(_("Tệp bị hỏng: không mở được.")) from error
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableSource(_("Tệp có mật khẩu; hãy bỏ mật khẩu rồi đưa lên."))
    total = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or total > MAX_UNPACKED or (total > RATIO_FROM and total > path.stat().st_size * MAX_RATIO):
        raise too_large
    if "xl/workbook.xml" not in {member.filename for member in members}:
        raise UnreadableSource(_("Tệp không phải là bảng tính .xlsx. Hãy lưu lại thành Excel (.xlsx) rồi đưa lên."))
    try:
        check_zip(path)
    except UnreadableSource as error:
        raise UnreadableSource(_("Tệp bị hỏng: không mở được.")) from error


def _opened(sheet: Sheet, stored: Any) -> Opened:
    # Some programs write that a sheet has one cell; then only that one would be read.
    stored.reset_dimensions()
    rows = _rows(stored)
    opened = Opened(sheet)
    columns: dict[int, str] = {}
    wanted = {fold(column.heading): column.name for column in sheet.all_columns}
    for _number, cells in rows:
        for at, cell in enumerate(cells):
            name = wanted.get(" ".join(fold(plain(cell.value)).split()))
            if name and name not in opened.letters:
                columns[at], opened.letters[name] = name, get_column_letter(at + 1)
        break
    for number, cells in rows:
        named = {name: cells[at] for at, name in columns.items() if at < len(cells)}
        told = {name: plain(cell.value)[:MAX_CELL] for name, cell in named.items()}
        if not any(told.values()):
            continue
        if number > MAX_ROWS:
            raise UnreadableSource(_("Trang “%(sheet)s” có quá nhiều dòng; không đọc.") % {"sheet": sheet.title})
        formulas = frozenset(name for name, cell in named.items() if getattr(cell, "data_type", "") in CALCULATED)
        opened.rows.append(Row(number, told, formulas))
    return opened


def _rows(stored: Any) -> Iterator[tuple[int, Any]]:
    return enumerate(stored.iter_rows(max_col=MAX_COLUMNS), 1)


def _lacking(opened: dict[str, Opened]) -> Iterator[str]:
    """What the file has not is left as it is, and told."""
    for sheet in sheets():
        there = opened.get(sheet.key)
        if there is None or not _is_usable(there):
            yield _("Tệp không có trang “%(sheet)s”: phần ấy để nguyên.") % {"sheet": sheet.title}
            opened.pop(sheet.key, None)
            continue
        for column in sheet.columns:
            if column.name not in there.letters:
                where = {"sheet": sheet.title, "column": column.heading}
                yield _("Trang “%(sheet)s” không có cột “%(column)s”: phần ấy để nguyên.") % where


def _is_usable(opened: Opened) -> bool:
    """Whether it is known of which page, and which fact, its rows are."""
    needed = {"pages": (NUMBER, REVISION, MARKS, LABEL), "laws": (PAGE, LAW)}.get(opened.sheet.key, (PAGE, BLOCK))
    return all(name in opened.letters for name in needed)
