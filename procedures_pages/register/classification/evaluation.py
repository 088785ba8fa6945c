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
    """A row, what a reader says it is, and what the rules say."""

    code: str
    case: str
    truth: dict[str, Any]
    judged: JudgedRow

    @property
    def is_paper(self) -> bool:
        return bool(self.truth["kind"] == "paper")

    def is_right(self, field: str) -> bool:
        return bool(getattr(self.judged, field) == self.truth[field])

    @property
    def wrong(self) -> list[str]:
        """The fields said wrongly; of what is no paper only its kind counts."""
        return [field for field in ("kind", *(TRAITS if self.is_paper else ())) if not self.is_right(field)]


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
    if row.get("kind") not in KINDS:
        raise refuse(f"“kind” phải là {', '.join(KINDS)}.")
    if row.get("handling") not in HANDLINGS:
        raise refuse(f"“handling” phải là {', '.join(HANDLINGS)}.")
    for field in ("conditional", "alternatives", "several"):
        if not isinstance(row.get(field), bool):
            raise refuse(f"“{field}” phải là true hoặc false.")
    for field in ("originals", "copies"):
        count = row.get(field)
        if count is not None and (isinstance(count, bool) or not isinstance(count, int)):
            raise refuse(f"“{field}” phải là số nguyên.")
    case, code = str(row.get("case") or ""), str(row.get("code") or "")
    truth = {field: row[field] for field in ("kind", *TRAITS)}
    return Labelled(code, case, truth, judge_row(case, RegisterRow(row["text"], row.get("originals"), row.get("copies"))))


def measure(rows: list[Labelled]) -> dict[str, Any]:
    """Labelled rows in; the figures out, ready for JSON.

    ``n``: how many rows; ``paper``, and ``kinds`` for each kind: {"precision", "recall"}; ``confusion``: {labelled: {said: how many}}.
    Shares are from 0 to 1, and 0 where there is nothing to share.
    Traits are counted over the rows that are papers, also those the rules missed.
    """
    papers = [row for row in rows if row.is_paper]
    pairs: Counter[tuple[str, str]] = Counter((row.truth["kind"], row.judged.kind) for row in rows)
    kinds = {
        kind: {
            "precision": _share(pairs[kind, kind], sum(pairs[other, kind] for other in KINDS)),
            "recall": _share(pairs[kind, kind], sum(pairs[kind, other] for other in KINDS)),
        }
        for kind in KINDS
    }
    precision, recall = kinds["paper"]["precision"], kinds["paper"]["recall"]
    return {
        "n": len(rows),
        "paper": kinds["paper"],
        "kinds": kinds,
        "paper_f1": _share(2 * precision * recall, precision + recall),
        "kind_accuracy": _share(sum(row.is_right("kind") for row in rows), len(rows)),
        **{f"{field}_accuracy": _share(sum(row.is_right(field) for row in papers), len(papers)) for field in TRAITS},
        "confusion": {kind: {other: pairs[kind, other] for other in KINDS} for kind in KINDS},
        "rules": _by_rule(rows),
    }


def _by_rule(rows: list[Labelled]) -> dict[str, dict[str, int]]:
    """{rule: {"decided": …, "right": …}}; a kind's rule is right where the kind is, a trait's where the row is a paper and the trait is."""
    decided: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in rows:
        first, *others = row.judged.rules
        decided[first] += 1
        right[first] += row.is_right("kind")
        for rule in others:
            field = rule if rule in TRAITS else "handling"
            decided[rule] += 1
            right[rule] += row.is_paper and row.is_right(field)
    return {rule: {"decided": count, "right": right[rule]} for rule, count in decided.most_common()}


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0
