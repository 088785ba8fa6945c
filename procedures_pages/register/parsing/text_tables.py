"""Lists that are text: CSV as spreadsheets export it, and web pages that offices save under the name of a spreadsheet. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser

from ...code_shapes import CODE, tidy_code
from .limits import MAX_FILES
from .list_headers import MAX_COLUMNS, Cell, Row, Table

DELIMITERS = (",", ";", "\t", "|")
MAX_LINES = 60  # of one row: no cell has more
_WEB_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|table|body|style|div)\b", re.IGNORECASE | re.DOTALL
)
_TOO_SHORT = re.compile(r"\d[.,]\d{4,5}")  # A code of which a spreadsheet took the zeros at the end.


def is_web_page(text: str) -> bool:
    return _WEB_PAGE.match(text[:20_000]) is not None


def csv_tables(text: str) -> Iterator[Table]:
    """The text as a table, once for each sign that may part its columns. Raises nothing: what is no CSV gives rows without a header."""
    text = re.sub(r"^sep=.[\r\n]+", "", text, flags=re.IGNORECASE)
    for delimiter in DELIMITERS:
        if delimiter in text:
            yield Table("", _csv_rows(text, delimiter))


def _csv_rows(text: str, delimiter: str) -> Iterator[Row]:
    """Row by row. A quotation mark that is opened and not closed takes no other row with it: its own comes as a broken one."""
    lines = list(io.StringIO(text, newline=None))
    at = 0
    while at < len(lines):
        rows = csv.reader(lines[at : at + MAX_LINES], delimiter=delimiter)
        try:
            row = next(rows)
        except csv.Error:
            row = None
        if row is None or any(_has_code(line, delimiter) for line in lines[at + 1 : at + rows.line_num]):
            yield [Cell(lines[at].strip(), is_broken=True)]
            at += 1
        else:
            yield [_cell(words) for words in row[:MAX_COLUMNS]]
            at += rows.line_num


def _has_code(line: str, delimiter: str) -> bool:
    """Whether one of its cells is a code, as a row of its own has."""
    cells = [words.strip("\" '\n") for words in line.split(delimiter)]
    return any(CODE.fullmatch(tidy_code(cell)) or _TOO_SHORT.fullmatch(cell) for cell in cells)


def _cell(words: str) -> Cell:
    """A number that lost its zeros looks like a number here, too."""
    words = words.strip()
    return Cell(words, float(words.replace(",", "."))) if _TOO_SHORT.fullmatch(words) else Cell(words)


class _Tables(HTMLParser):
    """Collects tables; cells that span rows or columns say the same in each."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[Row]] = []
        self.spans: dict[int, tuple[int, str]] = {}  # column: (rows still to fill, text)
        self.row: Row | None = None
        self.words: list[str] | None = None
        self.size = (1, 1)
        self.count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.end_row()
            self.tables.append([])
            self.spans = {}
        elif tag == "tr":
            self.end_row()
            self.row = []
        elif tag in ("td", "th"):
            self._end_cell()
            given = dict(attrs)
            self.size = (_span(given.get("rowspan")), _span(given.get("colspan")))
            self.words = []
        elif tag in ("br", "p", "div") and self.words is not None:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self.end_row()

    def handle_data(self, data: str) -> None:
        if self.words is not None:
            self.words.append(data)

    def _end_cell(self) -> None:
        if self.words is None:
            return
        self.row = self.row if self.row is not None else []
        self._fill()
        words, (rows, columns) = " ".join("".join(self.words).split()), self.size
        for n in range(columns):
            if rows > 1:
                self.spans[len(self.row)] = (rows - 1, words)
            self.row.append(_cell(words) if n == 0 else Cell(""))
        self.words = None

    def _fill(self) -> None:
        assert self.row is not None  # noqa: S101 (called while a row is open)
        while len(self.row) in self.spans and len(self.row) < MAX_COLUMNS:
            at = len(self.row)
            left, words = self.spans[at]
            self.row.append(_cell(words)._replace(is_filled=True))
            if left > 1:
                self.spans[at] = (left - 1, words)
            else:
                del self.spans[at]

    def end_row(self) -> None:
        self._end_cell()
        if self.row is None:
            return
        self._fill()
        self.count += 1
        if self.count <= MAX_FILES:
            if not self.tables:
                self.tables.append([])
            self.tables[-1].append(self.row)
        self.row = None


def _span(value: str | None) -> int:
    return min(int(value), MAX_COLUMNS) if value and re.fullmatch("[1-9][0-9]{0,2}", value) else 1


def html_tables(text: str) -> list[Table]:
    """The tables of a web page, in order; to where its reader gives up."""
    parser = _Tables()
    with suppress(AssertionError, ValueError):
        parser.feed(text)
        parser.close()
    parser.end_row()
    return [Table("", rows) for rows in parser.tables]
