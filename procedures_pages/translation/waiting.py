"""Translations that wait for a translator: words of the source's that have none yet, or a version that nobody has published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation

from procedures_pages.queries import IN_SOURCE_LANGUAGE, published
from vietnamese.sorting import sort_key

from .composing import SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class WaitingTranslation:
    """One version of a page: ``pk`` its own, ``title`` the source's; ``lacking`` of ``texts`` are not translated as the source is.

    ``area``: the key of the source's thematic area, None where it has none.
    """

    pk: int
    title: str
    language: str
    live: bool
    lacking: int
    texts: int
    area: int | None = None


def waiting() -> list[WaitingTranslation]:
    """Of public pages, the versions that wait, in the order of the Vietnamese alphabet. Four queries for each language."""
    found = [version for locale in Locale.objects.exclude(language_code=SOURCE_LANGUAGE) for version in _in_language(locale)]
    return sorted(found, key=lambda version: (sort_key(version.title), version.language))


def _in_language(locale: Locale) -> Iterator[WaitingTranslation]:
    translated = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"), context_id=OuterRef("context_id"), locale=locale, has_error=False
    )
    segments = StringSegment.objects.filter(
        source__locale__language_code=SOURCE_LANGUAGE, source__translations__target_locale=locale, source__translations__enabled=True
    )
    counted = segments.annotate(done=Exists(translated)).order_by().values("source__object_id")
    counted = counted.annotate(texts=Count("pk"), lacking=Count("pk", filter=Q(done=False)))
    counts = {row["source__object_id"]: row for row in counted}
    sources = published(Page.objects.filter(IN_SOURCE_LANGUAGE, translation_key__in=counts))
    titles = {key: told for key, *told in sources.values_list("translation_key", "title", "procedurepage__area")}
    for pk, key, live in Page.objects.filter(locale=locale, translation_key__in=titles).values_list("pk", "translation_key", "live"):
        row, (title, area) = counts[key], titles[key]
        if row["lacking"] or not live:
            yield WaitingTranslation(pk, title, locale.language_code, live, row["lacking"], row["texts"], area)
