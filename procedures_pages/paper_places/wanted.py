"""Forms that published pages name and nobody has uploaded: what to upload, for the most readers first."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import ProcedurePage
from .index import PaperPlace
from .keeping import paper_index


@dataclass(frozen=True, slots=True)
class WantedForm:
    """``pages``: (key, title) of the Vietnamese pages that name the form and have no file."""

    form: str
    paper: str
    slug: str
    pages: tuple[tuple[int, str], ...]


def wanted_forms() -> list[WantedForm]:
    """By the number of pages, then as the papers stand in the alphabet. Two queries."""
    places = [place for place in paper_index(exact=True).places if place.without_file]
    keys = {paper.page for place in places for paper in place.without_file}
    rows = ProcedurePage.objects.published().in_source_language().filter(translation_key__in=keys)
    titles = {str(key): (pk, title) for pk, key, title in rows.values_list("pk", "translation_key", "title")}
    return sorted((_wanted(place, titles) for place in places), key=lambda wanted: -len(wanted.pages))


def _wanted(place: PaperPlace, titles: dict[str, tuple[int, str]]) -> WantedForm:
    pages = dict.fromkeys(paper.page for paper in place.without_file)
    return WantedForm(place.form, place.name, place.slug, tuple(titles[page] for page in pages if page in titles))
