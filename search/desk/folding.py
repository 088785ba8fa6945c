"""Words of the desk's own search with and without marks: both are indexed, both are asked, so that ``ket hon`` finds "kết hôn" and what is
typed with its marks stands first where it is written so. What any engine can do with plain words; no engine's own folding is asked for."""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Callable
from typing import Any, TypeVar

from wagtail.search.index import RelatedFields
from wagtail.search.query import Phrase, PlainText, SearchQuery

from vietnamese.folding import fold
from vietnamese.normal import clean

Q = TypeVar("Q")
MAX_WORDS = 64


def asked(query: str | SearchQuery) -> str | SearchQuery:
    """A query as an engine can read it: one line in NFC without control characters and quotation marks; "" where no word is left.

    At most ``MAX_WORDS``, counted with each sign written out: one letter may stand for four words, and engines nest a query by its words.
    Compound queries pass as they are.
    """
    if isinstance(query, str):
        line = clean(query.replace('"', " ").replace("\x00", " "))
        parts = unicodedata.normalize("NFKC", line).split()
        return line if len(parts) <= MAX_WORDS else clean(" ".join(parts[:MAX_WORDS]))
    if type(query) is PlainText:
        words = asked(query.query_string)
        return PlainText(words, operator=query.operator) if words else ""
    return query


class AskedCleanly:
    """A search backend of Wagtail's that is given its queries as :func:`asked` makes them."""

    def _search(self, query_compiler_class: Any, query: Any, model_or_queryset: Any, **options: Any) -> Any:
        return super()._search(query_compiler_class, asked(query), model_or_queryset, **options)  # type: ignore[misc]


def either_way(build: Callable[[SearchQuery], Q], query: SearchQuery, marked: Callable[[str], str] = str) -> Q:
    """What ``build`` makes of the words without their marks, or of the words as typed: the more fits, the higher it ranks."""
    if not isinstance(query, (PlainText, Phrase)):
        return build(query)
    without, typed = copy.copy(query), copy.copy(query)
    without.query_string, typed.query_string = fold(query.query_string), marked(query.query_string)
    plain = build(without)
    return plain if without.query_string == query.query_string.lower() else plain | build(typed)  # type: ignore[operator]


def both_forms(value: Any, marked: Callable[[str], str] = str) -> Any:
    """Text followed by the same without marks; lists and dictionaries of texts likewise; anything else as it is.

    ``marked`` writes text so that the engine keeps its marks.
    """
    if isinstance(value, str):
        without = fold(value)
        return value if without == value.lower() else f"{marked(value)} {without}"
    if isinstance(value, (list, tuple)):
        return [both_forms(item, marked) for item in value]
    if isinstance(value, dict):
        return {key: both_forms(item, marked) for key, item in value.items()}
    return value


# The combining marks, and the stroke of đ, as letters of their own that no text has: some engines drop marks, none drops letters.
_LETTERS: dict[int, str] = {**{mark: chr(0xE000 + mark) for mark in range(0x0300, 0x0370)}, ord("đ"): "d\ue335", ord("Đ"): "D\ue335"}


def with_letters_for_marks(text: str) -> str:
    """Text in; the same with private letters in place of marks out: "bán" and "bản" stay two words for an engine that drops marks."""
    return unicodedata.normalize("NFD", text).translate(_LETTERS)


def is_in_both_forms(text: str) -> bool:
    """Whether an indexed text has each of its words without marks, too."""
    words = {*text.lower().split()}
    return all(fold(word) in words for word in words)


class BothForms:
    """An object as an index of the database reads it (``pk``, ``get_search_fields()``), every text in both forms."""

    def __init__(self, item: Any, marked: Callable[[str], str] = str) -> None:
        self.item, self.pk, self.marked = item, item.pk, marked
        for field in item.get_search_fields():
            # Read once; the index asks for each part of it.
            rows: Any = getattr(item, field.field_name, None) if isinstance(field, RelatedFields) else None
            if hasattr(rows, "get_object_list"):
                rows.get_object_list()

    def get_search_fields(self) -> list[Any]:
        return [self._field(field) for field in self.item.get_search_fields()]

    def _field(self, field: Any) -> Any:
        twin = copy.copy(field)
        if isinstance(field, RelatedFields):
            twin.fields = [self._related_field(inner) for inner in field.fields]
            twin.get_value = lambda _self: field.get_value(self.item)
        else:
            twin.get_value = lambda _self: both_forms(field.get_value(self.item), self.marked)
        return twin

    def _related_field(self, field: Any) -> Any:
        twin = copy.copy(field)
        if isinstance(field, RelatedFields):
            twin.fields = [self._related_field(inner) for inner in field.fields]
        else:
            twin.get_value = lambda item: both_forms(field.get_value(item), self.marked)
        return twin
