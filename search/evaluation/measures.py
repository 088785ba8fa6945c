"""How good search is on judged queries: the measures of the field, small enough to be read.

They are those of ir-measures, which a test holds them to: ``Success(rel=2)@k``, ``RR@10``, ``nDCG@10`` with the grade as gain. The library
itself would bring a compiler's worth of mathematics to every server for a few sums.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any, Protocol

from ..engines import Hit
from ..query.reading import Query, read_query

NO_ANSWER = "no_answer"
DEPTH = 10
RIGHT = 2  # from this grade on a hit is an answer; below, it is only near one
GRADES = range(4)
MEASURES = ("success@1", "success@3", "best@1", "mrr@10", "ndcg@10", "zero", "false", "p50_ms", "p95_ms")
COLUMNS = ("n", *MEASURES)

Measures = dict[str, float | int | None]


class Searching(Protocol):
    """What is measured: anything that answers a query with its hits, best first."""

    def search(self, query: Query, locale: str) -> Sequence[Hit]: ...


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """``relevant`` maps codes to grades: 3 what was meant, 2 also right, 1 near. Empty where nothing fits."""

    id: str
    query: str
    category: str
    relevant: dict[str, int]

    @property
    def is_unanswerable(self) -> bool:
        return self.category == NO_ANSWER or not self.relevant

    def grade(self, codes: Iterable[str]) -> int:
        """The grade of a document that carries these codes, present and former: the best of them, 0 for none."""
        return max((self.relevant.get(code, 0) for code in codes), default=0)


@dataclass(frozen=True, slots=True)
class MeasuredHit:
    """One hit: what stands in ``data-result``, its title, its grade."""

    result: str
    title: str
    grade: int


@dataclass(frozen=True, slots=True)
class QueryOutcome:
    """One query run: its first ten hits in order, the grades of all that is indexed from the best down, how long it took."""

    judged: JudgedQuery
    found: tuple[MeasuredHit, ...]
    ideal: tuple[int, ...]
    milliseconds: float

    @property
    def grades(self) -> tuple[int, ...]:
        return tuple(found.grade for found in self.found)

    @property
    def is_answerable(self) -> bool:
        """Whether a right answer is indexed. Where only something near is, no engine can succeed, and finding nothing is no fault."""
        return bool(self.ideal) and self.ideal[0] >= RIGHT

    @property
    def best_first(self) -> bool:
        return bool(self.found) and bool(self.ideal) and self.found[0].grade == self.ideal[0]

    @property
    def has_failed(self) -> bool:
        return bool(self.found) if self.judged.is_unanswerable else not self.best_first

    def succeeds(self, within: int) -> bool:
        return any(grade >= RIGHT for grade in self.grades[:within])


def read_judged(rows: Iterable[Mapping[str, Any]]) -> list[JudgedQuery]:
    """The rows of a file of judged queries in; typed queries out.

    Raises KeyError for a row without one of its fields, ValueError or TypeError for one that holds something else.
    """
    out = []
    for row in rows:
        relevant = {str(code): int(grade) for code, grade in dict(row["relevant"] or {}).items()}
        if any(grade not in GRADES for grade in relevant.values()):
            raise ValueError(f"{row['id']}: {relevant}")
        graded = {code: grade for code, grade in relevant.items() if grade}
        out.append(JudgedQuery(str(row["id"]), str(row["query"]), str(row["category"]), graded))
    return out


def run(engine: Searching, queries: Iterable[JudgedQuery], codes: Iterable[Sequence[str]], locale: str = "vi") -> list[QueryOutcome]:
    """Runs queries. ``codes`` are those of every indexed document; a query whose answers are not indexed at all is left out."""
    carrying: dict[str, list[int]] = {}
    indexed = [tuple(carried) for carried in codes]
    for number, carried in enumerate(indexed):
        for code in carried:
            carrying.setdefault(code, []).append(number)
    outcomes = []
    for judged in queries:
        numbers = {number for code in judged.relevant for number in carrying.get(code, ())}
        ideal = tuple(sorted((judged.grade(indexed[number]) for number in numbers), reverse=True))
        if not ideal and not judged.is_unanswerable:
            continue
        begin = time.perf_counter()
        hits = [hit.document for hit in engine.search(read_query(judged.query), locale)[:DEPTH]]
        took = (time.perf_counter() - begin) * 1000
        found = tuple(MeasuredHit(document.result, document.title, judged.grade(document.codes)) for document in hits)
        outcomes.append(QueryOutcome(judged, found, ideal, took))
    return outcomes


def measures(outcomes: Sequence[QueryOutcome]) -> Measures:
    """Outcomes in; their measures out, shares between 0 and 1, None where there is nothing to measure.

    ``success@k``: of the answerable, those with a right answer in the first k; ``zero``: those with no hit. ``best@1`` (the first hit
    has the best grade there is), ``mrr@10`` and ``ndcg@10``: of all that have something near or better. ``false``: of the unanswerable,
    those that were answered.
    """
    judged = [o for o in outcomes if not o.judged.is_unanswerable]
    answerable = [o for o in judged if o.is_answerable]
    times = sorted(o.milliseconds for o in outcomes)
    return {
        "n": len(outcomes),
        "success@1": _mean(o.succeeds(1) for o in answerable),
        "success@3": _mean(o.succeeds(3) for o in answerable),
        "best@1": _mean(o.best_first for o in judged),
        "mrr@10": _mean(reciprocal_rank(o.grades) for o in judged),
        "ndcg@10": _mean(ndcg(o.grades, o.ideal) for o in judged),
        "zero": _mean(not o.found for o in answerable),
        "false": _mean(bool(o.found) for o in outcomes if o.judged.is_unanswerable),
        "p50_ms": percentile(times, 0.5),
        "p95_ms": percentile(times, 0.95),
    }


def report(outcomes: Sequence[QueryOutcome]) -> dict[str, Any]:
    """{"all": measures, "by_category": {category: measures}}."""
    categories = dict.fromkeys(o.judged.category for o in outcomes)
    by_category = {c: measures([o for o in outcomes if o.judged.category == c]) for c in categories}
    return {"all": measures(outcomes), "by_category": by_category}


def failures(outcomes: Iterable[QueryOutcome]) -> list[dict[str, Any]]:
    """Queries whose best answer is not first, or that should have none, with what was found instead."""
    return [{**asdict(o.judged), "found": [asdict(found) for found in o.found[:3]]} for o in outcomes if o.has_failed]


def reciprocal_rank(grades: Sequence[int]) -> float:
    """1 over the place of the first hit that is near or better; 0 where none of the first ten is."""
    return next((1 / rank for rank, grade in enumerate(grades[:DEPTH], 1) if grade), 0.0)


def ndcg(grades: Sequence[int], ideal: Sequence[int]) -> float:
    """What the first ten hits bring, a hit less the further down it stands, as a share of what the best order would bring."""
    best = _gain(ideal)
    return _gain(grades) / best if best else 0.0


def percentile(ordered: Sequence[float], part: float) -> float | None:
    """The smallest of these sorted values that at least that part of them does not exceed, rounded to hundredths."""
    return round(ordered[max(0, math.ceil(len(ordered) * part) - 1)], 2) if ordered else None


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return round(fmean(found), 4) if found else None


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades[:DEPTH], 1))
