"""Short words, strokes, brackets and other signs: what is left when numbers, codes and laws are words."""

from __future__ import annotations

import re
import unicodedata

from .names import ABBREVIATIONS
from .quantities import said_number
from .rules import Rule, rule

_ONE_WORD = "|".join(re.escape(short) for short in sorted(ABBREVIATIONS, key=len, reverse=True))
_PLACE = r"(?:(?<=^)|(?<=[,;(/] )|(?<=[,;(/])|(?<=UBND )|(?<=CA ))"
_OFFICES = "Tư pháp|Nội vụ|Kinh tế|Văn hóa|Văn hoá|Tài chính|Giáo dục|Lao động|Tài nguyên|Quản lý|Y tế|Công chứng|Tiếp"
_BIG = "(?=[A-ZĐÀ-Ỹ])"

# Short names of places stand before a number or a name; they are said before codes are looked for ("P.5" is no code).
PLACES: tuple[Rule, ...] = (
    rule(r"(?<![^\W_])TP\.? ?HCM(?![^\W_])", "Thành phố Hồ Chí Minh"),
    rule(rf"(?<![^\W_])(?:TP\.? ?|Tp\. ?|Tp ){_BIG}(?!CP(?![^\W_]))", "thành phố ", signs="Pp"),
    rule(rf"(?<![^\W_])(?:TX|Tx)\. ?{_BIG}", "thị xã ", signs="."),
    rule(rf"(?<![^\W_])(?:TT|Tt)\. ?{_BIG}", "thị trấn ", signs="."),
    rule(rf"{_PLACE}P\. ?(?={_OFFICES})", "Phòng ", signs="."),
    rule(rf"{_PLACE}P\. ?(?=[A-ZĐÀ-Ỹ\d])", "phường ", signs="."),
    rule(rf"{_PLACE}Q\. ?(?=[A-ZĐÀ-Ỹ\d])", "quận ", signs="."),
    rule(rf"{_PLACE}H\. ?{_BIG}", "huyện ", signs="."),
    rule(rf"{_PLACE}X\. ?{_BIG}", "xã ", signs="."),
    rule(rf"{_PLACE}T\. ?{_BIG}", "tỉnh ", signs="."),
    rule(r"(?<![^\W_])[Tt]r\. ?(?=\d)", "trang ", signs="."),
    rule(r"(?<![^\W_])KP\.? ?(?=\d)", "khu phố "),
)

WORDS: tuple[Rule, ...] = (
    rule(rf"(?<![^\W_])(?:{_ONE_WORD})(?![^\W_])", lambda found: ABBREVIATIONS[found[0]]),
    rule(r"(?<![^\W_])(?:Đ/c|đ/c|ĐC|Đc) ?:", "địa chỉ:", signs=":"),
    rule(r"(?<![^\W_])[Đđ]/c(?![^\W_])", "đồng chí", signs="/"),
    rule(r"(?<![^\W_])[Vv]/[Vv](?![^\W_])", "về việc", signs="/"),
    rule(r"(?<![^\W_])[Vv] ?\. ?[Vv](?![^\W_])\.{0,3}", "vân vân", signs="."),
    rule(r"(?<![^\W_])(?:VD|Vd|vd) ?:", "ví dụ:", signs="Dd"),
    rule(r"(?<![^\W_])(?:ĐT|Đt|đt) ?:", "điện thoại:", signs="Tt"),
    rule(r"(?<![^\W_])(?:ĐTDĐ)(?![^\W_])", "điện thoại di động"),
    rule(r"(?<![^\W_])[Tt]r\.đ(?![^\W_])", "triệu đồng"),
)

_MEANING = {
    "&": "và",
    "+": "và",
    "=": "bằng",
    "≥": "ít nhất",
    "≤": "không quá",
    "<": "dưới",
    ">": "trên",
    "≠": "khác",
    "±": "cộng trừ",
    "~": "khoảng",
    "≈": "khoảng",
    "×": "nhân",
    "÷": "chia",
    "%": "phần trăm",
    "‰": "phần nghìn",
    "°": "độ",
    "@": "a còng",
    "§": "mục",
    "№": "số",
    "₫": "đồng",
    "$": "đô la",
    "€": "ơ rô",
}
_SIGN = re.compile("[" + re.escape("".join(_MEANING)) + "]")

SIGNS: tuple[Rule, ...] = (
    # List marks.
    rule(r"\A(?:[-–—+*•·▪o] ){1,3}|\A[-–—+*•·▪]{1,3}", ""),
    rule(r"\A([a-zđ])[.)] ?(?=[^\W\d_]{2})", r"\1, "),
    # Strokes between words.
    rule(r"(?<![^\W_])(và) ?/ ?(hoặc)(?![^\W_])", r"\1 \2", any_case=True, signs="/"),
    rule(r"(?<![^\W_])(ngày|giờ|tháng) ?/ ?(?=(?:ngày|tháng|năm)(?![^\W_]))", r"\1, ", any_case=True, signs="/"),
    rule(r"(?<=[^\W\d_]) ?/ ?(?=[^\W\d_])", " hoặc ", signs="/"),
    # Dashes: a pause between words, nothing inside a word.
    rule(r"(?<=[^\W_])[-‐‑](?=[^\W_])", " "),
    rule(r"\.{2,}|…|[()\[\]{}|→←⇒–—]| [-‐‑−]+ ?|[-‐‑−]{2,}", ", "),
    Rule(_SIGN, lambda found: f" {_MEANING[found[0]]} "),
)

_PAUSES = re.compile(r"\s*[,.;:?!](?:[\s,.;:?!]*[,.;:?!])?\s*")
_STRENGTH = "?!.;:,"


def only_words(text: str) -> str:
    """Text in; the same with nothing but letters, apostrophes inside words, blanks and marks of pauses."""
    return " ".join("".join(_kept(text, at, sign) for at, sign in enumerate(text)).split())


def _kept(text: str, at: int, sign: str) -> str:
    if sign.isalpha() or sign in " ,.;:?!" or unicodedata.category(sign)[0] == "M":
        return sign
    if sign in "'’" and text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha():
        return "'"
    return said_number(sign) if sign.isnumeric() else " "


def tidy(text: str) -> str:
    """Text in; the same with one mark of a pause in each place, the strongest, and none at the beginning. At the end no weak one."""
    return _PAUSES.sub(_strongest, text).lstrip(" ,.;:?!").rstrip(" ,;:")


def _strongest(found: re.Match[str]) -> str:
    return next(mark for mark in _STRENGTH if mark in found[0]) + " "
