"""What truth asks of the register as a whole: which records there are, which laws they rest on, what ends on which day. Pure: no Django."""

from __future__ import annotations

import json
import re
import sys
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ..parsing.law_numbers import LEGAL_NUMBER

# Both start parts of a packed record: what follows ``raw`` is the whole text once more.
_LAWS, _AFTER_LAWS, _RAW = b'"laws":[', b'],"conditions":', b'"raw":'
_END_WORD = "hết ngày".encode()
_END = re.compile(r"hết ngày (\d{1,2})/(\d{1,2})/(\d{4})(?P<after>[^.\n\"]{0,160})")
_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class EndDate:
    """A record says that what a law sets ends on a day: ``law`` is its number, ``code`` the record's."""

    law: str
    day: date
    code: str


@dataclass(frozen=True, slots=True)
class RegisterView:
    """``names``: {code: name} of the records of today. ``laws``: {number: titles the register gives it}; ``cited``: {code: numbers}."""

    names: dict[str, str] = field(default_factory=dict)
    laws: dict[str, frozenset[str]] = field(default_factory=dict)
    ends: tuple[EndDate, ...] = ()
    cited: dict[str, tuple[str, ...]] = field(default_factory=dict)


NOTHING_KNOWN = RegisterView()


def last_days(view: RegisterView) -> dict[str, date]:
    """{number of a law: the last day that any record gives for what it sets}."""
    return {end.law: end.day for end in sorted(view.ends, key=lambda end: end.day)}


def view_of(records: Iterable[tuple[str, str, bytes]]) -> RegisterView:
    """(code, name, packed record) of each record in; the view out. Reads of a record no more than its laws and the days that end."""
    names: dict[str, str] = {}
    laws: dict[str, set[str]] = {}
    ends: dict[tuple[str, date], EndDate] = {}
    cited: dict[str, tuple[str, ...]] = {}
    for code, name, packed in records:
        names[code] = name
        text = _head(packed)
        own = _laws(text)
        for law in own:
            laws.setdefault(law["number"], set()).add(law["title"])
        # One string for each number, however many records cite it.
        cited[code] = tuple(sys.intern(law["number"]) for law in own)
        if _END_WORD in text:
            for end in _ends(code, text.decode("utf-8", "ignore")):
                ends.setdefault((end.law, end.day), end)
    return RegisterView(names, {number: frozenset(titles) for number, titles in laws.items()}, tuple(ends.values()), cited)


def _head(packed: bytes) -> bytes:
    """A packed record up to its raw text."""
    unpacking = zlib.decompressobj()
    text, rest = b"", packed
    while rest:
        text += unpacking.decompress(rest, _PIECE)
        at = text.find(_RAW, max(0, len(text) - _PIECE - len(_RAW)))
        if at >= 0:
            return text[:at]
        rest = unpacking.unconsumed_tail
    return text


def _laws(text: bytes) -> list[dict[str, str]]:
    start = text.find(_LAWS)
    end = text.find(_AFTER_LAWS, start)
    if start < 0 or end < 0:
        return []
    found: list[dict[str, str]] = json.loads(text[start + len(_LAWS) - 1 : end + 1])
    return [law for law in found if law["number"]]


def _ends(code: str, text: str) -> Iterable[EndDate]:
    """ "đến hết ngày 31/12/2026 … Thông tư số 64/2025/TT-BTC": only where a number stands beside the day."""
    for found in _END.finditer(text):
        before = re.split(r"[\"\n]", text[max(0, found.start() - 160) : found.start()])[-1]
        number = LEGAL_NUMBER.search(found["after"]) or _last(LEGAL_NUMBER.finditer(before))
        try:
            day = date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            continue
        if number:
            yield EndDate(number[0], day, code)


def _last(found: Iterable[re.Match[str]]) -> re.Match[str] | None:
    return next(reversed(list(found)), None)
