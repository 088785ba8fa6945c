"""In PostgreSQL: Wagtail's text search vectors, with every text in both forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.search.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)

from ..folding import AskedCleanly, BothForms, either_way
from ..pages.results import FindsPages


class Index(PostgresIndex):
    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        super().add_items(model, [BothForms(item) for item in objs])


class EitherWay:
    def build_tsquery_content(self, query: Any, config: Any = None, invert: bool = False) -> Any:
        def build(one: Any) -> Any:
            return super(EitherWay, self).build_tsquery_content(one, config=config, invert=invert)  # type: ignore[misc]

        # What must not be there must not be there in either form: neither is "either" then.
        return build(query) if invert else either_way(build, query)


class QueryCompiler(EitherWay, PostgresSearchQueryCompiler):
    pass


class AutocompleteQueryCompiler(EitherWay, PostgresAutocompleteQueryCompiler):
    pass


class PostgreSQLBackend(FindsPages, AskedCleanly, PostgresSearchBackend):
    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
