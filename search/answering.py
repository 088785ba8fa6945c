"""One query answered, whatever engine finds the candidates."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .analysis import Analysed
from .engines import Hit
from .plan import Plan, plan
from .query import Query
from .ranking import covered
from .selecting import DOUBTFUL, SURE, Scored, scored, selected, surest
from .vocabulary import Vocabulary

Candidates = Callable[[Plan], Iterable[Analysed]]


def answer(query: Query, vocabulary: Vocabulary, candidates: Candidates, *, typing: bool = False) -> list[Hit]:
    """A query, the known words and a way to find candidates in; hits out.

    Where the first look leaves doubt, a second one takes the words that the best hit does not have for misspelled others, though they are
    known; while somebody is still ``typing``, only where the first look found nothing.
    """
    if query.is_empty:
        return []
    wanted = plan(query, vocabulary, typing=typing)
    found = scored(wanted, candidates(wanted), vocabulary.rarity)
    sure = surest(found)
    doubted = _unexplained(query, wanted, found) if sure < (SURE if typing else DOUBTFUL) else ()
    if doubted:
        wanted = plan(query, vocabulary, typing=typing, doubted=doubted)
        found = scored(wanted, candidates(wanted), vocabulary.rarity)
        sure = max(sure, surest(found))
    return selected(found, sure, only_codes=not query.units)


def _unexplained(query: Query, wanted: Plan, found: Scored) -> frozenset[str]:
    """The content words of the query that the best document has nothing for."""
    explained = {token.key for token in covered(wanted, found[0][1].weights)[1]} if found else set[str]()
    units = (unit for unit in query.units if not any(t.key in explained for phrase in unit.official for t in phrase))
    words = (word for unit in units for word in unit.words if word.weight == 1.0)
    return frozenset(word.text for word in words if not any(reading.key in explained for reading in word.readings))


def weighted_forms(wanted: Plan) -> list[tuple[str, float]]:
    """Every form the plan looks for, with what it counts, the most telling first."""
    forms: dict[str, float] = {}
    for unit in wanted.units:
        for wording in unit.wordings:
            share = unit.importance * wording.weight / wording.importance if wording.importance else 0.0
            for slot in wording.slots:
                for option in slot.options:
                    for token in option.tokens:
                        for form in token.forms:
                            counted = share * slot.importance * option.weight / (len(option.tokens) * len(token.forms))
                            forms[form] = max(counted, forms.get(form, 0.0))
    return sorted(forms.items(), key=lambda entry: -entry[1])
