"""What is read sign by sign: procedures' codes, telephone numbers, numbers of papers, forms' signs, addresses of pages and letters."""

from __future__ import annotations

import re

from .names import ABBREVIATIONS, BODIES, letter_by_letter
from .numerals import cardinal, in_groups, one_by_one, row
from .rules import Rule, follows, rule

_CALLED = (
    *(
        "điện thoại",
        "đt",
        "sđt",
        "gọi",
        "gọi số",
        "số máy",
        "tổng đài",
        "tổng đài số",
        "hotline",
        "đường dây nóng",
        "fax",
        "zalo",
        "liên hệ",
    ),
    *("di động", "số điện thoại", "zalo"),
)
_SPELLED = (
    *("mã", "mã số", "mã bưu chính", "số định danh", "cccd", "cmnd", "hộ chiếu số", "tài khoản", "số tài khoản", "mã hồ sơ", "mst"),
    *("mã số thuế", "số cccd", "số cmnd", "cccd số", "cmnd số"),
)
_DOMAINS = "vn|com|net|org|gov|edu|info"
_KNOWN_LABELS = {
    "www": "vê kép vê kép vê kép",
    "gov": "gốp",
    "vn": "vi en",
    "edu": "e đu",
    "org": "o rờ gờ",
    "dichvucong": "dịch vụ công",
    "dichvuthongtin": "dịch vụ thông tin",
    "phutho": "Phú Thọ",
    "hanoi": "Hà Nội",
    "thuedientu": "thuế điện tử",
    "baohiemxahoi": "bảo hiểm xã hội",
    "motcua": "một cửa",
    "email": "i meo",
}
_SIGNS = {"/": "gạch chéo", ".": "chấm", "-": "gạch ngang", "_": "gạch dưới", "@": "a còng", ":": "hai chấm", "?": "hỏi chấm"}
_SIGNS |= {"=": "bằng", "&": "và", "#": "thăng", "%": "phần trăm", "+": "cộng", "~": "ngã"}


def _address(found: re.Match[str]) -> str:
    """An address of a page or for letters, sign by sign as one dictates it; "https://" and a slash at the end are not dictated."""
    written = re.sub(r"(?i)\A(?:https?://|mailto:)", "", found[0]).rstrip("/.")
    parts = re.findall(r"[^\W\d_]+|\d+|.", written)
    return " ".join(_KNOWN_LABELS.get(p.lower()) or _SIGNS.get(p) or (one_by_one(p) if p.isdecimal() else p) for p in parts)


def _procedure(found: re.Match[str]) -> str:
    said = f"{one_by_one(found[1])} chấm {in_groups(found[2])}"
    said += "".join(f", chấm {one_by_one(part)}" for part in found[3].split(".") if part)
    return said + (f", chấm hát {one_by_one(found[4])}" if found[4] else "")


def _telephone(found: re.Match[str]) -> str:
    """Groups as they are written; a number in one piece in those in which people say theirs."""
    plus = "cộng " if found[0].startswith("+") else ""
    groups = [part for group in re.findall(r"\d+", found[0]) for part in _parted(group)]
    return plus + ", ".join(map(one_by_one, groups))


def _parted(digits: str) -> tuple[str, ...]:
    if len(digits) == 11 and digits.startswith("84"):
        return digits[:2], digits[2:5], digits[5:8], digits[8:]
    if len(digits) == 11 and digits.startswith(("024", "028")):
        return digits[:3], digits[3:7], digits[7:]
    if len(digits) == 11:
        return digits[:4], digits[4:8], digits[8:]
    if len(digits) in {9, 10}:
        return digits[:-6], digits[-6:-3], digits[-3:]
    return (digits[:4], digits[4:]) if len(digits) > 5 else (digits,)


def _of_a_branch(found: re.Match[str]) -> str:
    """A tax code with the three digits of a branch."""
    return f"{in_groups(found[1])}, gạch ngang {one_by_one(found[2])}"


def _standard(found: re.Match[str]) -> str:
    issuer = found[4] and f" của {BODIES.get(found[4]) or letter_by_letter(found[4])}"
    return f"{ABBREVIATIONS.get(found[1], 'i sô')} {row(found[2])} năm {cardinal(int(found[3]))}{issuer or ''}"


