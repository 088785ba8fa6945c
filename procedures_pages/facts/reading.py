"""The facts of a published page as its readers get them, kept until something that they are made of changes (:mod:`.stamp`).

Kept by this process, and in the cache that processes share where there is one: to build them takes fifteen milliseconds, to unpack them
less than one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.db.models import Min
from django.http import Http404, QueryDict
from django.utils import timezone, translation
from wagtail.models import Page

from office import site_data

from .case import canonical_query, tailor
from .from_pages import facts_of, page_of_slug
from .procedure import ProcedureFacts
from .stamp import stamp

SECONDS = 3600  # at most; sooner where a page comes to its end


@dataclass(frozen=True, slots=True)
class Reading:
    """``languages``: those that the page has; ``version``: the number of what was published last, "" where there is none."""

    facts: ProcedureFacts
    languages: tuple[str, ...]
    version: str = ""


def read(slug: str, links: str | None = None) -> Reading:
    """The facts of the published page of a slug in the reader's language, else in Vietnamese; addresses in them lead to ``links``, the
    language of the facts unless given.

    One query where they are known. Raises Http404 where there is no such page.
    """
    # With the stamp, or an address that nobody has would take a query more than before.
    present = stamp(Page.objects.filter(slug=slug))
    if present is None:
        raise Http404
    if not present:
        return _made(slug, links)
    key = f"facts:v4:{present}:{translation.get_language()}:{links}:{slug}"
    without: list[BaseCache] = []
    reading: Reading | None = None
    for cache in _caches():
        if (reading := cache.get(key)) is not None:
            break
        without.append(cache)
    if reading is None:
        _site_data_of(present)
        reading = _made(slug, links)
    if without:
        seconds = _seconds()
        for cache in without:
            cache.set(key, reading, seconds)
    return reading


def query_of_case(query: QueryDict, slug: str, **kwargs: Any) -> str | None:
    """The canonical query of a published page for the answers given; None where some could not be read. Raises Http404."""
    facts = read(slug, translation.get_language()).facts
    with translation.override(facts.lang):
        return canonical_query(partial(tailor, facts), dict(query.lists()))


def _caches() -> list[BaseCache]:
    """This process's own, then the shared one, if it is shared."""
    default = caches["default"]
    return [caches["process"]] if isinstance(default, LocMemCache) else [caches["process"], default]


def _site_data_of(present: str) -> None:
    """Offices and the unit's addresses stand in the facts: with a new stamp, what this process has of them may be of before."""
    if caches["process"].add(f"facts:site-data:{present}", True, SECONDS):
        site_data.forget_site_data()


def _made(slug: str, links: str | None) -> Reading:
    page, languages = page_of_slug(slug)
    with translation.override(page.locale.language_code):
        return Reading(facts_of(page, links=links), tuple(languages), str(page.live_revision_id or ""))


def _seconds() -> int:
    """Until a page comes to its end, or the day does, which change no row: another authority may decide from the next day on."""
    now = timezone.localtime()
    tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    end = Page.objects.filter(live=True, expire_at__gt=now).aggregate(first=Min("expire_at"))["first"]
    return min(SECONDS, int((min(end or tomorrow, tomorrow) - now).total_seconds()))
