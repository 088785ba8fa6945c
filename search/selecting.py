"""From scored candidates to hits: sure enough, near enough to the best, alive unless asked for by name."""

from __future__ import annotations

from collections.abc import Iterable

from .analysis import Analysed
from .engines import Hit
from .plan import Plan
from .ranking import EXACT, FORMER_CODE, NEAR, SURE, Rarity, Score, score

MOST_HITS = 60


def select(plan: Plan, candidates: Iterable[Analysed], rarity: Rarity, *, sure: float = SURE, near: float = NEAR) -> list[Hit]:
    """A plan and the documents that may answer it in; hits out, best first."""
    scored = [(score(plan, analysed, rarity), analysed.document) for analysed in candidates]
    scored = [(s, d) for s, d in scored if s.total > 0 and (not d.is_gone or _asked_for(s))]
    if not scored or max(s.sure for s, _d in scored) < sure:
        return []
    scored.sort(key=lambda found: (-found[0].total, len(found[1].title), found[1].key))
    best = scored[0][0].total
    floor = min(best, 1.0) * near
    if best >= FORMER_CODE and not plan.units:
        floor = FORMER_CODE
    return [Hit(d, s.total) for s, d in scored if s.total >= floor][:MOST_HITS]


def _asked_for(found: Score) -> bool:
    return found.total >= FORMER_CODE or found.name >= EXACT
