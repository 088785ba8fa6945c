"""What an Elasticsearch holds: the rows of the index in the database, behind an alias, changed row by row or made anew without a pause."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch.helpers import bulk

from ..index import state, terms
from ..index.analysis import unpack
from ..index.postings import length_of
from ..meaning.vectors import DIMENSIONS
from ..meaning.vectors import unpack as vectors_of
from ..models import IndexedDocument

FILLING_TIMEOUT = 60
CHUNK = 500
GRACE = 1.0  # seconds an old index stays for questions that are under way when the new one takes its place
LAYOUT = "3"  # changes with the mappings
MAPPINGS: dict[str, Any] = {
    "dynamic": False,
    "properties": {
        "locale": {"type": "keyword"},
        "codes": {"type": "keyword"},
        "length": {"type": "short"},
        **{name: {"type": "text", "analyzer": "whitespace", "norms": False, "index_options": "docs"} for name in ("strong", "weak")},
        "meanings": {
            "type": "nested",
            "properties": {"vector": {"type": "dense_vector", "dims": DIMENSIONS, "index": True, "similarity": "dot_product"}},
        },
    },
}


class ElasticsearchIndex:
    """``alias`` is what questions go to; the index behind it says in its ``_meta`` which state of the database it holds."""

    def __init__(self, client: Elasticsearch, alias: str) -> None:
        self.client, self.alias = client, alias

    def holds(self) -> tuple[str, int]:
        """(generation, stamp) of what the server holds. Raises NotFoundError where it holds nothing."""
        meta = self._meta()
        return (str(meta.get("generation", "")), int(meta.get("stamp", -1))) if meta.get("layout") == LAYOUT else ("", -1)

    def _meta(self) -> dict[str, Any]:
        found = self.client.indices.get_mapping(index=self.alias)
        return next(iter(found.values()))["mappings"].get("_meta", {})

    def catch_up(self) -> int:
        """Sends what has changed since the state the server holds; everything, into a new index, where it holds another generation.

        Returns how many rows were sent. Raises whatever went wrong, with a single row, too.
        """
        state.forget_index()
        now = state.current()
        try:
            generation, stamp = self.holds()
        except NotFoundError:
            generation, stamp = "", -1
        if stamp < 0 or generation != now.generation or stamp > now.stamp:
            return self._make_anew(now)
        if stamp == now.stamp:
            return 0
        client = self.client.options(request_timeout=FILLING_TIMEOUT)
        sent = self._send(client, self.alias, IndexedDocument.objects.filter(stamp__gt=stamp, stamp__lte=now.stamp))
        self._say(client, self.alias, now)
        return sent

    def _make_anew(self, now: state.State) -> int:
        client = self.client.options(request_timeout=FILLING_TIMEOUT)
        index = f"{self.alias}-{time.time_ns() // 1_000_000}"
        replicas = settings.SEARCH_REPLICAS
        options = {"number_of_shards": 1, "auto_expand_replicas": f"0-{replicas}" if replicas else "false", "refresh_interval": "-1"}
        client.indices.create(index=index, settings=options, mappings=MAPPINGS)
        sent = self._send(client, index, IndexedDocument.objects.filter(gone=False, stamp__lte=now.stamp))
        self._say(client, index, now)
        old = [name for name in client.indices.get(index=f"{self.alias}-*", expand_wildcards="all") if name != index]
        actions: list[Mapping[str, Any]] = [{"add": {"index": index, "alias": self.alias}}]
        actions += [{"remove": {"index": name, "alias": self.alias, "must_exist": False}} for name in old]
        client.indices.update_aliases(actions=actions)
        if old:
            time.sleep(GRACE)
            client.indices.delete(index=old, ignore_unavailable=True)
        return sent

    def _send(self, client: Elasticsearch, index: str, rows: Any) -> int:
        """Errors of single rows are raised, too: what holds only a part must not say it holds all."""
        sent, _errors = bulk(client, _actions(index, rows.iterator(chunk_size=CHUNK)), chunk_size=CHUNK, raise_on_error=True)
        return int(sent)

    def _say(self, client: Elasticsearch, index: str, now: state.State) -> None:
        client.indices.refresh(index=index)
        meta = {"layout": LAYOUT, "generation": now.generation, "stamp": now.stamp}
        client.indices.put_mapping(index=index, meta=meta)


def _actions(index: str, rows: Iterable[IndexedDocument]) -> Iterator[dict[str, Any]]:
    for row in rows:
        action = {"_index": index, "_id": str(row.pk)}
        if row.gone:
            # An empty document is found by nobody, and unlike a deletion it never fails for a row that never came.
            yield {**action, "_source": {}}
            continue
        analysed = unpack(json.loads(row.payload))
        strong, weak, codes = terms.columns(analysed)
        vectors = vectors_of(bytes(row.meanings)) if row.meanings else ()
        meanings = [{"vector": [round(float(part), 5) for part in vector]} for vector in vectors]
        words = {"strong": " ".join(strong), "weak": " ".join(weak)}
        length = length_of(row.names)
        yield {**action, "_source": {"locale": row.locale, "codes": codes, **words, "length": length, "meanings": meanings}}
