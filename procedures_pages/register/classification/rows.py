"""Which rows of "Thành phần hồ sơ" are papers, which are remarks and which are headings. Pure: no Django, explainable, the same every time.

A paper is what the applicant hands in or shows, also under a condition. Demands made by officials, the same paper by another route,
and how papers must look are remarks. "X, gồm:" whose list follows in other rows is a heading.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from ..parsing.records import RegisterCase, RegisterRow
from .markers import Words, depth, read_row
from .ordering import in_order
from .rules import decide, headings, traits
from .rules.patterns import Kind
from .waivers import Waiver, waivers_in

Handling = Literal["submit", "show", "unclear"]


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row and what it is. ``rules`` are the names of the rules that decided: the kind's first, then those of the traits.

    ``waivers``: what the row spares the citizen, whatever its kind: a paper may be waived in its own row, and so may a paper of another.
    """

    row: RegisterRow
    kind: Kind
    conditional: bool
    alternatives: bool
    handling: Handling
    several: bool
    rules: tuple[str, ...]
    waivers: tuple[Waiver, ...] = ()

    @property
    def waives(self) -> bool:
        """Whether the row, or a sentence in it, spares the citizen a paper."""
        return bool(self.waivers)


def judge_row(case_name: str, row: RegisterRow) -> JudgedRow:
    """One row and the name of its case in; its verdict out, without a look at its neighbours."""
    return _judged(row, read_row(case_name, row.text, row.originals, row.copies))


def judge(case: RegisterCase) -> tuple[JudgedRow, ...]:
    """A case in; every row once, in reading order, with its verdict."""
    rows = in_order(case.rows)
    return tuple(_with_neighbour(case.name, row, after) for row, after in zip_longest(rows, rows[1:]) if row is not None)


def _with_neighbour(case_name: str, row: RegisterRow, after: RegisterRow | None) -> JudgedRow:
    """A paper that ends in ":" and is followed by rows one step deeper ("- …:" and then "+ …") is their heading."""
    words = read_row(case_name, row.text, row.originals, row.copies)
    if words.asks and not headings.tells_contents(words) and after is not None and depth(after.text) > depth(row.text) > 0:
        return JudgedRow(row, "heading", False, False, "unclear", False, ("list_follows",), waivers_in(row.text))
    return _judged(row, words)


def _judged(row: RegisterRow, words: Words) -> JudgedRow:
    kind, rule = decide(words)
    waivers = waivers_in(row.text)
    if kind != "paper":
        return JudgedRow(row, kind, False, False, "unclear", False, (rule,), waivers)
    found = {name: trait(words) for name, trait in TRAITS.items()}
    handling, how = traits.handling(words)
    rules = (rule, *(name for name, yes in found.items() if yes), *([how] if how else []))
    return JudgedRow(row, "paper", found["conditional"], found["alternatives"], handling, found["several"], rules, waivers)


TRAITS: dict[str, Callable[[Words], bool]] = {
    "conditional": traits.conditional,
    "alternatives": traits.alternatives,
    "several": traits.several,
}
