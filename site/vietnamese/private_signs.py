"""Signs of Word's symbol fonts, which stand in Unicode's private use area: there they mean nothing, on paper they are an empty box.

Symbol and Wingdings keep the sign of byte n at U+F000 + n. Which font it was is lost, so what a sign means is read from its place: at the
start of a line and between words it is a list mark; beside a number it is what the Symbol font shows there.
"""

from __future__ import annotations

import re

PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+")
# By the number of the byte. Compared or counted: only before a number. Measured: between a number and a unit.
_COMPARED = {0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xBB: "≈", 0xB1: "±", 0x3C: "<", 0x3E: ">", 0x3D: "="}
_MEASURED = {0xB0: "°", 0xB4: "×", 0xD7: "·", 0x6D: "µ", 0x57: "Ω"}
_GREEK = {0x61: "α", 0x62: "β", 0x64: "δ", 0x65: "ε", 0x67: "γ", 0x70: "π", 0x73: "σ", 0x44: "Δ", 0x53: "Σ"}
_ARROWS = {0xE0: "→", 0xE8: "→", 0xF0: "→", 0xDF: "←", 0xE7: "←"}
# Tick boxes, smiles: nothing to read.
_PICTURES = frozenset([0xA8, 0x6F, 0x71, 0x72, 0xFD, 0xFE, 0x4A, 0x4B, 0x4C])
_LIST_BEGINS = re.compile(r"\s*(?:(?:[-–—+*•\[(]|\d{1,2}[.)]|[a-zđA-ZĐ][.)])\s*)*\Z")
_UNIT = re.compile(r"\s?(?:[CFKmglsAFHVWx]\b|\d)")


def without_private_signs(line: str) -> str:
    """A line in; the same with list marks, arrows and signs of measure for what was private, and nothing for the rest."""
    if not PRIVATE.search(line):
        return line
    return PRIVATE.sub(lambda run: _meaning(line[: run.start()], ord(run[0][0]) - 0xF000, line[run.end() :]), line)


def _meaning(before: str, number: int, after: str) -> str:
    if not 0 <= number <= 0xFF:
        return ""
    follows_number = before.rstrip()[-1:].isdigit()
    if number in _COMPARED and after.lstrip()[:1].isdigit():
        return _COMPARED[number]
    if number in _MEASURED and follows_number and _UNIT.match(after):
        return _MEASURED[number]
    if _LIST_BEGINS.match(before):
        return " " if before.strip() else "- "
    if number in _ARROWS and before[-1:].isspace() and after[:1].isspace():
        return _ARROWS[number]
    if number in _GREEK:
        return _GREEK[number]
    stands_apart = before[-1:].isspace() or not before[-1:].isalnum()
    return " - " if number not in _PICTURES and stands_apart and after.strip() else " "
