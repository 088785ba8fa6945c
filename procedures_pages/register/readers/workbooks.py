"""The portal's list of procedures (XLSX): a title on row 1, the header on row 2, then one stub a row."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from vietnamese.folding import fold
from vietnamese.normal import clean, old_tone_style

from .. import parts
from ..parsing import AREA, CODE, Refusal
from ..records import RegisterProcedure
from .archives import BROKEN, is_small_zip
from .limits import MOST_FILES, MOST_IN_ALL, UnreadableSource, bomb

# What the columns are called, without marks: code, name, who published it, who carries it out, area.
COLUMNS = {
    "ma so": "code",
    "ma thu tuc": "code",
    "ten": "name",
    "ten thu tuc": "name",
    "co quan thuc hien": "executing",
    "linh vuc": "area",
}
HEADER_WITHIN = 10
MOST_EMPTY = 200


def is_workbook(path: Path) -> bool:
    """Raises UnreadableSource where it is no archive at all. A zip of too many files is none."""
    if not is_small_zip(path):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except BROKEN as error:
        raise UnreadableSource("Tệp bị hỏng: không mở được kho lưu trữ.") from error


def read_workbook(path: Path) -> Iterator[RegisterProcedure | Refusal]:
    """Stubs: code, name, authority and area, all that the list has. Raises UnreadableSource where no sheet has the list's header."""
    with zipfile.ZipFile(path) as archive:
        total = sum(member.file_size for member in archive.infolist())
    if total > MOST_IN_ALL or total > max(25_000_000, path.stat().st_size * 30):
        raise bomb()
    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        rows = book.worksheets[0].iter_rows(values_only=True)
        columns = _header(rows)
    except UnreadableSource:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise UnreadableSource("Không đọc được bảng tính này.") from error
    return _stubs(path.name, rows, columns)


def _header(rows: Iterator[tuple[Any, ...]]) -> tuple[int, dict[str, int]]:
    for number, row in enumerate(rows, 1):
        found = {COLUMNS[words]: at for at, cell in enumerate(row[:50]) if (words := fold(_text(cell))) in COLUMNS}
        if "code" in found and "name" in found:
            return number, found
        if number == HEADER_WITHIN:
            break
    raise UnreadableSource("Bảng tính không có dòng tiêu đề “Mã số, Tên, Cơ quan ban hành, Cơ quan thực hiện, Lĩnh vực”.")


def _stubs(source: str, rows: Iterator[tuple[Any, ...]], header: tuple[int, dict[str, int]]) -> Iterator[RegisterProcedure | Refusal]:
    start, columns = header
    empty = 0
    try:
        for number, row in enumerate(rows, start + 1):
            if number > MOST_FILES or empty > MOST_EMPTY:
                break
            values = {name: _text(row[at]) if at < len(row) else "" for name, at in columns.items()}
            empty = 0 if any(values.values()) else empty + 1
            if not empty:
                yield _stub(source, number, values)
    except Exception:  # as above: the sheet is read as it goes
        yield Refusal(source, 0, "Bảng tính hỏng ở giữa; các dòng sau đó không đọc được.")


def _stub(source: str, number: int, values: dict[str, str]) -> RegisterProcedure | Refusal:
    code, name = values["code"], values["name"]
    if not CODE.fullmatch(code):
        return Refusal(source, number, f"Mã số không đúng dạng (ví dụ 1.001193): “{code[:40]}”.")
    if not name:
        return Refusal(source, number, f"Thủ tục {code} không có tên.")
    area = AREA.fullmatch(values.get("area", ""))
    return RegisterProcedure(
        code=code,
        name=name,
        area=area["name"] if area else values.get("area", ""),
        area_code=area["code"] if area else "",
        executing=parts.names(values.get("executing", ""), parts.BODY),
        is_stub=True,
    )


def _text(cell: Any) -> str:
    """A cell's words. A code that a spreadsheet took for the number 1.00119 has lost a digit: its text stays too short and is refused."""
    text = old_tone_style(clean(str(cell)[:2000])) if cell is not None else ""
    return re.sub(r"^'", "", text)
