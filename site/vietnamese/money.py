"""Amounts of money: a point between thousands, the word instead of the sign."""

import re
import unicodedata
from decimal import Decimal


def grouped(amount: int) -> str:
    """1200000 in, "1.200.000" out."""
    return f"{amount:,}".replace(",", ".")


def dong(amount: int, per: str | None = None) -> str:
    """Whole đồng in, and what they are paid for; "100.000 đồng" or "2.000 đồng/trang" out."""
    written = f"{grouped(amount)} đồng"
    return f"{written}/{per}" if per else written


def vnd(amount: int, per: str | None = None) -> str:
    """The same for English text, where a point between thousands reads as a decimal point: "100,000 VND", "2,000 VND per page"."""
    written = f"{amount:,} VND"
    return f"{written} per {per}" if per else written


_DONG = ("đ", "đồng", "vnđ", "vnd")
_SCALES = {**dict.fromkeys(_DONG, 1), **dict.fromkeys(("k", "nghìn", "ngàn"), 10**3), **dict.fromkeys(("tr", "triệu"), 10**6)}
_SCALES |= dict.fromkeys(("tỷ", "tỉ"), 10**9)
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,\s])[0-9]{3})(?:\1[0-9]{3})*")
_PIECE = re.compile(r"([0-9][0-9.,]*(?:\s[0-9]{3}\b)*)\s*(đồng|vnđ|vnd|nghìn|ngàn|triệu|tỷ|tỉ|tr|k|đ)?(?!\w)\s*")


def read_dong(text: str) -> int | None:
    """An amount as people type it in; whole đồng out, or None where it is no amount or not a whole number of đồng.

    "4.000.000", "4 000 000", "4000000", "4 triệu", "1,2 triệu", "500k", "1 triệu 200 nghìn", each with or without "đồng". A point, a comma
    or a space between groups of three digits parts thousands: đồng have no fractions. Elsewhere a comma or a point goes before decimals,
    which need a word ("1,5 triệu").
    """
    rest, total, least = unicodedata.normalize("NFC", text).strip().lower(), Decimal(0), None
    if not rest:
        return None
    while rest:
        found = _PIECE.match(rest)
        number = _number(found[1].strip()) if found else None
        if found is None or number is None:
            return None
        word = found[2] or ""
        scale = _SCALES.get(word, 1)
        if least is not None and (word == "" or number * scale >= least):  # "1 triệu 200" is 200 of what?
            return None
        total, least, rest = total + number * scale, scale, rest[found.end() :]
        if rest in _DONG:
            rest = ""
    return int(total) if total == total.to_integral_value() else None


def _number(written: str) -> Decimal | None:
    if _GROUPED.fullmatch(written):
        return Decimal(re.sub(r"[^0-9]", "", written))
    plain = written.replace(",", ".")
    return Decimal(plain) if re.fullmatch(r"[0-9]{1,15}(?:\.[0-9]{1,6})?", plain) else None
