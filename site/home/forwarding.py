"""Finds where to lead a request that ended in a 404: to the renamed page, to an alias's original, to the clean form of a copied address.

At most one redirect: it leads to an address that answers. It is never to be kept for ever, since a page may get its old name back.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Exists, F, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from guides.models import BaseGuidePage
from office.form_templates.kept import form_at
from office.trackers import without_trackers
from procedures_pages.addresses import localized
from procedures_pages.models import ProcedurePage
from procedures_pages.paper_places.keeping import paper_index
from procedures_pages.queries import published

from .copied_addresses import MAX_QUERY, AddressReading, Copied, read_copied
from .middleware import is_readers
from .models import StandardPage

MAX_HOPS = 5
PAGES: dict[str, type[Page]] = {"thu-tuc": ProcedurePage, "quay": ProcedurePage, "huong-dan": BaseGuidePage}
Key = tuple[type[Page], str, str]  # kind of page, language, slug


def forwarded(request: HttpRequest, copied: Copied) -> HttpResponse | None:
    """The redirect for a request that was answered with 404, ``copied`` what its path may mean; None where there is nothing to lead to."""
    if request.method not in ("GET", "HEAD") or not is_readers(request):
        return None
    query = without_trackers("&".join(filter(None, (copied.query, request.META.get("QUERY_STRING", "")[:MAX_QUERY]))))
    search = _Search(request, query)
    target = search.clean_form(copied.readings)
    if target is not None:
        return HttpResponseRedirect(target)
    target = search.original_of_alias(copied.readings)
    if target is not None:
        return HttpResponseRedirect(target)
    row = search.redirect_row(copied.readings)
    if row is None:
        return None
    target = search.target_of(*row)
    if target is None:
        return None
    # What an editor marked as permanent says so to other search engines; no browser keeps it.
    if row[0].is_permanent and not row[0].automatically_created:
        response: HttpResponse = HttpResponsePermanentRedirect(target)
        response["Cache-Control"] = "max-age=0, must-revalidate"
        return response
    return HttpResponseRedirect(target)


def _key(reading: AddressReading) -> Key:
    return PAGES[reading.segments[0]], reading.lang, reading.slug


def _path(reading: AddressReading) -> tuple[str, ResolverMatch] | None:
    """The reading's path, with the slash at its end or without it, whichever is an address of this site."""
    path = localized("/" + "/".join(reading.segments), reading.lang)
    for form in (path.rstrip("/") + "/", path):
        try:
            return form, resolve(form)
        except Resolver404:
            continue
    return None


