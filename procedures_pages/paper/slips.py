"""The texts of the 80 mm slip: each has its lines, so that it is one page of 150 mm whatever it says. slip.css has the same figures."""

from __future__ import annotations

from dataclasses import dataclass

from procedures_pages.addresses import typed
from procedures_pages.facts import phrases
from procedures_pages.facts.case import Case
from procedures_pages.facts.procedure import ProcedureFacts

from .posters.text_fitting import MM_PER_POINT, cut_to_fit, lines

# Millimetres, points.
WIDTH = 72.0
LARGE, SMALL, ADDRESS, LEADING = 14, 11, 12, 1.3
# The height that code, address, dates and the space between all leave for the other four texts.
ROOM = 53.0
UNIT_LINES, TITLE_LINES, LONG_TITLE_LINES, SUM_LINES, ADDRESS_LINES, MAX_CASE_LINES = 3, 3, 4, 3, 2, 5


@dataclass(frozen=True, slots=True)
class Slip:
    """``long``: the title is set small. ``case_lines``: how many lines of the case are printed, what the other texts leave, at least one.

    ``address``: the site's alone where all of it does not fit.
    """

    unit: str
    title: str
    long: bool
    case: str
    case_lines: int
    sum: str
    address: str


def _lines(text: str, size: float) -> int:
    return lines(text, WIDTH / (size * MM_PER_POINT)) if text else 0


def _cut(text: str, size: float, most: int) -> str:
    return cut_to_fit(text, lambda part: _lines(part, size) <= most)


def slip(facts: ProcedureFacts, case: Case, unit: str, address: str) -> Slip:
    """Fits a procedure and its case onto an 80 mm slip. ``unit``: the unit's name; ``address``: absolute."""
    long = _lines(facts.title, LARGE) > TITLE_LINES
    size = SMALL if long else LARGE
    title = _cut(facts.title, size, LONG_TITLE_LINES if long else TITLE_LINES)
    what = _cut(phrases.facts_line(case), SMALL, SUM_LINES)
    line = SMALL * LEADING * MM_PER_POINT
    left = ROOM - _lines(title, size) * size * LEADING * MM_PER_POINT - _lines(what, SMALL) * line
    unit = _cut(unit, SMALL, min(UNIT_LINES, int(left / line) - 1))
    left -= _lines(unit, SMALL) * line
    plain = typed(address)
    return Slip(
        unit=unit,
        title=title,
        long=long,
        case=phrases.case_words(case),
        case_lines=min(MAX_CASE_LINES, int(left / line)),
        sum=what,
        address=plain if _lines(plain, ADDRESS) <= ADDRESS_LINES else plain.partition("/")[0],
    )