def _short_call(found: re.Match[str]) -> str:
    return one_by_one(found[0]) if follows(found, _CALLED) else found[0]


def _spelled(found: re.Match[str]) -> str:
    return in_groups(found[0]) if follows(found, _SPELLED) else found[0]


def _mixed(found: re.Match[str]) -> str:
    """Letters and digits in one sign, with strokes: "CT01", "TP/HT-2012-TKKS.1", "04a/ĐK"."""
    if not re.search(r"\d", found[0]):
        return found[0]
    said = []
    for part in re.findall(r"[A-ZĐƯ]+|[a-zđ]+|\d+|[/.-]", found[0]):
        if part.isdecimal():
            said.append(one_by_one(part) if len(part) == 3 or len(part) > 4 else row(part))
        elif part == "-":
            continue
        else:
            said.append(_SIGNS.get(part) or (part if part.islower() else letter_by_letter(part)))
    return " ".join(said)


def _wave(found: re.Match[str]) -> str:
    return f"Covid {row(found[1])}"


_BIG = r"[A-ZĐƯ]{1,9}\d{0,6}[a-zđ]?"
_SMALL = r"\d{1,6}[a-zđ]?"
_MORE = rf"(?:[/.-](?:{_BIG}|{_SMALL}))"
_MIXED = rf"[A-ZĐƯ]{{1,9}}\d{{1,7}}[a-zđ]?{_MORE}{{0,6}}|{_BIG}{_MORE}{{1,6}}"
_MIXED += rf"|\d{{1,6}}(?:\.\d{{1,3}})?[a-zđ]?(?:[/-](?:{_BIG}|{_SMALL})){{0,2}}[/-][A-ZĐƯ]{{2,9}}\d{{0,6}}[a-zđ]?{_MORE}{{0,4}}"

_WORD = r"[^\s,;()<>\"“”]"
_HOST = rf"(?:[a-zA-Z0-9-]{{1,63}}\.){{1,4}}(?:{_DOMAINS})(?!\w)"
_GROUP = r"[ .-]\d{2,4}"
_ABROAD = rf"\+84[ .-]?\d{{2,3}}(?:{_GROUP}){{1,3}}|\+84\d{{9,10}}"
_AREA = rf"\(0\d{{1,3}}\) ?\d{{3,4}}(?:{_GROUP}){{0,2}}"
_AT_HOME = rf"0\d{{1,4}}(?:{_GROUP}){{2,4}}|0\d{{2,4}}[ .-]\d{{6,8}}|0\d{{8,10}}"
_SERVICE = r"1[89]00[ .-]?\d{4,6}|1[89]00(?:[ .-]\d{2,4}){1,3}"

# First of all: an address may hold what looks like a date or a code.
ADDRESSES: tuple[Rule, ...] = (
    rule(r"(?<![\w@.])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", _address, signs="@"),
    rule(rf"(?<![\w@.])(?:https?://{_WORD}{{1,300}}|{_HOST}(?:/{_WORD}{{0,200}})?)", _address, signs=".:"),
)

RULES: tuple[Rule, ...] = (
    rule(r"(?<![\d.,/])(\d)\.(\d{6,9})((?:\.\d{2,3}){0,4})(?:\.H(\d{2}))?(?![\d])", _procedure, signs="."),
    rule(r"(?<![^\W_])(TCVN|QCVN|ISO)(?:/[A-Z]{2,4})? (\d{1,6})[:-]((?:19|20)\d{2})(?:/([A-ZĐ]{2,10}))?(?![^\W_])", _standard, signs="TQI"),
    rule(r"(?<![\w.,/-])(\d{10})-(\d{3})(?![\w/-])", _of_a_branch, signs="-"),
    rule(rf"(?<![\w.,/+-])(?:{_ABROAD}|{_AREA}|{_AT_HOME}|{_SERVICE})(?![\d/])", _telephone),
    rule(r"(?<![\w.,/-])\d{3,8}(?![\w/]|[.,-]\d)", _short_call),
    rule(r"(?<![\w.,/-])\d{4,15}(?![\w/]|[.,-]\d)", _spelled),
    rule(r"(?i:\bcovid)[ -]?(\d{2})(?!\d)", _wave, signs="vV"),
    rule(rf"(?<![^\W_])(?<![/.-])(?:{_MIXED})(?![^\W_])", _mixed),
)
