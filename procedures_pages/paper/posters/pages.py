"""What the office hangs on its wall: a poster for a procedure, one for an area, each on exactly one A4 page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office import site_data
from procedures_pages.addresses import absolute, typed
from procedures_pages.facts import phrases
from procedures_pages.facts.case import tailor
from procedures_pages.facts.procedure import OfficeFacts, ProcedureFacts
from procedures_pages.sharing import links

from .listing import AreaListing
from .text_fitting import cut, cut_to_fit, cut_to_height, fit, fit_list, height

# Millimetres, points. Every part has its own place on the page, and its text is made to fit: poster.css has the same figures.
WIDTH = 186.0
UNIT_SIZES, UNIT_HEIGHT = (15, 14, 13, 12, 11), 13.0
NAME_HEIGHT = 78.0
TITLE_SIZES = tuple(range(104, 13, -2))
TITLE_LEADING, NAME_LEADING = 1.22, 1.35
OFFICIAL_SIZES, OFFICIAL_HEIGHT, SPARE = (16, 14, 13, 12), 23.0, 5.0
ADDRESS_SIZES, ADDRESS_HEIGHT = tuple(range(30, 11, -1)), 12.0
LINE_SIZES, LINE_HEIGHT = (17, 16, 15, 14, 13, 12), 8.0
OFFICE_SIZES, OFFICE_HEIGHT, MAX_OFFICE, MAX_OFFICES = (14, 13, 12), 11.5, 150, 2
AREA_SIZES, AREA_HEIGHT = tuple(range(72, 21, -2)), 32.0
LIST_SIZES, LIST_HEIGHT, LIST_WIDTH, LIST_GAP, LIST_LEADING = (20, 18, 16, 15, 14, 13, 12), 90.0, 152.0, 1.6, 1.3


@dataclass(frozen=True, slots=True)
class Sized:
    """A text and the size in points in which it fits its place."""

    text: str
    size: float


def _sized(text: str, sizes: tuple[int, ...], room: float, width: float = WIDTH, leading: float = TITLE_LEADING) -> Sized:
    """The text in the largest of ``sizes`` that fits into ``room`` (mm of height); cut where it does not fit in the smallest."""
    size = fit(text, sizes, width, room, leading)
    return Sized(cut_to_height(text, size, width, room, leading), size)


def _address(link: str) -> Sized:
    """The address as a person types it; where its place is too small, the site's alone: the code beside it has all of it."""
    plain = typed(link)
    fits = height(plain, ADDRESS_SIZES[-1], WIDTH, TITLE_LEADING) <= ADDRESS_HEIGHT
    return _sized(plain if fits else plain.partition("/")[0], ADDRESS_SIZES, ADDRESS_HEIGHT)


def _common(link: str, title: str, lang: str) -> dict[str, object]:
    unit = site_data.unit()
    return {
        "for_pdf": True,
        "lang": lang,
        "document_title": title,
        "unit_name": _sized(unit.local_name or _("Cẩm nang Một cửa"), UNIT_SIZES, UNIT_HEIGHT),
        "qr": links.qr_in_page(link, error="q"),
        "link": link,
        "address": _address(link),
        "sample_notice": site_data.sample_notice(),
    }


def office_words(offices: tuple[OfficeFacts, ...], unit: str) -> str:
    """ "Số 12 đường Nguyễn Tất Thành. Thứ Hai đến thứ Sáu": of the offices whose address or hours are known.

    Where one bears the name that stands at the head of the poster, it hangs there: of that one only, without its name.
    """
    known = [office for office in offices if office.address or office.hours]
    here = [replace(office, name="") for office in known if office.name == unit]
    shown = here or known[:MAX_OFFICES]
    most = MAX_OFFICE // max(1, len(shown))
    said = []
    for office in shown:
        words = ""
        for parts in ((office.name, office.address, office.hours), (office.name, office.hours or office.address)):
            words = ". ".join(" ".join(part.split()).rstrip(".") for part in parts if part)
            if len(words) <= most:
                break
        said.append(cut(words, most))
    return " · ".join(said)


def procedure_poster(facts: ProcedureFacts) -> str:
    """The page to hand to the engine. The facts are those for everyone: no answers."""
    link = links.short_link(facts)
    code = f" · {_('Mã')} {facts.code}" if facts.code else ""

    def official_height(name: str, size: float = OFFICIAL_SIZES[-1]) -> float:
        return height(name + code, size, WIDTH, NAME_LEADING)

    # The title is whole; the official name gets what the title leaves at its smallest, the title then what that leaves.
    # A line is kept back: the engine now and then breaks one too early.
    both = NAME_HEIGHT - 4 - SPARE
    room = min(OFFICIAL_HEIGHT, both - height(facts.title, TITLE_SIZES[-1], WIDTH, TITLE_LEADING))
    official = "" if facts.official_name == facts.title else facts.official_name
    official = cut_to_fit(official, lambda part: official_height(part) <= room)
    size = next((size for size in OFFICIAL_SIZES if official_height(official, size) <= room), OFFICIAL_SIZES[-1])
    left = both - official_height(official, size)
    status = "" if facts.status == "in_force" else phrases.status_name(facts.status)
    everyone = tailor(facts, {})
    line = " · ".join(filter(None, (status, phrases.facts_line(everyone))))
    where = office_words(tuple(told.fact for told in everyone.offices if not told.conditions), site_data.unit().local_name)
    context = {
        **_common(link, facts.title, facts.lang),
        "facts": facts,
        "title": _sized(facts.title, TITLE_SIZES, left),
        "official": Sized(official, size),
        "line": _sized(line, LINE_SIZES, LINE_HEIGHT),
        "office": _sized(where, OFFICE_SIZES, OFFICE_HEIGHT, leading=NAME_LEADING),
    }
    return render_to_string("print/poster.html", context)


def area_poster(listing: AreaListing, lang: str) -> str:
    """The poster of an area: the way to its procedures and their names, as many as one page holds."""
    size, fitting = fit_list([row.title for row in listing.rows], LIST_SIZES, LIST_WIDTH, LIST_HEIGHT, LIST_LEADING, LIST_GAP)
    more = len(listing.rows) - fitting
    context = {
        **_common(listing.link, listing.name, lang),
        "title": _sized(listing.name, AREA_SIZES, AREA_HEIGHT),
        # In the places where it may be broken: a hyphen is none, it would be taken for part of the address.
        "address_parts": re.findall(r"[^/?=]+[/?=]*", typed(listing.link)),
        "rows": listing.rows[:fitting],
        "size": size,
        "count": len(listing.rows),
        "more": ngettext("và %(n)s thủ tục khác", "và %(n)s thủ tục khác", more) % {"n": more} if more else "",
        "pattern": typed(absolute("/t/")),
    }
    return render_to_string("print/area_poster.html", context)
