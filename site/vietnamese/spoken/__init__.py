"""What a voice should say for a written Vietnamese text: numbers, money, days, laws, codes, telephones and short forms in words.

A voice that reads "118/2025/NĐ-CP" or "1.004859" as it stands is not understood. Pure; nothing of it knows what the text is about.
"""

from __future__ import annotations

import re
import unicodedata

from vietnamese.normal import clean

from . import calendar, codes, laws, quantities, signs
from .rules import applied

MAX_ROUNDS = 8
# In this order: what an earlier list has put in words, no later one takes for something else.
_BEFORE_NUMBERS = (*codes.ADDRESSES, *signs.PLACES)
_NUMBERS = (*laws.RULES, *quantities.ROMAN, *calendar.RULES, *codes.RULES, *quantities.RULES)
_AFTER_NUMBERS = (*quantities.ROMAN, *signs.WORDS, *signs.SIGNS)
_DIGIT = re.compile("[0-9]")


def spoken(text: str) -> str:
    """Any text in; what is said for it out, on one line: words and marks of pauses, no digit, bracket or stroke. Never raises.

    A line is a sentence. Idempotent: what is said, is said as it is. Short forms that are not known, and signs that mean nothing here
    ("TT", a foreign word), are left to the voice.
    """
    said = _said(text)
    # Where a pause or a blank was put, a short form may stand now that was none before ("T.(P" leaves "T. P").
    for _ in range(MAX_ROUNDS):
        before, said = said, _said(said)
        if said == before:
            break
    return said


def _said(text: str) -> str:
    *lines, last = [said for said in map(_line, text.splitlines()) if said] or [""]
    return " ".join([*(line if line[-1] in ".?!" else f"{line}." for line in lines), last])


def _line(line: str) -> str:
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in clean(line))
    text = applied(_BEFORE_NUMBERS, text)
    if _DIGIT.search(text):
        text = applied(_NUMBERS, text)
    return signs.tidy(signs.only_words(applied(_AFTER_NUMBERS, text)))
