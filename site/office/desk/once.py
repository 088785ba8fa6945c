"""What a request of the desk has read it does not read again until it writes to that table.

The publication of one page went through its laws six times, and seven times through its own row: its version is read, its form checked,
its rules asked, its row written, each by itself. Outside of the desk everybody asks the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import Page

T = TypeVar("T")
P = TypeVar("P", bound=Page)
WRITES = re.compile(r"(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) [\"`]?(\w+)")
READS = ("SELECT", "SAVEPOINT", "RELEASE", "BEGIN", "EXPLAIN")


class Memory:
    """``told``: {what was asked: (the tables that the answer is from, the answer)}."""

    def __init__(self) -> None:
        self.told: dict[Hashable, tuple[frozenset[str], Any]] = {}
        self._is_open = False  # Something was written in a transaction of which it is not known yet how it ends.

    def known(self) -> dict[Hashable, tuple[frozenset[str], Any]]:
        """What was told in a transaction that was taken back counts for nothing: nobody tells of that, but of one that was kept."""
        if self._is_open and not connection.in_atomic_block:
            self.told, self._is_open = {}, False
        return self.told

    def _kept(self) -> None:
        self._is_open = False

    def forget(self, table: str) -> None:
        self.told = {key: told for key, told in self.told.items() if table not in told[0]}

    def watch(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Around each statement. What is neither a reading nor understood, as going back to a savepoint, makes all that is known old."""
        result = execute(sql, params, many, context)
        if written := WRITES.match(sql):
            self.forget(written[1])
            if connection.in_atomic_block and not self._is_open:
                self._is_open = True
                connection.on_commit(self._kept)
        elif not sql.startswith(READS):
            self.told, self._is_open = {}, False
        return result


_memory: ContextVar[Memory | None] = ContextVar("asked-once", default=None)


@contextmanager
def asking_once() -> Iterator[None]:
    """As long as it lasts, ``once`` and ``rows`` remember what they were told."""
    memory = Memory()
    token = _memory.set(memory)
    # Not by Django's ``execute_wrapper``, which takes away whatever came last: where the connection is made meanwhile, that is what watches
    # it for readers' pages (``facts.stamp``), and these would no longer hear of what this thread publishes.
    watch = memory.watch
    connection.execute_wrappers.append(watch)
    try:
        yield
    finally:
        connection.execute_wrappers.remove(watch)
        _memory.reset(token)


def forget(*of: type[models.Model]) -> None:
    """For who must know how things are by now, whatever others have written meanwhile: of these models, or of all."""
    if memory := _memory.get():
        tables = {table for model in of for table in _tables(model)}
        memory.told = {key: told for key, told in memory.told.items() if of and not told[0] & tables}


def once(key: Hashable, of: Iterable[type[models.Model]], read: Callable[[], T]) -> T:
    """What ``read`` tells from the tables of these models."""
    if (memory := _memory.get()) is None:
        return read()
    if key not in memory.known():
        answer = read()
        memory.told[key] = frozenset(table for model in of for table in _tables(model)), answer
    known: T = memory.told[key][1]
    return known


def rows(model: type[models.Model], keys: Iterable[Any]) -> dict[Any, Any]:
    """{key: the row} of those that are there. Each caller gets the same objects: they are to be read, not changed."""
    known: dict[Any, Any] = once(("rows", model), [model], dict)
    wanted = {*keys}
    if missing := wanted - known.keys():
        found = model._default_manager.order_by().in_bulk(missing)
        known |= {key: found.get(key) for key in missing}
    return {key: row for key in wanted if (row := known[key]) is not None}


def stored(page: P) -> P | None:
    """The page as it stands in the database, to be read, not changed; None for one that is not saved."""
    return row_of(type(page), page.pk) if page.pk else None


def row_of(model: type[P], pk: Any, *, anew: bool = False) -> P | None:
    """As ``stored``, of the page of this number. ``anew``: as it is by now, whatever others have written meanwhile."""
    key = ("stored", model, int(pk))
    if anew and (memory := _memory.get()):
        memory.told.pop(key, None)

    def read() -> P | None:
        return model._default_manager.select_related("locale").order_by().filter(pk=pk).first()

    return once(key, [model], read)


def lead(thing: models.Model, *names: str) -> None:
    """Gives what these keys of a row lead to, as ``rows`` knows it."""
    for name in names:
        field: Any = thing._meta.get_field(name)
        key = getattr(thing, field.attname)
        if key is not None and not field.is_cached(thing) and (target := rows(field.related_model, [key]).get(key)) is not None:
            field.set_cached_value(thing, target)


def _tables(model: type[models.Model]) -> list[str]:
    return [one._meta.db_table for one in (model, *model._meta.get_parent_list())]


class AskOnce:
    """Middleware: around what the desk is asked and sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        with asking_once():
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """What was written is taken back."""
        forget()
