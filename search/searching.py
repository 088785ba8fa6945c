"""Search as the rest of the site asks for it: an engine with the database behind it, every hit live and public at this moment."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field, replace
from functools import partial

from .answering import Answer, Asking, answer
from .engines import Engine, Hit
from .engines.database import DatabaseEngine
from .index import knowing
from .index.sources import present
from .meaning.asking import restorer, vector_of
from .query import Query

log = logging.getLogger(__name__)

MOST_SUGGESTIONS = 12
PAUSE = 15.0  # seconds after a failure in which the engine is not asked again, so that not every reader waits


@dataclass(slots=True)
class Searcher:
    """Asks ``engine``; where that fails, the database answers, and goes on answering for a while."""

    engine: Engine = field(default_factory=DatabaseEngine)
    paused_until: float = 0.0

    @property
    def name(self) -> str:
        return self.engine.name

    def catch_up(self) -> None:
        """Brings what the engine keeps outside the database up to it. Raises what went wrong."""
        self.engine.catch_up()
        self.paused_until = 0.0

    def search(self, query: Query, locale: str) -> list[Hit]:
        """A query in; its hits out, best first; none where nothing answers it."""
        return list(self.answer(query, locale).hits)

    def suggest(self, query: Query, locale: str, limit: int) -> list[Hit]:
        """What somebody is typing in; the hits it may become out. Words alone, because every letter asks anew."""
        return list(self.answer(query, locale, typing=True).hits[:limit])

    def answer(self, query: Query, locale: str, *, typing: bool = False) -> Answer:
        """The whole answer, with how it came about."""
        if query.is_empty:
            return Answer()
        known = knowing.known(locale)
        ask = partial(self._ask, query, known, locale, typing)
        if isinstance(self.engine, DatabaseEngine):
            found = ask(self.engine)
        elif time.monotonic() < self.paused_until:
            found = ask(DatabaseEngine())
        else:
            try:
                found = ask(self.engine)
            except Exception as error:  # whatever is wrong with the server, the reader gets an answer
                log.warning("search: %s does not answer (%s)", self.engine.name, type(error).__name__)
                self.paused_until = time.monotonic() + PAUSE
                found = ask(DatabaseEngine())
        offered = found.hits[:MOST_SUGGESTIONS] if typing else found.hits
        there = present([hit.document.key for hit in offered])
        hits = tuple(hit for hit in offered if hit.document.key in there)
        correction = restorer(known, locale).restore(found.correction) if hits and found.correction else ""
        return replace(found, hits=hits, correction=correction)

    def _ask(self, query: Query, known: knowing.Known, locale: str, typing: bool, engine: Engine) -> Answer:
        meaning = None if typing else partial(vector_of, known=known, locale=locale)
        asking = Asking(known, engine, partial(knowing.documents, known), locale, meaning)
        return answer(query, asking, typing=typing)
