"""How well the rules do against rows labelled by hand. Pure: no Django."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..parsing.records import RegisterRow
from .rows import JudgedRow, judge_row

KINDS = ("paper", "remark", "heading")
HANDLINGS = ("submit", "show", "unclear")
TRAITS = ("conditional", "alternatives", "handling", "several")


class BadLabels(ValueError):
    """The file of labelled rows cannot be read; the message says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A row, what a reader says it is, and what the rules say. ``truth`` has what the reader said: not every row need say everything."""

    code: str
    case: str
    truth: dict[str, Any]
    judged: JudgedRow

    @property
    def is_paper(self) -> bool:
        return bool(self.truth.get("kind") == "paper")

    def is_right(self, field: str) -> bool:
        return field in self.truth and bool(getattr(self.judged, field) == self.truth[field])

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that decided, those of the waivers last."""
        return (*self.judged.rules, *(waiver.rule for waiver in self.judged.waivers))

    @property
    def wrong(self) -> list[str]:
        """The fields said wrongly; of what is no paper only its kind counts."""
        asked = ("kind", *(TRAITS if self.is_paper else ()), "waives")
        return [field for field in asked if field in self.truth and not self.is_right(field)]


def read_labels(path: Path) -> list[Labelled]:
    """The labelled rows of a JSON file, each judged. Raises BadLabels where the file is not there, no JSON or of another shape."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadLabels(f"Không mở được tệp “{path}”.") from error
    except ValueError as error:
        raise BadLabels(f"Tệp “{path}” không phải JSON đọc được.") from error
    if not isinstance(rows, list) or not rows:
        raise BadLabels(f"Tệp “{path}” phải là danh sách các dòng đã gán nhãn, không rỗng.")
    return [_labelled(row, number) for number, row in enumerate(rows, 1)]


def _labelled(row: Any, number: int) -> Labelled:
    def refuse(why: str) -> BadLabels:
        return BadLabels(f"Dòng thứ {number}: {why}")

    if not isinstance(row, dict):
        raise refuse("phải là một đối tượng.")
    if not isinstance(row.get("text"), str):
        raise refuse("thiếu “text”.")
    if "kind" not in row and "waives" not in row:
        raise refuse("thiếu nhãn: cần “kind” hoặc “waives”.")
    for field, allowed in (("kind", KINDS), ("handling", HANDLINGS)):
        if field in row and row[field] not in allowed:
            raise refuse(f"“{field}” phải là {', '.join(allowed)}.")
    for field in ("conditional", "alternatives", "several", "waives"):
        if field in row and not isinstance(row[field], bool):
            raise refuse(f"“{field}” phải là true hoặc false.")
    for field in ("originals", "copies"):
        count = row.get(field)
        if count is not None and (isinstance(count, bool) or not isinstance(count, int)):
            raise refuse(f"“{field}” phải là số nguyên.")
    case, code = str(row.get("case") or ""), str(row.get("code") or "")
    truth = {field: row[field] for field in ("kind", *TRAITS, "waives") if field in row}
    return Labelled(code, case, truth, judge_row(case, RegisterRow(row["text"], row.get("originals"), row.get("copies"))))


def measure(rows: list[Labelled]) -> dict[str, Any]:
    """Labelled rows in; the figures out, ready for JSON.

    ``n``: how many rows; ``paper``, and ``kinds`` for each kind: {"precision", "recall"}; ``confusion``: {labelled: {said: how many}};
    ``waivers``: {"precision", "recall"} over the rows that say whether they waive, None where no row does.
    Shares are from 0 to 1, and 0 where there is nothing to share.
    Traits are counted over the rows that are papers, also those the rules missed.
    """
    figures = measure_kinds(rows)
    precision, recall = figures["paper"]["precision"], figures["paper"]["recall"]
    return {
        **figures,
        "paper_f1": _share(2 * precision * recall, precision + recall),
        **{f"{field}_accuracy": _accuracy([row for row in rows if row.is_paper], field) for field in TRAITS},
        "rules": _by_rule(rows),
    }


def measure_kinds(rows: list[Labelled]) -> dict[str, Any]:
    """What :func:`measure` says of kinds and waivers, which asks for no label of a trait."""
    pairs: Counter[tuple[str, str]] = Counter((row.truth["kind"], row.judged.kind) for row in rows if "kind" in row.truth)
    kinds = {
        kind: _shares(pairs[kind, kind], sum(pairs[other, kind] for other in KINDS), sum(pairs[kind, other] for other in KINDS))
        for kind in KINDS
    }
    return {
        "n": len(rows),
        "paper": kinds["paper"],
        "kinds": kinds,
        "waivers": _waivers(rows),
        "kind_accuracy": _accuracy(rows, "kind"),
        "confusion": {kind: {other: pairs[kind, other] for other in KINDS} for kind in KINDS},
    }


def _waivers(rows: list[Labelled]) -> dict[str, float] | None:
    labelled = [row for row in rows if "waives" in row.truth]
    said, true = [row for row in labelled if row.judged.waives], [row for row in labelled if row.truth["waives"]]
    return _shares(sum(row.is_right("waives") for row in said), len(said), len(true)) if labelled else None


def _by_rule(rows: list[Labelled]) -> dict[str, dict[str, int]]:
    """{rule: {"decided": …, "right": …}}; a kind's rule is right where the kind is, a trait's where the row is a paper and the trait is.

    The rule of a waiver is right where the row waives. A row counts only for the labels it has.
    """
    decided: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in rows:
        first, *others = row.judged.rules
        said = [(first, "kind"), *((rule, rule if rule in TRAITS else "handling") for rule in others)]
        said += [(waiver.rule, "waives") for waiver in row.judged.waivers]
        for rule, field in said:
            if field in row.truth:
                decided[rule] += 1
                right[rule] += row.is_right(field) and (row.is_paper or field in ("kind", "waives"))
    return {rule: {"decided": count, "right": right[rule]} for rule, count in decided.most_common()}


def _accuracy(rows: list[Labelled], field: str) -> float:
    """The share said rightly of the rows that have the label."""
    labelled = [row for row in rows if field in row.truth]
    return _share(sum(row.is_right(field) for row in labelled), len(labelled))


def _shares(right: int, said: int, true: int) -> dict[str, float]:
    return {"precision": _share(right, said), "recall": _share(right, true)}


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0
