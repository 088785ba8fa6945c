"""Numbers of rows as an address or a form has them."""

from __future__ import annotations

from collections.abc import Iterable

MOST = 500
MAX_DIGITS = 9  # more than any row's number has; more than a column of numbers holds is an error of the database


def is_row_number(key: str) -> bool:
    return key.isascii() and key.isdecimal() and len(key) <= MAX_DIGITS


def row_numbers(keys: Iterable[str]) -> list[int]:
    """Those that a row may have, the first so many."""
    return [int(key) for key in keys if is_row_number(key)][:MOST]
