"""How much of a plan some words cover. Pure; the innermost loops of search: a plan is made ready once, and held against many documents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from .plan import OTHER_MARKS, Plan
from .tokens import Token

PARTLY_SAID = 0.5  # a part of an official phrase says less than its share: "quyền" and "đất" apart are no "quyền sử dụng đất"
Covered = tuple[float, list[Token]]
Weight = Callable[[str], float | None]


class _Option(NamedTuple):
    slot: int
    weight: float
    tokens: tuple[Token, ...]


class Covering:
    """A plan, ready: which options of which slots each form belongs to. Words with the same weights are added up once."""

    def __init__(self, plan: Plan) -> None:
        self.forms = tuple(plan.forms)
        self._importance = plan.importance or 1.0
        self._options: list[_Option] = []
        self._of_form: dict[str, list[int]] = {form: [] for form in self.forms}
        self._units = []
        slots = 0
        for importance, wordings in plan.units:
            ready = []
            for weight, total, said in wordings:
                numbers = []
                for slot_importance, options in said:
                    numbers.append((slot_importance, slots))
                    for option in options:
                        self._add(_Option(slots, *option))
                    slots += 1
                ready.append((weight, total, tuple(numbers)))
            self._units.append((importance, tuple(ready)))
        self._known: dict[tuple[float | None, ...], Covered] = {}
        self._known_sets: dict[tuple[bool, ...], Covered] = {}

    def _add(self, option: _Option) -> None:
        for token in option.tokens:
            for form in token.forms:
                self._of_form[form].append(len(self._options))
        self._options.append(option)

    def by(self, weights: Mapping[str, float]) -> Covered:
        """How much of the plan words of these weights cover, 0 to 1, and the words that do, in the order of the query.

        Each unit counts by its best wording, each word by its best option.
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
        for importance, wordings in self._units:
            best, best_used = 0.0, list[Token]()
            for weight, total, slots in wordings:
                if weight <= best:
                    break
                said, words = 0.0, list[Token]()
                for slot_importance, slot in slots:
                    if slot in strongest:
                        strength, how = strongest[slot]
                        said += slot_importance * strength
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
        """Of each slot that has any of these forms, the option that is strongest; of equal ones the first."""
        strongest: dict[int, tuple[float, tuple[Token, ...]]] = {}
        for number in sorted({number for form in present for number in self._of_form[form]}):
            slot, weight, tokens = self._options[number]
            least = strongest[slot][0] if slot in strongest else 0.0
            if weight <= least:
                continue
            strength = 0.0
            for key, marked in tokens:
                strength += (get(marked) or OTHER_MARKS * (get(key) or 0.0)) if marked else (get(key) or 0.0)
            strength *= weight / len(tokens)
            if strength > least:
                strongest[slot] = strength, tokens
        return strongest
