"""The catalogue on paper: every procedure in force by area, each with its code to scan. A document of some dozens of pages at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import timezone

from office import furniture
from procedures_pages import sharing
from procedures_pages.addresses import typed

from .shelves import Shelf

# What the engine sets within half of the time that it is given.
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Volume:
    """A catalogue that can be asked for: of one area, or a part of a large one. ``part`` is 0 where the area is whole."""

    area: str
    name: str
    part: int
    count: int


def volumes(shelves: Sequence[Shelf]) -> list[Volume]:
    """What there is to choose from where all together is too much."""
    found = []
    for shelf in shelves:
        parts = -(-len(shelf.rows) // MOST_ROWS)
        for part in range(1, parts + 1):
            count = min(MOST_ROWS, len(shelf.rows) - (part - 1) * MOST_ROWS)
            found.append(Volume(shelf.slug, shelf.name, part if parts > 1 else 0, count))
    return found


def part_of(shelf: Shelf, part: int) -> Shelf:
    """The rows of one part of an area, counted from 1; without rows where there is no such part."""
    return replace(shelf, rows=shelf.rows[(part - 1) * MOST_ROWS : part * MOST_ROWS])


@lru_cache(maxsize=1024)
def _qr(link: str) -> str:
    # Making a code takes some milliseconds; a few hundred of them would take longer than setting the page.
    return sharing.qr_in_page(link)


def catalogue_page(shelves: Sequence[Shelf], lang: str) -> str:
    """The page to hand to the engine. ``shelves`` carry their lines and at most ``MOST_ROWS`` procedures in all."""
    areas = [(shelf, [(row, _qr(row.link), typed(row.link)) for row in shelf.rows]) for shelf in shelves]
    context = {
        "for_pdf": True,
        "lang": lang,
        "unit": furniture.unit(),
        "areas": areas,
        "count": sum(len(shelf.rows) for shelf in shelves),
        "printed_on": timezone.localdate(),
        "sample_notice": furniture.sample_notice(),
    }
    return render_to_string("print/catalogue.html", context)
