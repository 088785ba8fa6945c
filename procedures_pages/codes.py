"""From a code, present or former, to the page in force under it."""

from __future__ import annotations

import re

from .facts import GONE
from .models import ProcedureCode, ProcedurePage
from .queries import published

CODE = re.compile(r"[0-9]\.[0-9]{6,7}(?:\.[0-9]{2})?")
MOST_HOPS = 5


def read_code(text: str) -> str | None:
    """A code as a reader types it, in its usual form; None for anything else.

    Takes "1.001612", "1001612" without the point, and "1.001612.000.00.00.H62" with the province's tail.
    """
    text = text.strip().rstrip("./")
    if re.fullmatch(r"[0-9]{7,8}", text):
        text = f"{text[0]}.{text[1:]}"
    text = re.sub(r"\.000\.00\.00\.H[0-9][0-9]$", "", text, flags=re.IGNORECASE)
    return text if CODE.fullmatch(text) else None


def page_of_code(text: str) -> ProcedurePage | None:
    """The published Vietnamese page that carries the code: the one where it is the present code before one where it is a former one.

    A replaced page leads to its successor. None where no page carries the code.
    """
    code = read_code(text)
    if code is None:
        return None
    found = (
        ProcedureCode.objects.filter(value=code, page__locale__language_code="vi", page__in=published(ProcedurePage.objects.all()))
        .select_related("page")
        .order_by("-is_present", "page__status", "pk")
    )
    rows = list(found[:10])
    if not rows:
        return None
    page: ProcedurePage = next((r.page for r in rows if r.page.status not in GONE), rows[0].page)
    for _hop in range(MOST_HOPS):
        onward = published(ProcedurePage.objects.filter(pk=page.successor_id)).first() if page.status == "replaced" else None
        if onward is None:
            break
        page = onward
    return page
