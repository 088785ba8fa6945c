"""How good search is on judged queries: the measures of the field, small enough to be read."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean

from .engines import Engine
from .query import read_query

NO_ANSWER = "no_answer"
DEPTH = 10


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """``relevant`` maps codes to grades: 3 what was meant, 2 also right, 1 near. Empty where nothing fits."""

    id: str
    query: str
    category: str
    relevant: dict[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One query run: the grades of its hits in order, the best grade there is among what is indexed, how long it took."""

    judged: JudgedQuery
    grades: tuple[int, ...]
    ideal: tuple[int, ...]
    titles: tuple[str, ...]
    milliseconds: float

    @property
    def best_first(self) -> bool:
        return bool(self.grades) and self.grades[0] == self.ideal[0]


def read_judged(rows: Iterable[dict[str, object]]) -> list[JudgedQuery]:
    """The rows of a file of judged queries in; typed queries out."""
    out = []
    for row in rows:
        relevant = row["relevant"]
        grades = {str(code): int(grade) for code, grade in relevant.items()} if isinstance(relevant, dict) else {}
        out.append(JudgedQuery(str(row["id"]), str(row["query"]), str(row["category"]), grades))
    return out


def run(engine: Engine, queries: Iterable[JudgedQuery], codes: Iterable[Sequence[str]], locale: str = "vi") -> list[Outcome]:
    """Runs queries. ``codes`` are those of every indexed document; a query whose answers are not indexed at all is left out."""
    indexed = [frozenset(carried) for carried in codes]
    outcomes = []
    for judged in queries:
        grades = [max((judged.relevant.get(code, 0) for code in carried), default=0) for carried in indexed]
        ideal = tuple(sorted((g for g in grades if g), reverse=True))
        if not ideal and judged.category != NO_ANSWER:
            continue
        begin = time.perf_counter()
        hits = engine.search(read_query(judged.query), locale)
        took = (time.perf_counter() - begin) * 1000
        found = tuple(max((judged.relevant.get(code, 0) for code in hit.document.codes), default=0) for hit in hits)
        outcomes.append(Outcome(judged, found, ideal, tuple(hit.document.title for hit in hits[:3]), took))
    return outcomes


def measures(outcomes: Sequence[Outcome]) -> dict[str, float | int | None]:
    """Outcomes in; their measures out. ``zero``: answerable but nothing found; ``false``: unanswerable but answered."""
    answerable = [o for o in outcomes if o.judged.category != NO_ANSWER]
    others = [o for o in outcomes if o.judged.category == NO_ANSWER]
    times = sorted(o.milliseconds for o in outcomes)
    return {
        "n": len(outcomes),
        "success@1": _mean(any(o.grades[:1]) for o in answerable),
        "success@3": _mean(any(o.grades[:3]) for o in answerable),
        "best@1": _mean(o.best_first for o in answerable),
        "mrr@10": _mean(_reciprocal_rank(o.grades) for o in answerable),
        "ndcg@10": _mean(_ndcg(o.grades, o.ideal) for o in answerable),
        "zero": _mean(not o.grades for o in answerable),
        "false": _mean(bool(o.grades) for o in others),
        "p50_ms": _percentile(times, 0.5),
        "p95_ms": _percentile(times, 0.95),
    }


def report(outcomes: Sequence[Outcome]) -> dict[str, object]:
    """{"all": measures, "by_category": {category: measures}}."""
    categories = dict.fromkeys(o.judged.category for o in outcomes)
    by_category = {c: measures([o for o in outcomes if o.judged.category == c]) for c in categories}
    return {"all": measures(outcomes), "by_category": by_category}


def failures(outcomes: Iterable[Outcome]) -> list[dict[str, object]]:
    """Queries whose best answer is not first, or that should have none, with what was found instead."""
    failed = (o for o in outcomes if (bool(o.grades) if o.judged.category == NO_ANSWER else not o.best_first))
    return [{**asdict(o.judged), "grades": o.grades[:3], "titles": o.titles} for o in failed]


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return round(fmean(found), 4) if found else None


def _reciprocal_rank(grades: Sequence[int]) -> float:
    return next((1 / rank for rank, grade in enumerate(grades[:DEPTH], 1) if grade), 0.0)


def _ndcg(grades: Sequence[int], ideal: Sequence[int]) -> float:
    best = _gain(ideal)
    return _gain(grades) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades[:DEPTH], 1))


def _percentile(ordered: Sequence[float], part: float) -> float | None:
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * part))], 2) if ordered else None
