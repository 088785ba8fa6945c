"""A table's header: which row names the columns of codes, names, authorities and areas, however the office words them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vietnamese.folding import fold
from vietnamese.legacy import restored

HEADER_WITHIN = 60  # rows
HEADER_ROWS = 3
MAX_COLUMNS = 60
MAX_CELL_LENGTH = 2000


class Cell(NamedTuple):
    """``number`` where the cell holds one, ``decimals`` as many as its format shows; ``is_filled``: said by a merged cell further up;
    ``is_broken``: a whole row that cannot be taken apart."""

    text: str
    number: float | None = None
    decimals: int = 0
    is_filled: bool = False
    is_broken: bool = False


Row = list[Cell]


class Table(NamedTuple):
    """``name`` as the office calls it ("" where it has none); ``rows`` from the first on."""

    name: str
    rows: Iterable[Row]


# What the columns are called, without marks, brackets and signs.
_THING = r"(?:thu tuc|tthc|ho so|dich vu cong|dvc)"
_LABELS = {
    "code": re.compile(rf"ma(?: so| dinh danh)?(?: {_THING}\b.*)?|ma so .*|so ho so\b.*|code"),
    "name": re.compile(rf"ten(?: goi)?(?: {_THING}\b.*)?|(?:noi dung )?thu tuc(?: hanh chinh)?|tthc"),
    "executing": re.compile(r"(?:co quan|don vi|noi)\b.*\b(?:thuc hien|giai quyet)\b.*"),
    "area": re.compile(r"(?:ten |nhom )?linh vuc\b.*"),
}


def column_of(label: str) -> str | None:
    """What a column of that label holds; None for any other text."""
    words = " ".join(re.sub(r"\([^()]*\)|[^\w\s]", " ", fold(label[:200])).split())
    return next((kind for kind, labels in _LABELS.items() if labels.fullmatch(words)), None)


def meant(row: Row) -> tuple[Row, str]:
    """A row in Unicode, and the charset it was in, "" for Unicode: all its cells are in one, and together they tell which."""
    row = [cell._replace(text=cell.text.replace("\n", " ")[:MAX_CELL_LENGTH]) for cell in row[:MAX_COLUMNS]]
    found = restored("\n".join(cell.text for cell in row))
    said = found.text.split("\n") if found else []
    if not found or len(said) != len(row):
        return row, ""
    return [cell._replace(text=text) for cell, text in zip(row, said, strict=True)], found.charset


class Header(NamedTuple):
    number: int
    columns: dict[str, int]


def find_header(rows: Iterator[tuple[int, Row]]) -> Header | None:
    """The row that names the columns, or the last of up to three that do it together; the rows behind it are left in ``rows``."""
    above: list[dict[int, str]] = []
    for number, row in rows:
        here = {at: kind for at, cell in enumerate(meant(row)[0]) if (kind := column_of(cell.text))}
        above = [*above[1 - HEADER_ROWS :], here]
        labels: dict[int, str] = {}
        for part in above:
            labels.update(part)
        # The first column of a kind is meant, but a label in the lowest row goes before one above.
        order = sorted(labels, key=lambda at: (at not in here, at))
        columns = {kind: next(at for at in order if labels[at] == kind) for kind in dict.fromkeys(labels.values())}
        if here and "code" in columns and "name" in columns:
            return Header(number, columns)
        if number >= HEADER_WITHIN:
            return None
    return None
