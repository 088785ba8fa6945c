"""Which papers there are, and who asks for them: the papers of all published procedures in, one place for each paper out. Pure.

A paper is one where its name is (``facts.same_paper``). Numbers, handling and what serves in its stead differ from procedure to procedure
and make no other paper. A form with another number does: two forms under one name are two papers, each with a place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from vietnamese.slugs import slugify
from vietnamese.sorting import sort_key

from ..facts.same_paper import form_key, name_key

# Between a name and the numbers of its form.
FORM = "-mau-"
MAX_NEAR = 5
# Of the words of two slugs, the share that both have, for the one to be offered in place of the other.
NEAR = 0.4


@dataclass(frozen=True, slots=True)
class NamedPaper:
    """A paper as one page names it, in Vietnamese. ``page``: as the ``id`` of its facts; ``document``: the paper's id there.

    ``templates``: keys of the forms of the directory that it has in one case or another.
    """

    page: str
    document: str
    name: str
    form: str = ""
    has_file: bool = False
    issued_by: str = ""
    templates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """One paper. ``issuing``: the pages whose result it is by name; the codes that pages themselves give say more (``codes``)."""

    slug: str
    name: str
    named: tuple[NamedPaper, ...]
    issuing: tuple[str, ...] = ()

    @property
    def pages(self) -> tuple[str, ...]:
        """Who asks for it."""
        return tuple(dict.fromkeys(paper.page for paper in self.named))

    @property
    def form(self) -> str:
        """The form as the page names it that says most of it."""
        return max((paper.form for paper in self.named), key=len)

    @property
    def codes(self) -> tuple[str, ...]:
        """Of the procedures that issue it."""
        return tuple(dict.fromkeys(paper.issued_by for paper in self.named if paper.issued_by))

    @property
    def without_file(self) -> tuple[NamedPaper, ...]:
        """Where pages name a form that nobody can take away."""
        return tuple(paper for paper in self.named if paper.form and not paper.has_file)

    @property
    def says_more(self) -> bool:
        """Whether the place has something that the list of one procedure has not."""
        return len(self.pages) > 1 or bool(self.form or self.codes or self.issuing)


@dataclass(frozen=True)
class PaperIndex:
    """``places``: all, in the order of the Vietnamese alphabet."""

    places: tuple[PaperPlace, ...]

    @cached_property
    def _by_slug(self) -> dict[str, PaperPlace]:
        return {place.slug: place for place in self.places}

    @cached_property
    def _by_page(self) -> dict[str, dict[str, PaperPlace]]:
        found: dict[str, dict[str, PaperPlace]] = defaultdict(dict)
        for place in self.places:
            for paper in place.named:
                found[paper.page][paper.document] = place
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[PaperPlace]]:
        found: dict[str, list[PaperPlace]] = defaultdict(list)
        for place in self.places:
            found[name_key(place.name)].append(place)
        return found

    @cached_property
    def _by_form(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for paper in (paper for place in self.places for paper in place.named):
            for template in paper.templates:
                found[template].append(paper.page)
        return found

    def using(self, template: int) -> tuple[str, ...]:
        """The pages that have a form of the directory on one of their papers."""
        return tuple(dict.fromkeys(self._by_form.get(template, ())))

    def place(self, slug: str) -> PaperPlace | None:
        return self._by_slug.get(slug)

    def of(self, page: str) -> Mapping[str, PaperPlace]:
        """{id of a paper: its place} of the papers of a page."""
        return self._by_page.get(page, {})

    def meant(self, slug: str) -> tuple[PaperPlace, ...]:
        """What an address without a place was, or is short for: the papers of one name; the paper that had a form of another number."""
        names = [slug, *(slug[: found.start()] for found in re.finditer(FORM, slug))]
        return tuple(next((self._by_name[name] for name in names if name in self._by_name), ()))

    def near(self, slug: str) -> tuple[PaperPlace, ...]:
        """The papers whose names have most words with this slug in common; none where it is a few."""
        words = set(slug.split("-"))
        likeness = ((len(words & own) / len(words | own), place) for place in self.places for own in [set(place.slug.split("-"))])
        near = sorted((one for one in likeness if one[0] >= NEAR), key=lambda one: -one[0])
        return tuple(place for _share, place in near[:MAX_NEAR])


def index_of(papers: Iterable[NamedPaper], outputs: Mapping[str, Iterable[str]]) -> PaperIndex:
    """``outputs``: {name of a result: the pages that give it}."""
    by_name: dict[str, list[NamedPaper]] = defaultdict(list)
    for paper in papers:
        if slugify(paper.name):
            by_name[name_key(paper.name)].append(paper)
    givers: dict[str, list[str]] = defaultdict(list)
    for name, pages in outputs.items():
        givers[name_key(name)] += pages
    places: dict[str, PaperPlace] = {}
    for key, named in by_name.items():
        for slug, group in _by_form(key, named).items():
            askers = {paper.page for paper in group}
            # Who asks for it and gives it back, stamped, gives it to nobody else.
            issuing = () if any(paper.issued_by for paper in group) else tuple(p for p in dict.fromkeys(givers[key]) if p not in askers)
            while slug in places:  # "Tờ khai mẫu 1" beside form 1 of "Tờ khai"
                slug += "-2"
            places[slug] = PaperPlace(slug, group[0].name, tuple(group), issuing)
    return PaperIndex(tuple(sorted(places.values(), key=lambda place: (sort_key(place.name), place.slug))))


def _by_form(key: str, named: list[NamedPaper]) -> dict[str, list[NamedPaper]]:
    """{slug: the papers of one name that have one form}. Where there is one form, pages that do not name it mean it."""
    forms = {form_key(paper.form) for paper in named if paper.form}
    if len(forms) < 2:
        return {key: named}
    groups: dict[str, list[NamedPaper]] = defaultdict(list)
    for paper in named:
        told = slugify(form_key(paper.form)) if paper.form else ""
        groups[f"{key}{FORM}{told or 'khac'}"].append(paper)
    return groups
