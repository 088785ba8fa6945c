"""Procedure codes as people type them: 1.001612, 1001612, 001612, 1.001612.000.00.00.H62."""

from __future__ import annotations

import re

_FULL = re.compile(r"(\d)[.,]?(\d{6,7})(?:\.\d{2,3})*(?:\.H\d\d)?", re.IGNORECASE)
_TAIL = re.compile(r"\d{6}")


def code_typed(word: str) -> str | None:
    """Reads a word as a procedure code: "1.001612", "001612" where the first digit was left out, None where it cannot be one."""
    if match := _FULL.fullmatch(word):
        return f"{match[1]}.{match[2]}"
    return word if _TAIL.fullmatch(word) else None


def matches(code: str, typed: str) -> bool:
    """Whether a document's code is the one typed (as :func:`code_typed` gives it)."""
    return code == typed or (len(typed) == 6 and code[2:] == typed)
