"""What a query means, as a vector: the words somebody typed, their marks restored where they were left out."""

from __future__ import annotations

import threading
from itertools import islice

from vietnamese.counts import added, learn
from vietnamese.lexicon import general_counts
from vietnamese.restoring import Restorer

from ..index.snapshot import IndexSnapshot
from ..meaning.embedder import embedder
from ..meaning.vectors import Vectors
from ..process_state import kept
from ..query import synonyms
from ..query.expansion import ExpandedQuery
from ..query.reading import Query
from .correction import spelled_out

MAX_LEARNED = 6000  # names
# Words that stand together in a name, or in our lists of citizens' words, count as so many at large.
WEIGHT_OF_NAMES = 30
WEIGHT_OF_LISTS = 100


def vector_of(query: Query, expanded: ExpandedQuery, snapshot: IndexSnapshot, locale: str) -> Vectors | None:
    """A query, as it was read, in, its vector out.

    None where meaning is switched off, the model gives none in time, nothing has a vector yet, no word was typed, or what was typed is in
    another language than all that can be found: the model then puts everything equally far away.
    """
    if not query.segments or not len(snapshot.matrix) or (query.is_english and locale != "en"):
        return None
    model = embedder()
    return model.query(spoken(query, expanded, snapshot, locale)) if model else None


def spoken(query: Query, expanded: ExpandedQuery, snapshot: IndexSnapshot, locale: str) -> str:
    """The query in full Vietnamese: spelling corrected, abbreviations written out, tone marks restored."""
    if query.is_english:
        return query.subject.lower()
    return restorer(snapshot, locale).restore(spelled_out(query, expanded)).lower()


class Restorers:
    """For each language: how many names there were, and what was learned from them."""

    def __init__(self) -> None:
        self.learning = threading.Lock()
        self.learned: dict[str, tuple[int, Restorer]] = {}


def restorer(snapshot: IndexSnapshot, locale: str) -> Restorer:
    """Learned from Vietnamese at large and from the names of what can be found in a language; anew where there is much more of it."""
    there = min(len(snapshot.spelled), MAX_LEARNED)
    restorers = kept(Restorers)
    with restorers.learning:
        number, learned = restorers.learned.get(locale, (-1, None))
        if learned is None or not number * 0.8 <= there <= number * 1.25:
            learned = _learn(snapshot)
            restorers.learned[locale] = (there, learned)
    return learned


def _learn(snapshot: IndexSnapshot) -> Restorer:
    names = learn(islice(snapshot.spelled.values(), MAX_LEARNED))
    citizens = learn(synonyms.text_of(name) for name in synonyms.LISTS)
    counts = added([(general_counts(), 1), (names, WEIGHT_OF_NAMES), (citizens, WEIGHT_OF_LISTS)])
    return Restorer(counts.words, counts.pairs)
