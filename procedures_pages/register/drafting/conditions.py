"""Takes the condition out of a row's text: "Trường hợp … thì phải nộp X", "X trong trường hợp …", "X (nếu có)". Pure: no Django."""

from __future__ import annotations

import re

_OPENING = (
    r"(?:(?:áp dụng |chỉ áp dụng |sử dụng )?(?:trong trường hợp|đối với (?:các )?trường hợp|(?:các )?trường hợp|đối với|cho trường hợp"
    r"|nếu(?! có\b)|khi)) "
)
_FRONT = re.compile(rf"(?:Riêng |Trong )?{_OPENING}", re.IGNORECASE)
_ENDS = (
    re.compile(r",? thì\s+(?:hồ sơ )?"),
    re.compile(r"\s?: "),
    re.compile(r", (?=(?:hồ sơ|phải|nộp|cần|còn|gửi|bổ sung|kèm theo|người|tổ chức|cá nhân|doanh nghiệp|ngoài)\b)"),
    re.compile(r"\s(?=(?:phải |cần )(?:nộp|có|gửi|bổ sung|kèm)\b)"),
)
_BRACKETS = re.compile(rf"\s*\((?P<when>{_OPENING}[^()]*)\)", re.IGNORECASE)
_BACK = re.compile(rf",?\s(?P<when>{_OPENING}.*)$", re.IGNORECASE)
_IF_ANY = re.compile(r",?\s*\(\s*nếu có\s*\)|,?\s+nếu có(?=\s*(?:[.;,:)]|$|theo\b))", re.IGNORECASE)
_EXCEPT = re.compile(r",?\s*\(?(?P<said>trừ (?:trường hợp|khi)[^()]*)\)?", re.IGNORECASE)


def take_condition(text: str) -> tuple[str, str, list[str]]:
    """(text without its condition, the condition in short, notes). "nếu có" and "trừ trường hợp …" are notes: no question asks for them."""
    notes = []
    exception = _EXCEPT.search(text)
    if exception and exception.start() > 2:
        notes.append(exception["said"].strip(" .,;"))
        text = text[: exception.start()] + text[exception.end() :]
    if _IF_ANY.search(text):
        notes.append("Nếu có")
        text = _IF_ANY.sub("", text)
    text, condition = _front(text) or _brackets(text) or _back(text) or (text, "")
    return text, condition, notes


def _front(text: str) -> tuple[str, str] | None:
    opening = _FRONT.match(text)
    if not opening:
        return None
    for end in _ENDS:
        found = end.search(text, opening.end())
        if found and text[found.end() :].strip(" .;:,"):
            return text[found.end() :], text[opening.end() : found.start()].strip(" .,;:")
    return None


def _brackets(text: str) -> tuple[str, str] | None:
    found = _BRACKETS.search(text)
    return (text[: found.start()] + text[found.end() :], _bare(found["when"])) if found and found.start() > 4 else None


def _back(text: str) -> tuple[str, str] | None:
    """The condition at the end of the first sentence; what comes after that sentence stays."""
    first = re.search(r"[;.](?=\s)", text)
    head, tail = (text[: first.start()], text[first.start() :]) if first else (text.rstrip(" .;,:"), "")
    found = _BACK.search(head)
    return (head[: found.start()] + tail, _bare(found["when"])) if found and found.start() > 4 else None


def _bare(when: str) -> str:
    return re.sub(rf"^{_OPENING}", "", when.strip(), flags=re.IGNORECASE).split(": ")[0].strip(" .,;:()")
