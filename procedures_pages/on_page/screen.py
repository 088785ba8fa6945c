"""The screen as its template draws it: parts, their facts with the way to the form of each, what differs from what readers see."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse

from ..facts.changes import Change, changes
from ..facts.from_pages import Rows, rows_in_memory
from ..facts.people import Outcome, outcomes
from ..models import ProcedureCode, ProcedureLegalResource, ProcedurePage, RelatedProcedure
from ..remarks.models import open_remarks
from .behind import behind
from .parts import PARTS, Kind, Part, Stream
from .states import State, states
from .telling import Line, Telling, telling

NEW = "moi"


def address_of(page: ProcedurePage, kind: Kind, block: str = "", *, verb: str = "fact_form") -> str:
    """Of the form of one fact; with the verb ``fact_gone`` of the question whether it goes."""
    return reverse(verb, args=[page.pk, kind.key, block] if isinstance(kind, Stream) else [page.pk, kind.key])


def anchor_of(kind: Kind, block: str = "") -> str:
    return f"{kind.key}-{block}" if block else kind.key


@dataclass(frozen=True, slots=True)
class Fact:
    """``was``: what readers see in its place, "" where that is the same; ``is_new``: they see nothing of it yet.

    ``behind``: who found it right as it stands here, "" where nobody was asked.
    """

    anchor: str
    href: str
    line: Line
    was: str = ""
    is_new: bool = False
    is_changed: bool = False
    is_open: bool = False
    behind: str = ""

    @property
    def is_reworded(self) -> bool:
        """Whether only what stands under it is another."""
        return self.is_changed and not self.was and not self.is_new


@dataclass(frozen=True, slots=True)
class KindShown:
    """``gone``: lines that readers see and the draft has no more. ``add``: where one is added, "" where there may be no more."""

    kind: Kind
    facts: list[Fact]
    gone: list[Line]
    add: str = ""

    @property
    def is_list(self) -> bool:
        """Whether its facts stand by themselves, without a name beside each."""
        return isinstance(self.kind, Stream) and not any(fact.line.label for fact in self.facts)

    @property
    def tag(self) -> str:
        return "ol" if self.kind.key == "buoc" else "ul"


@dataclass(frozen=True, slots=True)
class PartShown:
    part: Part
    state: State
    kinds: list[KindShown]
    is_open: bool

    @property
    def count(self) -> int:
        """How many blocks it has."""
        return sum(len(shown.facts) for shown in self.kinds if isinstance(shown.kind, Stream))

    @property
    def anchors(self) -> set[str]:
        return {fact.anchor for shown in self.kinds for fact in shown.facts}

    @property
    def style(self) -> str:
        return {"ten": "head", "giay-to": "papers", "cac-buoc": "steps"}.get(self.part.key, "facts")


@dataclass(slots=True)
class Screen:
    """``changes``: what publishing the draft changes for readers; None where they see nothing of the page yet."""

    page: ProcedurePage
    parts: list[PartShown]
    rest: State
    changes: list[Change] | None
    people: list[Outcome] = field(default_factory=list)

    @property
    def people_told(self) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
        """(names, lines that are no more, lines that are new): those for whom the same becomes another are named together."""
        names: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
        for one in self.people:
            names.setdefault((one.lost, one.new), []).append(one.person.name)
        return [("; ".join(who), lost, new) for (lost, new), who in names.items()]

    @property
    def waiting(self) -> int:
        """How many parts are to be looked at."""
        return sum(bool(shown.state.sign) for shown in self.parts)

    @property
    def is_ready(self) -> bool:
        """Whether nothing keeps the draft from being published but a person."""
        return not any(shown.state.gaps or shown.state.doubts for shown in self.parts) and not self.rest.gaps and not self.rest.doubts


def screen_of(row: ProcedurePage, page: ProcedurePage, opened: tuple[Kind, str] | None = None, *, verb: str = "fact_form") -> Screen:
    """The screen of a draft and of the row whose draft it is.

    ``opened``: the fact whose form stands beside it; ``verb``: what a fact leads to, its own form or the box for a remark.
    """
    now = telling(page, rows_in_memory(page))
    before = telling(row, _stored_rows(row)) if row.live and row.has_unpublished_changes else None
    # ``has_remarks``: as ``saving.row_of`` asks with the row.
    remarks = open_remarks(row.pk).select_related("written_by") if getattr(row, "has_remarks", True) else ()
    found, rest = states(page, row if row.live else None, now.facts.legal, remarks)
    known = behind(page)
    parts = [
        PartShown(
            part,
            found[part.key],
            [_shown(page, kind, now, before, opened, verb, known) for kind in part.kinds],
            bool(opened and opened[0] in part.kinds),
        )
        for part in PARTS
    ]
    told = changes(before.facts, now.facts) if before else [] if page.live else None
    return Screen(page, parts, rest, told, _people(now))


def _stored_rows(row: ProcedurePage) -> Rows:
    """The rows of the page as it is stored, as far as this screen tells them. Four queries."""
    of_page = {"page": row.pk}
    related = RelatedProcedure.objects.filter(**of_page, procedure__live=True).select_related("procedure__locale")
    return Rows(
        codes=list(ProcedureCode.objects.filter(**of_page)),
        legal=[one.resource for one in ProcedureLegalResource.objects.filter(**of_page).select_related("resource")],
        office_ids=set(ProcedurePage.offices.through.objects.filter(procedurepage_id=row.pk).values_list("office_id", flat=True)),
        related=[one.procedure for one in related],
        successor_is_public=row.successor is not None and row.successor.live,
    )


def _shown(
    page: ProcedurePage,
    kind: Kind,
    now: Telling,
    before: Telling | None,
    opened: tuple[Kind, str] | None,
    verb: str,
    known: dict[str, str],
) -> KindShown:
    seen = {line.block: line for line in before.lines[kind.key]} if before else {}
    facts = [_fact(page, kind, line, seen, bool(before), opened, verb, known) for line in now.lines[kind.key]]
    there = {fact.line.block for fact in facts}
    gone = [line for block, line in seen.items() if block not in there]
    add = ""
    if isinstance(kind, Stream):
        most = getattr(page, kind.field).stream_block.meta.max_num
        add = address_of(page, kind, NEW) if most is None or len(facts) < most else ""
    return KindShown(kind, facts, gone, add)


def _fact(
    page: ProcedurePage,
    kind: Kind,
    line: Line,
    seen: dict[str, Line],
    compared: bool,
    opened: tuple[Kind, str] | None,
    verb: str,
    known: dict[str, str],
) -> Fact:
    was = seen.get(line.block)
    return Fact(
        anchor=anchor_of(kind, line.block),
        href=address_of(page, kind, line.block, verb=verb),
        line=line,
        was=was.words if was and was.words != line.words else "",
        is_new=compared and was is None,
        is_changed=compared and was != line,
        is_open=opened == (kind, line.block),
        behind=known.get(anchor_of(kind, line.block), ""),
    )


def _people(now: Telling) -> list[Outcome]:
    """The example people who get something else than was written down, where the page itself can say what."""
    return [one for one in outcomes(now.facts) if (one.lost or one.new) and not (one.case.live or one.idle)]
