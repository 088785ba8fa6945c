"""What each page is called, live or not: its titles and official name, its names among people and on the list of 2022, its codes.

Read anew for each question, so that what was saved a moment ago is found; only the folding of a text is remembered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KT
from wagtail.models import Page, Revision

from guides.models import BaseGuidePage
from procedures_pages.models import ProcedureCode, ProcedurePage

from ...query.tokens import keys

NAMES = ("official_name", "keywords", "list_2022_name")
Names = dict[int, list[str]]


@dataclass(frozen=True, slots=True)
class Called:
    """A page by all that it is called. ``titles``, the draft's last, and ``names`` are lines of keys, each with a blank on both sides."""

    pk: int
    language: str
    title: str
    titles: tuple[str, ...]
    names: str


def all_called(pages: QuerySet[Page]) -> Iterator[Called]:
    """Of these pages, what each is called. As many queries however many pages there are."""
    names = _names()
    rows = pages.order_by().prefetch_related(None).values_list("pk", "locale__language_code", "title", "draft_title")
    for pk, language, title, draft in rows:
        titles = tuple(map(_line, dict.fromkeys((title, draft or title))))
        yield Called(pk, language, draft or title, titles, "".join(map(_line, names.get(pk, ()))))


@lru_cache(maxsize=60_000)
def _line(text: str) -> str:
    return f" {' '.join(keys(text))} "


def _names() -> Names:
    """By the number of a page all texts, beside its titles, that it is found by."""
    found: Names = defaultdict(list)
    for pk, *texts in chain(
        ProcedurePage.objects.order_by().values_list("pk", *NAMES),
        BaseGuidePage.objects.order_by().values_list("pk", "keywords"),
        ProcedureCode.objects.order_by().values_list("page_id", "value"),
        _drafted(),
    ):
        found[pk] += filter(None, texts)
    return found


def _drafted() -> Iterable[tuple[Any, ...]]:
    """The same of the drafts of live pages: the row of such a page is what readers have."""
    drafts = ProcedurePage.objects.filter(live=True, has_unpublished_changes=True).order_by()
    revisions = Revision.objects.filter(pk__in=drafts.values("latest_revision")).order_by()
    for pk, codes, *texts in revisions.values_list("object_id", "content__codes", *(KT(f"content__{name}") for name in NAMES)):
        yield int(pk), *texts, *(code.get("value") for code in codes or ())
