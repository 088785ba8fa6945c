"""Of how many published procedures each part is there, in all and by area."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from office.models import LegalResource, Office
from office.set_costs import known as rates
from procedures_pages.facts.procedure import GONE
from procedures_pages.models import ProcedureLegalResource, ProcedurePage

Words = str | Promise
READ = ("pk", "translation_key", "area", "source_record", "documents", "costs", "times", "channels", "places")


@dataclass(frozen=True, slots=True)
class Known:
    """What stands in other tables. ``answering``: the offices that can be found, visited and called; ``checked``: by page, of each cited
    text whether somebody has said that it is in force."""

    offices: dict[int, set[int]]
    answering: frozenset[int]
    checked: dict[int, list[bool]]
    english: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a page should tell. ``how``: how it is counted, in one line."""

    name: str
    label: Words
    how: Words
    is_there: Callable[[Any, Known], bool]


def _values(stream: Any) -> list[dict[str, Any]]:
    """The blocks as they are stored: reading them whole takes a hundred times as long."""
    return [row["value"] for row in stream.raw_data]


def _costs(page: Any, known: Known) -> bool:
    costs = _values(page.costs)
    return bool(costs) and all(_is_told(cost) for cost in costs)


def _is_told(cost: dict[str, Any]) -> bool:
    """A row at a rate has no basis of its own: it tells what the rate says today."""
    if key := cost.get("rate"):
        rate = rates.published().get(key)
        return rate is not None and rate.on(timezone.localdate()).now is not None
    return bool(cost.get("basis", "unknown") != "unknown")


def _times(page: Any, known: Known) -> bool:
    times = _values(page.times)
    return bool(times) and all(time.get("unit") != "unknown" for time in times)


def _place(page: Any, known: Known) -> bool:
    own = _values(page.places)
    named = known.offices.get(page.pk, set()) | {int(place["office"]) for place in own if place.get("office")}
    # A page that names none of the directory sends to all of it.
    asked = named or (set() if own else known.answering)
    return bool(asked & known.answering) or any(place.get("address") for place in own)


PARTS = (
    Part("papers", _("Giấy tờ"), _("Trang có ít nhất một giấy tờ."), lambda page, known: bool(page.documents.raw_data)),
    Part("costs", _("Phí, lệ phí"), _("Có ít nhất một khoản, không khoản nào “Chưa có thông tin”."), _costs),
    Part("times", _("Thời hạn"), _("Có ít nhất một thời hạn, không thời hạn nào “Chưa có thông tin”."), _times),
    Part(
        "place",
        _("Nơi nộp"),
        _("Ít nhất một nơi nộp của trang ghi đủ địa chỉ, giờ làm việc và điện thoại; nơi riêng của trang thì có địa chỉ."),
        _place,
    ),
    Part("channels", _("Cách nộp"), _("Có ít nhất một cách nộp."), lambda page, known: bool(page.channels.raw_data)),
    Part("legal", _("Căn cứ"), _("Nêu ít nhất một văn bản."), lambda page, known: bool(known.checked.get(page.pk))),
    Part(
        "standing",
        _("Hiệu lực"),
        _("Mọi văn bản nêu trên trang đã có người ghi còn hay hết hiệu lực."),
        lambda page, known: bool(known.checked.get(page.pk)) and all(known.checked[page.pk]),
    ),
    Part(
        "english",
        _("Tiếng Anh"),
        _("Có bản tiếng Anh đang đăng."),
        lambda page, known: page.translation_key in known.english,
    ),
)


@dataclass(slots=True)
class Filled:
    """Of so many ``pages``: how many have all parts, and each one. ``area``: "" for all together."""

    area: str
    pages: int = 0
    whole: int = 0
    parts: Counter[str] = field(default_factory=Counter)

    def add(self, there: Iterable[str]) -> None:
        found = set(there)
        self.pages += 1
        self.whole += len(found) == len(PARTS)
        self.parts.update(found)


def measured_pages() -> list[ProcedurePage]:
    """The Vietnamese pages that readers see and that are in force, with what is measured of them. One query."""
    pages = ProcedurePage.objects.published().in_source_language().exclude(status__in=GONE).order_by()
    return list(pages.select_related("area").only(*READ, "area__name", "area__order"))


def completeness(pages: Iterable[ProcedurePage]) -> tuple[Filled, list[Filled]]:
    """(all together, each area in its order; pages of none last). Four queries."""
    known = _known()
    everything = Filled("")
    areas: dict[int | None, Filled] = {}
    by_order = sorted(pages, key=lambda page: (page.area is None, page.area.order if page.area else 0, page.area_id or 0))
    for page in by_order:
        there = [part.name for part in PARTS if part.is_there(page, known)]
        area = areas.setdefault(page.area_id, Filled(page.area.name if page.area else str(_("Chưa có lĩnh vực"))))
        for filled in (everything, area):
            filled.add(there)
    return everything, list(areas.values())


def _known() -> Known:
    offices: dict[int, set[int]] = defaultdict(set)
    for page, office in ProcedurePage.offices.through.objects.values_list("procedurepage_id", "office_id"):
        offices[page].add(office)
    checked: dict[int, list[bool]] = defaultdict(list)
    for page, status in ProcedureLegalResource.objects.values_list("page_id", "resource__status"):
        checked[page].append(status != LegalResource.Status.UNKNOWN)
    english = ProcedurePage.objects.published().filter(locale__language_code="en").order_by()
    return Known(
        offices=offices,
        answering=frozenset(office.pk for office in Office.objects.filter(live=True) if not office.unknown),
        checked=checked,
        english=frozenset(english.values_list("translation_key", flat=True)),
    )
