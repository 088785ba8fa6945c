"""A record in the order in which a reader looks at it: papers under their case and heading, what is no paper apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.provinces import full_name

from ..addresses import absolute, short_path
from ..codes import read_code
from . import phrases
from .classification.places import SOME_PROVINCE
from .classification.rows import JudgedRow, judge
from .digest.channels import FoldedChannels, Terms, fold_channels
from .digest.folding import lines_of, open_count
from .digest.passages import passage
from .digest.short_names import is_whole, short_name
from .digest.steps import StepGroup, step_groups
from .parsing.records import RegisterCase, RegisterProcedure

# Lines of a telephone that papers, steps, results and ways take at most before a tap; signs of one of them before its own tap.
PAPER_LINES, STEP_LINES, OUTPUT_LINES, WAY_LINES = 31, 20, 6, 12
PAPER_ROOM, STEP_ROOM, OUTPUT_ROOM, FEE_ROOM = 120, 110, 90, 90
# So many fees of one way stand open; where there are more by one, all do.
MAX_FEES = 2
# "1 bản chính, 1 bản sao · nộp" under a paper.
COUNTS_LINE = 1.2
# Steps stand whole where all of them together are no longer than this.
MAX_WHOLE_STEPS = 500
# So many further cases stand in the list in any case; more of them where there is room, else all in one. Each takes so many lines.
MAX_CASES = 3
CASE_LINES = 2.6
# So many papers stand in a message.
MAX_SENT_PAPERS = 12
# A paper's name in a message.
MAX_IN_MESSAGE = 90
MARK = re.compile(r"^\s*(?:[-–—+*•]\s*)+")


@dataclass(frozen=True, slots=True)
class ShownPaper:
    id: str
    text: str
    counts: str
    handling: str
    conditional: bool
    form: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """``start`` is the number of the first paper."""

    heading: str
    papers: tuple[ShownPaper, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class ShownCase:
    """``groups`` are read at once, ``more`` (the papers after them) on request. ``is_folded``: the whole case is."""

    name: str
    groups: tuple[ShownGroup, ...]
    remarks: tuple[str, ...]
    more: tuple[ShownGroup, ...] = ()
    is_folded: bool = False

    @property
    def count(self) -> int:
        return sum(len(group.papers) for group in self.groups + self.more)

    @property
    def more_count(self) -> int:
        return sum(len(group.papers) for group in self.more)


@dataclass(frozen=True, slots=True)
class Shown:
    """``places`` are (label, names) of the bodies the record names, in the register's own roles.

    ``name`` is the short one, ``is_whole`` whether it leaves nothing out; ``glance`` are (label, words) of the first screen.
    ``later_…`` are read on request; ``whole_steps``: short enough to be read without a tap.
    """

    name: str
    is_whole: bool
    glance: tuple[tuple[str, str], ...]
    cases: tuple[ShownCase, ...]
    channels: FoldedChannels
    open_ways: tuple[Terms, ...]
    later_ways: tuple[Terms, ...]
    steps: tuple[StepGroup, ...]
    later_steps: tuple[StepGroup, ...]
    whole_steps: bool
    open_outputs: tuple[str, ...]
    later_outputs: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    address: str

    @property
    def papers(self) -> int:
        return sum(case.count for case in self.cases)

    @property
    def step_count(self) -> int:
        return sum(len(group.steps) for group in self.steps + self.later_steps)

    @property
    def later_step_count(self) -> int:
        return sum(len(group.steps) for group in self.later_steps)

    @property
    def open_cases(self) -> tuple[ShownCase, ...]:
        return tuple(case for case in self.cases if not case.is_folded)

    @property
    def folded_cases(self) -> tuple[ShownCase, ...]:
        return tuple(case for case in self.cases if case.is_folded)

    @property
    def has_many_cases(self) -> bool:
        """More than there is room for below the papers that stand open."""
        used = sum(_paper_lines(paper) for case in self.open_cases for group in case.groups for paper in group.papers)
        others = len(self.folded_cases)
        return others > MAX_CASES and used + CASE_LINES * others > PAPER_LINES


def shown(procedure: RegisterProcedure) -> Shown:
    """Every row of the record stands once: as a paper, as the heading above papers, or as a remark."""
    cases = _folded([_case(case, n) for n, case in enumerate(procedure.cases, 1) if case.rows or case.name])
    channels = fold_channels(procedure.channels)
    whole_steps = len(procedure.steps) <= MAX_WHOLE_STEPS
    groups = step_groups(procedure.steps)
    steps, later_steps = (groups, ()) if whole_steps else _folded_steps(groups)
    ways = open_count(channels.groups, _way_lines, WAY_LINES - _way_lines(channels.common), least=1)
    outputs = open_count(procedure.outputs, lambda output: lines_of(output, OUTPUT_ROOM), OUTPUT_LINES, least=1)
    glance = (
        (_("Thời hạn"), phrases.time_in_a_row(procedure)),
        (_("Phí, lệ phí"), phrases.cost_in_a_row(procedure)),
        (_("Nơi giải quyết"), phrases.place_in_a_row(procedure)),
        (_("Trực tuyến"), phrases.ways_in_a_row(channels.methods)),
    )
    roles = (
        (_("Cơ quan thực hiện"), "; ".join(procedure.executing)),
        (_("Cơ quan có thẩm quyền"), "; ".join(procedure.deciding)),
        (_("Cơ quan được ủy quyền"), "; ".join(procedure.delegated)),
        (_("Cơ quan phối hợp"), "; ".join(procedure.coordinating)),
        (_("Địa chỉ tiếp nhận hồ sơ"), procedure.reception_address),
    )
    return Shown(
        name=short_name(procedure.name),
        is_whole=is_whole(procedure.name),
        glance=glance,
        cases=cases,
        channels=channels,
        open_ways=channels.groups[:ways],
        later_ways=channels.groups[ways:],
        steps=steps,
        later_steps=later_steps,
        whole_steps=whole_steps,
        open_outputs=procedure.outputs[:outputs],
        later_outputs=procedure.outputs[outputs:],
        places=tuple((label, names) for label, names in roles if names),
        address=short_address(procedure.code),
    )


def short_address(code: str) -> str:
    """What is printed, sent and put into the QR code: the short address, which will lead to the guide once there is one."""
    return absolute(short_path(code) if read_code(code) == code and "-" not in code else f"/tra-cuu/{code}/")


def message(shown: Shown, day: str) -> str:
    """Ready for Zalo: the short name, the papers of a record with one case, the first screen's rows, the short address, the day."""
    lines = [shown.name]
    if len(shown.cases) == 1 and 0 < shown.papers <= MAX_SENT_PAPERS:
        lines.append(_("Giấy tờ:"))
        papers = [paper for group in shown.cases[0].groups + shown.cases[0].more for paper in group.papers]
        for n, paper in enumerate(papers, 1):
            part = passage(paper.text, MAX_IN_MESSAGE)
            lines.append(f"{n}. {part.lead}{'…' if part.rest else ''}{f' ({paper.counts})' if paper.counts else ''}")
    elif shown.papers:
        lines.append(ngettext("Giấy tờ: %(n)s", "Giấy tờ: %(n)s", shown.papers) % {"n": shown.papers})
    lines += [f"{label}: {words}" for label, words in shown.glance]
    lines.append(shown.address)
    lines.append(_("Chép từ Cơ sở dữ liệu quốc gia ngày %(day)s, chưa biên tập") % {"day": day})
    return "\n".join(lines)


