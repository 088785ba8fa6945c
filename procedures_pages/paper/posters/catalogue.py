"""The catalogue on paper: every procedure in force by area, each with its code to scan. A document of some dozens of pages at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import timezone

from office import site_data
from procedures_pages.addresses import typed
from procedures_pages.sharing import links

from .listing import AreaListing

# What the engine sets within half of the time that it is given.
MAX_ROWS = 200


@dataclass(frozen=True, slots=True)
class Volume:
    """A catalogue that can be asked for: of one area, or a part of a large one. ``part`` is 0 where the area is whole."""

    area: str
    name: str
    part: int
    count: int


def volumes(area_listings: Sequence[AreaListing]) -> list[Volume]:
    """What there is to choose from where all together is too much."""
    found = []
    for listing in area_listings:
        parts = -(-len(listing.rows) // MAX_ROWS)
        for part in range(1, parts + 1):
            count = min(MAX_ROWS, len(listing.rows) - (part - 1) * MAX_ROWS)
            found.append(Volume(listing.slug, listing.name, part if parts > 1 else 0, count))
    return found


def part_of(listing: AreaListing, part: int) -> AreaListing:
    """The rows of one part of an area, counted from 1; without rows where there is no such part."""
    return replace(listing, rows=listing.rows[(part - 1) * MAX_ROWS : part * MAX_ROWS])


@lru_cache(maxsize=1024)
def _qr(link: str) -> str:
    # Making a code takes some milliseconds; a few hundred of them would take longer than setting the page.
    return links.qr_in_page(link)


def catalogue_page(area_listings: Sequence[AreaListing], lang: str) -> str:
    """The page to hand to the engine. ``area_listings`` carry their lines and at most ``MAX_ROWS`` procedures in all."""
    areas = [(listing, [(row, _qr(row.link), typed(row.link)) for row in listing.rows]) for listing in area_listings]
    context = {
        "for_pdf": True,
        "lang": lang,
        "unit": site_data.unit(),
        "areas": areas,
        "count": sum(len(listing.rows) for listing in area_listings),
        "printed_on": timezone.localdate(),
        "sample_notice": site_data.sample_notice(),
    }
    return render_to_string("print/catalogue.html", context)
