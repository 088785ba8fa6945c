"""How much of an expanded query a document's words cover. Pure; the innermost loops of search: prepared once, used for many documents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from ..query.expansion import OTHER_MARKS, ExpandedQuery
from ..query.tokens import Token

PARTLY_SAID = 0.5  # a part of an official phrase says less than its share: "quyền" and "đất" apart are no "quyền sử dụng đất"
Covered = tuple[float, list[Token]]
Weight = Callable[[str], float | None]


class _Alternative(NamedTuple):
    term: int
    weight: float
    tokens: tuple[Token, ...]


class Covering:
    """An expanded query, prepared: for each form the alternatives and terms it belongs to. Equal sets of weights are added up only once."""

    def __init__(self, expanded: ExpandedQuery) -> None:
        self.forms = tuple(expanded.forms)
        self._importance = expanded.importance or 1.0
        self._alternatives: list[_Alternative] = []
        self._of_form: dict[str, list[int]] = {form: [] for form in self.forms}
        self._segments = []
        terms = 0
        for importance, phrasings in expanded.segments:
            ready = []
            for weight, total, said in phrasings:
                numbers = []
                for term_importance, alternatives in said:
                    numbers.append((term_importance, terms))
                    for alternative in alternatives:
                        self._add(_Alternative(terms, *alternative))
                    terms += 1
                ready.append((weight, total, tuple(numbers)))
            self._segments.append((importance, tuple(ready)))
        self._known: dict[tuple[float | None, ...], Covered] = {}
        self._known_sets: dict[tuple[bool, ...], Covered] = {}

    def _add(self, alternative: _Alternative) -> None:
        for token in alternative.tokens:
            for form in token.forms:
                self._of_form[form].append(len(self._alternatives))
        self._alternatives.append(alternative)

    def by(self, weights: Mapping[str, float]) -> Covered:
        """How much of the expanded query words of these weights cover, 0 to 1, and the words that do, in the order of the query.

        Each segment counts by its best phrasing, each word by its best alternative.
        """
        values = tuple(map(weights.get, self.forms))
        if (known := self._known.get(values)) is None:
            known = self._known[values] = self._added_up(weights.get, [form for form in self.forms if form in weights])
        return known

    def by_all(self, forms: Collection[str]) -> Covered:
        """The same for words that all count 1."""
        values = tuple(map(forms.__contains__, self.forms))
        if (known := self._known_sets.get(values)) is None:
            present = dict.fromkeys((form for form in self.forms if form in forms), 1.0)
            known = self._known_sets[values] = self._added_up(present.get, present)
        return known

    def _added_up(self, get: Weight, present: Collection[str]) -> Covered:
        strongest = self._strongest(get, present)
        coverage, used = 0.0, list[Token]()
        for importance, phrasings in self._segments:
            best, best_used = 0.0, list[Token]()
            for weight, total, terms in phrasings:
                if weight <= best:
                    break
                said, words = 0.0, list[Token]()
                for term_importance, term in terms:
                    if term in strongest:
                        strength, how = strongest[term]
                        said += term_importance * strength
                        words += how
                if words:
                    part = said / total
                    if weight < 1.0:
                        part *= 1.0 - PARTLY_SAID * (1.0 - part)
                    if part * weight > best:
                        best, best_used = part * weight, words
            coverage += importance * best
            used += best_used
        return coverage / self._importance, used

    def _strongest(self, get: Weight, present: Collection[str]) -> dict[int, tuple[float, tuple[Token, ...]]]:
        """Of each term that has any of these forms, the alternative that is strongest; of equal ones the first."""
        strongest: dict[int, tuple[float, tuple[Token, ...]]] = {}
        for number in sorted({number for form in present for number in self._of_form[form]}):
            term, weight, tokens = self._alternatives[number]
            least = strongest[term][0] if term in strongest else 0.0
            if weight <= least:
                continue
            strength = 0.0
            for key, marked in tokens:
                strength += (get(marked) or OTHER_MARKS * (get(key) or 0.0)) if marked else (get(key) or 0.0)
            strength *= weight / len(tokens)
            if strength > least:
                strongest[term] = strength, tokens
        return strongest
