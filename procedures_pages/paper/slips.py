"""The texts of the 80 mm slip: each has its lines, so that it is one page of 150 mm whatever it says. slip.css has the same figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from procedures_pages.addresses import typed
from procedures_pages.facts import phrases
from procedures_pages.facts.case import Case
from procedures_pages.facts.procedure import ProcedureFacts
from procedures_pages.facts.return_dates import ExpectedReturn

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

    ``address``: with the short code where there is room for it, the site's alone where not all of it fits.
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


def _sum(case: Case, due_back: ExpectedReturn | None) -> str:
    """ "Hạn: 60 ngày từ ngày sinh · 4 giấy tờ · 3 ngày làm việc · 100.000 đồng · nộp … dự kiến trả …", the last where there is room."""
    told = [*filter(None, (phrases.deadline_line(case), phrases.facts_line(case)))]
    with_day = " · ".join([*told, phrases.return_short(due_back)]) if due_back else ""
    return with_day if with_day and _lines(with_day, SMALL) <= SUM_LINES else " · ".join(told)


def _address(address: str, short_code: str) -> str:
    """The fullest of these texts that fits: address and short code, address, the site alone."""
    plain = typed(address)
    with_code = _("%(address)s · mã ngắn %(code)s") % {"address": plain, "code": short_code} if short_code else plain
    return next((text for text in (with_code, plain) if _lines(text, ADDRESS) <= ADDRESS_LINES), plain.partition("/")[0])


def slip(facts: ProcedureFacts, case: Case, unit: str, address: str, short_code: str = "", due_back: ExpectedReturn | None = None) -> Slip:
    """Fits a procedure and its case onto an 80 mm slip. ``unit``: the unit's name; ``address``: absolute."""
    long = _lines(facts.title, LARGE) > TITLE_LINES
    size = SMALL if long else LARGE
    title = _cut(facts.title, size, LONG_TITLE_LINES if long else TITLE_LINES)
    what = _cut(_sum(case, due_back), SMALL, SUM_LINES)
    line = SMALL * LEADING * MM_PER_POINT
    left = ROOM - _lines(title, size) * size * LEADING * MM_PER_POINT - _lines(what, SMALL) * line
    unit = _cut(unit, SMALL, min(UNIT_LINES, int(left / line) - 1))
    left -= _lines(unit, SMALL) * line
    return Slip(
        unit=unit,
        title=title,
        long=long,
        case=phrases.case_words(case),
        case_lines=min(MAX_CASE_LINES, int(left / line)),
        sum=what,
        address=_address(address, short_code),
    )
