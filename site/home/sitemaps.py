"""The sitemap in parts: ``/sitemap.xml`` names them, each holds a few hundred pages with their languages and the day of the last change.

A part reads its own pages and no others, however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from guides.building import guide_path
from guides.models import BaseGuidePage
from office import site_data
from office.form_templates.kept import KeptForm
from procedures_pages.addresses import absolute, localized, procedure_path
from procedures_pages.catalogue_rows import procedure_numbers
from procedures_pages.models import ProcedurePage
from procedures_pages.paper_places.form_page import form_path, listed_forms
from procedures_pages.paper_places.index import PaperPlace
from procedures_pages.paper_places.keeping import paper_index
from procedures_pages.paper_places.listing import languages_of
from procedures_pages.paper_places.showing import paper_path
from procedures_pages.queries import IN_SOURCE_LANGUAGE, published

from .footer import LIST_2022, TERMS
from .models import HomePage, StandardPage

FIXED = ("/thu-tuc/", "/giay-to/", "/huong-dan/", "/noi-nop/", "/tra-cuu-ho-so/", "/thay-doi/", "/quyen-rieng-tu/", "/so-do-trang/")
PART = 200  # pages; each has an address for each of its languages


class SitemapPart(Sitemap):
    """Pages by the keys of their Vietnamese versions, at their addresses in every language that they are published in."""

    limit = PART

    def get_urls(self, page: Any = 1, site: Any = None, protocol: Any = None) -> list[dict[str, Any]]:
        """Host names come from settings: ``site`` and ``protocol`` are the request's. Raises InvalidPage for a part that is not there."""
        return list(self._entries(list(self.paginator.page(page).object_list)))

    def _entries(self, items: Sequence[Any]) -> Iterator[dict[str, Any]]:
        raise NotImplementedError


class FixedPages(SitemapPart):
    """Lists and the like: addresses without a page of their own."""

    def items(self) -> list[str]:
        there = site_data.pages_there()
        return [*FIXED, *(f"/{name}/" for name in (TERMS, LIST_2022) if name in there)]

    def _entries(self, items: Sequence[str]) -> Iterator[dict[str, Any]]:
        for path in items:
            yield from _entry({lang: localized(path, lang) for lang, _name in settings.LANGUAGES})


class Pages(SitemapPart):
    """Pages of one kind. Three queries a part."""

    def __init__(self, model: type[Page], path: Callable[[str, str], str], numbers: Callable[[], list[int]] | None = None) -> None:
        self.model, self.path, self.numbers = model, path, numbers or self._asked

    def _asked(self) -> list[int]:
        """Of kinds that are few."""
        return list(published(self.model.objects.filter(IN_SOURCE_LANGUAGE)).order_by("pk").values_list("pk", flat=True))

    def items(self) -> list[int]:
        return self.numbers()

    def _entries(self, items: Sequence[int]) -> Iterator[dict[str, Any]]:
        fields = ("translation_key", "slug", "last_published_at")
        pages = list(published(self.model.objects.filter(pk__in=items)).order_by("pk").values_list(*fields))
        translations = published(self.model.objects.filter(translation_key__in=[key for key, *_rest in pages]).exclude(IN_SOURCE_LANGUAGE))
        versions: dict[object, list[tuple[str, datetime | None]]] = {}
        for key, lang, changed in translations.values_list("translation_key", "locale__language_code", "last_published_at"):
            versions.setdefault(key, []).append((lang, changed))
        for key, slug, changed in pages:
            others = versions.get(key, [])
            days = [day for day in (changed, *(day for _lang, day in others)) if day]
            yield from _entry({lang: self.path(slug, lang) for lang in ("vi", *(lang for lang, _day in others))}, max(days, default=None))


class Papers(SitemapPart):
    """Papers, in the languages that one of their procedures is published in. Two queries a part."""

    def items(self) -> list[PaperPlace]:
        return list(paper_index(exact=True).places)

    def _entries(self, items: Sequence[PaperPlace]) -> Iterator[dict[str, Any]]:
        for slug, languages in languages_of(items).items():
            yield from _entry({lang: paper_path(slug, lang) for lang in languages})


class Forms(SitemapPart):
    """Forms of the directory, in English where they have an English name. No query of its own."""

    def items(self) -> list[KeptForm]:
        return listed_forms()

    def _entries(self, items: Sequence[KeptForm]) -> Iterator[dict[str, Any]]:
        for form in items:
            yield from _entry({lang: form_path(form.slug, lang) for lang in (("vi", "en") if form.name_en else ("vi",))})


def _entry(paths: dict[str, str], changed: datetime | None = None) -> Iterator[dict[str, Any]]:
    """One for each language, each naming all of them."""
    addresses = {lang: absolute(path) for lang, path in paths.items()}
    alternates = [{"lang_code": lang, "location": address} for lang, address in addresses.items()] if len(addresses) > 1 else []
    for address in addresses.values():
        yield {"location": address, "lastmod": changed, "alternates": alternates}


def _sections() -> dict[str, SitemapPart]:
    return {
        "muc": FixedPages(),
        "trang-dau": Pages(HomePage, lambda _slug, lang: localized("/", lang)),
        "thu-tuc": Pages(ProcedurePage, lambda slug, lang: procedure_path(slug, lang=lang), procedure_numbers),
        "giay-to": Papers(),
        "bieu-mau": Forms(),
        "huong-dan": Pages(BaseGuidePage, guide_path),
        "trang": Pages(StandardPage, lambda slug, lang: localized(f"/{slug}/", lang)),
    }


def part_paths() -> list[str]:
    """The paths of every part that has a page."""
    parts = []
    for section, part in _sections().items():
        path = reverse("sitemap_part", args=[section])
        pages = part.paginator
        if pages.count:
            parts += [path, *(f"{path}?p={number}" for number in range(2, pages.num_pages + 1))]
    return parts


def entries() -> Iterator[dict[str, Any]]:
    """What the parts hold, one after the other: ``location``, an absolute address, and ``lastmod``."""
    for part in _sections().values():
        for number in part.paginator.page_range:
            yield from part.get_urls(number)


@require_safe
@cache_control(max_age=3600, public=True)
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "home/sitemap_index.xml", {"parts": [absolute(path) for path in part_paths()]}, content_type="application/xml")


@require_safe
@cache_control(max_age=3600, public=True)
def part(request: HttpRequest, section: str) -> HttpResponseBase:
    """One part, ``p`` its number. Raises Http404 for one that is not there."""
    sections: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {**_sections()}
    return sitemap(request, sections, section, template_name="home/sitemap.xml")
