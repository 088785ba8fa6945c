"""What changed between two versions of a record, field by field; rows of papers are matched by meaning, not by position. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel
from rapidfuzz.process import extractOne

from vietnamese.folding import fold

from ..parsing.records import UNORDERED, RegisterChannel, RegisterProcedure, RegisterRow

# Two rows this alike are the same paper, worded anew: twice their longest common subsequence, as a share of their characters.
ALIKE = 0.72
# Pairs of letters that are compared in one field, at most: seconds at the worst. The largest record of July 2026, 224 rows, has 5 % of it.
MAX_COMPARED = 500_000_000_000
COST_OF_A_TEXT = 256  # letters that take as long as beginning with another text


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


def _words(text: str) -> str:
    """What is compared: how many copies are asked for says nothing of what paper it is, nor do marks and capitals."""
    return fold(COUNTS.sub("", text))


def _size(texts: Iterable[str]) -> int:
    return sum(len(text) + COST_OF_A_TEXT for text in texts)


def _matched(old: list[str], new: list[str]) -> list[Change]:
    """Changes between two collections: what is in both is no change, what is alike was reworded, the rest came or went."""
    before, after = set(old), set(new)
    gone = [text for text in old if text not in after]
    come = dict(enumerate(text for text in new if text not in before))
    # So much that nobody reads it side by side: each came or went.
    words = {key: _words(text) for key, text in come.items()} if _size(gone) * _size(come.values()) <= MAX_COMPARED else {}
    reworded, removed = [], []
    for text in gone:
        best = extractOne(_words(text), words, scorer=Indel.normalized_similarity, score_cutoff=ALIKE)
        if best is None:
            removed.append(Change(text, ""))
        else:
            key = best[2]
            reworded.append(Change(text, come.pop(key)))
            del words[key]
    return reworded + removed + [Change("", text) for text in come.values()]


def _texts(record: RegisterProcedure, field: str) -> list[str]:
    return [text.strip() for text in FIELDS[field](record) if text and text.strip()]


def _changed(old: RegisterProcedure, new: RegisterProcedure) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each field that is not the same, in the order of a page, with its texts before and after."""
    for field in FIELDS:
        before, after = _texts(old, field), _texts(new, field)
        same = sorted(before) == sorted(after) if field in UNORDERED else before == after
        if not same:
            yield field, before, after


def changed_fields(old: RegisterProcedure, new: RegisterProcedure) -> list[str]:
    """The fields of :func:`differences`, without asking what became of each text: for whoever needs only their names."""
    return [field for field, _before, _after in _changed(old, new)]


def differences(old: RegisterProcedure, new: RegisterProcedure) -> tuple[Difference, ...]:
    """The fields that changed from ``old`` to ``new``, in the order of a page; empty where nothing an editor cares about did."""
    out = []
    for field, before, after in _changed(old, new):
        # The same texts in another order, where order counts.
        changes = _matched(before, after) or [Change("\n".join(before), "\n".join(after))]
        out.append(Difference(field, tuple(changes)))
    return tuple(out)
