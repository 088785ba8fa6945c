"""A page of results, ready to be shown: hits with their words marked, filters with counts, pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from office.provinces import full_name
from procedures_pages.catalogue import Filter, Option
from vietnamese.marking import is_mostly_vietnamese

from ..answers import asking_back
from ..answers.answer import KINDS, Answer, Choice
from ..answers.answering import answers
from ..editors_words.notices import Notice, done_elsewhere, notices
from ..engines import Hit
from ..index.documents import SearchDocument
from ..query.reading import Query, read_query
from ..query.tokens import token
from ..searching import Searcher
from .facets import PARAMETERS, kind_name, level_name, narrowed
from .highlighting import highlighted

PER_PAGE = 20
MAX_SUGGESTIONS = 8
# Signs of an official name below a hit: enough to tell it from its neighbours.
MAX_OTHER_NAME = 240
WHERE, ELSEWHERE = "noi", "tinh-khac"


@dataclass(frozen=True, slots=True)
class ShownVariant:
    """Another record of the same act: ``name`` says what is different, the level and whose it is, ``authority`` who does it."""

    name: str
    code: str
    url: str
    authority: str
    is_history: bool


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
    is_history: bool = False
    variants: tuple[ShownVariant, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """``everything`` counts the hits before filters, ``total`` those left; ``clear_url`` is the same search without filters.

    ``correction`` is a better spelled query, or "". ``notices`` are what editors have to say about this query. ``elsewhere`` counts what
    other provinces have, which stands behind ``elsewhere_url``; there, ``here_url`` leads back. ``answers``: what the question asks for,
    or why it gets nothing; none on further pages and behind filters. ``is_offered``: the reader is asked whether one of these few is meant.
    ``lacks_subject``: the reader is asked what the question is about, ``choices`` being a few things it may be.
    """

    query: Query
    hits: tuple[ShownHit, ...]
    total: int
    everything: int
    filters: tuple[Filter, ...]
    clear_url: str
    page: int
    pages: int
    previous_url: str
    next_url: str
    first: int
    correction: str = ""
    notices: tuple[Notice, ...] = ()
    elsewhere: int = 0
    elsewhere_url: str = ""
    here_url: str = ""
    answers: tuple[Answer, ...] = ()
    is_offered: bool = False
    lacks_subject: bool = False
    choices: tuple[Choice, ...] = ()

    @property
    def shown_answers(self) -> tuple[Answer, ...]:
        return tuple(one for one in self.answers if one.is_shown)

    @property
    def found(self) -> bool:
        return self.everything > 0

    @property
    def chosen(self) -> tuple[Option, ...]:
        """The chosen options; their addresses take them off."""
        return tuple(option for one in self.filters for option in one.options if option.chosen)

    @property
    def correction_url(self) -> str:
        return "?" + urlencode({"q": self.correction})


def results(searcher: Searcher, raw: str, locale: str, asked: Mapping[str, str] | None = None, *, page: str = "") -> Results:
    """What was typed and chosen in (``asked`` by the filters' parameters); a page of results out. Unknown choices and pages are ignored."""
    query = read_query(raw)
    answer = searcher.answer(query, locale)
    is_elsewhere = bool(answer.elsewhere) and (asked or {}).get(WHERE) == ELSEWHERE
    found = answer.elsewhere if is_elsewhere else answer.shown
    typed = {reading for word in query.words for reading in word.readings}
    corrected = [word for word in answer.correction.split() if token(word) not in typed]

    def address(given: Mapping[str, str]) -> str:
        where = ELSEWHERE if is_elsewhere else ""
        wanted = {"q": query.text, WHERE: where, **{name: given.get(name, "") for name in (*PARAMETERS, "page")}}
        return "?" + urlencode({name: value for name, value in wanted.items() if value})

    fitting, filters, chosen = narrowed([hit.document for hit in found], asked or {}, address)
    pages = max(1, -(-len(fitting) // PER_PAGE))
    number = min(_number(page), pages)
    start = (number - 1) * PER_PAGE
    return Results(
        query=query,
        hits=tuple(_shown(found[at], query, corrected) for at in fitting[start : start + PER_PAGE]),
        total=len(fitting),
        everything=len(found),
        filters=filters,
        clear_url=address({}),
        page=number,
        pages=pages,
        previous_url=address({**chosen, "page": str(number - 1)}) if number > 1 else "",
        next_url=address({**chosen, "page": str(number + 1)}) if number < pages else "",
        first=start + 1,
        correction=answer.correction,
        notices=notices(query, locale) if number == 1 and not is_elsewhere else (),
        elsewhere=0 if is_elsewhere else sum(len(hit.members) for hit in answer.elsewhere),
        elsewhere_url="?" + urlencode({"q": query.text, WHERE: ELSEWHERE}),
        here_url="?" + urlencode({"q": query.text}) if is_elsewhere else "",
        answers=answers(query, answer) if number == 1 and not is_elsewhere and not chosen else (),
        is_offered=answer.is_offered and not is_elsewhere,
        lacks_subject=answer.lacks_subject,
        choices=asking_back.choices(query, locale) if answer.lacks_subject else (),
    )


def suggestions(searcher: Searcher, raw: str, locale: str) -> list[dict[str, str]]:
    """What is being typed in; at most eight titles to choose from out, with ``lang`` where a title is not in the reader's language.

    What another office does comes first, with who does it, and leads to the results, which say more.
    """
    query = read_query(raw)
    found = searcher.answer(query, locale, typing=True)
    if found.lacks_subject:
        return _asking_back(query, locale)
    elsewhere = [_done_elsewhere(query, one.title, one.who, locale) for one in done_elsewhere(query)[:1]]
    return [*elsewhere, *(_suggested(hit, locale) for hit in found.hits)][:MAX_SUGGESTIONS]


def _done_elsewhere(query: Query, title: str, who: str, locale: str) -> dict[str, str]:
    told = {"title": f"{title} · {_('Nơi làm')}: {who}", "url": f"{reverse('search:results')}?{urlencode({'q': query.text})}"}
    return told | {"kind": "elsewhere"} | ({"lang": "vi"} if locale != "vi" else {})


def _asking_back(query: Query, locale: str) -> list[dict[str, str]]:
    """Nothing that was typed can be found: the question what it is about, which leads to the page that asks it, and what it may be."""
    kind = next((str(KINDS[kind][0]) for kind in query.asks if kind in KINDS), "")
    asked = {"title": asking_back.question(), "url": f"{reverse('search:results')}?{urlencode({'q': query.text})}", "kind": "question"}
    choices = asking_back.choices(query, locale)[: MAX_SUGGESTIONS - 1]
    titles = [f"{kind}: {choice.label}" if kind else choice.label for choice in choices]
    langs = [{"lang": choice.lang} if choice.lang not in ("", locale) else {} for choice in choices]
    said = zip(titles, choices, langs, strict=True)
    return [asked, *({"title": title, "url": choice.url, "kind": "procedure"} | lang for title, choice, lang in said)]


def _suggested(hit: Hit, locale: str) -> dict[str, str]:
    told = {"title": hit.document.shown_title, "url": hit.document.url, "kind": hit.document.kind}
    return told | {"lang": "vi"} if locale != "vi" and is_mostly_vietnamese(hit.document.title) else told


def _shown(hit: Hit, query: Query, corrected: Sequence[str]) -> ShownHit:
    document = hit.document
    other_name = Truncator(document.shown_official_name).chars(MAX_OTHER_NAME)
    return ShownHit(
        title=highlighted(document.shown_title, query, corrected),
        summary=highlighted(document.summary, query, corrected),
        official_name=highlighted(other_name, query, corrected),
        url=document.url,
        kind=document.kind,
        kind_name=kind_name(document.kind),
        result=document.result or document.url,
        facts_line=document.facts_line,
        status=document.status,
        is_history=document.is_history,
        variants=tuple(_shown_variant(one.document) for one in hit.variants),
    )


def _shown_variant(document: SearchDocument) -> ShownVariant:
    place = full_name(document.place)
    level = level_name(document)
    name = " · ".join(part for part in (level, place[:1].upper() + place[1:]) if part) or document.shown_title
    authority = "" if place and document.facts_line.lower().startswith(place) else document.facts_line
    return ShownVariant(name, document.result, document.url, authority, document.is_history)


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
