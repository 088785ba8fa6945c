"""Stored blocks as they may really lie in a database: restored from elsewhere, mended by hand, written by another version.

Wagtail takes for granted that they have the shape that its forms write; one ``null`` among them, and no query that reads the page
succeeds. Here stored JSON is brought into that shape, by the definition of its blocks, before Wagtail sees it: what has no sense is left
out, all else stays as it was.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from wagtail import blocks

MAX_INTEGER = 2**63 - 1


class _Senseless:
    """Said of a value that is nothing the block could hold."""


SENSELESS = _Senseless()
Reader = Callable[[Any], Any]


def well_formed(block: blocks.Block, stored: Any) -> Any:
    """``stored``, parsed JSON of a stream, as ``block``, a StreamBlock, writes it. Nothing in it raises."""
    return _reader(block)(stored)


def _reader(block: blocks.Block) -> Reader:
    """Made once for each block."""
    reader: Reader | None = block.__dict__.get("_well_formed")
    if reader is None:
        reader = block._well_formed = next((make(block) for kind, make in READERS if isinstance(block, kind)), _as_it_is)
    return reader


def _as_it_is(stored: Any) -> Any:
    return stored


def _stream(block: blocks.StreamBlock) -> Reader:
    children = {name: _reader(child) for name, child in block.child_blocks.items()}

    def read(stored: Any) -> Any:
        if not isinstance(stored, (list, tuple)):
            return []
        out: list[Any] = []
        for item in stored:
            if isinstance(item, tuple):  # Not stored: written in Python as (type, value).
                out.append(item)
            elif isinstance(item, dict) and isinstance(item.get("type"), str) and item["type"] in children:
                value = children[item["type"]](item.get("value"))
                if value is not SENSELESS:
                    out.append({"type": item["type"], "value": value, "id": _id(item)})
        return out

    return read


def _struct(block: blocks.StructBlock) -> Reader:
    children = {name: _reader(child) for name, child in block.child_blocks.items()}

    def read(stored: Any) -> Any:
        if not isinstance(stored, dict):
            return SENSELESS
        values = {name: children[name](value) for name, value in stored.items() if name in children}
        return {name: value for name, value in values.items() if value is not SENSELESS}

    return read


def _list(block: blocks.ListBlock) -> Reader:
    child = _reader(block.child_block)

    def read(stored: Any) -> Any:
        out = []
        for item in stored if isinstance(stored, (list, tuple)) else ():
            wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
            value = child(item["value"] if wrapped else item)
            if value is not SENSELESS and value is not None:
                out.append({"type": "item", "value": value, "id": _id(item)} if wrapped else value)
        return out

    return read


def _text(block: blocks.FieldBlock) -> Reader:
    def read(stored: Any) -> Any:
        if isinstance(stored, str):
            return _storable(stored)
        whole = _whole(stored)
        return SENSELESS if whole is None else str(whole)

    return read


def _storable(text: str) -> str:
    """Without what no answer can carry: halves of letters, and the sign that ends a text in C."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _choice(block: blocks.ChoiceBlock) -> Reader:
    """A choice that nobody knows is not taken for another; where one of them says "unknown", that is what it is.

    Rows of a directory (``of_directory``) are not asked for: to read a page takes no query more.
    """
    known = set() if getattr(block, "of_directory", False) else {value for value, _name in block.field.choices}
    unknown = "unknown" if "unknown" in known else None

    def read(stored: Any) -> Any:
        if not isinstance(stored, str):
            return SENSELESS if unknown is None else unknown
        return stored if stored in known or unknown is None else unknown

    return read


def _choices(block: blocks.MultipleChoiceBlock) -> Reader:
    known = {value for value, _name in block.field.choices}

    def read(stored: Any) -> Any:
        # Migrations know no choices: they keep what there is.
        return [one for one in stored if isinstance(one, str) and (one in known or not known)] if isinstance(stored, (list, tuple)) else []

    return read


def _boolean(block: blocks.BooleanBlock) -> Reader:
    return lambda stored: stored is True


def _integer(block: blocks.FieldBlock) -> Reader:
    return _whole


def _whole(stored: Any) -> int | None:
    """A whole number that a database can hold, also from text; None for anything else."""
    if isinstance(stored, bool) or not isinstance(stored, (int, float, str)):
        return None
    if isinstance(stored, str):
        stored = int(stored) if stored.isascii() and stored.isdigit() and len(stored) < 19 else None
    elif isinstance(stored, float):
        stored = int(stored) if math.isfinite(stored) and stored.is_integer() else None
    return stored if stored is not None and abs(stored) <= MAX_INTEGER else None


def _id(item: dict[str, Any]) -> str | None:
    return item["id"] if isinstance(item.get("id"), str) else None


READERS: tuple[tuple[type[blocks.Block], Callable[[Any], Reader]], ...] = (
    (blocks.BaseStreamBlock, _stream),
    (blocks.BaseStructBlock, _struct),
    (blocks.ListBlock, _list),
    (blocks.ChoiceBlock, _choice),
    (blocks.MultipleChoiceBlock, _choices),
    (blocks.BooleanBlock, _boolean),
    (blocks.IntegerBlock, _integer),
    (blocks.ChooserBlock, _integer),
    (blocks.CharBlock, _text),
    (blocks.TextBlock, _text),
    (blocks.URLBlock, _text),
)
