"""What holds a page up, by the field it is about: gaps, doubts, what its record or its laws say otherwise, what officers say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from office.set_costs import known as rates

from ..facts.phrases import day_words
from ..facts.procedure import LegalResource
from ..law_changes.texts import standing_today
from ..models import ProcedurePage
from ..publishing.doubts import Doubt, open_doubts
from ..publishing.parted import MARKS, Standing, sign_of
from ..publishing.requirements import Gap, missing
from ..register.review.parts import PARTS_OF
from ..register.review.queue import to_mend
from ..register.review.sources import SourceRecord, sources_kept
from ..remarks.models import Remark
from .parts import KINDS, PARTS, Part, part_of
from .saving import hold_rows


@dataclass(slots=True)
class State:
    """Of one part. ``sign``: what it is in one word for the column of parts: gap, doubt, flag, or "" where nothing is to be done."""

    gaps: list[Gap] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def sign(self) -> str:
        return sign_of(self.gaps, self.doubts, self.flags or self.remarks)

    @property
    def mark(self) -> str:
        return MARKS[self.sign]

    @property
    def first(self) -> str:
        """The first thing to be done, for the column."""
        told = (*(g.message for g in self.gaps), *(d.message for d in self.doubts), *self.flags, *(r.words for r in self.remarks))
        return next(iter(told), "")


def states(
    page: ProcedurePage, published: ProcedurePage | None, laws: Iterable[LegalResource], remarks: Iterable[Remark]
) -> tuple[dict[str, State], State]:
    """By the key of each part, and what belongs to none of them. ``published``: as readers see it; ``laws``: those of the page."""
    found: dict[str, State] = {part.key: State() for part in PARTS}
    rest = State()

    def state(name: str) -> State:
        part: Part | None = part_of(name)
        return found[part.key] if part else rest

    now = _standing(page, published, laws)
    for gap in now.gaps:
        state(gap.field).gaps.append(gap)
    for doubt in now.doubts:
        state(doubt.field).doubts.append(doubt)
    for name, told in now.flags:
        flags = state(name).flags
        if told not in flags:
            flags.append(told)
    for remark in remarks:
        found.get(KINDS[remark.fact][0].key if remark.fact in KINDS else "", rest).remarks.append(remark)
    return found, rest


def standing(page: ProcedurePage, *, is_stored: bool) -> Standing:
    """How the page stands, for its long form. ``is_stored``: it is in memory as it was read, nobody's typing has come into it."""
    if is_stored:
        hold_rows(page)
    published = page if is_stored and page.live and not page.has_unpublished_changes else None
    return _standing(page, published, (chosen.resource for chosen in page.legal.all()))


def _standing(page: ProcedurePage, published: ProcedurePage | None, laws: Iterable[LegalResource]) -> Standing:
    with sources_kept(page) as sources:
        return Standing(missing(page), open_doubts(page, published=published), list(_flags(page, sources, laws)))


def _flags(page: ProcedurePage, sources: Iterable[SourceRecord], laws: Iterable[LegalResource]) -> Iterator[tuple[str, str]]:
    """(field of the page, what has come up about it)."""
    for source in sources:
        yield from _of_source(page, source)
    for law in laws:
        if standing_today(law).state == "expired":
            yield "legal", _("%(number)s hết hiệu lực") % {"number": law.number}
    for key in {child.value["rate"] for child in page.costs if child.value.get("rate")}:
        rate = rates.published().get(key)
        if rate and rate.until and rate.asks_for_more(timezone.localdate()):
            yield "costs", _("“%(name)s” chỉ đến hết %(day)s, chưa ghi mức sau") % {"name": rate.name, "day": day_words(rate.until)}


def _of_source(page: ProcedurePage, source: SourceRecord) -> Iterator[tuple[str, str]]:
    code = {"code": source.record.code}
    if source.is_gone:
        yield "source_record", _("Bản ghi %(code)s không còn") % code
        return
    if source.record.current and source.differences:
        told = _("Bản ghi đổi ở bản chụp %(day)s") % {"day": day_words(source.record.current.snapshot.date)}
        for name in _fields(difference.field for difference in source.differences):
            yield name, told
    for name in _fields(to_mend(page, source.check)):
        yield name, _("Đối chiếu với %(code)s: phải sửa") % code


def _fields(of_record: Iterable[str]) -> list[str]:
    """Fields of a page that follow from those fields of a record; where none does, the record itself is what is looked at."""
    names = (name.removesuffix("_id") for one in of_record for name in PARTS_OF.get(one, ("source_record",)))
    return list(dict.fromkeys(names))
