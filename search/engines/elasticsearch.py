"""Search in an Elasticsearch. It finds the candidates; analysis, plan and ranking are those of the memory engine, so the order is too.

One index for each language behind an alias, filled anew and swapped in when the content has changed. It is asked only while it holds the
present content; otherwise, and whenever it does not answer well within a second, the memory engine answers.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.core.cache import cache
from django.db import close_old_connections
from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch.helpers import bulk

from ..analysis import FIELDS, Analysed, analyse, pack, unpack
from ..answering import answer, weighted_forms
from ..documents import SearchDocument
from ..plan import Plan
from ..query import Query
from ..vocabulary import Vocabulary
from . import Engine, Hit
from .memory import MOST_CANDIDATES

log = logging.getLogger(__name__)
logging.getLogger("elastic_transport").setLevel(logging.WARNING)  # it reports every request

PREFIX = "cam-nang"
TIMEOUT = 0.7
PAUSE = 15.0  # after a failure, so that not every reader waits
CHECK_SECONDS = 2.0
KEPT = 4000
LONGEST_FILLING = 120
GRACE = 1.0  # an old index stays so long for questions that are under way when the new one takes its place
STATS = "-thong-ke-"
MAPPINGS = {
    "dynamic": False,
    "properties": {
        "codes": {"type": "keyword"},
        "tails": {"type": "keyword"},
        **{name: {"type": "text", "analyzer": "whitespace", "norms": False, "index_options": "docs"} for name in ("strong", "weak")},
        "payload": {"type": "object", "enabled": False},
    },
}
STRONG = 0.6  # a word of at least this weight stands in a name


class ElasticsearchEngine:
    """``documents`` yields everything, ``version`` says which state that is; ``fallback`` answers whenever this engine cannot."""

    name = "elasticsearch"

    def __init__(
        self,
        url: str,
        documents: Callable[[], Iterable[SearchDocument]],
        version: Callable[[], str],
        fallback: Callable[[], Engine],
        prefix: str = PREFIX,
        timeout: float = TIMEOUT,
    ) -> None:
        self.client = Elasticsearch(url, request_timeout=timeout, max_retries=0, retry_on_timeout=False)
        self.documents, self.version, self.fallback, self.prefix = documents, version, fallback, prefix
        self._stats: dict[str, tuple[str, str, Vocabulary]] = {}  # language: (version, index, words)
        self._kept: OrderedDict[tuple[str, str], Analysed] = OrderedDict()
        self._wanted, self._checked, self._paused_until = "", 0.0, 0.0
        self._filling = threading.Lock()

    def search(self, query: Query, locale: str) -> list[Hit]:
        return self._answer(query, locale, typing=False)

    def suggest(self, query: Query, locale: str, limit: int) -> list[Hit]:
        return self._answer(query, locale, typing=True)[:limit]

    def _answer(self, query: Query, locale: str, *, typing: bool) -> list[Hit]:
        if query.is_empty:
            return []
        if time.monotonic() >= self._paused_until:
            try:
                if vocabulary := self._ready(locale):
                    return answer(query, vocabulary, lambda wanted: self._candidates(wanted, locale), typing=typing)
            except Exception as error:  # whatever is wrong with the server, the reader gets an answer
                log.warning("search: Elasticsearch does not answer (%s)", type(error).__name__)
                self._paused_until = time.monotonic() + PAUSE
        fallback = self.fallback()
        return fallback.suggest(query, locale, 100) if typing else fallback.search(query, locale)

    # -- Asking --

    def _ready(self, locale: str) -> Vocabulary | None:
        """The words of the index, where it holds the present content; None, and work in the background, where it does not."""
        if time.monotonic() - self._checked >= CHECK_SECONDS or not self._wanted:
            self._wanted, self._checked = self.version(), time.monotonic()
        known = self._stats.get(locale)
        if known is None or known[0] != self._wanted:
            known = self._load_stats(locale)
        if known is None or known[0] != self._wanted:
            self._fill_beside()
            return None
        return known[2]

    def _load_stats(self, locale: str) -> tuple[str, str, Vocabulary] | None:
        try:
            found = self.client.get(index=self._alias(locale), id=STATS)
        except NotFoundError:
            return None
        stored = json.loads(found["_source"]["payload"]["stats"])
        known = (str(stored["version"]), str(found["_index"]), Vocabulary(stored["count"], stored["frequency"], stored["names"]))
        self._stats[locale] = known
        return known

    def _candidates(self, wanted: Plan, locale: str) -> list[Analysed]:
        index = self._stats[locale][1]
        should: list[dict[str, Any]] = []
        for form, importance in weighted_forms(wanted)[:400]:
            should.append(_constant("strong", form, importance))
            should.append(_constant("weak", form, importance * FIELDS["body"]))
        for code in wanted.codes:
            should += [_constant("codes", code, 100.0), _constant("tails", code, 100.0)]
        if not should:
            return []
        asked = self.client.search(index=index, query={"bool": {"should": should}}, size=MOST_CANDIDATES + 1, source=False)
        return list(self._fetch(index, [hit["_id"] for hit in asked["hits"]["hits"]]).values())

    def _fetch(self, index: str, ids: list[str]) -> dict[str, Analysed]:
        missing = [i for i in ids if (index, i) not in self._kept]
        if missing:
            for stored in self.client.mget(index=index, ids=missing)["docs"]:
                if stored.get("found"):
                    self._kept[index, stored["_id"]] = unpack(json.loads(stored["_source"]["payload"]["document"]))
        found = {i: self._kept[index, i] for i in ids if (index, i) in self._kept}
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return found

    # -- Filling --

    def _alias(self, locale: str) -> str:
        return f"{self.prefix}-{locale}"

    def _fill_beside(self) -> None:
        filling = f"search:filling:{self.prefix}"
        if self._filling.locked() or not cache.add(filling, 1, timeout=LONGEST_FILLING):
            return  # this process or another one is at it

        def work() -> None:
            try:
                self.fill()
            except Exception:
                log.exception("search: Elasticsearch could not be filled")
                self._paused_until = time.monotonic() + PAUSE
            finally:
                cache.delete(filling)
                close_old_connections()

        threading.Thread(target=work, name="search-elasticsearch", daemon=True).start()

    def fill(self) -> None:
        """Puts the present content into new indices and turns the aliases to them."""
        with self._filling:
            version = self.version()
            by_locale: dict[str, list[Analysed]] = {}
            for document in self.documents():
                by_locale.setdefault(document.locale, []).append(analyse(document))
            client = self.client.options(request_timeout=60)
            old = [name for locale, documents in by_locale.items() for name in self._fill(client, locale, documents, version)]
            self._wanted = ""
            if old:
                time.sleep(GRACE)
                client.indices.delete(index=old, ignore_unavailable=True)

    def _fill(self, client: Elasticsearch, locale: str, documents: list[Analysed], version: str) -> list[str]:
        """Fills a new index and turns the alias to it; returns the indices that nobody needs any more."""
        alias = self._alias(locale)
        index = f"{alias}-{version}-{time.time_ns() // 1_000_000}"
        settings = {"number_of_shards": 1, "auto_expand_replicas": "0-1", "refresh_interval": "-1"}
        client.indices.create(index=index, settings=settings, mappings=MAPPINGS)
        vocabulary = Vocabulary.of(documents)
        stats = {"version": version, "count": vocabulary.count, "frequency": vocabulary.frequency, "names": vocabulary.names}
        bulk(client, _actions(index, documents, json.dumps(stats)), chunk_size=200)
        client.indices.refresh(index=index)
        old = [name for name in client.indices.get(index=f"{alias}-*", expand_wildcards="all") if name != index]
        actions: list[Mapping[str, Any]] = [{"add": {"index": index, "alias": alias}}]
        actions += [{"remove": {"index": name, "alias": alias, "must_exist": False}} for name in old]
        client.indices.update_aliases(actions=actions)
        return old


def _constant(field: str, value: str, boost: float) -> dict[str, Any]:
    return {"constant_score": {"filter": {"term": {field: value}}, "boost": max(boost, 0.0001)}}


def _actions(index: str, documents: Iterable[Analysed], stats: str) -> Iterator[dict[str, Any]]:
    yield {"_index": index, "_id": STATS, "payload": {"stats": stats}}
    for analysed in documents:
        codes = analysed.document.codes
        yield {
            "_index": index,
            "_id": analysed.document.key,
            "codes": list(codes),
            "tails": [code[2:] for code in codes],
            "strong": " ".join(form for form, weight in analysed.weights.items() if weight >= STRONG),
            "weak": " ".join(form for form, weight in analysed.weights.items() if weight < STRONG),
            "payload": {"document": json.dumps(pack(analysed))},
        }
