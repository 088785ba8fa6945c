"""Takes forms and copies out of a row's text: "theo Mẫu số 01 …", "01 bản sao có chứng thực". Pure: no Django."""

from __future__ import annotations

import re

from ..classification.markers import folded, names_paper

_LAW = r"(?:Nghị định|Thông tư|Quyết định|Nghị quyết|Luật|Quy chế|Công văn)(?: liên tịch)?(?: số)? ?\d[\w./-]*(?: ?-[A-Z]\w+)?"
_ANNEX = r"(?:[Pp]hụ lục|Phần|Danh mục)(?: số)?(?: [IVXLC\dA-Z][\w./-]*)?"
_ID = r"(?:(?: số| Số)? ?[\w.]*\d[\w./-]*| số [\w./-]+| [IVX]+\b| [A-ZĐ][\w./-]*\d[\w./-]*)"
_FORM = re.compile(
    rf"(?:[Bb]iểu )?[Mm]ẫu(?: đơn| tờ khai| biểu)?(?:{_ID}| (?=[Pp]hụ lục [IVXLC\dA-Z]))(?:,? ?(?:(?:quy định )?(?:tại|của"
    rf"|thuộc) )?{_ANNEX})*"
    rf"(?:,? (?:(?:được )?ban hành )?(?:kèm |tại |theo |của )+{_LAW})?|{_ANNEX},? (?:(?:được )?ban hành )?kèm theo {_LAW}"
)
_END = r"(?=[.;](?:\s|$)|\(| (?:có|được) xác nhận| đối với| kèm (?!theo (?:Phụ lục|Nghị|Thông|Quyết|Luật|mẫu))| trong đó|$)"
_BY_FORM = re.compile(
    r"\s*\([^()]*\b(?:[Bb]iểu )?[Mm]ẫu\b[^()]*\)"
    rf"|[,;]?\s*(?:được |phải )?(?:lập |thực hiện |quy định |kê khai )?(?:theo |tại |sử dụng )+(?:quy định "
    rf"|hướng dẫn )?(?:tại )?(?:các )?(?:[Bb]iểu )?(?:[Mm]ẫu|Phụ lục)\b[^;(]*?{_END}"
    rf"|[,:]?\s+(?:[Bb]iểu )?[Mm]ẫu{_ID}[^;(]*?{_END}"
    rf"|,?\s*\(?theo (?:biểu )?mẫu(?: quy định)?\)?(?=\W*$)|,?\s*(?:được )?(?:ban hành )?kèm theo (?:Nghị định|Thông tư|Quyết định"
    rf"|Nghị quyết)\b[^;(]*?{_END}"
)
# "(đã được sửa đổi tại Thông tư số …)" after the words about a form is about its circular, not about the paper.
_AMENDED = re.compile(r"\s*\((?:đã )?(?:được )?sửa đổi\b[^()]*\b(?:Thông tư|Nghị định|Quyết định|Nghị quyết)\b[^()]*\)")
_FORM_FIRST = re.compile(rf"[Mm]ẫu{_ID}\s?[.:]?\s+")

_KIND = r"bản (?:sao|chính|gốc|chụp|scan|photo|điện tử)(?: điện tử| chụp| y)?"
_SURE = (
    r"(?:,? (?:có |được |đã được |đã )?(?:công chứng|chứng thực|hợp lệ|hợp pháp|sao y|đóng dấu)(?:(?:,| hoặc) (?:chứng thực|công chứng))?)?"
)
_COPY = rf"(?:{_KIND}{_SURE}(?: (?:từ|của) (?:bản chính|sổ gốc))?)"
_NUMBER = r"(?:(?:một|hai|ba|bốn|năm|\d{1,2})(?: ?\((?:\d{1,2}|một|hai|ba|bốn|năm)\))?|\(\d{1,2}\)(?: một)?)"
_HEAD = re.compile(rf"(?:{_NUMBER} )?(?P<copy>{_COPY}(?:(?:,| hoặc| hoặc là|/) ?\(?{_COPY}\)?)*)(?: của| từ)?,? (?=\S)", re.IGNORECASE)
_COUNT_FIRST = re.compile(rf"^{_NUMBER} (?:bản|bộ) (?=\w)(?!vẽ|đồ|kê|khai|sao|chính|gốc|chụp|cam|dịch|thuyết|tự|hồ|thuyết)", re.IGNORECASE)
_TAIL = re.compile(
    rf"\s*(?:[:;,–-]\s*|\()(?:nộp |gồm |số lượng:? )?(?P<said>{_NUMBER} (?:bộ |{_KIND}|bản\b)[^();:]{{0,60}})\)?(?=\W*$)"
    rf"|\s*\((?P<copy>{_COPY}[^()]*)\)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(rf"\s*\({_NUMBER} (?P<said>bản(?: chính| sao| gốc)?[^()]{{0,40}})\)", re.IGNORECASE)


def form_of(text: str) -> str:
    """ "Mẫu số 01 Phụ lục II ban hành kèm theo Nghị định số …" where a row names its form; "" where it does not."""
    found = _FORM.search(text)
    return found[0].strip(" ,.;") if found else ""


def without_form(text: str) -> str:
    """The text without the words about its form; unchanged where nothing else would be left."""
    text = text.strip(" .,;")
    first = _FORM_FIRST.match(text)
    if first and names_paper(folded(text[first.end() :][:120])):
        return text[first.end() :]
    return re.sub(r" (?:theo|tại)$", "", _AMENDED.sub("", _BY_FORM.sub("", text)).strip(" .,;")) or text


def without_copies(text: str) -> tuple[str, str]:
    """Takes "01 bản sao có chứng thực" off the front, the end or out of brackets; (what is left, those words without the number)."""
    text, said = text.strip(" .,;:"), ""
    found = _TAIL.search(text) or _IN_BRACKETS.search(text)
    if found and found.start() > 3:
        said = found["said"] if "said" in found.groupdict() and found["said"] else found.groupdict().get("copy") or ""
        said = re.sub(rf"^{_NUMBER} ", "", said)
        text = f"{text[: found.start()]}{text[found.end() :]}"
    head = _HEAD.match(text)
    if head and names_paper(folded(text[head.end() :][:120])):
        said = said or head["copy"]
        text = text[head.end() :]
    else:
        text = _COUNT_FIRST.sub("", text)
    return text.strip(" .,;:"), said if re.search(r"sao|chính|gốc|chụp|điện tử", said) else ""
