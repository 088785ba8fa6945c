"""What else is true of a paper: only under a condition, one of several will do, several papers in one row, handed in or shown.

Pure: no Django. All read folded text without list markers (``Words``).
"""

from __future__ import annotations

import re
from typing import Literal

from ..markers import NOUN, Words, main_clause, names_paper, starts_with_condition

# "theo Mẫu số 01 Phụ lục II ban hành kèm theo Nghị định số …" names no further paper.
_BY_LAW = re.compile(
    r"\(?\b(?:theo|kem theo|ban hanh kem|tai|thuoc|quy dinh tai)(?: theo)? (?:quy dinh (?:tai|cua) )?(?:mau|phu luc|bieu mau"
    r"|nghi dinh|thong tu|quyet dinh|nghi quyet|luat|danh muc)\b[^,;:(]*"
    r"|\bva phu luc\b[^,;:(]*|\(mau [^()]*\)"
)
# What a paper says, to the end of the sentence or the row.
_CONTENTS = re.compile(
    r"[,;(]? ?(?:trong do )?(?:\bphai |\bcan )?(?:\b(?:bao )?gom (?:co )?(?:toi thieu )?(?:cac )?(?:noi dung|thong tin)"
    r"|\b(?:cac )?noi dung (?:chinh |sau|gom|bao gom|ve|cua)|\b(?:the hien|neu|ghi) (?:ro|cac|day du)|trong do).*?(?= va nop(?: lai)? |$)"
)
_SENTENCE = re.compile(r"\. (?=\w)|(?<!\d)\.(?=[a-z]{3})|(?<!doi voi)(?<!trong)(?<!cac) (?=truong hop .{10,200} thì )")
_WEAK = (
    r"(?:thong tin|noi dung|quy dinh|quy hoach|de nghi|de xuat|xac nhan|nhiem vu|du lieu|dang ky|y kien|so lieu|nhan|thu|so (?!yeu|do"
    r"|ho|hong)|thiet ke|du an|chung nhan|chung minh)"
)
_STRONG = rf"(?!{_WEAK})(?:{NOUN})"
_COPY = r"(?:(?:\d{1,2} |mot |hai )?ban (?:sao|chinh|goc|chup)(?: (?:co |da )?(?:chung thuc|cong chung|hop le|dien tu))?(?: cua| tu)? )"
_ITEM = r"(?:\(?\w{1,4}[).] |[-+*•] )*(?:(?:cac|\d{1,2}|mot) )*"

_WHEN = (
    r"(?:trong truong hop|(?:chi )?ap dung (?:doi voi|trong)|doi voi (?:cac )?(?:truong hop|ca nhan|to chuc|nguoi|doanh nghiep|don vi"
    r"|co so|hang|truong|nha dau tu)|tru (?:truong hop|khi)|nếu)\b"
)
_IN_BRACKETS = re.compile(
    r"\((?:chi |rieng |trong )?(?:ap dung |danh cho )?(?:doi voi|truong hop|cac truong hop|nếu|khi|tru|voi)\b[^()]*\)"
)
_SPARED = re.compile(r"\b(?:duoc mien tru|duoc mien|khong phai nop|khong can nop)\b")

_EQUAL = re.compile(
    r"hoac (?:cac |mot trong cac )?(?:loai )?(?:giay to|van ban|tai lieu|chung tu)[^;.]{0,80}(?:tuong duong|thay the|khac|co gia tri)"
    r"|(?<!khong co )(?<!thuoc )mot (?:trong|hoac) (?:cac|nhung|so|hai|cac loai|mot so)? ?(?:loai )?(?:giay|tai lieu|van ban"
    r"|chung tu|ban|hop dong|hinh thuc|quyet dinh|ho so)"
)
_ORIGINAL_OR_COPY = r"(?:ban (?:sao|chinh|goc|chup|dien tu|giay|scan)|sao y|chung thuc|cong chung|xuat trinh|truc tiep|tep|file|so goc)"
_OR = re.compile(
    rf"(?:\bhoac|/|; hoac) ?(?:la |cac |bang |co )?(?P<copy>{_COPY})?(?P<paper>(?!{_ORIGINAL_OR_COPY})(?:{_STRONG})\b(?: [\w/-]+){{0,3}})"
)
_BY_CASE = re.compile(r"\((?:doi voi|truong hop)[^()]*\) hoac\b[^()]*\((?:doi voi|truong hop)")
_CASES = re.compile(r"(?:\(\w{1,3}\)|[;.:][-+ ]*(?:\w\) ?)?) ?(?:truong hop|doi voi) ")