@dataclass
class _Search:
    """``known``: which of the pages that readings name are there for a reader of their language.

    ``originals``: the slug of the page that an alias named by a reading stands for.
    """

    request: HttpRequest
    query: str
    known: dict[Key, bool] = field(default_factory=dict)
    originals: dict[Key, str] = field(default_factory=dict)

    def clean_form(self, readings: Iterable[AddressReading]) -> str | None:
        """The first reading that is another address than was asked for and that answers."""
        resolved = [(reading, *there) for reading in readings if (there := self._resolved(reading)) is not None]
        self._look_up(_key(reading) for reading, _path, _match in resolved if reading.slug)
        found = [(reading, path, match) for reading, path, match in resolved if not self._was_asked(path)]
        return next((target for reading, path, match in found if (target := self._answer(reading, path, match))), None)

    def _was_asked(self, path: str) -> bool:
        """Whether this is the address that has just been answered with 404, with or without a slash."""
        asked = self.request.path_info
        return path == asked or (self.request.resolver_match is not None and path.rstrip("/") == asked.rstrip("/"))

    def _resolved(self, reading: AddressReading) -> tuple[str, ResolverMatch] | None:
        with translation.override(reading.lang):
            return _path(reading)

    def _look_up(self, keys: Iterable[Key]) -> None:
        """One query for each kind of page and language: what is not known yet."""
        wanted: dict[tuple[type[Page], str], set[str]] = {}
        for model, lang, slug in keys:
            if (model, lang, slug) not in self.known:
                wanted.setdefault((model, lang), set()).add(slug)
        for (model, lang), slugs in wanted.items():
            # What has no translation is read in Vietnamese.
            pages = published(model.objects.filter(locale__language_code__in={"vi", lang})).order_by()
            themselves = pages.filter(slug__in=slugs).annotate(asked=F("slug"))
            originals = pages.filter(aliases__slug__in=slugs, aliases__live=True).annotate(asked=F("aliases__slug"))
            slug_of = dict(originals.values_list("asked", "slug").union(themselves.values_list("asked", "slug"), all=True))
            for slug in slugs:
                self.known[model, lang, slug] = slug_of.get(slug) == slug
                if slug in slug_of:
                    self.originals[model, lang, slug] = slug_of[slug]

    def _answer(self, reading: AddressReading, path: str, match: ResolverMatch) -> str | None:
        """The address of what stands at this path, with the query string; None where nothing does."""
        if reading.slug and "slug" in match.kwargs:
            answers = self.known[_key(reading)]
        elif "code" in match.kwargs:
            return self._of_code(path, match)
        elif match.url_name == "paper":
            answers = paper_index().place(match.kwargs["slug"]) is not None
        elif match.url_name == "form":
            answers = form_at(match.kwargs["slug"]) is not None
        elif match.url_name == "wagtail_serve":
            plain: Key = (StandardPage, reading.lang, reading.segments[0])
            self._look_up([plain])
            answers = len(reading.segments) == 1 and self.known[plain]
        else:
            answers = not match.args and not match.kwargs
        return self._with_query(path) if answers else None

    def _of_code(self, path: str, match: ResolverMatch) -> str | None:
        """A code's address may itself lead on: then straight to where that leads."""
        asked = copy.copy(self.request)
        asked.path = asked.path_info = path
        asked.META = {**self.request.META, "PATH_INFO": path, "QUERY_STRING": self.query}
        asked.GET = QueryDict(self.query)
        with translation.override("en" if path.startswith("/en/") else "vi"):
            try:
                response = match.func(asked, *match.args, **match.kwargs)
            except Http404:
                return None
        return response["Location"] if "Location" in response else self._with_query(path)

    def _with_query(self, path: str) -> str:
        return f"{path}?{self.query}" if self.query else path

    def original_of_alias(self, readings: Iterable[AddressReading]) -> str | None:
        """An alias is no page: its address leads to the page that it stands for, with the same tail and answers."""
        for reading in readings:
            original = self.originals.get(_key(reading)) if reading.slug else None
            if original is not None and original != reading.slug:
                return self._renamed(reading, original)
        return None

    def redirect_row(self, readings: Iterable[AddressReading]) -> tuple[Redirect, AddressReading | None] | None:
        """The redirect kept for this address, or for the page whose address this is a part of; with the reading that it was found by."""
        asked = self.request.get_full_path()
        wanted: dict[str, AddressReading | None] = dict.fromkeys(Redirect.normalise_path(path) for path in (asked, asked.partition("?")[0]))
        for reading in readings:
            if reading.slug and not self.known.get(_key(reading)):
                # The counter's pages are those of the procedures: they move with them. English pages move with their source.
                section = "huong-dan" if reading.segments[0] == "huong-dan" else "thu-tuc"
                for lang in (reading.lang, "vi", "en"):
                    wanted.setdefault(Redirect.normalise_path(localized(f"/{section}/{reading.slug}/", lang)), reading)
        return self._first(wanted)

    def _first(self, wanted: dict[str, AddressReading | None]) -> tuple[Redirect, AddressReading | None] | None:
        public = published(Page.objects.filter(pk=OuterRef("redirect_page_id")))
        rows = Redirect.objects.filter(old_path__in=[path for path in wanted if "\0" not in path and len(path) < 256])
        by_path = {row.old_path: row for row in rows.annotate(is_public=Exists(public)).select_related("redirect_page")}
        for path, reading in wanted.items():
            row = by_path.get(path)
            if row is not None and (row.is_public or row.redirect_link):
                return row, reading
        return None

    def target_of(self, row: Redirect, reading: AddressReading | None) -> str | None:
        """Where a redirect leads in the end, over further ones; None where that is in a circle or at nothing."""
        seen = set()
        for _hop in range(MAX_HOPS):
            seen.add(row.pk)
            if row.redirect_page is not None:
                return self._moved(row, reading)
            there = urlsplit(row.redirect_link)
            if there.netloc and f"{there.scheme}://{there.netloc}" != settings.SITE_URL:
                return str(row.redirect_link)
            here = read_copied(there.path)
            self.query = "&".join(filter(None, (there.query, self.query)))
            target = self.clean_form(here.readings)
            if target is not None:
                return target
            further = self._first(dict.fromkeys([Redirect.normalise_path(there.path)]))
            if further is None or further[0].pk in seen:
                return None
            row, reading = further
        return None

    def _moved(self, row: Redirect, reading: AddressReading | None) -> str | None:
        """The renamed page's address, with the same tail (checklist, print, PDF) and the same answers."""
        if reading is None:
            return self._with_query(row.link) if row.link else None
        self._look_up([_key(reading)])
        if self.known[_key(reading)]:  # The name is another live page's again, which says itself what it has.
            return None
        return self._renamed(reading, row.redirect_page.slug)

    def _renamed(self, reading: AddressReading, slug: str) -> str | None:
        moved = AddressReading(reading.lang, (reading.segments[0], slug, *reading.segments[2:]))
        there = self._resolved(moved)
        return self._with_query(there[0]) if there else None
