"""Which notices stand over a page now. What the database says of them is read once and kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from office import site_data
from office.kept_pages import true_until

from .models import Banner
from .telling import ToldBanner, told

KEY = "office:banners:v1"


def published() -> list[ToldBanner]:
    """All that are published, also those whose hour has not come or is over; kept until one changes, or a page moves."""
    return site_data.kept(KEY, _read)


def _read() -> list[ToldBanner]:
    """The gravest first, then the latest."""
    found = [told(row) for row in Banner.objects.filter(live=True).select_related("area", "page")]
    return sorted(found, key=lambda one: not one.is_grave)


def over(banners: Iterable[ToldBanner], path: str, area: str, now: datetime) -> Iterator[ToldBanner]:
    """Those that stand over a page now. Tells whoever keeps the page until when that is so."""
    for one in banners:
        if now >= one.shown_until or not one.stands_over(path, area):
            continue
        true_until(one.shown_from if now < one.shown_from else one.shown_until)
        if now >= one.shown_from:
            yield one
