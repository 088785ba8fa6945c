"""What changed between two versions of a record, field by field; rows of papers are matched by meaning, not by position. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from vietnamese.folding import fold

from ..parsing.records import UNORDERED, RegisterChannel, RegisterProcedure, RegisterRow

# Two rows this alike are the same paper, worded anew.
ALIKE = 0.72


@dataclass(frozen=True, slots=True)
class Change:
    """One thing in a field: ``old`` is empty where it was added, ``new`` where it was taken out."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """``field`` is a name of RegisterProcedure; ``changes`` what became of its parts."""

    field: str
    changes: tuple[Change, ...]


Reader = Callable[[RegisterProcedure], Sequence[str]]


def _channel(channel: RegisterChannel) -> str:
    fees = "; ".join(f"{'–' if f.amount is None else f.amount} {f.currency} {f.note}".strip() for f in channel.fees)
    time = "" if channel.time_amount is None else f"{channel.time_amount:g}"
    return " | ".join((channel.method, time, channel.time_unit, channel.time_text, fees, channel.description))


def _rows(record: RegisterProcedure) -> list[str]:
    out = []
    for case in record.cases:
        name = f"[{case.name}] " if case.name and len(record.cases) > 1 else ""
        out += [f"{name}{_row(row)}" for row in case.rows]
    return out


def _row(row: RegisterRow) -> str:
    form = f", {row.form}" if row.form else ""
    return f"{row.text} ({row.originals or 0} bản chính, {row.copies or 0} bản sao{form})"


# In the order in which an editor reads a page.
FIELDS: dict[str, Reader] = {
    "name": lambda r: [r.name],
    "decision": lambda r: [r.decision],
    "levels": lambda r: r.levels,
    "kind": lambda r: [r.kind],
    "area": lambda r: [f"{r.area_code} {r.area}"],
    "audiences": lambda r: r.audiences,
    "cases": _rows,
    "steps": lambda r: r.steps.splitlines(),
    "channels": lambda r: [_channel(c) for c in r.channels],
    "executing": lambda r: r.executing,
    "deciding": lambda r: r.deciding,
    "delegated": lambda r: r.delegated,
    "coordinating": lambda r: r.coordinating,
    "reception_address": lambda r: [r.reception_address],
    "outputs": lambda r: r.outputs,
    "conditions": lambda r: r.conditions.splitlines(),
    "laws": lambda r: [f"{law.number} {law.title}".strip() for law in r.laws],
    "keywords": lambda r: r.keywords,
    "description": lambda r: r.description.splitlines(),
    "related": lambda r: r.related,
    "case_codes": lambda r: r.case_codes,
}


COUNTS = re.compile(r" \(\d+ bản chính, .*\)$")


def _alike(one: str, other: str) -> float:
    """From 0 to 1, by the words alone: how many copies are asked for says nothing of what paper it is."""
    one, other = (fold(COUNTS.sub("", text)) for text in (one, other))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _matched(old: list[str], new: list[str]) -> list[Change]:
    """Changes between two collections: what is in both is no change, what is alike was reworded, the rest came or went."""
    gone = [text for text in old if text not in new]
    come = [text for text in new if text not in old]
    changes = []
    for text in list(gone):
        best = max(come, key=lambda other: _alike(text, other), default=None)
        if best is not None and _alike(text, best) >= ALIKE:
            changes.append(Change(text, best))
            gone.remove(text)
            come.remove(best)
    return changes + [Change(text, "") for text in gone] + [Change("", text) for text in come]


def differences(old: RegisterProcedure, new: RegisterProcedure) -> tuple[Difference, ...]:
    """The fields that changed from ``old`` to ``new``, in the order of a page; empty where nothing an editor cares about did."""
    out = []
    for field, read in FIELDS.items():
        before, after = ([t.strip() for t in read(r) if t and t.strip()] for r in (old, new))
        same = sorted(before) == sorted(after) if field in UNORDERED else before == after
        if not same:
            changes = _matched(before, after)
            # The same texts in another order, where order counts.
            out.append(Difference(field, tuple(changes) or (Change("\n".join(before), "\n".join(after)),)))
    return tuple(out)
