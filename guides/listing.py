"""Guides for lists: front page, index, site map."""

from __future__ import annotations

from dataclasses import dataclass

from office.desk.sorting import vietnamese
from procedures_pages.queries import with_words

from .building import guide_path
from .models import BaseGuidePage


@dataclass(frozen=True, slots=True)
class GuideEntry:
    title: str
    summary: str
    url: str
    lang: str
    kind: str


def entries(lang: str) -> list[GuideEntry]:
    """All published guides in the reader's language, Vietnamese where there is no other. One query, two in English."""
    pages = BaseGuidePage.objects.published().in_source_language().order_by("order", vietnamese("title"))
    # Guides are few: from their own table to their pages, not from all pages to those that are guides.
    pages = pages.filter(pk__in=BaseGuidePage.objects.values("pk"))
    rows = pages.values("translation_key", "title", "summary", "slug", "content_type__model")
    return [
        GuideEntry(
            r["title"],
            r["summary"],
            guide_path(r["slug"], lang),
            r["lang"],
            "life_event" if r["content_type__model"] == "lifeeventpage" else "guide",
        )
        for r in with_words(rows, BaseGuidePage, lang, "title", "summary")
    ]
