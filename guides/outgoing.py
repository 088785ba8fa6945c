"""The outgoing links of guides: steps that are done at another office."""

from __future__ import annotations

from collections.abc import Iterator

from office.links import found
from office.links.found import Found
from procedures_pages.queries import IN_SOURCE_LANGUAGE, published

from .models import BaseGuidePage


def of_guides() -> Iterator[Found]:
    """Of the published Vietnamese guides; a translation has the same."""
    for guide in published(BaseGuidePage.objects.filter(IN_SOURCE_LANGUAGE)).only("title", "steps").order_by():
        for step in guide.steps:
            elsewhere = step.value.get("elsewhere") or {}
            yield Found(elsewhere.get("url") or "", "guide", guide.title, found.page_edit_path(guide.pk))


def connect() -> None:
    """Called once, when the app is ready."""
    found.register(of_guides)
