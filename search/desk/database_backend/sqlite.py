"""In SQLite: Wagtail's full-text table, with every text in both forms, marks as letters: its tokeniser drops some marks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.search.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)

from ..folding import AskedCleanly, BothForms, either_way, with_letters_for_marks
from ..pages.results import FindsPages


class Index(SQLiteIndex):
    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        super().add_items(model, [BothForms(item, with_letters_for_marks) for item in objs])


class EitherWay:
    def build_search_query_content(self, query: Any, config: Any = None) -> Any:
        def build(one: Any) -> Any:
            return super(EitherWay, self).build_search_query_content(one, config=config)  # type: ignore[misc]

        return either_way(build, query, with_letters_for_marks)


class QueryCompiler(EitherWay, SQLiteSearchQueryCompiler):
    pass


class AutocompleteQueryCompiler(EitherWay, SQLiteAutocompleteQueryCompiler):
    pass


class SQLiteBackend(FindsPages, AskedCleanly, SQLiteSearchBackend):
    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
