"""What the words of a row say: list markers, names of papers, conditions, people. Pure: no Django.

All expressions read folded text: small letters, no marks but in "thì", "nếu", "sổ" and "thẻ". :func:`without_marker` reads
and gives the text as published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vietnamese.folding import fold
from vietnamese.normal import clean

_SIGNS = r"[\s\-–—−‒+*•·●▪■□◦○→>,.;:…_«»$=!#⃰]+"
_NUMBER = r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivxIVX]{1,5}|[a-zđA-ZĐ]{1,2}\d{0,2}(?:\.\d{1,2})*)(?:\)[.:]?|[.](?=\s|[^\W\d_]{2})|/(?=\s))"
_POINT = r"\d{1,2}(?:\.\d{1,2})+(?=\s)"
# "(01) bộ" is a quantity.
_MARKER = re.compile(rf"(?:{_SIGNS}|(?!\(0\d\)){_NUMBER}|{_POINT}|(?:Mục|Phần) [IVX\d]{{1,4}}[.:](?=\s))")

_COUNT = r"(?:(?:mot|hai|ba|bon|nam|\d{1,3})(?: ?\([\w ]{1,6}\))? )"
_MANY = r"(?:(?:cac|nhung|moi|tat ca|toan bo|mot so|bo|tap|quyen|loai|ten|kem theo|co) )"
_BAN = r"ban(?! (?:quan|giam doc|chi huy|to chuc|dieu hanh|kiem soat|than|lanh dao|chap hanh|dan|thuong|bien tap))"
NOUN = (
    rf"(?:don(?! vi)|to khai|to trinh|to don|van (?:ban|bang|kien|don|tai don)|cong (?:van|ham)|bao (?:cao|sao)|giay|quyet dinh"
    rf"|hop dong|bien (?:ban|lai)|{_BAN}|tai lieu"
    r"|danh (?:sach|muc)|phuong an|ke hoach|nghi quyet|dieu le|chung (?:tu|chi|thu|cu|minh thu|nhan)|thong (?:bao|tin)|de (?:an"
    r"|cuong|nghi|xuat)|du (?:an|thao|toan|kien)"
    r"|hoa don|ho (?:chieu|so)|thẻ|the can cuoc|can cuoc|anh|hinh anh"
    r"|phieu|sổ|so (?:do|yeu|lieu)"
    r"|mau(?! giao)|thuyet minh|(?:thoa|thoa) thuan|cam ket|uy (?:nhiem|quyen)|bang (?:ke|tinh|tong|chung|tot nghiep|diem|cap"
    r"|danh gia|so lieu|khai|dinh)|trich luc|manh trich|ly lich|phu luc|y kien"
    r"|quy (?:trinh|che|dinh|hoach)|chuong trinh|noi dung|ket qua|xac nhan|nhiem vu|thiet ke|tom tat|giai trinh|tep|file|du lieu"
    r"|nhan (?:hang|mac|san pham|thuoc|phu|goc|du kien|hieu)|tac pham|luan (?:van|an)|hoc ba|bai|thu (?:moi|bao lanh|xac nhan)"
    r"|tuyen bo|bao lanh|ban ve|bieu|chung minh nhan dan|lenh|minh chung|chinh sach|catalog\w*|video|dia (?:cd|dvd)|usb|phong bi"
    r"|c/o|cfs|noi quy|le phi|phi )"
)
_LEAD = rf"(?:{_COUNT}|{_MANY}|\([^()]{{1,40}}\) )*"
_PAPER = re.compile(rf"(?:(?:thanh phan ho so|tai lieu|giay to) \d{{1,2}} ?: )?{_LEAD}(?:{NOUN})\b|mot (?:trong|hoac)\b|ten mau\b")
_CONDITION = re.compile(
    r"(?:rieng |tuy |tuy theo |chi |va )?(?:trong |tru |moi )?(?:(?:cac|tung|nhung) )?(?:truong hop|doi voi|nếu|ngoai|khi|ap dung)\b"
)


def without_marker(text: str) -> str:
    """A row as published in; without its list markers ("- ", "a) ", "1.2. ", "(iv) ") and on one line out."""
    text = whole = clean(text)
    while found := _MARKER.match(text):
        text = text[found.end() :]
    return next((words for words in (text, whole) if any(c.isalnum() for c in words)), "")


@dataclass(frozen=True, slots=True)
class Words:
    """One row ready for the rules: ``text`` and ``case`` folded and without markers; ``counted`` where the register asks for 1 or more."""

    text: str
    case: str
    counted: bool

    @property
    def asks(self) -> bool:
        """Ends in a colon: something follows."""
        return self.text.endswith(":")


def read_row(case_name: str, text: str, originals: int | None, copies: int | None) -> Words:
    """One row in, its words out."""
    words = re.sub(r"[.;,] ?trong do ?:$", "", re.sub(r":[\s.,;]+$", ":", folded(without_marker(text))))
    return Words(words, folded(without_marker(case_name)), bool((originals or 0) + (copies or 0)))


_KEPT = ("thì", "nếu", "sổ", "thẻ")
_KEPT_WORDS = re.compile(rf"\b({'|'.join(_KEPT)})\b", re.IGNORECASE)


def folded(text: str) -> str:
    """Folded text that keeps "thì", "nếu", "sổ" and "thẻ": folded they would look like "thị", "nêu", "số" and "thể"."""
    return "".join(part.lower() if part.lower() in _KEPT else fold(part) for part in _KEPT_WORDS.split(text))


def names_paper(text: str) -> bool:
    """Whether the text starts with the name of a paper: "01 bản sao…", "các giấy tờ…", "đơn…"."""
    return bool(_PAPER.match(text))


def starts_with_condition(text: str) -> bool:
    """Whether the text starts with "trường hợp", "đối với", "nếu"…"""
    return bool(_CONDITION.match(text))


_THENS = (
    re.compile(r",? thì(?: con)? "),
    re.compile(r": "),
    re.compile(
        r", (?=(?:ho so|thanh phan|co quan|nguoi|to chuc|ca nhan|doanh nghiep|nop|phai|can|gui|bo sung(?! (?:tai|boi|mot so)\b)|kem)\b)"
    ),
)


_COLON_PAPER = re.compile(r"(?<!la)(?<!gom)(?<!sau)(?<!so) ?: (?:[-+] )?(?=\w)")


def main_clause(text: str) -> str:
    """What follows a condition at the start: a paper after ":", else after "thì", ":" or a comma; "" where nothing does."""
    then = _THENS[0].search(text)
    colon = next((m for m in _COLON_PAPER.finditer(text) if names_paper(text[m.end() :])), None)
    if colon and not (then and then.start() < colon.start()):
        return text[colon.end() :].strip()
    found = then or next((m for m in (other.search(text) for other in _THENS[1:]) if m), None)
    return text[found.end() :].strip() if found else ""


_DEPTHS = (("++++", 4), ("+++", 4), ("++", 3), ("+", 2), ("-", 1), ("–", 1), ("*", 0))


def depth(text: str) -> int:
    """How deep the sign in front says the row stands: "-" 1, "+" 2, "++" 3; 0 where there is none."""
    signs = clean(text)
    return next((n for sign, n in _DEPTHS if signs.startswith(sign)), 0)
