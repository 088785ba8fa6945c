"""The search that runs inside the process: postings of folded words, in segments, one for each source and language."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from heapq import nlargest

from ..analysis import Analysed, analyse
from ..answering import answer, weighted_forms
from ..codes import matches
from ..documents import SearchDocument
from ..plan import Plan
from ..query import Query
from ..vocabulary import Vocabulary
from . import Hit

MOST_GATHERED = 1000  # taken from the postings of one word
MOST_CANDIDATES = 150  # of all those gathered, scored in full
CODE_FOUND = 100.0  # more than any words add up to


class Segment:
    """The documents of one source in one language, and where each word stands."""

    def __init__(self, documents: Iterable[SearchDocument], before: Segment | None = None) -> None:
        """``before`` is the segment this one replaces: documents that are still the same objects are not taken apart again."""
        known = {id(analysed.document): analysed for analysed in before.documents} if before else {}
        self.documents: list[Analysed] = [known.get(id(document)) or analyse(document) for document in documents]
        self.vocabulary = Vocabulary.of(self.documents)
        found: dict[str, list[tuple[float, int]]] = {}
        for number, analysed in enumerate(self.documents):
            for form, weight in analysed.weights.items():
                found.setdefault(form, []).append((-weight * analysed.document.boost, number))
        self.postings = {form: _postings(entries) for form, entries in found.items()}

    def with_codes(self, typed: Sequence[str]) -> set[int]:
        return {n for code, numbers in self._by_code.items() for n in numbers if any(matches(code, t) for t in typed)}

    def gathered(self, codes: Sequence[str], forms: Sequence[tuple[str, float]]) -> list[tuple[float, Analysed]]:
        """The likeliest documents with a rough score: gathered by the most telling words, weighed by the others."""
        scores: dict[int, float] = dict.fromkeys(self.with_codes(codes), CODE_FOUND) if codes else {}
        common = []
        for form, importance in forms:
            if form not in self.postings:
                continue
            numbers, weights = self.postings[form]
            if len(numbers) > MOST_GATHERED and scores:
                common.append((form, importance))
                continue
            for number, weight in zip(numbers[:MOST_GATHERED], weights, strict=False):
                scores[number] = scores.get(number, 0.0) + importance * weight
        best = _best(scores, MOST_CANDIDATES * 2 if common else MOST_CANDIDATES)
        for number in best:
            known = self.documents[number].weights
            for form, importance in common:
                if form in known:
                    scores[number] += importance * known[form]
        return [(scores[number], self.documents[number]) for number in best]

    @cached_property
    def _by_code(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, analysed in enumerate(self.documents):
            for code in analysed.document.codes:
                found.setdefault(code, []).append(number)
        return found


def _best(scores: dict[int, float], most: int) -> list[int]:
    return nlargest(most, scores, key=scores.__getitem__) if len(scores) > most else list(scores)


def _postings(entries: list[tuple[float, int]]) -> tuple[array[int], array[float]]:
    """Document numbers, the strongest first, and their weights."""
    entries.sort()
    return array("I", [number for _weight, number in entries]), array("f", [-weight for weight, _number in entries])


class MemoryEngine:
    name = "memory"

    def __init__(self, segments: Mapping[str, Sequence[Segment]]) -> None:
        self._locales = {locale: _Locale(parts) for locale, parts in segments.items()}

    def search(self, query: Query, locale: str) -> list[Hit]:
        found = self._locales.get(locale)
        return answer(query, found.vocabulary, found.candidates) if found else []

    def suggest(self, query: Query, locale: str, limit: int) -> list[Hit]:
        found = self._locales.get(locale)
        return answer(query, found.vocabulary, found.candidates, typing=True)[:limit] if found else []


class _Locale:
    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.vocabulary = segments[0].vocabulary if len(segments) == 1 else Vocabulary.merged(s.vocabulary for s in segments)

    def candidates(self, wanted: Plan) -> list[Analysed]:
        forms = weighted_forms(wanted)
        found = [entry for segment in self.segments for entry in segment.gathered(wanted.codes, forms)]
        return [analysed for _score, analysed in nlargest(MOST_CANDIDATES, found, key=lambda entry: entry[0])]
