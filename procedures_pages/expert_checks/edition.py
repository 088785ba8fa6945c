"""What one edition of a page tells, fact by fact: what a specialist is asked about, and a digest by which it is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone, translation

from ..facts.from_pages import rows_in_memory
from ..facts.procedure import ProcedureFacts
from ..models import ProcedurePage
from ..on_page.parts import PARTS, Kind, Part
from ..on_page.saving import mark
from ..on_page.screen import anchor_of
from ..on_page.telling import Line, telling
from ..register.review.sources import sources_of
from ..register.truth.checking import check_page
from ..register.truth.findings import RULES
from .models import ExpertAnswer, ExpertCheck
from .tokens import DAYS, hashed, new_token

T = TypeVar("T")
# What the office itself answers for: its own words to readers and to the desk, and what readers are led on to.
NOT_ASKED = frozenset(
    ("ten-trang", "nguoi-mau", "doi-chieu", "ghi-chu-nguon", "dieu-doi", "ngay", "linh-vuc", "cach-goi", "lien-quan", "loi-khuyen")
)
# Of facts as readers get them, what those lines tell.
TOLD = (
    *("official_name", "summary", "codes", "level", "audiences", "status", "status_note", "transfer", "effective_from", "effective_to"),
    *("questions", "documents", "channels", "times", "costs", "steps", "conditions", "outputs", "service_mode", "service_mode_reason"),
    *("deadlines", "forms"),
)
# Parts of readers' pages (``data-part``) that the screen of facts calls otherwise.
PART_OF_PAGE = {"tom-tat": "ten", "nop-truc-tuyen": "truc-tuyen", "trinh-tu": "cac-buoc", "cap-nhat": "nguon"}


@dataclass(frozen=True, slots=True)
class AskedFact:
    part: Part
    kind: Kind
    line: Line
    mark: str

    @property
    def anchor(self) -> str:
        return anchor_of(self.kind, self.line.block)


@dataclass(frozen=True)
class Edition:
    """A page in memory, as its readers would be told it in Vietnamese."""

    page: ProcedurePage

    @cached_property
    def _telling(self) -> Any:
        with translation.override("vi"):
            return telling(self.page, rows_in_memory(self.page))

    @cached_property
    def asked(self) -> tuple[AskedFact, ...]:
        """Its facts that say something, in the order of readers."""
        return tuple(self._asked())

    def _asked(self) -> Iterator[AskedFact]:
        for part in PARTS:
            for kind in part.kinds:
                for line in self._telling.lines[kind.key] if kind.key not in NOT_ASKED else ():
                    if line.words:
                        yield AskedFact(part, kind, line, mark(self.page, kind, line.block))

    @cached_property
    def digest(self) -> str:
        return told_digest(self._telling.facts)


def told_digest(facts: ProcedureFacts) -> str:
    """Another one as soon as anything that a specialist is asked about is told otherwise, by the page or by what it shares with others.

    Not by an address that no longer opens, the hours of a counter, or an end that draws near: nobody is asked about those.
    """
    told: list[Any] = [getattr(facts, name) for name in TOLD]
    told += [facts.authority.name if facts.authority else "", [(office.name, office.applies) for office in facts.offices]]
    told += [replace(facts.submission, dead_since=None), [replace(entry, dead_since=None) for entry in facts.other_entries]]
    told += [[(law.number, law.status) for law in facts.legal], facts.successor.title if facts.successor else ""]
    if terms := [(cost.law, cost.until, cost.then) for cost in facts.costs if cost.law or cost.until or cost.then]:
        told.append(terms)
    return hashlib.blake2s(repr(told).encode("utf-8", "replace"), digest_size=16).hexdigest()


def found_to_differ(page: ProcedurePage) -> list[tuple[str, str, str]]:
    """(part, what the page says, what its record says) where the desk's comparison found them to differ and nobody said why that may be."""
    with translation.override("vi"):
        found = [finding for finding in check_page(page).open if not RULES[finding.rule].without_record]
    return [(PART_OF_PAGE.get(finding.part, finding.part), finding.page, finding.record) for finding in found]


def ask(page: ProcedurePage, name: str, division: str, user: Any) -> tuple[ExpertCheck, str]:
    """Asks a specialist about the draft in memory: (what is kept of it, the token of the link, which is given out this once)."""
    token, now, edition = new_token(), timezone.now(), Edition(page)
    with transaction.atomic():
        check = ExpertCheck.objects.create(
            page_id=page.pk,
            revision_id=page.latest_revision_id,
            token_hash=hashed(token),
            edition=edition.digest,
            versions=[source.record.current_id for source in sources_of(page) if source.record.current_id and not source.is_gone],
            findings=found_to_differ(page),
            name=name,
            division=division,
            made_by=user,
            made_at=now,
            expires_at=now + timedelta(DAYS),
        )
        ExpertAnswer.objects.bulk_create(
            ExpertAnswer(
                expert_check=check,
                position=position,
                part=one.part.key,
                fact=one.kind.key,
                block=one.line.block,
                label=str(one.line.label),
                words=str(one.line.words),
                more=[str(more) for more in one.line.more],
                mark=one.mark,
            )
            for position, one in enumerate(edition.asked)
        )
    return check, token


def moved(page: ProcedurePage, answers: list[ExpertAnswer]) -> tuple[frozenset[str], bool]:
    """(anchors of those facts that the page in memory tells otherwise by now or no more, whether it tells anything else beside them)."""
    now = {one.anchor: one.mark for one in Edition(page).asked}
    asked = {answer.anchor: answer.mark for answer in answers}
    return frozenset(anchor for anchor, was in asked.items() if now.get(anchor) != was), bool(now.keys() - asked.keys())


def in_parts(rows: Iterable[T], answer_of: Callable[[T], ExpertAnswer]) -> list[tuple[Part, list[T]]]:
    """Rows, each about one answer, under the parts of the page that they stand in, in its order."""
    by_part: dict[str, list[T]] = {}
    for row in rows:
        by_part.setdefault(answer_of(row).part, []).append(row)
    return [(part, by_part[part.key]) for part in PARTS if part.key in by_part]
