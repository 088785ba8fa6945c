"""A page of results, ready to be shown: hits with their words marked, filters with counts, pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .engines import Engine, Hit
from .highlighting import highlighted
from .query import Query, read_query

PER_PAGE = 20
MOST_SUGGESTIONS = 8
MOST_AREAS = 8
KINDS: dict[str, Callable[[], str]] = {
    "procedure": lambda: _("Thủ tục"),
    "guide": lambda: _("Hướng dẫn"),
    "record": lambda: _("Bản ghi quốc gia"),
}


@dataclass(frozen=True, slots=True)
class ShownHit:
    title: SafeString
    summary: SafeString
    official_name: SafeString
    url: str
    kind: str
    kind_name: str
    result: str
    facts_line: str
    status: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter as a link, with the number of hits it leaves."""

    name: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Results:
    query: Query
    hits: tuple[ShownHit, ...]
    total: int
    kinds: tuple[Choice, ...]
    areas: tuple[Choice, ...]
    everything: Choice
    page: int
    pages: int
    previous_url: str
    next_url: str
    first: int

    @property
    def found(self) -> bool:
        return self.everything.count > 0


def results(engine: Engine, raw: str, locale: str, *, kind: str = "", area: str = "", page: str = "") -> Results:
    """What was typed and chosen in; a page of results out. Unknown kinds, areas and page numbers are ignored."""
    query = read_query(raw)
    found = engine.search(query, locale)
    kinds = Counter(hit.document.kind for hit in found)
    areas = Counter((hit.document.area_slug, hit.document.area) for hit in found if hit.document.area_slug)
    kind = kind if kind in kinds else ""
    area = area if any(slug == area for slug, _name in areas) else ""

    def address(**changes: str) -> str:
        given = {"q": query.text, "loai": kind, "linh-vuc": area, **{k.replace("_", "-"): v for k, v in changes.items()}}
        return "?" + urlencode({k: v for k, v in given.items() if v})

    fitting = [h for h in found if (not kind or h.document.kind == kind) and (not area or h.document.area_slug == area)]
    pages = max(1, -(-len(fitting) // PER_PAGE))
    number = min(_number(page), pages)
    shown = fitting[(number - 1) * PER_PAGE : number * PER_PAGE]
    return Results(
        query=query,
        hits=tuple(_shown(hit, query) for hit in shown),
        total=len(fitting),
        kinds=tuple(Choice(_kind_name(k), n, address(loai="" if k == kind else k, linh_vuc=""), k == kind) for k, n in kinds.most_common()),
        areas=tuple(
            Choice(name, n, address(linh_vuc="" if slug == area else slug, loai=""), slug == area)
            for (slug, name), n in areas.most_common(MOST_AREAS)
        ),
        everything=Choice(_("Tất cả"), len(found), address(loai="", linh_vuc=""), not kind and not area),
        page=number,
        pages=pages,
        previous_url=address(page=str(number - 1)) if number > 1 else "",
        next_url=address(page=str(number + 1)) if number < pages else "",
        first=(number - 1) * PER_PAGE + 1,
    )


def suggestions(engine: Engine, raw: str, locale: str) -> list[dict[str, str]]:
    """What is being typed in; at most eight titles to choose from out."""
    found = engine.suggest(read_query(raw), locale, MOST_SUGGESTIONS)
    return [{"title": hit.document.title, "url": hit.document.url, "kind": hit.document.kind} for hit in found]


def _shown(hit: Hit, query: Query) -> ShownHit:
    document = hit.document
    other_name = document.official_name if document.official_name != document.title else ""
    return ShownHit(
        title=highlighted(document.title, query),
        summary=highlighted(document.summary, query),
        official_name=highlighted(other_name, query),
        url=document.url,
        kind=document.kind,
        kind_name=_kind_name(document.kind),
        result=document.result or document.url,
        facts_line=document.facts_line,
        status=document.status,
    )


def _kind_name(kind: str) -> str:
    return KINDS[kind]() if kind in KINDS else kind


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
