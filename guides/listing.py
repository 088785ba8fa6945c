"""Guides for lists: front page, index, site map."""

from __future__ import annotations

from dataclasses import dataclass

from office.desk.sorting import vietnamese

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
    """All published guides in the reader's language, Vietnamese where there is no other. One query."""
    rows = (
        BaseGuidePage.objects.published()
        .order_by("order", vietnamese("title"))
        .values("translation_key", "locale__language_code", "title", "summary", "slug", "content_type__model")
    )
    found: dict[object, dict[str, str]] = {}
    for row in rows:
        if row["locale__language_code"] == lang or row["translation_key"] not in found:
            found[row["translation_key"]] = row
    return [
        GuideEntry(
            r["title"],
            r["summary"],
            guide_path(r["slug"], lang),
            r["locale__language_code"],
            "life_event" if r["content_type__model"] == "lifeeventpage" else "guide",
        )
        for r in found.values()
    ]
