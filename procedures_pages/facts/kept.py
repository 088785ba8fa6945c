"""What is made of the facts of a published page, kept in the cache by version: to read 60 pages takes a quarter of a second."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import get_language

from office.set_costs import known as rates

from ..models import ProcedurePage
from ..translation.composing import composed
from .from_pages import REFERENCES

T = TypeVar("T")


def kept_by_version(
    name: str, seconds: int, rows: Iterable[dict[str, Any]], make: Callable[[list[ProcedurePage]], Iterable[T]]
) -> dict[int, T]:
    """{pk: what ``make`` makes of the page as the reader sees it} for rows of Vietnamese pages. It is given all that are not known yet.

    What a page says of rates (``office.set_costs``) changes without a version of it: what all of them say today is in the key.

    Rows have ``pk`` and ``live_revision_id``, in another language also what ``queries.with_words`` adds. ``name`` changes with what
    ``make`` makes. One query, none where all are known.
    """

    rows = list(rows)
    mark = rates.mark(timezone.localdate()) if rows else ""

    def key(row: dict[str, Any]) -> str:
        return f"{name}:{get_language()}:{row['pk']}:{row['live_revision_id']}:{row.get('version_revision')}:{mark}"

    known: dict[str, T] = cache.get_many([key(row) for row in rows])
    made = {row["pk"]: known[key(row)] for row in rows if key(row) in known}
    if wanting := [row for row in rows if row["pk"] not in made]:
        pages = _pages(wanting)
        made |= dict(zip(pages, make(list(pages.values())), strict=True))
        cache.set_many({key(row): made[row["pk"]] for row in wanting if row["live_revision_id"] and row["pk"] in made}, seconds)
    return made


def _pages(rows: list[dict[str, Any]]) -> dict[int, ProcedurePage]:
    """{pk of the Vietnamese page: its version in the reader's language}."""
    versions = {row["version"]: row["pk"] for row in rows if row.get("version")}
    asked = [*(row["pk"] for row in rows), *versions]
    pages = ProcedurePage.objects.select_related(*REFERENCES, "translated_words").in_bulk(asked)
    read = {pk: page for pk, page in pages.items() if pk not in versions}
    return read | {pk: composed(pages[version], pages[pk]) for version, pk in versions.items() if version in pages and pk in pages}
