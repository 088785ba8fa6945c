"""Workbooks (XLSX) to tables. Every sheet that has a list's header is read; hidden sheets only where no other has one."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from .archives import BROKEN, check_zip, is_small_zip
from .file_kinds import why_not_read_zip
from .limits import MAX_IN_ALL, UnreadableSource, bomb
from .list_headers import MAX_COLUMNS, Cell, Row, Table
from .list_tables import Read, read_tables

MAX_SHEETS = 60
MAX_MERGED = 20_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_DECIMALS = re.compile(r"0[.,](0+)")
STEP = 1 << 20


def is_workbook(path: Path) -> bool:
    """Raises UnreadableSource where it is no archive at all, or a document of another kind. A zip of too many files is none."""
    if not is_small_zip(path):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except BROKEN as error:
        raise UnreadableSource("Tệp bị hỏng: không mở được kho lưu trữ.") from error
    if reason := why_not_read_zip(names):
        raise UnreadableSource(reason)
    return "xl/workbook.xml" in names


def read_workbook(path: Path) -> Iterator[Read]:
    """Stubs: code, name, authority and area, all that a list has. Raises UnreadableSource where no sheet has a list's header."""
    with zipfile.ZipFile(path) as archive:
        total = sum(member.file_size for member in archive.infolist())
    if total > MAX_IN_ALL or total > max(25_000_000, path.stat().st_size * 30):
        raise bomb()
    check_zip(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        hidden = [sheet for sheet in book.worksheets if sheet.sheet_state != "visible"]
        try:
            return read_tables(path.name, [_table(path, sheet) for sheet in shown[:MAX_SHEETS]])
        except UnreadableSource:
            if not hidden:
                raise
            return read_tables(path.name, [_table(path, sheet) for sheet in (shown + hidden)[:MAX_SHEETS]])
    except UnreadableSource:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise UnreadableSource("Không đọc được bảng tính này.") from error


def _table(path: Path, sheet: Any) -> Table:
    # Some programs write that a sheet has one cell; then only that one would be read.
    sheet.reset_dimensions()
    return Table(sheet.title, _rows(sheet, _merged_down(path, sheet)))


def _rows(sheet: Any, merged: dict[int, list[tuple[int, int]]]) -> Iterator[Row]:
    """The rows with the values of merged cells in each row that they cover. Rows that a filter hides are rows."""
    held: dict[int, tuple[int, Cell]] = {}  # column: (last row, value)
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), 1):
        row = [_cell(cell) for cell in cells]
        for column, last in merged.get(number, ()):
            if column < len(row):
                held[column] = (last, row[column])
        for column, (last, value) in list(held.items()):
            if number > last:
                del held[column]
            elif not (column < len(row) and row[column].text):
                row += [Cell("")] * (column + 1 - len(row))
                row[column] = value._replace(is_filled=True)
        yield row


def _cell(cell: Any) -> Cell:
    value = getattr(cell, "value", None)
    if value is None:
        return Cell("")
    if isinstance(value, int | float) and not isinstance(value, bool):
        shown = _DECIMALS.search(str(cell.number_format or ""))
        return Cell(str(value), float(value), len(shown[1]) if shown else 0)
    return Cell(f"{value:%d/%m/%Y}" if isinstance(value, datetime) else str(value))


def _merged_down(path: Path, sheet: Any) -> dict[int, list[tuple[int, int]]]:
    """{first row: [(column from 0, last row)]} of the cells merged over several rows, which a sheet read row by row does not tell."""
    merged: dict[int, list[tuple[int, int]]] = {}
    with zipfile.ZipFile(path) as archive, archive.open(sheet._worksheet_path) as stream:
        tail, count = b"", 0
        while (chunk := stream.read(STEP)) and count < MAX_MERGED:
            data = tail + chunk
            for column, first, _last_column, last in _MERGED.findall(data):
                count += 1
                if int(last) > int(first):
                    merged.setdefault(int(first), []).append((_index(column), int(last)))
            tail = data[-200:]
        # openpyxl takes what breaks off for the end.
        if not chunk and b"worksheet>" not in tail:
            raise UnreadableSource("Không đọc được bảng tính này: nó bị đứt giữa chừng.")
    return {first: list(dict.fromkeys(columns)) for first, columns in merged.items()}


def _index(letters: bytes) -> int:
    """A → 0, B → 1, AA → 26."""
    number = 0
    for letter in letters.decode():
        number = number * 26 + ord(letter) - 64
    return number - 1
