"""Finds the page in force under a code, present or former."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from .facts.procedure import GONE
from .models import ProcedureCode, ProcedurePage
from .queries import published

CODE = re.compile(r"[0-9]\.[0-9]{6,7}(?:\.[0-9]{2})?")
MAX_HOPS = 5
MAX_TARGETS = 12


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
class CodeTarget:
    """A page that a code may lead to, and what an editor noted about the code there: for whom or when it is the right one."""

    page: ProcedurePage
    note: str
    is_present: bool


def resolve_code(text: str) -> list[CodeTarget]:
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
        .order_by("-is_present", "page__status", "sort_order", "pk")[:MAX_TARGETS]
    )
    targets: dict[int, CodeTarget] = {}
    gone: list[CodeTarget] = []
    for row in rows:
        page = follow_successors(row.page)
        moved = page.pk != row.page_id
        if page.status in GONE:
            gone.append(CodeTarget(page, row.note, row.is_present))
        else:
            targets.setdefault(page.pk, CodeTarget(page, *(("", False) if moved else (row.note, row.is_present))))
    return list(targets.values()) or gone[:1]


def answers_of_code(page: ProcedurePage, text: str) -> str:
    """The answers, as a query string, of whoever comes under a code that is for one case of the page alone; empty for any other code."""
    entry = next((child.value for child in page.entries if child.value.get("code") == read_code(text)), None)
    pairs = [pair.partition("=")[::2] for pair in (entry.get("applies") or [] if entry else [])]
    # Two answers to one question do not say which.
    return urlencode(pairs) if len(dict(pairs)) == len(pairs) else ""


def follow_successors(page: ProcedurePage) -> ProcedurePage:
    """The page that stands for a replaced one today; itself where nothing does."""
    for _hop in range(MAX_HOPS):
        onward = published(ProcedurePage.objects.filter(pk=page.successor_id)).first() if page.status == "replaced" else None
        if onward is None:
            break
        page = onward
    return page


def page_of_code(text: str) -> ProcedurePage | None:
    """The first of ``resolve_code``; None for an unknown code."""
    targets = resolve_code(text)
    return targets[0].page if targets else None
