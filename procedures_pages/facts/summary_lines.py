"""The one line under a procedure in a list: "4 giấy tờ · 3 ngày làm việc". Kept in the cache by version."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from ..models import ProcedurePage
from . import phrases
from .case import tailor
from .from_pages import Rows, facts_of
from .kept import kept_by_version

SECONDS = 7 * 24 * 3600


def _line(page: ProcedurePage) -> str:
    facts = facts_of(page, Rows())
    return phrases.listed_line(tailor(facts, {}), facts.lang)


def facts_lines(rows: Iterable[dict[str, Any]]) -> dict[int, str]:
    """{pk: line} in the reader's language for rows of Vietnamese pages, as ``kept_by_version`` takes them."""
    return kept_by_version("procedure-line:v2", SECONDS, rows, partial(map, _line))
