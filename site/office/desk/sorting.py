"""Names in the order of a Vietnamese index, in the database: Đ after D, tones last. On PostgreSQL as on SQLite.

PostgreSQL has the collation ``vi-x-icu`` (every build with ICU); SQLite is taught one of the same name on each connection. The order of a
list on the desk is Wagtail's own; here the text fields in it get the collation, whichever list it is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.signals import connection_created
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Collate
from wagtail.models import Page

from vietnamese.sorting import SortKey, sort_key

COLLATION = "vi-x-icu"
# Text that is no name: its order is that of its signs.
_NO_NAMES = (models.SlugField, models.URLField, models.EmailField, models.FileField)


def connect() -> None:
    """Called once, when the app is ready."""
    connection_created.connect(_teach_sqlite, dispatch_uid="office-vietnamese-order")
    _sort_the_desk()


def vietnamese(name: str) -> OrderBy:
    """For ``order_by`` and ``Meta.ordering``: the text field of this name, "-name" from the end."""
    collated = Collate(F(name.lstrip("-")), COLLATION)
    return collated.desc() if name.startswith("-") else collated.asc()


def in_vietnamese(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same rows; where their order goes by a field that holds names, in the order of a Vietnamese index."""
    if rows.query.combinator:  # rows of several queries are ordered by plain columns alone
        return rows
    ordering = rows.query.order_by or (rows.query.default_ordering and rows.model._meta.ordering) or ()
    wanted = [vietnamese(part) if isinstance(part, str) and _is_name(rows, part.lstrip("-")) else part for part in ordering]
    return rows.order_by(*wanted) if wanted != list(ordering) else rows


def _is_name(rows: QuerySet[Any], name: str) -> bool:
    if name in rows.query.annotations:
        field = rows.query.annotations[name].output_field
    else:
        try:
            field = rows.query.names_to_path(name.split("__"), rows.model._meta)[1]
        except FieldError:  # "?" and the like
            return False
    return isinstance(field, (models.CharField, models.TextField)) and not isinstance(field, _NO_NAMES) and not field.choices


def _teach_sqlite(connection: Any, **kwargs: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, _compared)


_key: Callable[[str], SortKey] = lru_cache(maxsize=20_000)(sort_key)


def _compared(one: str, two: str) -> int:
    """-1, 0 or 1, as SQLite asks for."""
    return (_key(one) > _key(two)) - (_key(one) < _key(two))


def _sort_the_desk() -> None:
    """Of every list and chooser of the desk: Wagtail decides by what it is ordered, then this says how."""
    from wagtail.admin.views.generic.base import BaseListingView
    from wagtail.admin.views.generic.chooser import BaseChooseView
    from wagtail.admin.views.pages.search import SearchView

    filtered, chosen, annotated = BaseListingView.filter_queryset, BaseChooseView.apply_object_list_ordering, SearchView.annotate_queryset

    def ordered(view: Any, rows: Any) -> Any:
        if not isinstance(rows, QuerySet):
            return rows
        # An Elasticsearch orders by its own fields and takes no expressions. (Pages that were searched for are ordered by the database.)
        if settings.SEARCH_URL and getattr(view, "is_searching", False) and not issubclass(rows.model, Page):
            return rows
        return in_vietnamese(rows)

    # Each is called with rows that have just got their order.
    BaseListingView.filter_queryset = lambda view, queryset: filtered(view, ordered(view, queryset))
    SearchView.annotate_queryset = lambda view, pages: annotated(view, ordered(view, pages))
    BaseChooseView.apply_object_list_ordering = lambda view, objects: ordered(view, chosen(view, objects))
