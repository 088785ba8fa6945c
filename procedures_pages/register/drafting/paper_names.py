"""A short name, a note and the counts of a paper, for drafting a guide from a row of the register. Pure: no Django.

Nothing is invented: every word of a suggestion stands in the row, in another order or left out. The editor sees the whole row beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from vietnamese.folding import fold
from vietnamese.normal import clean

from ..classification.markers import folded, names_paper, without_marker
from ..classification.rows import JudgedRow
from .conditions import take_condition
from .forms_and_copies import form_of, without_copies, without_form

NAME, NOTE, CONDITION, FORM = 140, 200, 90, 160

_LABEL = re.compile(r"(?:Thành phần hồ sơ|Tài liệu \d)[^:]{0,50}: |Tên mẫu đơn, mẫu tờ khai ?: ")
_VERBS = r"(?:phải nộp|phải có|phải gửi kèm|nộp thêm|nộp bổ sung|nộp|gửi kèm|gửi|kèm theo|bổ sung|xuất trình|cung cấp|có thêm|gồm|là)"
_HAND_IN = re.compile(
    rf"(?:(?:thì|phải|còn|cần|hồ sơ|thêm|theo|bộ hồ sơ) )*{_VERBS} (?:(?:thêm|kèm|theo|bổ sung|các giấy tờ sau ?:|:) )*", re.IGNORECASE
)
_LIST_WORDS = re.compile(
    r",?\s*(?:trong đó |bao )?(?:gồm(?: có)?|như sau|sau đây|dưới đây|cụ thể|sau|kèm theo|bao gồm)(?: các nội dung(?: chính| sau)*)?$",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"\s\(|,\s(?:trong đó|do|được|có|theo|nêu|ghi|bao gồm|gồm)\b|\s(?:trong đó|do|theo quy định|quy định tại|được quy định"
    r"|kèm theo|bao gồm|nêu rõ|có xác nhận)\s"
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a draft's document starts with. ``condition`` is "" where the paper is always asked for or the row says only "nếu có"."""

    name: str
    note: str
    originals: int
    copies: int
    handling: Literal["submit", "show"]
    form: str
    condition: str


def suggest(judged: JudgedRow) -> Suggestion:
    """A judged paper in, a suggestion out. ``name`` is never empty where the row has a word."""
    whole = without_marker(judged.row.text)
    text = _LABEL.sub("", whole, count=1)
    condition = ""
    notes: list[str] = []
    if judged.conditional:
        text, condition, notes = take_condition(text)
    text, copy = without_copies(_from_paper(without_form(text)))
    name, rest = _first_paper(_from_paper(text))
    originals, copies = _counts(judged, fold(whole))
    kind = fold(copy)
    if (
        copy
        and not (kind == "ban sao" and copies and not originals)
        and not (kind in ("ban chinh", "ban goc") and originals and not copies)
    ):
        notes.insert(0, copy)
    note = ". ".join(_upper(part) for part in (*notes, rest.strip(" ;,")) if part)
    return Suggestion(
        name=name or cut(whole, NAME),
        note=cut(note, NOTE),
        originals=originals,
        copies=copies,
        handling="show" if judged.handling == "show" else "submit",
        form=cut(clean(judged.row.form) or _upper(form_of(whole)), FORM),
        condition=cut(condition, CONDITION),
    )


def cut(text: str, most: int) -> str:
    """Text in; at most ``most`` characters out, cut between words, with "…" where something is left out."""
    if len(text) <= most:
        return text
    short = text[: most - 1]
    at_space = short.rsplit(" ", 1)[0]
    return (at_space if len(at_space) > most // 2 else short).rstrip(" ,;:(-") + "…"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _from_paper(text: str) -> str:
    """The text from its first paper on: without "hồ sơ phải có", "ngoài …, nộp thêm"."""
    while (opening := _HAND_IN.match(text)) and names_paper(folded(text[opening.end() :][:120])):
        text = text[opening.end() :]
    if names_paper(folded(text[:120])):
        return text
    later = (found for found in _HAND_IN.finditer(text) if names_paper(folded(text[found.end() :][:120])))
    first = next(later, None)
    return text[first.end() :] if first else text


def _first_paper(text: str) -> tuple[str, str]:
    """(name, what is left): the name ends at the first ";", ":" or sentence outside brackets, and earlier where it would be too long."""
    end = _first_stop(text)
    name, rest = text[:end], text[end:].strip(" .,;:-+")
    if len(name) > NAME:
        short = _BREAK.search(name, 20, NAME)
        if short:
            left = name[short.start() :].strip(" ,")
            name, rest = name[: short.start()], f"{left}. {_upper(rest)}" if rest else left
    name = without_marker(name)
    name = _LIST_WORDS.sub("", name.strip(" .,;:-…")) or name
    return cut(_upper(name.strip(" .,;:-…")), NAME), rest.strip(" .,;:-…")


def _first_stop(text: str) -> int:
    deep = 0
    for n, c in enumerate(text):
        deep = max(0, deep + (c == "(") - (c == ")"))
        if c in ";.:" and not deep and n > 8 and text[n + 1 : n + 2] in (" ", ""):
            return n
    return len(text)


_COUNTED = r"(?:(\d{1,2}) (?:\(\w+\) )?)?ban (?:%s)\b"
_ORIGINAL = re.compile(_COUNTED % "chinh|goc" + r"(?! (?:de doi chieu|hoac))")
_COPIED = re.compile(_COUNTED % "sao|chup|photo|scan")
_PIECES = re.compile(r"(\d{1,2}) (?:\(\w+\) )?(?:ban|anh|bo|to|phieu|mau)\b")


_COPY = re.compile(
    r"(?:\d{1,2} )?(?:\(\w+\) )?ban (?:sao|chup|photo)\b(?!.*\b(?:ban (?:chinh|goc)|xuat trinh)\b)"
    r"|.{0,120}\bphai nop ban sao\b(?!.*\bban chinh\b)",
    re.DOTALL,
)


def asks_for_a_copy(words: str) -> bool:
    """Whether a row (folded, without markers) asks by its own words for a copy and no original beside it, whatever its counts say."""
    return bool(_COPY.match(words))


def _counts(judged: JudgedRow, words: str) -> tuple[int, int]:
    """The register's counts; where it has none, what the words say; one original where they say nothing."""
    originals, copies = max(judged.row.originals or 0, 0), max(judged.row.copies or 0, 0)
    if originals and asks_for_a_copy(words):
        return 0, originals + copies
    if originals or copies:
        return originals, copies
    original, copy = _ORIGINAL.search(words), _COPIED.search(words)
    if copy and not (original and original.start() < copy.start()):
        return 0, max(1, int(copy[1] or 1))
    pieces = _PIECES.match(words)
    return max(1, int((original and original[1]) or (pieces and pieces[1]) or 1)), 0
