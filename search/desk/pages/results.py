"""The answer of the desk's search backends about pages, in the form that Wagtail's lists and choosers ask for."""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.db.models.query import ModelIterable
from wagtail.models import Page
from wagtail.search.backends.base import BaseSearchResults
from wagtail.search.query import And, MatchAll, Phrase, PlainText, SearchQuery

from ..folding import asked
from .finding import found


@dataclass
class PageSearch:
    """What is asked, in the place of a compiled query. ``words`` None: for all pages."""

    queryset: QuerySet[Page]
    words: str | None
    order_by_relevance: bool = True

    @cached_property
    def numbers(self) -> list[int]:
        """The pages found, by relevance or in the order of the query set."""
        if self.words is not None:
            ranked = found(self.words, self.queryset)
            if self.order_by_relevance:
                return ranked
            wanted = set(ranked)
        in_order = self.queryset.prefetch_related(None).values_list("pk", flat=True)
        return [pk for pk in in_order if self.words is None or pk in wanted]


class PageResults(BaseSearchResults):
    query_compiler: PageSearch
    supports_facet = True

    def _numbers(self) -> list[int]:
        return self.query_compiler.numbers[self.start : self.stop]

    def _do_search(self) -> list[Any]:
        numbers, rows = self._numbers(), self.query_compiler.queryset.order_by()
        there = list(rows.filter(pk__in=numbers))
        if not issubclass(rows._iterable_class, ModelIterable):
            return there  # values, of which nobody knows to which page they belong
        by_number = {page.pk: page for page in there}
        return [by_number[number] for number in numbers if number in by_number]

    def _do_count(self) -> int:
        return len(self._numbers())

    def facet(self, field_name: str) -> OrderedDict[Any, int]:
        rows = self.query_compiler.queryset.order_by().prefetch_related(None).values_list("pk", field_name)
        numbers = set(self._numbers())
        return OrderedDict(Counter(value for pk, value in rows if pk in numbers).most_common())


class FindsPages:
    """A search backend of Wagtail's that answers as readers' search does where an editor looks for pages (``autocomplete``)."""

    def autocomplete(self, query: str | SearchQuery, model_or_queryset: Any, **options: Any) -> Any:
        pages = model_or_queryset if isinstance(model_or_queryset, QuerySet) else model_or_queryset._default_manager.all()
        words = _words(asked(query))
        if not issubclass(pages.model, Page) or words is NotImplemented:
            return super().autocomplete(query, model_or_queryset, **options)  # type: ignore[misc]
        return PageResults(self, PageSearch(pages, words, options.get("order_by_relevance", True)))


def _words(query: str | SearchQuery) -> Any:
    """The words of a query; None where it asks for everything, NotImplemented where it asks for more than words."""
    if isinstance(query, str):
        return query
    if isinstance(query, MatchAll):
        return None
    if isinstance(query, (PlainText, Phrase)):
        return query.query_string
    if isinstance(query, And):
        parts = [_words(part) for part in query.subqueries]
        return NotImplemented if NotImplemented in parts else " ".join(filter(None, parts))
    return NotImplemented
