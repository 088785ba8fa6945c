"""Bytes of a text to its words, whatever program wrote it: UTF-8, UTF-16, or a charset from before Unicode. Pure."""

from __future__ import annotations

import codecs

from vietnamese.charsets import as_characters
from vietnamese.legacy import LOST, is_garbled, restored

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SAMPLE = 4000


def decoded(data: bytes) -> str | None:
    """The text; None where it is in no charset that we know. Text in a charset from before Unicode comes out in Unicode.

    UTF-8 with a few broken bytes comes with U+FFFD for them.
    """
    mark = next((codec for sign, codec in _MARKS if data.startswith(sign)), "utf-8")
    try:
        return data.decode(mark)
    except UnicodeDecodeError:
        pass
    for codec in _without_mark(data):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    if mark != "utf-8" or b"\0" in data:
        return None
    damaged = data.decode("utf-8", "replace")
    if damaged.count(LOST) * 20 < sum(c > "\x7f" for c in damaged):
        return damaged
    shown = as_characters(data.decode("latin-1"), "cp1252")
    found = restored(shown)
    return found.text if found and not is_garbled(found.text[:SAMPLE]) else None


def _without_mark(data: bytes) -> list[str]:
    """Every other byte of plain Latin letters in UTF-16 is a zero."""
    head = data[:SAMPLE]
    if len(data) % 2 or head.count(0) * 5 < len(head):
        return []
    return ["utf-16-le"] if head[1::2].count(0) >= head[0::2].count(0) else ["utf-16-be"]
