"""The engine in an Elasticsearch: it finds the candidates, words by terms and meaning by kNN; all else is as with the database.

It is asked only while it holds what the database's index holds; until then, and whenever it does not answer well within a second, the
database answers (:class:`search.searching.Searcher`).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Sequence
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError

from ..index import state, wake
from ..index.analysis import FIELDS
from ..index.snapshot import IndexSnapshot
from ..index.terms import ALL, CODE_FOUND, PAGE, PAGE_WITH_ALL, in_language
from ..meaning.vectors import Vectors
from ..query.expansion import ExpandedQuery, weighted_forms, whole_phrasings
from .elasticsearch_index import ElasticsearchIndex

logging.getLogger("elastic_transport").setLevel(logging.WARNING)  # it reports every request

TIMEOUT = 0.6  # seconds
CHECK_SECONDS = 1.0
MAX_FORMS = 400


class Behind(Exception):
    """The server does not hold the present index yet."""


class ElasticsearchEngine:
    """``url``: one address or several nodes separated by commas; a node that is down is left out for a while."""

    name = "elasticsearch"

    def __init__(self, url: str, alias: str = "cam-nang", timeout: float = TIMEOUT) -> None:
        nodes = [node.strip() for node in url.split(",") if node.strip()]
        # A node that refuses is passed over for the next one; what hangs is given up after one try, because the reader waits.
        self.client = Elasticsearch(
            nodes, request_timeout=timeout, max_retries=len(nodes) - 1, retry_on_timeout=len(nodes) > 1, dead_node_backoff_factor=1
        )
        self.index = ElasticsearchIndex(self.client, alias)
        self._checked, self._holds = 0.0, ("", -1)

    def by_words(
        self, expanded: ExpandedQuery, snapshot: IndexSnapshot, locale: str, most: int, without: Collection[int] = ()
    ) -> Collection[int]:
        should: list[dict[str, Any]] = []
        for form, counts in weighted_forms(expanded)[:MAX_FORMS]:
            should.append(_constant("strong", in_language(form, locale), counts))
            if not expanded.typing:
                should.append(_constant("weak", in_language(form, locale), counts * FIELDS["body"]))
        should += [_constant("codes", in_language(code, locale), CODE_FOUND) for code in expanded.codes]
        for groups in whole_phrasings(expanded):
            every = [{"terms": {"strong": [in_language(key, locale) for key in group]}} for group in groups]
            page = {"term": {"strong": in_language(PAGE, locale)}}
            should += [{"constant_score": {"filter": {"bool": {"filter": every}}, "boost": ALL}}]
            should += [{"constant_score": {"filter": {"bool": {"filter": [*every, page]}}, "boost": PAGE_WITH_ALL}}]
        if not should:
            return []
        return self._numbers(query={"bool": {"should": should, "must_not": _ids(without)}}, sort=["_score", {"length": "asc"}], size=most)

    def by_meaning(
        self, vector: Vectors, snapshot: IndexSnapshot, locale: str, most: int, without: Collection[int] = ()
    ) -> Collection[int]:
        knn = {
            "field": "meanings.vector",
            "query_vector": [round(float(part), 5) for part in vector],
            "k": most,
            "num_candidates": most * 4,
            "filter": {"bool": {"filter": {"term": {"locale": locale}}, "must_not": _ids(without)}},
        }
        return self._numbers(knn=knn, size=most)

    def catch_up(self) -> None:
        """Brings the server up to the index in the database. Raises what went wrong."""
        self.index.catch_up()
        self._checked = 0.0

    def _numbers(self, **asked: Any) -> Sequence[int]:
        self._is_current()
        found = self.client.search(index=self.index.alias, source=False, track_total_hits=False, **asked)
        return [int(hit["_id"]) for hit in found["hits"]["hits"]]

    def _is_current(self) -> None:
        """Raises :class:`Behind`, and has the watch catch up, where the server does not hold the present state."""
        now = state.current()
        wanted, holds = (now.generation, now.stamp), self._holds
        if holds != wanted or time.monotonic() - self._checked > CHECK_SECONDS:
            try:
                holds, self._checked = self.index.holds(), time.monotonic()
            except NotFoundError:
                holds = ("", -1)
            self._holds = holds
        if holds != wanted:
            wake.wake()
            raise Behind


def _ids(numbers: Collection[int]) -> list[dict[str, Any]]:
    return [{"ids": {"values": [str(number) for number in numbers]}}] if numbers else []


def _constant(field: str, value: str, boost: float) -> dict[str, Any]:
    return {"constant_score": {"filter": {"term": {field: value}}, "boost": max(boost, 0.0001)}}
