"""What a query means, as a vector: the words somebody typed, their marks restored where they were left out."""

from __future__ import annotations

import threading
from itertools import islice

from vietnamese.counts import added, learn
from vietnamese.lexicon import general_counts
from vietnamese.restoring import Restorer

from .. import synonyms
from ..correcting import spelled_out
from ..index.knowing import Known
from ..plan import Plan
from ..query import Query
from .embedder import embedder
from .vectors import Vectors

MOST_LEARNED = 6000  # names
# Words that stand together in a name, or in our lists of citizens' words, count as so many at large.
WEIGHT_OF_NAMES = 30
WEIGHT_OF_LISTS = 100


def vector_of(query: Query, plan: Plan, known: Known, locale: str) -> Vectors | None:
    """A query, as it was read, in, its vector out.

    None where meaning is switched off, the model gives none in time, nothing has a vector yet, no word was typed, or what was typed is in
    another language than all that can be found: the model then puts everything equally far away.
    """
    if not query.units or not len(known.matrix) or (query.is_english and locale != "en"):
        return None
    model = embedder()
    return model.query(spoken(query, plan, known, locale)) if model else None


def spoken(query: Query, plan: Plan, known: Known, locale: str) -> str:
    """The query as somebody would write it who took the trouble: spelling corrected, abbreviations written out, marks put back."""
    if query.is_english:
        return query.text.lower()
    return restorer(known, locale).restore(spelled_out(query, plan)).lower()


_learning = threading.Lock()
_learned: dict[str, tuple[int, Restorer]] = {}


def restorer(known: Known, locale: str) -> Restorer:
    """Learned from Vietnamese at large and from the names of what can be found in a language; anew where there is much more of it."""
    there = min(len(known.spelled), MOST_LEARNED)
    with _learning:
        number, learned = _learned.get(locale, (-1, None))
        if learned is None or not number * 0.8 <= there <= number * 1.25:
            learned = _learn(known)
            _learned[locale] = (there, learned)
    return learned


def _learn(known: Known) -> Restorer:
    names = learn(islice(known.spelled.values(), MOST_LEARNED))
    citizens = learn(synonyms.text_of(name) for name in synonyms.LISTS)
    counts = added([(general_counts(), 1), (names, WEIGHT_OF_NAMES), (citizens, WEIGHT_OF_LISTS)])
    return Restorer(counts.words, counts.pairs)
