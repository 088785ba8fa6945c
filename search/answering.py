"""One query answered, whatever engine finds the candidates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from heapq import nlargest

from .analysis import Analysed
from .engines import Hit
from .plan import Plan, plan
from .query import Query
from .ranking import covered
from .selecting import DOUBTFUL, scored, selected, surest
from .vocabulary import Vocabulary

Candidates = Callable[[Plan], Iterable[Analysed]]


def answer(query: Query, vocabulary: Vocabulary, candidates: Candidates, *, typing: bool = False) -> list[Hit]:
    """A query, the known words and a way to find candidates in; hits out.

    Where the first look leaves doubt, a second one takes known words for misspelled others as well.
    """
    if query.is_empty:
        return []
    wanted = plan(query, vocabulary, typing=typing)
    found = scored(wanted, candidates(wanted), vocabulary.rarity)
    sure = surest(found)
    if sure < DOUBTFUL and query.units:
        wanted = plan(query, vocabulary, typing=typing, doubting=True)
        found = scored(wanted, candidates(wanted), vocabulary.rarity)
        sure = max(sure, surest(found))
    return selected(found, sure, only_codes=not query.units)


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


def likeliest(wanted: Plan, gathered: Iterable[Analysed], most: int) -> list[Analysed]:
    """Of many documents, those whose words cover most of the plan."""
    rated = [(covered(wanted, analysed.weights)[0] * analysed.document.boost, n, analysed) for n, analysed in enumerate(gathered)]
    return [analysed for _rating, _n, analysed in nlargest(most, rated)]
