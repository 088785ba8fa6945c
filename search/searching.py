"""Search as the rest of the site asks for it: an engine with the database behind it, every hit live and public at this moment.

:func:`searcher` says which engine answers: the site's own database, or an Elasticsearch at ``SEARCH_URL``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial

from django.conf import settings
from django.db import connection

from office import site_data
from office.outage import Outage
from office.provinces import asked_for

from .engines import Engine, Hit
from .engines.database import DatabaseEngine
from .engines.elasticsearch import ElasticsearchEngine
from .index.indexing import rows_of_source
from .index.snapshot import IndexSnapshot, documents, index_snapshot
from .index.sources import present
from .query.reading import Query, read_query
from .ranking.pipeline import Asking, RankedAnswer, answer
from .ranking.query_vectors import restorer, vector_of

MAX_SUGGESTIONS = 12


@dataclass(slots=True)
class Searcher:
    """Asks ``engine``; where that fails, the database answers, and goes on answering for a while."""

    engine: Engine = field(default_factory=DatabaseEngine)
    outage: Outage = field(default_factory=Outage)

    @property
    def name(self) -> str:
        return self.engine.name

    def catch_up(self) -> None:
        """Brings what the engine keeps outside the database up to it. Raises what went wrong."""
        self.engine.catch_up()
        self.outage.end()

    def search(self, query: Query, locale: str) -> list[Hit]:
        """The hits of a query, best first; none where nothing answers it."""
        return list(self.answer(query, locale).hits)

    def suggest(self, query: Query, locale: str, limit: int) -> list[Hit]:
        """Hits for a query that somebody is still typing, at most ``limit``. By words alone, because every letter asks anew."""
        return list(self.answer(query, locale, typing=True).hits[:limit])

    def answer(self, query: Query, locale: str, *, typing: bool = False, among: str = "") -> RankedAnswer:
        """The whole answer, with how it came about; none to what no office is asked, nor to a question about nothing.

        ``among``: of this source of documents alone; all others are ``elsewhere``.
        """
        if query.is_empty or query.outside:
            return RankedAnswer()
        snapshot = index_snapshot(locale)
        if query.lacks_subject and not among and not _is_a_name(query, snapshot):
            return RankedAnswer(lacks_subject=True)
        named = frozenset(asked_for(word.text for word in query.words))
        away = frozenset(snapshot.rows).difference(rows_of_source(among, locale)) if among else _away(query, snapshot, named)
        ask = partial(self._ask, query, snapshot, locale, typing, away, named)
        if isinstance(self.engine, DatabaseEngine):
            found = ask(self.engine)
        elif not self.outage.may_ask():
            found = ask(DatabaseEngine())
        else:
            try:
                found = ask(self.engine)
                self.outage.end()
            except Exception as error:  # whatever is wrong with the server, the reader gets an answer
                self.outage.begin(error)
                found = ask(DatabaseEngine())
        offered = found.hits[:MAX_SUGGESTIONS] if typing else found.hits
        there = present([one.document.key for hit in (*offered, *found.elsewhere) for one in hit.members])
        hits, elsewhere = _those(offered, there), _those(found.elsewhere, there)
        correction = restorer(snapshot, locale).restore(found.correction) if hits and found.correction else ""
        return replace(found, hits=hits, correction=correction, elsewhere=elsewhere)

    def _ask(
        self,
        query: Query,
        snapshot: IndexSnapshot,
        locale: str,
        typing: bool,
        away: frozenset[int],
        named: frozenset[str],
        engine: Engine,
    ) -> RankedAnswer:
        meaning = None if typing else partial(vector_of, snapshot=snapshot, locale=locale)
        asking = Asking(snapshot, engine, partial(documents, snapshot), locale, meaning, away, named)
        return answer(query, asking, typing=typing)


def _is_a_name(query: Query, snapshot: IndexSnapshot) -> bool:
    """Whether what was typed is, word by word, a name of something that can be found ("nộp hồ sơ qua mạng", a name of a guide)."""
    typed = " ".join(word.readings[0].key for word in query.words)
    return any(typed in names and typed in names.split("\n") for names in snapshot.names.values())


def _those(hits: Sequence[Hit], there: Collection[str]) -> tuple[Hit, ...]:
    """The hits of whose members one is there: where the first is not, the next stands for them."""
    left = [[one for one in hit.members if one.document.key in there] for hit in hits]
    pairs = ((hit, members) for hit, members in zip(hits, left, strict=True) if members)
    return tuple(replace(members[0], score=hit.score, variants=tuple(members[1:])) for hit, members in pairs)


def _away(query: Query, snapshot: IndexSnapshot, named: frozenset[str]) -> frozenset[int]:
    """The rows of other provinces: neither the unit's own nor one that the query names. A code asks for its record, whoever's it is."""
    if not snapshot.places or query.codes:
        return frozenset()
    welcome = {site_data.unit().province, *named}
    return frozenset(number for number, place in snapshot.places.items() if place not in welcome)


NAMES = ("sqlite", "postgresql", "elasticsearch")


def searcher(name: str = "") -> Searcher:
    """The search of that name; without a name, the one the settings choose.

    Raises ValueError for one that these settings do not have: "sqlite" and "postgresql" are there where the database is one.
    """
    url = settings.SEARCH_URL
    if name in (connection.vendor, "database") or (not name and not url):
        return Searcher()
    if name not in ("", "elasticsearch"):
        raise ValueError(name)
    if not url:
        raise ValueError("SEARCH_URL")
    return elasticsearch(url)


@cache
def elasticsearch(url: str) -> Searcher:
    return Searcher(ElasticsearchEngine(url, settings.SEARCH_INDEX))


def found_procedures(words: str) -> list[int]:
    """What was typed in; keys of the Vietnamese pages of procedures that the site's search finds out, best first."""
    hits = searcher().search(read_query(words), "vi")
    return [int(hit.document.key.partition(":")[2]) for hit in hits if hit.document.kind == "procedure"]
