"""Selects hits from scored candidates: sure enough, not far below the best; a procedure that is gone only where its name was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from heapq import nlargest

from ..engines import Hit
from ..index.analysis import Analysed
from ..query.expansion import ExpandedQuery
from ..query.reading import Query
from .coverage import Covering
from .scoring import EXACT, FORMER_CODE, Rarity, Score, coverage, meant, score

MAX_HITS = 60
MAX_NAMED = 60
MAX_SUGGESTED = 24
# Below this, the best document answers something else. It stands in the middle of a gap between judged queries, so that the digits in which
# processors differ decide nothing (tests/search/test_judged_margin.py).
SURE = 0.483
# Whoever says so much, with marks, says more than any name has, and is less easily taken for something else: then so little is enough to be
# asked about. (Of judged sentences that are nothing to an office, with marks, the surest has 0.15; without, 0.41.)
MANY_WORDS, SURE_OF_MANY, MARKED = 7, 0.2, 1 / 3
# What no office is asked has to be nearer in meaning than a document by so much to count: a whole sentence is somewhat near to anything.
SLACK, SLACK_OF_MANY = 0.01, 0.02
DOUBTFUL = 0.8  # below this, words may be misspelled
# Below this, few words whose best hit is not near in meaning either get a question, "Có phải bạn muốn …?", with its first hits.
SETTLED, NEAR_IN_MEANING = 0.7, 0.75
FEW_WORDS, MAX_OFFERED = 6, 3
NAMESAKE = 0.85
NEARNESS = 0.35  # how much meaning counts beside a whole query covered, for being looked at more closely
NEAR = 0.55  # hits below this part of the best one are left out

Scored = Sequence[tuple[Score, Analysed]]


def scored(expanded: ExpandedQuery, candidates: Iterable[tuple[Analysed, float | None]], rarity: Rarity, outside: float = 0.0) -> Scored:
    """An expanded query and documents that may answer it, each with its likeness in meaning, in; those that do, best first, out.

    ``outside``: how near the query is to what no office is asked, as far as that counts.

    Only those that cover most of the expanded, or are nearest in meaning, are compared name by name.
    """
    covering = Covering(expanded)
    coverages = [(coverage(expanded, covering, analysed), analysed, likeness) for analysed, likeness in candidates]
    likeliest = nlargest(
        MAX_SUGGESTED if expanded.typing else MAX_NAMED, coverages, key=lambda entry: entry[0].rank + NEARNESS * meant(entry[2])
    )
    found = [
        (score(expanded, covering, analysed, covered, rarity, likeness, outside), analysed) for covered, analysed, likeness in likeliest
    ]
    found = [(s, a) for s, a in found if s.total > 0 and (not a.document.is_gone or _asked_for(s))]
    return sorted(found, key=lambda entry: (-entry[0].total, len(entry[1].document.title), entry[1].document.key))


def surest(found: Scored) -> float:
    return max((s.sure for s, _analysed in found), default=0.0)


def furthest(found: Scored) -> float:
    return max((s.reach for s, _analysed in found), default=0.0)


def least_sure(query: Query) -> float:
    """How sure the best hit of a query has to be."""
    marked = sum(any(reading.marked for reading in word.readings) for word in query.words)
    return SURE_OF_MANY if len(query.words) >= MANY_WORDS and marked >= len(query.words) * MARKED else SURE


def outside_of(query: Query, likeness: float) -> float:
    """A query's likeness to what no office is asked in; as much of it as counts out."""
    return likeness - (SLACK_OF_MANY if len(query.words) >= MANY_WORDS else SLACK)


def selected(found: Scored, sure: float, *, least: float = SURE, only_codes: bool = False, best: float = 0.0) -> list[Hit]:
    """The hits, best first. None where the best is not ``least`` sure.

    Those far below the best are left out; ``best`` is the reach of another one that they are held against, too.
    """
    if not found or sure < least:
        return []
    best = max(best, furthest(found))
    found = _namesakes_later(found)
    floor = FORMER_CODE if only_codes else min(best, 1.0) * NEAR
    return _after_successors([Hit(analysed.document, s.total) for s, analysed in found if s.reach >= floor][:MAX_HITS])


def _after_successors(hits: list[Hit]) -> list[Hit]:
    """No page that was replaced stands above the one that replaced it, unless its code was typed."""
    place = {hit.document.url: at for at, hit in enumerate(hits)}

    def turn(entry: tuple[int, Hit]) -> tuple[int, int]:
        at, hit = entry
        is_replaced = hit.document.is_gone and hit.score < FORMER_CODE
        return (max(at, place.get(hit.document.successor, at)), 1) if is_replaced else (at, 0)

    return [hit for _at, hit in sorted(enumerate(hits), key=turn)]


def only_offered(hits: Sequence[Hit], found: Scored, sure: float, words: int) -> bool:
    """Whether the hits of a query of so many words are doubtful: likely enough to be asked about, not to be told."""
    if not hits or sure >= SETTLED:
        return False
    if words > FEW_WORDS:
        return sure < SURE
    meaning = next((score.meaning for score, analysed in found if analysed.document.key == hits[0].document.key), 1.0)
    return meaning < NEAR_IN_MEANING


def _namesakes_later(found: Scored) -> Scored:
    """Of documents with the same name (one record for each province), the first stays in its place and the others step back."""
    seen = set[tuple[str, ...]]()
    placed: list[tuple[Score, Analysed]] = []
    for found_score, analysed in found:
        name = analysed.lines[0].keys if analysed.lines else ()
        if name in seen and found_score.total < FORMER_CODE:
            found_score = replace(found_score, total=found_score.total * NAMESAKE, reach=found_score.reach * NAMESAKE)
        placed.append((found_score, analysed))
        seen.add(name)
    return sorted(placed, key=lambda entry: -entry[0].total)


def _asked_for(found: Score) -> bool:
    return found.total >= FORMER_CODE or found.name >= EXACT
