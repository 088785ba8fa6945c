"""From a code, present or former, to the page in force under it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .facts import GONE
from .models import ProcedureCode, ProcedurePage
from .queries import published

CODE = re.compile(r"[0-9]\.[0-9]{6,7}(?:\.[0-9]{2})?")
MOST_HOPS = 5
MOST_WAYS = 12


def read_code(text: str) -> str | None:
    """A code as a reader types it, in its usual form; None for anything else.

    Takes "1.001612", "1001612" without the point, and "1.001612.000.00.00.H62" with the province's tail.
    """
    text = text.strip().rstrip("./")
    if re.fullmatch(r"[0-9]{7,8}", text):
        text = f"{text[0]}.{text[1:]}"
    text = re.sub(r"\.000\.00\.00\.H[0-9][0-9]$", "", text, flags=re.IGNORECASE)
    return text if CODE.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class Way:
    """A page that a code may lead to, and what an editor noted about the code there: for whom or when it is the right one."""

    page: ProcedurePage
    note: str
    is_present: bool


def ways_of_code(text: str) -> list[Way]:
    """Where a code, however it is typed, leads: the published Vietnamese pages in force that carry it.

    Several where a procedure was split: each part carries the old code; the page whose present code it is comes first. A replaced page
    stands for its successor. Where nothing in force carries the code, the page that is gone: it explains. Empty for an unknown code.
    """
    code = read_code(text)
    if code is None:
        return []
    rows = list(
        ProcedureCode.objects.filter(value=code, page__locale__language_code="vi", page__in=published(ProcedurePage.objects.all()))
        .select_related("page")
        .order_by("-is_present", "page__status", "sort_order", "pk")[:MOST_WAYS]
    )
    ways: dict[int, Way] = {}
    gone: list[Way] = []
    for row in rows:
        page = _onward(row.page)
        moved = page.pk != row.page_id
        if page.status in GONE:
            gone.append(Way(page, row.note, row.is_present))
        else:
            ways.setdefault(page.pk, Way(page, *(("", False) if moved else (row.note, row.is_present))))
    return list(ways.values()) or gone[:1]


def _onward(page: ProcedurePage) -> ProcedurePage:
    """The page that stands for a replaced one today; itself where nothing does."""
    for _hop in range(MOST_HOPS):
        onward = published(ProcedurePage.objects.filter(pk=page.successor_id)).first() if page.status == "replaced" else None
        if onward is None:
            break
        page = onward
    return page


def page_of_code(text: str) -> ProcedurePage | None:
    """The first of ``ways_of_code``; None for an unknown code."""
    ways = ways_of_code(text)
    return ways[0].page if ways else None
