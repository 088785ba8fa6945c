"""A list of procedures as offices export it: any table that has a column of codes and one of names. Pure.

Above the header may stand a title of many lines, below the list signatures; headers may take two rows; an area may be a merged cell, or a
row of its own above its procedures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vietnamese.folding import fold
from vietnamese.legacy import is_garbled
from vietnamese.normal import clean, old_tone_style

from ...code_shapes import CODE, EXAMPLE, code_of_number, tidy_code
from . import tables as parts
from .limits import MAX_FILES, UnreadableSource
from .list_headers import HEADER_WITHIN, MAX_CELL_LENGTH, MAX_COLUMNS, Cell, Header, Row, Table, column_of, find_header, meant
from .records import RegisterProcedure
from .text_record import AREA, Note, Refusal

MAX_EMPTY = 200

Read = RegisterProcedure | Refusal | Note


def read_tables(source: str, tables: Iterable[Table]) -> Iterator[Read]:
    """What the tables with a header say: a note for each that is read, stubs of procedures, refusals.

    All is read through before the first is handed out. Raises UnreadableSource where no table has a header or one is broken in the middle.
    """
    found, names = [], []
    for table in tables:
        names.append(table.name)
        rows = enumerate(table.rows, 1)
        if header := find_header(rows):
            found.append((table.name, header, rows))
    if not found:
        sheets = ", ".join(f"“{name}”" for name in names[:8] if name)
        raise UnreadableSource(
            "Không thấy dòng tiêu đề có cột “Mã số” và cột “Tên thủ tục” trong "
            f"{HEADER_WITHIN} dòng đầu{f' của các trang tính {sheets}' if sheets else ''}."
        )
    return iter([read for name, header, rows in found for read in _read(source, name, header, rows)])


# --- Rows ---
# Sums and signatures: "Tổng cộng: 3 thủ tục", "TM. ỦY BAN NHÂN DÂN", "Vĩnh Yên, ngày 20 tháng 7 năm 2026".
_AROUND = re.compile(
    "|".join(
        (
            r"tong (?:so|cong)\b|(?:tong|cong)\s*(?:[:(\d]|$)|cong cong\b",
            r"(?:ghi chu|luu y|noi nhan|ky ten|can cu|kem theo|ban hanh kem)\b",
            r"(?:thu truong|giam doc|chu tich|truong phong|chanh van phong)\b|pho (?:giam doc|chu tich|truong|chanh)\b",
            r"nguoi (?:lap|tong hop|ky|kiem tra)\b|(?:tm|kt|tl|tuq|q)\.",
            r"ngay \d|.*\bngay (?:\d|\.|…).*\bthang\b",
        )
    )
)
_SECTION = re.compile(
    r"(?P<number>(?:[IVXLC]+|[A-ZĐ]|\d{1,3}(?:\.\d{1,2})*)\s*[.):/–-]+)?\s*(?P<word>(?:[Ll]ĩnh [Vv]ực|LĨNH VỰC)\s*:?)?\s*(?P<name>.+)"
)
_NUMBERING = re.compile(r"\(?[\dA-Za-z]{1,2}\)?")


@dataclass
class _Reader:
    source: str
    columns: dict[str, int]
    area: str = ""
    charsets: set[str] = field(default_factory=set)
    # Rows with a name and nothing else: a procedure without a code if others follow, else the signatures.
    doubtful: list[Refusal] = field(default_factory=list)

    def read(self, number: int, row: Row) -> Iterator[Read]:
        cells = self._restored(row)
        if any(cell.is_broken for cell in cells):
            yield Refusal(self.source, number, f"Dấu ngoặc kép mở mà không đóng: “{cells[0].text[:80]}”. Hãy sửa dòng này.")
            return
        texts = [_tidy(cell.text) for cell in cells]
        code, name = self._of("code", texts), self._of("name", texts)
        if self._repeats_header(texts) or self._goes_on(cells):
            return
        code = self._code(cells[self.columns["code"]]) if code else ""
        said = [text for text in dict.fromkeys(texts) if text]
        if not CODE.fullmatch(code) and any(_AROUND.match(fold(text).lstrip("*-–_.( ")) for text in said):
            return
        if not re.search(r"\d", code):
            yield from self._without_code(number, code, name, said)
            return
        yield from self.doubtful
        self.doubtful = []
        yield self._procedure(number, code, name, texts)

    def _of(self, kind: str, texts: list[str]) -> str:
        at = self.columns.get(kind, MAX_COLUMNS)
        return texts[at] if at < len(texts) else ""

    def _restored(self, row: Row) -> Row:
        cells, charset = meant(row)
        self.charsets.update(filter(None, [charset]))
        return cells

    def _repeats_header(self, texts: list[str]) -> bool:
        """The header once more at the top of a page, or the row of column numbers below it."""
        labels = {kind: column_of(self._of(kind, texts)) for kind in ("code", "name")}
        said = [text for text in texts if text]
        return labels == {"code": "code", "name": "name"} or (len(said) > 1 and all(_NUMBERING.fullmatch(text) for text in said))

    def _goes_on(self, cells: Row) -> bool:
        """A row below a merged code and name belongs to the procedure above."""
        return all((at := self.columns[kind]) < len(cells) and cells[at].is_filled for kind in ("code", "name"))

    def _code(self, cell: Cell) -> str:
        return tidy_code(cell.text) if cell.number is None else code_of_number(cell.number, cell.decimals)

    def _without_code(self, number: int, code: str, name: str, said: list[str]) -> Iterator[Refusal]:
        """A section, a signature, or a procedure without a code."""
        is_numbered = len(said) == 2 and len(said[0]) < 6
        is_across = len(said) == 1 and not name
        if (len(said) == 1 or is_numbered) and self._opens_section(". ".join(said), is_across):
            return
        if not name:
            return
        code = f" (ô mã ghi “{code[:40]}”)" if code else ""
        refusal = Refusal(self.source, number, f"Dòng “{name[:80]}” không có mã số thủ tục{code}.")
        self.doubtful.append(refusal)
        if len(said) > 2 or (is_numbered and said[0].isdigit()):
            yield from self.doubtful
            self.doubtful = []

    def _opens_section(self, text: str, is_across: bool) -> bool:
        """ "I. Lĩnh vực Hộ tịch", "I. HỘ TỊCH": the area of what follows. "A. THỦ TỤC HÀNH CHÍNH CẤP XÃ" only ends the one before."""
        section = _SECTION.fullmatch(text)
        if not section:
            return False
        number = (section["number"] or "").strip(" .):/–-")
        if not (section["word"] or is_across or (number and not number.replace(".", "").isdigit())):
            return False
        area = re.sub(r"\s*\([^()]*\)\s*$", "", section["name"]).strip(" .:;")
        is_area = section["word"] or not re.match(r"(?:danh (?:muc|sach) |cac )?(?:thu tuc|tthc)\b|cap ", fold(area))
        self.area = (area.capitalize() if area == area.upper() else area) if is_area else ""
        return True

    def _procedure(self, number: int, code: str, name: str, texts: list[str]) -> RegisterProcedure | Refusal:
        if not CODE.fullmatch(code):
            return Refusal(self.source, number, _wrong_code(code))
        if not name:
            return Refusal(self.source, number, f"Thủ tục {code} không có tên.")
        area, executing = self._of("area", texts) or self.area, self._of("executing", texts)
        garbled = next((text for text in (name, area, executing) if is_garbled(text)), None)
        if garbled:
            return Refusal(self.source, number, f"Chữ bị hỏng, không đọc được: “{garbled[:80]}”. Xin lại tệp gốc của dòng này.")
        coded = AREA.fullmatch(area)
        return RegisterProcedure(
            code=code,
            name=name,
            area=coded["name"] if coded else area,
            area_code=coded["code"] if coded else "",
            executing=parts.names(executing, parts.BODY),
            is_stub=True,
        )


def _wrong_code(code: str) -> str:
    """Why a code is none, with what a spreadsheet may have done to it."""
    cut = " Excel có thể đã bỏ số 0 ở cuối: hãy sửa ô này thành chữ." if re.fullmatch(r"\d\.\d{1,5}", code) else ""
    return f"Mã số không đúng dạng (ví dụ {EXAMPLE}): “{code[:40]}”.{cut}"


def _tidy(text: str) -> str:
    return old_tone_style(clean(text[:MAX_CELL_LENGTH])).removeprefix("'")


def _read(source: str, name: str, header: Header, rows: Iterator[tuple[int, Row]]) -> Iterator[Read]:
    where = f"trang tính “{name}”" if name else "bảng"
    yield Note(source, f"Đã đọc {where}, tiêu đề ở dòng {header.number}.")
    reader = _Reader(f"{source}, {where}" if name else source, header.columns)
    empty = 0
    try:
        for number, row in rows:
            if number > MAX_FILES or empty > MAX_EMPTY:
                break
            empty = 0 if any(cell.text.strip() for cell in row) else empty + 1
            if not empty:
                yield from reader.read(number, row)
    except UnreadableSource:
        raise
    except Exception as error:  # a sheet is unpacked while it is read, and its reader raises whatever its own parsers raise
        raise UnreadableSource("Không đọc được bảng tính này: nó bị hỏng ở giữa.") from error
    if reader.charsets:
        yield Note(
            source,
            f"Chữ trong {where} theo bảng mã cũ ({', '.join(sorted(reader.charsets))}) đã được đổi sang Unicode. Hãy đọc lại vài tên.",
        )
