"""A record in the order in which a reader looks at it: papers under their case and heading, what is no paper apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .classification.rows import JudgedRow, judge
from .parsing.records import RegisterCase, RegisterProcedure

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
    heading: str
    papers: tuple[ShownPaper, ...]


@dataclass(frozen=True, slots=True)
class ShownCase:
    name: str
    groups: tuple[ShownGroup, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """``places`` are (label, names) of the bodies the record names, in the register's own roles."""

    cases: tuple[ShownCase, ...]
    places: tuple[tuple[str, str], ...]


def shown(procedure: RegisterProcedure) -> Shown:
    """Every row of the record stands once: as a paper, as the heading above papers, or as a remark."""
    cases = tuple(_case(case, n) for n, case in enumerate(procedure.cases, 1) if case.rows or case.name)
    roles = (
        (_("Cơ quan thực hiện"), "; ".join(procedure.executing)),
        (_("Cơ quan có thẩm quyền"), "; ".join(procedure.deciding)),
        (_("Cơ quan được ủy quyền"), "; ".join(procedure.delegated)),
        (_("Cơ quan phối hợp"), "; ".join(procedure.coordinating)),
        (_("Địa chỉ tiếp nhận hồ sơ"), procedure.reception_address),
    )
    return Shown(cases, tuple((label, names) for label, names in roles if names))


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
