"""All papers, for the page that lists them: those that many procedures ask for first, then all by their first letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Page

from ..facts.procedure import Untranslated
from ..queries import IN_SOURCE_LANGUAGE, published
from ..translation.composing import SOURCE_LANGUAGE
from .index import PaperIndex, PaperPlace
from .showing import paper_path
from .telling import told_by

MANY, MAX_MANY = 3, 12


@dataclass(frozen=True, slots=True)
class ListedPaper:
    name: str
    url: str
    procedures: int


@dataclass(frozen=True, slots=True)
class Letter:
    letter: str
    papers: tuple[ListedPaper, ...]


@dataclass(frozen=True, slots=True)
class PaperList:
    often: tuple[ListedPaper, ...]
    letters: tuple[Letter, ...]
    total: int


def _translated() -> dict[str, set[str]]:
    """{page: the other languages it is published in}. One query."""
    known: dict[str, set[str]] = {}
    others = published(Page.objects.exclude(IN_SOURCE_LANGUAGE)).order_by()
    for key, lang in others.values_list("translation_key", "locale__language_code"):
        known.setdefault(str(key), set()).add(lang)
    return known


def languages_of(places: Iterable[PaperPlace]) -> dict[str, list[str]]:
    """{slug: the languages in which one of the paper's procedures is published}. One query."""
    known = _translated()
    in_order = [lang for lang, _name in settings.LANGUAGES]
    found = {place.slug: {SOURCE_LANGUAGE}.union(*(known.get(page, set()) for page in place.pages)) for place in places}
    return {slug: [lang for lang in in_order if lang in own] for slug, own in found.items()}


def names_of(places: Iterable[PaperPlace], lang: str) -> dict[str, str]:
    """{slug: the name in the reader's language}, Vietnamese where no page has another. No query for Vietnamese."""
    places = list(places)
    if lang == SOURCE_LANGUAGE:
        return {place.slug: place.name for place in places}
    translated = {page for page, languages in _translated().items() if lang in languages}
    (told,) = told_by(translated.intersection(page for place in places for page in place.pages), lang)
    names = {}
    for place in places:
        asks = (told[paper.page].ask(paper.document) for paper in place.named if paper.page in told and told[paper.page].lang == lang)
        names[place.slug] = next((ask.document.name for ask in asks if ask), Untranslated(place.name))
    return names


def paper_list(index: PaperIndex, lang: str) -> PaperList:
    names = names_of(index.places, lang)
    listed = {place.slug: ListedPaper(names[place.slug], paper_path(place.slug, lang), len(place.pages)) for place in index.places}
    often = sorted((one for one in listed.values() if one.procedures >= MANY), key=lambda one: -one.procedures)
    letters: dict[str, list[ListedPaper]] = {}
    for place in index.places:
        letters.setdefault(place.name[:1].upper(), []).append(listed[place.slug])
    return PaperList(tuple(often[:MAX_MANY]), tuple(Letter(letter, tuple(papers)) for letter, papers in letters.items()), len(index.places))
