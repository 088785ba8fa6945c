"""Puts the shuffled rows of a case back into their order, as far as their own markers tell. Pure: no Django.

The register publishes "c) …, a) …, b) …". Rows of one numbering are sorted among the places that numbering has; a heading that ends in ":"
takes the dashes below it along; where no marker tells, or two rows have the same one, the published order stays.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from vietnamese.normal import clean

from ..parsing.records import RegisterRow
from .markers import depth

_LABEL = re.compile(
    r"[\s\-–+*•]*(?P<open>\(?)(?P<label>\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[IVX]{1,5}|[a-zđA-ZĐ]\d{0,2}(?:\.\d{1,2})*)"
    r"(?:(?P<close>\))|(?P<dot>[.:])(?=\s|[^\W\d_]|$)|/(?=\s)|(?<=\d\.\d)(?=\s))"
)
_LETTERS = "abcdđefghijklmnopqrstuvwxyz"
_ROMAN = {"i": 1, "v": 5, "x": 10}

Style = tuple[str, str]
Key = tuple[int, ...]


@dataclass(slots=True)
class _Block:
    """A row, and the rows that move with it."""

    row: RegisterRow
    below: list[RegisterRow] = field(default_factory=list)
    style: Style | None = None
    key: Key = ()


def in_order(rows: tuple[RegisterRow, ...]) -> tuple[RegisterRow, ...]:
    """Rows as published in; the same rows, each once, in reading order out."""
    blocks = _blocks(_under_their_heading(list(rows)))
    for style in {b.style for b in blocks if b.style}:
        places = [n for n, b in enumerate(blocks) if b.style == style]
        keys = [blocks[n].key for n in places]
        if len(set(keys)) == len(keys):
            ordered = sorted((blocks[n] for n in places), key=lambda b: b.key)
            for n, block in zip(places, ordered, strict=True):
                blocks[n] = block
    return tuple(row for block in blocks for row in (block.row, *block.below))


def _blocks(rows: list[RegisterRow]) -> list[_Block]:
    romans = Counter(
        found[1] for row in rows if (found := _read(row.text)) and found[0].islower() and len(found[0]) > 1 and set(found[0]) <= set("ivx")
    )
    blocks: list[_Block] = []
    for row in rows:
        found = _read(row.text)
        if found:
            style, key = _style_and_key(*found, romans)
            blocks.append(_Block(row, style=style, key=key))
        elif blocks and blocks[-1].style and _asks(blocks[-1].row) and depth(row.text):
            blocks[-1].below.append(row)
        else:
            blocks.append(_Block(row))
    return blocks


def _read(text: str) -> tuple[str, str] | None:
    """("1.2", "(.)") of "(1.2) …": the label and how it is dressed; None where the row has none."""
    found = _LABEL.match(clean(text))
    if not found or re.fullmatch(r"0\d", found["label"]):
        return None
    return found["label"], ")" if found["close"] else "."


def _style_and_key(label: str, end: str, romans: Counter[str]) -> tuple[Style, Key]:
    """Which numbering a label belongs to, and its place there. A lone i, v or x is Roman only where ii, iii, iv stand beside it."""
    if label[0].isdigit():
        return ("number", ""), tuple(int(part) for part in label.split("."))
    if set(label.lower()) <= set(_ROMAN) and (len(label) > 1 or label.isupper() or romans[end]):
        return ("roman", "capital" if label.isupper() else ""), (_roman(label.lower()),)
    letter, digits = label[0].lower(), re.findall(r"\d+", label)
    return ("letter", "capital" if label[0].isupper() else ""), (_LETTERS.index(letter), *map(int, digits))


def _roman(label: str) -> int:
    values = [_ROMAN[c] for c in label]
    return sum(-v if n + 1 < len(values) and v < values[n + 1] else v for n, v in enumerate(values))


def _asks(row: RegisterRow) -> bool:
    return bool(re.search(r":[\s.,;]*$", row.text))


def _under_their_heading(rows: list[RegisterRow]) -> list[RegisterRow]:
    """Deeper rows ("+ …") that stand before the only heading of a case ("- …, gồm:") go below it, before what it already has."""
    headings = [n for n, row in enumerate(rows) if _asks(row) and depth(row.text) and not _read(row.text)]
    if len(headings) != 1:
        return rows
    at = headings[0]
    level = depth(rows[at].text)
    early = [row for row in rows[:at] if depth(row.text) > level and not _read(row.text)]
    if not early or any(depth(row.text) <= level and _asks(row) for row in rows[:at]):
        return rows
    kept = [row for row in rows[:at] if not (depth(row.text) > level and not _read(row.text))]
    return [*kept, rows[at], *early, *rows[at + 1 :]]
