"""Whole numbers, decimals and rows of digits as they are said in the north: mốt, tư, lăm, linh, nghìn."""

from __future__ import annotations

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# After "hai mươi" and higher tens; after "mười" only five changes.
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_SCALES = ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"))
# A number with more digits than that is nobody's amount; its digits are said one by one.
MAX_DIGITS = 15


def cardinal(number: int) -> str:
    """A whole number from 0 to 10**15 - 1 in; "một nghìn không trăm linh năm" out."""
    return _cardinal(number, after_higher=False) or DIGITS[0]


def _cardinal(number: int, *, after_higher: bool) -> str:
    """``after_higher``: thousands or more were said before, so an empty place of hundreds is said too. Nothing for 0."""
    for scale, name in _SCALES:
        if number >= scale:
            head, rest = divmod(number, scale)
            return " ".join(filter(None, [_cardinal(head, after_higher=after_higher), name, _cardinal(rest, after_higher=True)]))
    hundreds, rest = divmod(number, 100)
    said = [DIGITS[hundreds], "trăm"] if hundreds or (after_higher and rest) else []
    if rest:
        said.append(f"linh {DIGITS[rest]}" if said and rest < 10 else _below_hundred(rest))
    return " ".join(said)


def _below_hundred(number: int) -> str:
    tens, unit = divmod(number, 10)
    if not tens:
        return DIGITS[unit]
    if tens == 1:
        return f"mười {'lăm' if unit == 5 else DIGITS[unit]}" if unit else "mười"
    return f"{DIGITS[tens]} mươi {_AFTER_TENS.get(unit, DIGITS[unit])}" if unit else f"{DIGITS[tens]} mươi"


def ordinal(number: int) -> str:
    """What is said after "thứ", "tháng" (but for the first) and "quý": 4 is "tư", not "bốn"."""
    return "tư" if number == 4 else cardinal(number)


def one_by_one(digits: str) -> str:
    """A row of digits in; each of them said out."""
    return " ".join(DIGITS[int(d)] for d in digits)


def in_groups(digits: str, size: int = 3) -> str:
    """A long row of digits, said one by one with a short pause after each group; the first group is the short one only where it must be:
    "025099001234" is said 025, 099, 001, 234, and of seven digits the last four stay together."""
    groups = [digits[i : i + size] for i in range(0, len(digits), size)]
    if len(groups) > 1 and len(groups[-1]) == 1:
        groups[-2:] = [groups[-2] + groups[-1]]
    return ", ".join(map(one_by_one, groups))


def row(digits: str) -> str:
    """A number of a row (of a decree, a form, a house): from 0 on its digits one by one ("không bốn"), a count otherwise."""
    if len(digits) > MAX_DIGITS:
        return in_groups(digits)
    return one_by_one(digits) if digits[0] == "0" else cardinal(int(digits))


def decimals(digits: str) -> str:
    """What is said after "phẩy": "25" as a number, "05" and "141" digit by digit."""
    return cardinal(int(digits)) if len(digits) <= 2 and digits[0] != "0" else one_by_one(digits)


_ROMAN = {"I": 1, "V": 5, "X": 10}


def roman(numeral: str) -> int | None:
    """A Roman numeral up to 39 in its usual form in; its value out, or nothing where it is none."""
    value = 0
    for letter, following in zip(numeral, [*numeral[1:], ""], strict=True):
        worth = _ROMAN[letter]
        value += -worth if following and _ROMAN[following] > worth else worth
    return value if 0 < value < 40 and _in_roman(value) == numeral else None


def _in_roman(value: int) -> str:
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (value // 10) + units[value % 10]
