"""Proof that nothing of a text record is lost: every line with words must come back in some parsed field.

Pure; shares no step with the parser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from .records import RegisterChannel, RegisterProcedure
from .sections import LABELS, NOTHING, TITLE

MARKS = re.compile(r"^\s*(?:\[|- |\* )?\s*")
CHANNEL_LABELS = ("Hình thức nộp:", "Thời hạn giải quyết:", "Phí, lệ phí:", "Mô tả:")
METHOD_TOKENS = {"in_person": "DIRECT", "online": "ONLINE", "post": "POSTAL", "other": ""}
LEVEL_WORDS = {"ward": "Cấp Xã", "province": "Cấp Tỉnh", "ministry": "Cấp Bộ/Trung ương Cấp Bộ", "district": "Cấp Huyện"}
UNIT_TOKENS = {
    **{"working_days": "WORKING_DAY", "days": "ngày DAY", "hours": "HOUR", "months": "MONTH", "years": "YEAR", "minutes": "MINUTE"},
    **{"other": "OTHER", "": ""},
}


def unaccounted(text: str, procedure: RegisterProcedure) -> list[tuple[int, str]]:
    """(line number from 1, line) of each line with words that no field of ``procedure`` gives back."""
    said = _key("\n".join(_said(procedure)))
    return [(number, line) for number, line in enumerate(text.splitlines(), 1) if _key(line) and not _is_there(line, said)]


def _is_there(line: str, said: str) -> bool:
    words = unicodedata.normalize("NFC", line).strip()
    if words == TITLE or words.rstrip(".").startswith((f"{NOTHING} thành phần", f"{NOTHING} căn cứ")):
        return True
    for label in LABELS if not line[:1].isspace() else ():
        if words.startswith(f"{label}:"):
            rest = words[len(label) + 1 :].strip()
            return rest.rstrip(".") in ("", NOTHING) or _found(rest, said)
    bare = MARKS.sub("", words)
    for label in CHANNEL_LABELS:
        if bare.startswith(label):
            rest = bare[len(label) :].strip()
            return rest in ("", NOTHING) or _found(rest, said)
    return _found(bare, said) or _found(words, said)


def _found(words: str, said: str) -> bool:
    return _key(words) in said


def _key(text: str) -> str:
    """Letters and figures alone, without tone style: marks, brackets and separators are the layout's."""
    # The Icelandic letter that old fonts used for Đ is read as Đ; letters of measure may have been signs of Word's symbol font.
    apart = unicodedata.normalize("NFD", text.translate({0xD0: "Đ", 0xF0: "đ"}).casefold())
    return "".join(c for c in apart if (c.isalnum() and c not in "µμωαβδεγπσ") or c in "\u031b\u0302\u0306")


def _said(p: RegisterProcedure) -> Iterator[str]:
    yield from (p.code, p.decision, p.name, p.kind, p.area_code, p.area, p.steps, p.reception_address, p.conditions, p.description)
    yield " ".join(LEVEL_WORDS.get(level, "") for level in p.levels)
    for group in (p.audiences, p.executing, p.deciding, p.delegated, p.coordinating, p.outputs, p.keywords):
        yield " ".join(group)
    for channel in p.channels:
        yield from _channel(channel)
    for case in p.cases:
        yield case.name
        for row in case.rows:
            yield row.text
            originals, copies = ("" if n is None else n for n in (row.originals, row.copies))
            yield f"Số lượng: Bản chính: {originals}, Bản sao: {copies}"
    for law in p.laws:
        yield f"{law.title} {law.number}"


def _channel(channel: RegisterChannel) -> Iterator[str]:
    yield METHOD_TOKENS[channel.method]
    amount = "" if channel.time_amount is None else f"{channel.time_amount:g}"
    yield from (f"{zero}{amount} {token}" for token in (UNIT_TOKENS[channel.time_unit].split() or [""]) for zero in ("", "0"))
    yield f"{channel.time_text} OTHER"
    yield " ".join(f"{fee.amount or 0} VNĐ {fee.note}" for fee in channel.fees)
    # Where the register has words alone.
    yield " ".join(fee.note for fee in channel.fees)
    yield channel.description
