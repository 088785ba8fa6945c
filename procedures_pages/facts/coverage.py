"""Does a page say something to everybody? Pure: walks the answers that people can give, and tells of whom the page forgets."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

from .case import Case, tailor
from .procedure import ProcedureFacts

MAX_CASES = 5_000  # of one page; of a page with more, so many by chance, the same each time


@dataclass(frozen=True, slots=True)
class Hole:
    """``field``: of what ("times", "costs", "documents", "places") the case has nothing, or, where ``is_double``, two that contradict each
    other ("times", "deadlines", "documents": the forms of a paper)."""

    case: Case
    field: str
    channel: str = ""
    is_double: bool = False


def whole_cases(facts: ProcedureFacts, most: int = MAX_CASES) -> Iterator[Case]:
    """The cases in which every question is answered, each once however many answers decide nothing in it."""
    answers = [[answer.id for answer in question.answers] for question in facts.questions]
    if math.prod(map(len, answers)) <= most:
        chosen = list(itertools.product(*answers))
    else:
        dice = random.Random(facts.id)  # noqa: S311  # nosec B311
        chosen = [tuple(map(dice.choice, answers)) for _n in range(most)]
    seen = set()
    for given in chosen:
        case = tailor(facts, {question.id: [answer] for question, answer in zip(facts.questions, given, strict=True)})
        if case.query not in seen:
            seen.add(case.query)
            yield case


def holes(facts: ProcedureFacts, most: int = MAX_CASES) -> Iterator[Hole]:
    """Whom the page tells no paper, time, cost or office, or two times, deadlines or forms of a paper; whoever is led to another procedure
    is told enough."""
    for case in whole_cases(facts, most):
        if case.exit:
            continue
        if not case.documents:
            yield Hole(case, "documents")
        if len(case.deadlines) > 1:
            yield Hole(case, "deadlines", is_double=True)
        if facts.offices and not case.offices:
            yield Hole(case, "places")
        if len({told.fact.document for told in case.forms}) < len(case.forms):
            yield Hole(case, "documents", is_double=True)
        for channel in case.channels:
            kind = channel.fact.kind
            times = sum(time.fact.is_for(kind) for time in case.times)
            if times != 1:
                yield Hole(case, "times", kind, is_double=times > 1)
            if not any(cost.fact.is_for(kind) for cost in case.costs):
                yield Hole(case, "costs", kind)
