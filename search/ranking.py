"""How well a document answers a plan. Pure; the same for every engine.

Two views of a document are added up: how much of the query its words cover, wherever they stand (a name counts more than the body), and
how well its best name (title, official name, or one of the citizens' names for it) says the same as the query and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from .analysis import Analysed, Line
from .codes import matches
from .plan import OTHER_MARKS, Plan, PlannedUnit, Slot
from .tokens import Token

COVERAGE = 0.45
NAME = 0.55
# Within a name: how much of the query it has, how much of it the query has, how many words follow each other as typed.
HAS, SAYS_NO_MORE, IN_ORDER = 0.6, 0.25, 0.15
CODE = 10.0
FORMER_CODE = 9.0
SURE = 0.5  # below this, the best document answers something else
NEAR = 0.55  # hits below this part of the best one are left out
EXACT = 0.97

Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Score:
    """``total`` orders hits; ``sure``, 0 to 1, is how much of the query is answered; ``name`` how well the best name fits."""

    total: float
    sure: float
    name: float


def score(plan: Plan, analysed: Analysed, rarity: Rarity) -> Score:
    """A plan and a document in, its score out."""
    document = analysed.document
    code = _code_score(plan, document.codes, document.result)
    if not plan.importance:
        return Score(code, 1.0 if code else 0.0, 0.0)
    covered = sum(u.importance * _unit(u, analysed.weights) for u in plan.units) / plan.importance
    name, has = max((_line(plan, line, rarity) for line in analysed.lines), default=(0.0, 0.0))
    total = (COVERAGE * covered + NAME * name) * document.boost + code
    return Score(total, 1.0 if code else max(covered, has), name)


def _code_score(plan: Plan, codes: Collection[str], present: str) -> float:
    if any(matches(present, typed) for typed in plan.codes):
        return CODE
    return FORMER_CODE if any(matches(code, typed) for code in codes for typed in plan.codes) else 0.0


def _unit(unit: PlannedUnit, weights: Mapping[str, float]) -> float:
    return max(_said(wording.slots, weights) * wording.weight / wording.importance if wording.importance else 0.0 for wording in unit.wordings)


def _said(slots: tuple[Slot, ...], weights: Mapping[str, float]) -> float:
    return sum(slot.importance * _slot(slot, weights)[0] for slot in slots)


def _slot(slot: Slot, weights: Mapping[str, float]) -> tuple[float, tuple[Token, ...]]:
    best, how = 0.0, ()
    for option in slot.options:
        if option.weight > best:
            strength = option.weight * sum(_strength(t, weights) for t in option.tokens) / len(option.tokens)
            if strength > best:
                best, how = strength, option.tokens
    return best, how


def _strength(token: Token, weights: Mapping[str, float]) -> float:
    if token.marked:
        return weights.get(token.marked) or OTHER_MARKS * weights.get(token.key, 0.0)
    return weights.get(token.key, 0.0)


def _line(plan: Plan, line: Line, rarity: Rarity) -> tuple[float, float]:
    """(how well the name fits, how much of the query it has)."""
    weights = dict.fromkeys((*line.keys, *line.marked), 1.0)
    has, used = 0.0, []
    for unit in plan.units:
        best, best_used = 0.0, []
        for wording in unit.wordings:
            said, tokens = 0.0, []
            for slot in wording.slots:
                strength, how = _slot(slot, weights)
                said += slot.importance * strength
                tokens += [t.key for t in how if t.key in weights]
            said = said * wording.weight / wording.importance if wording.importance else 0.0
            if said > best:
                best, best_used = said, tokens
        has += unit.importance * best
        used += best_used
    has /= plan.importance
    if not used:
        return 0.0, 0.0
    mentioned = set(used)
    rarities = [(key, rarity(key)) for key in line.keys]
    no_more = sum(r for key, r in rarities if key in mentioned) / (sum(r for _key, r in rarities) or 1.0)
    pairs = set(zip(line.keys, line.keys[1:], strict=False))
    ordered = sum(pair in pairs for pair in zip(used, used[1:], strict=False)) / max(1, len(used) - 1) if len(used) > 1 else no_more
    return has * (HAS + SAYS_NO_MORE * no_more + IN_ORDER * ordered), has
