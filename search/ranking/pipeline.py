"""Answers one query: asks the engine for candidates by words and by meaning, scores them all in one way, selects the hits.

Records of other provinces are kept apart: they are no hits and take no hit's place, but say that there is something elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..engines import Engine, Hit
from ..index.analysis import Analysed
from ..index.snapshot import IndexSnapshot
from ..meaning.outside import outside_likeness
from ..meaning.vectors import Vectors
from ..query.expansion import ExpandedQuery, expand
from ..query.reading import Query
from .correction import corrected
from .coverage import Covering
from .grouping import grouped
from .selection import DOUBTFUL, MAX_OFFERED, SURE, Scored, furthest, least_sure, only_offered, outside_of, scored, selected, surest

MAX_CANDIDATES = 60
MAX_SUGGESTED = 40  # candidates while somebody types: names alone are looked at, because every letter asks anew
MAX_NEAREST = 50

Fetch = Callable[[Iterable[int]], Mapping[int, Analysed]]


@dataclass(frozen=True, slots=True)
class RankedAnswer:
    """``hits`` best first, ``elsewhere`` those of other provinces; ``expanded`` how the query was read in the end; ``scores`` of all
    candidates for ``hits``, for whoever asks why.

    ``correction`` is the query with its misspelled words as the best hit has them, without marks where none were typed; or "". ``sure``, 0
    to 1 and a little more, says how sure it is that the query is answered at all; where ``is_offered``, the first few are asked about
    ("Có phải bạn muốn …?"). ``lacks_subject``: there are none, because nothing was said that could be found ("mất bao lâu").
    """

    hits: tuple[Hit, ...] = ()
    expanded: ExpandedQuery | None = None
    scores: Scored = ()
    correction: str = ""
    elsewhere: tuple[Hit, ...] = ()
    sure: float = 0.0
    is_offered: bool = False
    lacks_subject: bool = False

    @property
    def shown(self) -> tuple[Hit, ...]:
        """The hits that a page of them has."""
        return self.hits[:MAX_OFFERED] if self.is_offered else self.hits


@dataclass(frozen=True, slots=True)
class Asking:
    """What answering one query needs: the index snapshot of the language, the engine, and ``fetch``, which loads documents by row number.

    ``meaning`` gives the vector of a query as it was read; without it, words alone decide. ``away`` are the row numbers of what belongs to
    other provinces than the reader's and those that the query names, which are ``named``.
    """

    snapshot: IndexSnapshot
    engine: Engine
    fetch: Fetch
    locale: str
    meaning: Callable[[Query, ExpandedQuery], Vectors | None] | None = None
    away: frozenset[int] = frozenset()
    named: frozenset[str] = frozenset()


class _Candidates(NamedTuple):
    """Row numbers of what may answer, and of what would, were it not another province's."""

    here: frozenset[int] = frozenset()
    away: frozenset[int] = frozenset()


def answer(query: Query, asking: Asking, *, typing: bool = False) -> RankedAnswer:
    """Answers a query.

    Where no hit of the first search is sure enough, it searches once more and takes the words that the best hit lacks for misspelled ones,
    though they are known words. While somebody is still ``typing``, it does so only where nothing was sure to answer the query.
    """
    if query.is_empty:
        return RankedAnswer()
    vocabulary = asking.snapshot.vocabulary
    wanted = expand(query, vocabulary, typing=typing)
    vector = asking.meaning(query, wanted) if asking.meaning else None
    near = _Candidates()
    if vector is not None:
        near = _apart(lambda without: asking.engine.by_meaning(vector, asking.snapshot, asking.locale, MAX_NEAREST, without), asking)
    outside = outside_of(query, outside_likeness(vector)) if vector is not None else 0.0
    found, away = _look(wanted, asking, near, vector, outside)
    # Words that another province's records explain are no misspelled ones.
    sure = max(surest(found), surest(away))
    here = surest(found)
    doubted = _unexplained(query, wanted, found) if sure < (SURE if typing else DOUBTFUL) else ()
    if doubted:
        wanted = expand(query, vocabulary, typing=typing, doubted=doubted)
        found, away = _look(wanted, asking, near, vector, outside)
        here = max(here, surest(found))
    best = max(furthest(found), furthest(away))
    least = least_sure(query) if vector is not None else SURE
    hits = tuple(grouped(selected(found, here, least=least, only_codes=not query.segments, best=best), query, asking.named))
    elsewhere = tuple(grouped(selected(away, surest(away), only_codes=not query.segments, best=best), query))
    correction = corrected(query, wanted, found[0][1].weights) if hits and not query.is_english else ""
    is_offered = vector is not None and only_offered(hits, found, here, len(query.words))
    return RankedAnswer(hits, wanted, found, correction, elsewhere, here, is_offered)


def _look(wanted: ExpandedQuery, asking: Asking, near: _Candidates, vector: Vectors | None, outside: float) -> tuple[Scored, Scored]:
    """The scored candidates, and those of other provinces: none while somebody is still typing."""
    most = MAX_SUGGESTED if wanted.typing else MAX_CANDIDATES
    words = _apart(lambda without: asking.engine.by_words(wanted, asking.snapshot, asking.locale, most, without), asking)
    here, away = words.here | near.here, frozenset() if wanted.typing else words.away | near.away
    documents = asking.fetch(here | away)
    likeness = asking.snapshot.matrix.likeness(vector, documents) if vector is not None else {}
    candidates = [(number in away, (analysed, likeness.get(number))) for number, analysed in documents.items()]
    rarity = asking.snapshot.vocabulary.rarity
    return (
        scored(wanted, [one for is_away, one in candidates if not is_away], rarity, outside),
        scored(wanted, [one for is_away, one in candidates if is_away], rarity, outside),
    )


def _apart(ask: Callable[[Collection[int]], Collection[int]], asking: Asking) -> _Candidates:
    """Asks once; where that brings something of other provinces, once more without any, so that it takes nobody's place."""
    found = frozenset(ask(()))
    away = found & asking.away
    return _Candidates(frozenset(ask(asking.away)) if away else found, away)


def _unexplained(query: Query, wanted: ExpandedQuery, found: Scored) -> frozenset[str]:
    """The content words of the query that the best document has nothing for."""
    explained = {token.key for token in Covering(wanted).by(found[0][1].weights)[1]} if found else set[str]()
    segments = (segment for segment in query.segments if not any(t.key in explained for phrase in segment.official for t in phrase))
    words = (word for segment in segments for word in segment.words if word.weight == 1.0)
    return frozenset(word.text for word in words if not any(reading.key in explained for reading in word.readings))
