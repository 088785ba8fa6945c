"""Which papers of a case a waiver is about: "chỉ cần cung cấp số định danh cá nhân" stands in a row of its own, its paper in another.

Pure: no Django. A row may be a paper and waive itself; a waiver of what the case does not ask for belongs to no paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .markers import folded, without_marker
from .rows import JudgedRow
from .waivers import Waiver

# The same paper under several names: one look-up, one concept.
_CONCEPTS = {
    name: re.compile(words)
    for name, words in {
        "identity": r"\bcan cuoc\b|\bcccd\b|\bho chieu\b|\bchung minh nhan dan\b|\bchung minh thu\b|\btuy than\b|\bnhan than\b"
        r"|\bphap ly cua (?:cac )?ca nhan\b",
        "residence": r"\b(?:noi )?cu tru\b|\bnoi (?:thuong tru|o)\b|\bthuong tru\b",
        "home": r"\bcho o hop phap\b",
        "marriage": r"\bket hon\b|\bhon nhan\b|\bly hon\b",
        "birth": r"\bkhai sinh\b",
        "birth at hospital": r"\bchung sinh\b",
        "death": r"\bkhai tu\b|\bbao tu\b|\bchung tu\b",
        "enterprise": r"\b(?:dang ky|thanh lap) (?:ho )?(?:kinh doanh|doanh nghiep)\b|\bphap ly cua (?:doanh nghiep|to chuc)\b",
        "cooperative": r"\bhop tac xa\b",
        "land": r"\bquyen su dung dat\b|\bquyen so huu (?:nha|tai san)\b|\bdat dai\b",
        "criminal record": r"\bly lich tu phap\b",
        "health": r"\bkham suc khoe\b|\bsuc khoe\b",
        "kinship": r"\bquan he (?:cha|me|nhan than|gia dinh)\b|\bthanh vien ho\b",
        "poverty": r"\bho (?:can )?ngheo\b",
        "degree": r"\bvan bang\b|\bbang tot nghiep\b|\bchung chi\b",
        "nationality": r"\bquoc tich\b",
        "photo": r"\banh\b",
        "power of attorney": r"\buy quyen\b",
    }.items()
}
_ALL_ABOVE = re.compile(
    r"\b(?:giay to|tai lieu|van ban|chung tu|thanh phan ho so)\b(?:, (?:giay to|tai lieu))?[^.;:]{0,20} (?:nay|neu tren|tren|do)\b"
)
_ITSELF = re.compile(r"\b(?:thanh phan ho so|giay to|tai lieu|van ban|chung tu) (?:nay|do)\b|\btai (?:diem|noi dung) nay\b")
# Words that tell no paper from another.
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "ban ca cac cap chinh cho chuc chung chup co cong cua da dan dinh do doi duoc giay goc ho hoac hop le lieu "
        "loai minh mot nguoi nha nhan nuoc phan quan quy quyen sao so tai tham thanh theo thuc to trong truong va van "
        "ve viec voi xac",
    )
)
# What the applicant fills in: no database holds it.
_APPLICATION = re.compile(
    r"(?:to khai|mau|don|ban khai|phieu (?:yeu cau|de nghi|khai)|giay de nghi|van ban (?:de nghi|yeu cau)|cong van)\b"
)
_NOTES = re.compile(r"(?:luu y|ghi chu|chu y)\b")
_NAME = 160


@dataclass(frozen=True, slots=True)
class Attached:
    """A waiver, the row that says it, and the papers of the case it is about; none where the case does not ask for what is waived."""

    waiver: Waiver
    row: JudgedRow
    papers: tuple[JudgedRow, ...]


def attach(rows: tuple[JudgedRow, ...]) -> tuple[Attached, ...]:
    """The judged rows of one case in; each of its waivers with its papers out, in the order of the rows.

    A waiver without a fallback of its own takes the one that a remark of the case gives for all: "Trường hợp không khai thác được …".
    """
    papers = _lookable(rows)
    common = next((text for text in (_common_fallback(row) for row in rows) if text), "")
    found = []
    for row in rows:
        for waiver in row.waivers:
            about = _papers(waiver, row, papers)
            needs = common and not waiver.fallback and waiver.how in ("number", "looked_up")
            found.append(Attached(replace(waiver, fallback=common) if needs else waiver, row, about))
    return tuple(found)


def attach_all(cases: Iterable[tuple[str, tuple[JudgedRow, ...]]]) -> tuple[Attached, ...]:
    """(name, judged rows) of each case of a record in; its waivers with their papers out.

    What "* Lưu ý:" waives without a paper there is meant for papers of the other cases: the register files notes as a case of their own.
    """
    named = tuple(cases)
    everywhere = _lookable(row for _case, rows in named for row in rows)
    return tuple(
        replace(a, papers=_papers(a.waiver, a.row, everywhere)) if not a.papers and _NOTES.match(folded(without_marker(name))) else a
        for name, rows in named
        for a in attach(rows)
    )


def _lookable(rows: Iterable[JudgedRow]) -> tuple[JudgedRow, ...]:
    """The papers among rows, without what the applicant fills in and without copies of papers that have rows of their own."""
    return tuple(row for row in rows if row.kind == "paper" and not _APPLICATION.match(_name(row)) and not _ALL_ABOVE.search(_name(row)))


def _common_fallback(row: JudgedRow) -> str:
    """A remark that says, for every paper of its case, what is asked where the look-up fails."""
    words = folded(row.row.text)
    fails = re.match(r"\W*(?:luu y ?: ?)?(?:nếu|truong hop) khong (?:the )?(?:khai thac|tra cuu)\b", words)
    asks = re.search(r"\b(?:xuat trinh|nop|bo sung)\b", words)
    return without_marker(row.row.text) if row.kind == "remark" and fails and asks else ""


def _name(row: JudgedRow) -> str:
    """How a row begins, without what stands in brackets."""
    return re.split(r"(?<=.{20}) ?\(", folded(without_marker(row.row.text))[:_NAME])[0]


def _papers(waiver: Waiver, row: JudgedRow, papers: tuple[JudgedRow, ...]) -> tuple[JudgedRow, ...]:
    spared, said = folded(waiver.spares), folded(waiver.sentence)
    about = {name for name, words in _CONCEPTS.items() if words.search(spared)}
    telling = set(re.findall(r"\w+", spared)) - _COMMON
    if not about and not telling:
        if row.kind == "paper":
            return (row,)
        return papers if _ALL_ABOVE.search(said) else ()
    if row.kind == "paper" and (_ITSELF.search(said) or _same(about, telling, _apart_from(said, row), enough=0.34)):
        return (row,)
    return tuple(paper for paper in papers if paper is not row and _same(about, telling, _name(paper)))


def _apart_from(said: str, row: JudgedRow) -> str:
    """A row without the sentence that waives; how it begins where that sentence is all there is."""
    rest = folded(row.row.text).replace(said, "").strip(" -–+*.;()")
    return rest or _name(row)


def _same(about: set[str], telling: set[str], paper: str, enough: float = 0.7) -> bool:
    """Whether a paper is the one spared: by what it is about, else by most of the words that tell papers apart, at least two."""
    if about:
        return any(_CONCEPTS[name].search(paper) for name in about)
    return len(telling) > 1 and len(telling & set(re.findall(r"\w+", paper))) >= enough * len(telling)
