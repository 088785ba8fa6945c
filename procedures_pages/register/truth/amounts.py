"""Numbers with a unit in running text: times and money, as digits or in words. Pure: no Django.

"03 ngày làm việc", "ba (03) ngày", "không quá 05 ngày", "10.000 đồng/trường hợp". A date ("ngày 30/12/2024", "01 tháng 7 năm 2025"),
a number of a law and a year are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from vietnamese.numbers import decimal

from ..parsing.law_numbers import LEGAL_NUMBER

Unit = Literal["working_days", "days", "hours", "months", "years", "dong"]

WORDS: dict[Unit, str] = {
    "working_days": "ngày làm việc",
    "days": "ngày",
    "hours": "giờ",
    "months": "tháng",
    "years": "năm",
    "dong": "đồng",
}
_UNITS: dict[str, Unit] = {word: unit for unit, word in WORDS.items()} | {"vnđ": "dong", "vnd": "dong", "đ": "dong"}

_ONES = {
    **{"một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5},
    **{"sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9},
}
_ONE = "|".join(_ONES)
_TENS = rf"(?:(?:{_ONE}) mươi(?: (?:{_ONE}))?|mười(?: (?:{_ONE}))?|{_ONE})"
_DIGITS = r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?"
_AMOUNT = re.compile(
    rf"(?<![\w./,-])(?:(?P<digits>{_DIGITS})(?: ?\((?:\w+ ?){{1,4}}\))?|(?P<words>{_TENS})(?: ?\(\d+\))?)"
    rf" ?(?P<unit>ngày làm việc|ngày|giờ|tháng|năm|đồng|vnđ|vnd|đ)(?![\w])(?P<after>(?: chiều)?)(?! ?(?:tháng |năm )?\d)",
    re.IGNORECASE,
)
# "2004 năm" is no span of time, nor are "24 giờ" of the clock told from a day.
MOST_YEARS = 200

_SENTENCE = re.compile(r"(?<=[^\d\s][.;!?])\s+|(?<=\d[.;])\s+(?=\w\D)|\n+")


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    value: float
    unit: Unit

    def __str__(self) -> str:
        value = f"{int(self.value):,}".replace(",", ".") if self.unit == "dong" else decimal(self.value)
        return f"{value} {WORDS[self.unit]}"


def amounts(text: str) -> list[Amount]:
    """Text in; every number with a unit out, in the order of the text."""
    return list(_amounts(text))


def _amounts(text: str) -> Iterator[Amount]:
    for found in _AMOUNT.finditer(text):
        unit = _UNITS[found["unit"].lower()]
        value = _number(found["digits"]) if found["digits"] else float(_spelled(found["words"].lower()))
        if unit == "hours" and found["after"]:  # "3 giờ chiều"
            value += 12 if value < 12 else 0
        if unit != "years" or value < MOST_YEARS:
            yield Amount(value, unit)


def _number(digits: str) -> float:
    whole = digits.replace(".", "") if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits) else digits
    return float(whole.replace(",", "."))


def _spelled(words: str) -> int:
    """ "ba mươi lăm" in, 35 out."""
    tens, _sep, ones = (
        words.partition(" mươi")
        if "mươi" in words
        else ("mười", "", words.removeprefix("mười"))
        if words.startswith("mười")
        else ("", "", words)
    )
    ten = 1 if tens == "mười" else _ONES.get(tens, 0)
    return ten * 10 + _ONES.get(ones.strip(), 0)


def sentences(text: str) -> list[str]:
    """Text in; its sentences out, without the stops between thousands being taken for the end of one."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def legal_numbers(text: str) -> list[str]:
    return LEGAL_NUMBER.findall(text)


def in_words(found: Iterable[Amount]) -> str:
    """ "7 ngày làm việc; 10 ngày làm việc", each once, small before large."""
    return "; ".join(str(amount) for amount in sorted(set(found), key=lambda a: (a.unit, a.value)))