_NEXT = re.compile(rf"; ?(?!hoac){_ITEM}(?:{_COPY})?(?!thong tin|noi dung|quy dinh)(?:{NOUN})\b|\. {_ITEM}(?:{_COPY})(?:{NOUN})\b")
_AND = re.compile(
    rf"\b(?:va|kem theo|kem|cung voi|cung|dong thoi)(?: nop(?: lai)?| kem(?: theo)?| co)? {_ITEM}(?:{_COPY}(?:cac )?(?:{NOUN})"
    rf"|(?!ban (?:chinh|goc|sao|chup)){_STRONG})\b"
)
_COMMA = re.compile(
    rf", {_ITEM}(?:{_COPY})(?:{NOUN})\b|, (?:quyet dinh|giay (?:phep|chung nhan|gioi thieu|xac nhan|uy quyen|khai sinh)|hop dong"
    rf"|hoa don|danh sach|bien ban|so yeu)\b(?![^;]*\bhoac\b)"
)
_MORE = re.compile(
    rf"[.;] ?(?:nếu|truong hop) [^;.]{{5,200}}?\b(?:nop them|phai co|phai nop|kem theo|xuat trinh them|bo sung"
    rf"|nop bo sung) (?:them )?{_ITEM}(?:{_COPY}|{NOUN})"
)
_ALL = re.compile(
    r"ban (?:sao|chup|chinh)[^,;:]{0,40} (?:cac|toan bo)(?: loai)? (?:giay to|tai lieu|van ban|chung tu)|\bcac (?:giay to"
    r"|tai lieu) (?:phai|neu tren|nay)\b"
)


def conditional(w: Words) -> bool:
    """Asked for only under a condition that covers the whole row; one for a part of it ("A; B (nếu có)") does not."""
    if starts_with_condition(w.text):
        return True
    first = _first_part(w.text)
    found = re.search(_WHEN, first) or _IN_BRACKETS.search(first)
    if found and not _AND.search(_BY_LAW.sub("", first[: found.start()])):
        return True
    if len(w.text) < 500 and re.search(r"\((?:doi voi |trong )?truong hop[^()]*\)[.;, ]*$", w.text):
        return True
    return bool(not several(w) and _SPARED.search(w.text) and not _CONTENTS.search(w.text))


def _first_part(text: str) -> str:
    """The first sentence up to its first ";" or list, without what the paper contains."""
    text = _CONTENTS.sub("", _SENTENCE.split(text)[0])
    return re.split(r";|: ?(?=[-+(])|\bsau(?: day)? ?:", text)[0]


def alternatives(w: Words) -> bool:
    """One paper or another will do. Original or copy is no such choice, nor are papers for different cases."""
    text = _CONTENTS.sub("", (main_clause(w.text) if starts_with_condition(w.text) else "") or w.text)
    if _BY_CASE.search(text) or len(_CASES.findall(text)) > 1:
        return False
    head = re.split(r": ?(?=[-+(])|; (?!hoac)", text)[0] if len(text) > 600 else text
    return bool(_EQUAL.search(head)) or any(_other(head, found) for found in _OR.finditer(head))


def _other(text: str, found: re.Match[str]) -> bool:
    """Whether "hoặc …" names another paper, not a copy of the one just named."""
    if re.search(
        r"\bban (?:sao|chinh|goc|chup)(?: (?:co )?(?:chung thuc|cong chung|dien tu|hop le|hop phap))? ?\(?$",
        text[: found.start()].rstrip(" /"),
    ):
        return False
    if not found["copy"]:
        return True
    words = " ".join(found["paper"].split()[:3])
    return words not in text[: found.start()] or "khac" in text[found.end() : found.end() + 120]


def several(w: Words) -> bool:
    """Names more than one paper to be handed in together."""
    if re.match(r"(?:\w+ ){0,3}mot trong", w.text) or re.search(r"\bmot trong (?:cac|nhung) [\w ]{3,40}\bsau(?: day)? ?:", w.text[:250]):
        return False
    text = w.text
    if starts_with_condition(text):
        text = main_clause(text) or text
    if _BY_CASE.search(text) or len(_CASES.findall(text)) > 1 or _MORE.search(text) or _ALL.search(text):
        return True
    text = _CONTENTS.sub("", _BY_LAW.sub("", text))
    text = re.sub(r"[.;] ?\(?(?:truong hop|nếu) [^.;]*\bkhong phai [^.;]*", "", text)
    start = 12 if text.startswith("kem") else 3 if names_paper(text) else 25
    return any(found.search(text, start) for found in (_NEXT, _AND)) or bool(_COMMA.search(text, 12))


def handling(w: Words) -> tuple[Literal["submit", "show", "unclear"], str]:
    """Shown or handed in, and the name of the rule; "unclear" where one row asks for both."""
    if re.search(r"\bxuat trinh them\b|\bphai nop (?:va|hoac|/) ?xuat trinh\b|\bnop/xuat trinh\b", w.text):
        return "unclear", "says_both"
    if re.match(r"(?:.{0,80}\bthì )?(?:phai )?xuat trinh\b", w.text):
        return "show", "says_show"
    if (
        re.search(r"\b(?:phai|can) xuat trinh\b", w.case)
        and not re.search(r"\bnop\b", w.case)
        and not re.search(r"\b(?:nop|gui kem|gui)\b", w.text)
    ):
        return "show", "case_says_show"
    return "submit", ""
