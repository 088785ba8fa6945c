"""Wagtail's own search, of the desk's lists and choosers, in the same Elasticsearch; where that fails, in the database.

Where an editor looks for pages, the site's search answers (``pages``).

Wagtail's backend raises what its server raises: an editor would get an error page, and a publication would wait for a server that hangs.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.core.cache import cache
from elasticsearch import NotFoundError
from wagtail.search.backends import get_search_backend
from wagtail.search.backends.elasticsearch9 import (
    Elasticsearch9AutocompleteQueryCompiler,
    Elasticsearch9Index,
    Elasticsearch9Mapping,
    Elasticsearch9SearchBackend,
    Elasticsearch9SearchQueryCompiler,
    Elasticsearch9SearchResults,
)
from wagtail.search.index import class_is_indexed

from ..process_state import kept
from .folding import asked
from .outage import DeskOutage
from .pages.results import FindsPages
from .rebuilding import MISSED, Rebuilder

log = logging.getLogger(__name__)

LAYOUT = "2"  # part of an index's name: changes with its settings
FOLDED = ["lowercase", "folded"]  # each word as it is written, and without its marks (đ as d) in the same place


class Mapping(Elasticsearch9Mapping):
    edgengram_analyzer_config = {"analyzer": "edgengram_analyzer", "search_analyzer": "default"}


class GuardedIndex(Elasticsearch9Index):
    """Writes that fail are noted and made up for by :func:`search.desk.rebuilding.catch_up`; the editor's request goes on."""

    def add_item(self, item: Any) -> None:
        if class_is_indexed(item.__class__):
            mapping = self.mapping_class(item.__class__)
            self._guarded(
                # Where there is no index yet, the server must not make one of its own.
                lambda: self.es.index(
                    index=self.name, id=mapping.get_document_id(item), document=mapping.get_document(item), require_alias=True
                )
            )

    def add_items(self, model: Any, items: Iterable[Any]) -> None:
        for item in items:
            self.add_item(item)

    def delete_item(self, item: Any) -> None:
        self._guarded(lambda: super(GuardedIndex, self).delete_item(item))

    def _guarded(self, write: Callable[[], Any]) -> None:
        outage = kept(DeskOutage)
        if outage.may_ask():
            try:
                write()
                outage.end()
                return
            except NotFoundError:
                outage.end()
            except Exception as error:  # whatever it is, it must not stop an editor
                outage.begin(error)
        cache.set(MISSED, True, timeout=None)


class Compiler(Elasticsearch9SearchQueryCompiler):
    mapping_class = Mapping
    DEFAULT_OPERATOR = "and"  # as in the databases


class AutocompleteCompiler(Elasticsearch9AutocompleteQueryCompiler):
    mapping_class = Mapping
    DEFAULT_OPERATOR = "and"


class GuardedResults(Elasticsearch9SearchResults):
    """Results are fetched when they are looked at: the server may have gone by then."""

    def _do_search(self) -> list[Any]:
        return self._guarded(lambda: list(super(GuardedResults, self)._do_search()), lambda found: list(found[self.start : self.stop]))

    def _do_count(self) -> int:
        return self._guarded(super()._do_count, lambda found: found[self.start : self.stop].count())

    def facet(self, field_name: str) -> Any:
        return self._guarded(lambda: super(GuardedResults, self).facet(field_name), lambda found: found.facet(field_name))

    def _guarded(self, ask: Callable[[], Any], instead: Callable[[Any], Any]) -> Any:
        outage = kept(DeskOutage)
        if outage.may_ask():
            try:
                found = ask()
                outage.end()
                return found
            except NotFoundError:  # the server is there, the index is not yet
                outage.end()
            except Exception as error:
                outage.begin(error)
        return instead(self._in_database())

    def _in_database(self) -> Any:
        compiler, database = self.query_compiler, get_search_backend("database")
        search = database.autocomplete if isinstance(compiler, AutocompleteCompiler) else database.search
        found = search(compiler.query, compiler.queryset, fields=compiler.fields, order_by_relevance=compiler.order_by_relevance)
        return found.annotate_score(self._score_field) if self._score_field else found


class SearchBackend(FindsPages, Elasticsearch9SearchBackend):
    mapping_class = Mapping
    index_class = GuardedIndex
    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    results_class = GuardedResults
    atomic_rebuilder_class = Rebuilder
    settings = {
        "settings": {
            "analysis": {
                "filter": {
                    "folded": {"type": "asciifolding", "preserve_original": True},
                    "edgengram": {"type": "edge_ngram", "min_gram": 1, "max_gram": 15},
                },
                "analyzer": {
                    "default": {"type": "custom", "tokenizer": "standard", "filter": FOLDED},
                    "edgengram_analyzer": {"type": "custom", "tokenizer": "standard", "filter": [*FOLDED, "edgengram"]},
                },
            },
        }
    }

    def get_index_for_model(self, model: Any) -> GuardedIndex:
        index = super().get_index_for_model(model)
        index.name = f"{index.name}-{LAYOUT}"
        return index

    def _search(self, query_compiler_class: Any, query: Any, model_or_queryset: Any, **options: Any) -> Any:
        if not cache.get(MISSED):
            return super()._search(query_compiler_class, asked(query), model_or_queryset, **options)
        database = get_search_backend("database")
        search = database.autocomplete if query_compiler_class is self.autocomplete_query_compiler_class else database.search
        return search(query, model_or_queryset, **options)
