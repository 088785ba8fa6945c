"""The search that runs inside the process: postings of folded words, in segments, one for each source and language."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property

from ..analysis import Analysed, analyse
from ..codes import matches
from ..documents import SearchDocument
from ..plan import Plan, plan
from ..query import Query
from ..selecting import select
from ..vocabulary import Vocabulary
from . import Hit

MOST_POSTINGS = 6000  # looked at for one query, rarest words first
MOST_CANDIDATES = 80  # scored in full


class Segment:
    """The documents of one source in one language, and where each word stands."""

    def __init__(self, documents: Iterable[SearchDocument]) -> None:
        self.documents = [analyse(document) for document in documents]
        self.vocabulary = Vocabulary.of(self.documents)
        found: dict[str, list[tuple[float, int]]] = {}
        for number, analysed in enumerate(self.documents):
            for form, weight in analysed.weights.items():
                found.setdefault(form, []).append((-weight * analysed.document.boost, number))
        self.postings = {form: _postings(entries) for form, entries in found.items()}

    def with_codes(self, typed: Sequence[str]) -> set[int]:
        return {n for code, numbers in self._by_code.items() for n in numbers if any(matches(code, t) for t in typed)}

    @cached_property
    def _by_code(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, analysed in enumerate(self.documents):
            for code in analysed.document.codes:
                found.setdefault(code, []).append(number)
        return found


def _postings(entries: list[tuple[float, int]]) -> tuple[array[int], array[float]]:
    """Document numbers, the strongest first, and their weights."""
    entries.sort()
    return array("I", [number for _weight, number in entries]), array("f", [-weight for weight, _number in entries])


class MemoryEngine:
    name = "memory"

    def __init__(self, segments: dict[str, Sequence[Segment]]) -> None:
        self._locales = {locale: _Locale(parts) for locale, parts in segments.items()}

    def search(self, query: Query, locale: str) -> list[Hit]:
        found = self._locales.get(locale)
        return found.search(plan(query, found.vocabulary)) if found and not query.is_empty else []

    def suggest(self, query: Query, locale: str, limit: int) -> list[Hit]:
        found = self._locales.get(locale)
        return found.search(plan(query, found.vocabulary, typing=True))[:limit] if found and not query.is_empty else []


class _Locale:
    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.vocabulary = segments[0].vocabulary if len(segments) == 1 else Vocabulary.merged(s.vocabulary for s in segments)

    def search(self, wanted: Plan) -> list[Hit]:
        return select(wanted, self._candidates(wanted), self.vocabulary.rarity)

    def _candidates(self, wanted: Plan) -> list[Analysed]:
        forms = weighted_forms(wanted)
        found: list[tuple[float, Analysed]] = []
        for segment in self.segments:
            scores: dict[int, float] = dict.fromkeys(segment.with_codes(wanted.codes), 100.0) if wanted.codes else {}
            budget = MOST_POSTINGS
            for form, importance in forms:
                numbers, weights = segment.postings.get(form, (None, None))
                if numbers is None or weights is None:
                    continue
                if budget > 0:
                    for number, weight in zip(numbers[:budget], weights, strict=False):
                        scores[number] = scores.get(number, 0.0) + importance * weight
                    budget -= len(numbers)
                else:
                    for number, total in scores.items():
                        weight = segment.documents[number].weights.get(form, 0.0)
                        if weight:
                            scores[number] = total + importance * weight
            best = sorted(scores, key=scores.__getitem__, reverse=True)[:MOST_CANDIDATES]
            found += [(scores[number], segment.documents[number]) for number in best]
        found.sort(key=lambda entry: -entry[0])
        return [analysed for _score, analysed in found[:MOST_CANDIDATES]]


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