def _folded(cases: list[ShownCase]) -> tuple[ShownCase, ...]:
    """The first papers of the first case stand open; every other case where there is no room for all."""
    papers = [paper for case in cases for group in case.groups for paper in group.papers]
    if open_count(papers, _paper_lines, PAPER_LINES) == len(papers):
        return tuple(cases)
    first, *others = cases
    its_papers = [paper for group in first.groups for paper in group.papers]
    room = open_count(its_papers, _paper_lines, PAPER_LINES - 2 * min(len(others), MAX_CASES))
    opened: list[ShownGroup] = []
    more: list[ShownGroup] = []
    for group in first.groups:
        here, later = group.papers[: max(room, 0)], group.papers[max(room, 0) :]
        if here:
            opened.append(replace(group, papers=here))
        if later:
            more.append(ShownGroup("" if here else group.heading, later, start=len(here) + 1))
        room -= len(group.papers)
    return (replace(first, groups=tuple(opened), more=tuple(more)), *(replace(case, is_folded=True) for case in others))


def _way_lines(terms: Terms) -> float:
    fees = terms.fees if len(terms.fees) <= MAX_FEES + 1 else terms.fees[:MAX_FEES]
    words = [*map(phrases.fee_words, fees), *filter(None, [terms.description])]
    return 2.5 + sum(lines_of(text, FEE_ROOM) for text in words)


