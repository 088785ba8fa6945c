"""``/quay/``, where counter mode begins: typed words lead to a procedure or to a numbered list, a number to the line of the list shown.

Asks the search and the catalogue; nothing is kept between two requests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from office import site_data
from procedures_pages.catalogue import area_counts, catalogue_of
from procedures_pages.counter.questions import at_counter, counter_path
from procedures_pages.facts.phrases import status_name
from procedures_pages.said import page_of_words
from vietnamese.folding import fold
from vietnamese.normal import clean
from vietnamese.typed import meant

from ..answers import asking_back
from ..editors_words.notices import ElsewhereNotice, done_elsewhere
from ..query.codes import matches
from ..query.reading import Query, read_query
from ..ranking.pipeline import RankedAnswer
from ..searching import Searcher

MAX_HITS = 9
MAX_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list. ``hint`` says a little more; ``count`` how many stand behind it, None where that says nothing."""

    name: str
    url: str
    hint: str = ""
    count: int | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What ``/quay/`` shows. ``words`` were looked for, or ``area`` was chosen, or neither and the areas are listed.

    ``more`` counts what the list leaves out; ``missing`` is a number that it does not have, "" where none was typed.
    ``is_offered``: somebody is asked whether one of these few is meant. ``lacks_subject``: what their question is about.
    ``elsewhere``: what of it other offices do.
    """

    choices: tuple[Choice, ...]
    words: str = ""
    area: str = ""
    area_slug: str = ""
    more: int = 0
    missing: str = ""
    is_offered: bool = False
    lacks_subject: bool = False
    elsewhere: tuple[ElsewhereNotice, ...] = ()

    @property
    def lists_areas(self) -> bool:
        return not self.words and not self.area


def beginning(searcher: Searcher, asked: Mapping[str, str], lang: str) -> Beginning | str:
    """What ``/quay/`` shows, or the path to redirect to.

    ``asked``: ``q`` is what was typed; ``tim`` (words) or ``linh-vuc`` (an area) says under which list it was typed.
    """
    typed = clean(meant(asked.get("q", "")[: MAX_LENGTH * 4]))[:MAX_LENGTH]
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 2 else None
    looked_for = typed if number is None else ""
    words = looked_for or clean(meant(asked.get("tim", "")[: MAX_LENGTH * 4]))[:MAX_LENGTH]
    if looked_for and (said := page_of_words(looked_for)):
        return counter_path(said.page.slug, said.answers)
    if words:
        query = read_query(words)
        answer = searcher.answer(query, lang)
        if looked_for and _is_clear(query, answer):
            return at_counter(answer.hits[0].document.url)
        shown = _asking_back(query, lang) if answer.lacks_subject else _hits(answer, words)
        shown = replace(shown, elsewhere=done_elsewhere(query))
    else:
        shown = _in_area(asked.get("linh-vuc", ""), lang)
    if number is None:
        return shown
    if number == 0:
        return counter_path()
    return shown.choices[number - 1].url if number <= len(shown.choices) else replace(shown, missing=typed)


def _is_clear(query: Query, answer: RankedAnswer) -> bool:
    """Whether the best hit is surely meant: the only one, or its whole name or its code was typed."""
    if not answer.hits or answer.is_offered or answer.correction or answer.hits[0].document.kind != "procedure":
        return False
    best = answer.hits[0].document
    if query.codes and not query.segments:
        return any(matches(code, query.codes[0]) for code in best.codes)
    return len(answer.hits) == 1 or fold(query.text) in (fold(best.title), fold(best.official_name))


def _hits(answer: RankedAnswer, words: str) -> Beginning:
    best = [hit.document for hit in answer.shown[:MAX_HITS]]
    choices = tuple(
        Choice(d.shown_title, at_counter(d.url), status_name(d.status) if d.is_gone else d.facts_line or d.official_name) for d in best
    )
    return Beginning(choices, words=words, more=len(answer.shown) - len(choices), is_offered=answer.is_offered)


def _asking_back(query: Query, lang: str) -> Beginning:
    found = asking_back.choices(query, lang)
    choices = tuple(Choice(one.label, at_counter(one.url.partition("#")[0]), lang=one.lang) for one in found[:MAX_HITS])
    return Beginning(choices, words=query.text, lacks_subject=True)


def _in_area(slug: str, lang: str) -> Beginning:
    """The procedures of the area; the areas themselves where nobody knows it."""
    area = next((area for area in site_data.areas() if area.slug == slug), None)
    if area is None:
        areas = area_counts()
        return Beginning(tuple(Choice(a["name"], f"{counter_path()}?linh-vuc={a['slug']}", a["hint"], a["count"]) for a in areas))
    found = catalogue_of({"linh-vuc": slug}, lang)
    choices = tuple(Choice(entry.title, at_counter(entry.url), entry.line, lang=entry.lang) for entry in found.entries)
    return Beginning(choices, area=area.local_name, area_slug=slug, more=found.total - len(choices))
