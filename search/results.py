"""From a query to a page of results: hits, filters with counts, words marked. The view only reads the request and renders this."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from procedures_pages.wording import level_name

from . import index
from .documents import SearchDocument
from .engines import Hit
from .query import Query, read_query
from .tokens import token

PER_PAGE = 20
SUGGESTIONS = 8


@dataclass(frozen=True, slots=True)
class Option:
    name: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Found:
    document: SearchDocument
    title: SafeString
    summary: SafeString
    kind_name: str


@dataclass(frozen=True, slots=True)
class Results:
    query: Query
    hits: tuple[Found, ...]
    total: int
    filters: tuple[tuple[str, tuple[Option, ...]], ...]
    all_url: str
    all_count: int
    page: int
    pages: int
    previous_url: str
    next_url: str


def kind_name(kind: str) -> str:
    return {"procedure": _("Thủ tục"), "life_event": _("Việc trong đời"), "guide": _("Hướng dẫn"), "record": _("Bản ghi")}.get(kind, kind)


def marked(text: str, wanted: frozenset[str]) -> SafeString:
    """The text with the words that were asked for between <mark> tags, neighbours in one; everything escaped."""
    runs = groupby(text.split(), key=lambda word: token(word.strip(".,;:()“”?!")).key in wanted)
    pieces = [format_html("<mark>{}</mark>" if asked else "{}", " ".join(words)) for asked, words in runs]
    return format_html_join(" ", "{}", ((piece,) for piece in pieces))


def _wanted(query: Query) -> frozenset[str]:
    return frozenset(reading.key for word in query.words for reading in word.readings[:2] if len(reading.key) > 1)


FILTERS: dict[str, Callable[[SearchDocument], tuple[str, str]]] = {
    "loai": lambda d: ("procedure" if d.kind == "procedure" else "guide", _("Thủ tục") if d.kind == "procedure" else _("Hướng dẫn")),
    "linh-vuc": lambda d: (d.area_slug, d.area),
    "cap": lambda d: (d.level, level_name(d.level)),
}


def search(raw: str, locale: str, base: str, chosen: dict[str, str], page: int) -> Results:
    """The results for what somebody typed. Any string is fine; one that nothing answers has no hits.

    ``base`` is the page's own address, for links; ``chosen`` what the filters are set to, unknown values ignored.
    """
    query = read_query(raw)
    hits: list[Hit] = index.engine().search(query, locale) if not query.is_empty else []
    names = {name: {value for value, _label in map(read, (h.document for h in hits))} for name, read in FILTERS.items()}
    kept = {name: value for name, value in chosen.items() if name in FILTERS and value and value in names[name]}

    def fits(hit: Hit, without: str = "") -> bool:
        return all(name == without or FILTERS[name](hit.document)[0] == value for name, value in kept.items())

    def address(**changes: str) -> str:
        return base + "?" + urlencode({k: v for k, v in {"q": query.text, **kept, **changes}.items() if v})

    filters = []
    for name, read in FILTERS.items():
        counts = Counter(read(h.document) for h in hits if fits(h, without=name))
        options = tuple(
            Option(label, n, address(**{name: "" if kept.get(name) == value else value}), kept.get(name) == value)
            for (value, label), n in counts.most_common(8)
            if value
        )
        if len(options) > 1 or name in kept:
            filters.append((name, options))
    fitting = [h for h in hits if fits(h)]
    pages = max(1, -(-len(fitting) // PER_PAGE))
    page = min(max(1, page), pages)
    wanted = _wanted(query)
    shown = tuple(
        Found(h.document, marked(h.document.title, wanted), marked(h.document.summary, wanted), kind_name(h.document.kind))
        for h in fitting[(page - 1) * PER_PAGE : page * PER_PAGE]
    )
    return Results(
        query=query,
        hits=shown,
        total=len(fitting),
        filters=tuple(filters),
        all_url=base + "?" + urlencode({"q": query.text}),
        all_count=len(hits),
        page=page,
        pages=pages,
        previous_url=address(page=str(page - 1)) if page > 1 else "",
        next_url=address(page=str(page + 1)) if page < pages else "",
    )


def suggestions(raw: str, locale: str) -> tuple[Query, list[SearchDocument]]:
    """What somebody is typing may become: at most eight documents, live ones only."""
    query = read_query(raw)
    hits = index.engine().suggest(query, locale, SUGGESTIONS) if not query.is_empty else []
    return query, [h.document for h in hits if not h.document.is_gone]