def _paper_lines(paper: ShownPaper) -> float:
    return lines_of(paper.text, PAPER_ROOM) + COUNTS_LINE * (1 + paper.conditional) + (2 if paper.form else 0)


def _folded_steps(groups: tuple[StepGroup, ...]) -> tuple[tuple[StepGroup, ...], tuple[StepGroup, ...]]:
    """The first steps, and those after them."""
    if not groups:
        return (), ()
    first, *others = groups
    count = open_count(first.steps, lambda step: lines_of(step.whole, STEP_ROOM), STEP_LINES)
    if count < len(first.steps):
        return (StepGroup(first.heading, first.steps[:count]),), (StepGroup("", first.steps[count:], start=count + 1), *others)
    whole = sum(lines_of(step.whole, STEP_ROOM) for group in groups for step in group.steps) <= STEP_LINES
    return (groups, ()) if whole else ((first,), tuple(others))


def other_place_words(place: str, ours: str) -> str:
    """What readers are told of a record that another province decided: by which, if that is known; "" for all others."""
    if place == SOME_PROVINCE:
        return _("Thủ tục do một tỉnh quyết định; bản ghi không nói tỉnh nào.")
    if place == ours or not (name := full_name(place)):
        return ""
    return _("Thủ tục do %(place)s quyết định, không phải %(ours)s.") % {"place": name, "ours": full_name(ours)}


def _case(case: RegisterCase, number: int) -> ShownCase:
    groups: list[tuple[str, list[ShownPaper]]] = []
    remarks: list[str] = []
    for n, judged in enumerate(judge(case), 1):
        text = MARK.sub("", judged.row.text).strip() or judged.row.text
        if judged.kind == "heading":
            groups.append((text, []))
        elif judged.kind == "remark":
            remarks.append(text)
        else:
            if not groups:
                groups.append(("", []))
            groups[-1][1].append(_paper(judged, text, f"r{number}-{n}"))
    # A heading that no paper follows is only words.
    remarks += [heading for heading, papers in groups if heading and not papers]
    kept = tuple(ShownGroup(heading, tuple(papers)) for heading, papers in groups if papers)
    return ShownCase(MARK.sub("", case.name).rstrip(" :"), kept, tuple(remarks))


def _paper(judged: JudgedRow, text: str, key: str) -> ShownPaper:
    row = judged.row
    counts = []
    if row.originals:
        counts.append(ngettext("%(n)s bản chính", "%(n)s bản chính", row.originals) % {"n": row.originals})
    if row.copies:
        counts.append(ngettext("%(n)s bản sao", "%(n)s bản sao", row.copies) % {"n": row.copies})
    handling = {"submit": _("nộp"), "show": _("xuất trình")}.get(judged.handling, "")
    return ShownPaper(key, text, ", ".join(counts), handling, judged.conditional, row.form)
