"""The desk's index made anew: in full or not at all, said where it fails, and nothing left behind on the server.

Wagtail's ``update_index`` fills a new index and then points the alias at it. What goes wrong in between leaves an index nobody asks, and
its client is the one for editors' requests, which waits a quarter of a second.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils.translation import gettext as _
from elasticsearch import NotFoundError
from wagtail.search.backends import get_search_backend
from wagtail.search.backends.elasticsearch9 import Elasticsearch9Index, Elasticsearch9SearchBackend
from wagtail.search.models import IndexEntry

from ..process_state import kept
from .folding import is_in_both_forms

log = logging.getLogger(__name__)

TIMEOUT = 60  # seconds for one request of a rebuild
ABANDONED = 3600  # seconds after which an index without an alias is nobody's work under way
MISSED = "search:desk-index-missed"  # something was not written: the index has to be made anew
FAILED = "search:desk-index-failed"  # the last rebuild failed
LOOKED_AT = 50  # entries of the database's index that tell whether it is of today's kind


class UnderWay(threading.local):
    """The indexes that this thread is filling."""

    def __init__(self) -> None:
        self.indexes: list[PatientIndex] = []


class LeftBehind:
    """Names of indexes that could not be removed after a rebuild failed, for the next rebuild to remove."""

    def __init__(self) -> None:
        self.names: set[str] = set()


class DatabaseIndex:
    """Whether this process has seen that the database's index is of today's kind."""

    def __init__(self) -> None:
        self.is_well = False


class PatientIndex(Elasticsearch9Index):
    """An index as a rebuild writes it: waits for the server, and raises what the server raises."""

    def __init__(self, backend: Any, name: str) -> None:
        super().__init__(backend, name)
        self.es = backend.es.options(request_timeout=TIMEOUT)

    def aliased_indices(self) -> list[PatientIndex]:
        return [PatientIndex(self.backend, name) for name in self.es.indices.get_alias(name=self.name)]

    def is_removed(self) -> bool:
        """Tries to remove it, without much patience; whether it is gone."""
        try:
            self.es.options(request_timeout=self.backend.timeout).indices.delete(index=self.name)
        except NotFoundError:
            pass
        except Exception:
            return False
        return True


class Rebuilder(Elasticsearch9SearchBackend.atomic_rebuilder_class):  # type: ignore[misc]
    """Wagtail's, with a client that waits; what earlier rebuilds left behind goes when this one is done."""

    def __init__(self, index: Any) -> None:
        super().__init__(index)
        self.alias = PatientIndex(index.backend, index.name)
        self.index = PatientIndex(index.backend, self.index.name)

    def start(self) -> Any:
        kept(UnderWay).indexes.append(self.index)
        return super().start()

    def finish(self) -> None:
        super().finish()
        kept(UnderWay).indexes.remove(self.index)
        left = kept(LeftBehind).names
        for name in [*left, *self._abandoned()]:
            if PatientIndex(self.index.backend, name).is_removed():
                left.discard(name)

    def _abandoned(self) -> list[str]:
        """Indexes of the same things, also in an earlier layout, that are behind no alias of today and too old to be under way."""
        stem = self.alias.name.rpartition("-")[0]
        ours = re.compile(re.escape(stem) + r"(-\w+?)?(_[a-z0-9]{7})?")
        before = (time.time() - ABANDONED) * 1000
        found = self.index.es.indices.get(index=f"{stem}*", expand_wildcards="all")
        return [
            name
            for name, told in found.items()
            if ours.fullmatch(name)
            and self.alias.name not in told.get("aliases", {})
            and float(told["settings"]["index"]["creation_date"]) < before
        ]


@contextmanager
def all_or_nothing(backend_name: str) -> Iterator[None]:
    """Within it an index is made anew. What fails is logged and told on the desk, and half an index is removed.

    Raises CommandError where it failed.
    """
    under_way = kept(UnderWay)
    under_way.indexes = []
    try:
        yield
    except BaseException as error:
        if under_way.indexes:  # an Elasticsearch's
            kept(LeftBehind).names |= {index.name for index in under_way.indexes if not index.is_removed()}
            cache.set(MISSED, True, timeout=None)
        cache.set(FAILED, True, timeout=None)
        log.error("The desk's search: the index of %r could not be made anew (%s: %s)", backend_name, type(error).__name__, error)
        if not isinstance(error, Exception):
            raise
        told = {"name": backend_name, "error": f"{type(error).__name__}: {error}"}
        raise CommandError(_("Không dựng lại được chỉ mục “%(name)s”: %(error)s") % told) from error
    finally:
        under_way.indexes = []
    cache.delete(FAILED)


def catch_up() -> None:
    """Makes the desk's index anew where it is missing, of an earlier kind, or something was not written to it.

    Raises CommandError where that fails, and what Elasticsearch raises when it is asked which indexes there are.
    """
    backend = get_search_backend("default")
    if not isinstance(backend, Elasticsearch9SearchBackend):
        _catch_up_database("default")
        return
    _catch_up_database("database")
    if cache.get(MISSED) or not _has_all(backend):
        cache.delete(MISSED)  # first: what is missed from now on counts again
        call_command("update_index", backend_name="default", verbosity=0)


def _has_all(backend: Any) -> bool:
    behind = backend.es.indices.get_alias(name=f"{backend.index_prefix}*")
    aliases = {alias for index in behind.values() for alias in index["aliases"]}
    return {index.name for index in backend.all_indexes()} <= aliases


def _catch_up_database(name: str) -> None:
    """Once for a process: an index from before words were indexed without their marks, too, is made anew."""
    known = kept(DatabaseIndex)
    if known.is_well:
        return
    text = "title_text" if hasattr(IndexEntry, "title_text") else "title"  # PostgreSQL keeps vectors beside the text
    entries = IndexEntry.objects.order_by("-pk").values_list(text, flat=True)[:LOOKED_AT]
    if not all(map(is_in_both_forms, entries)):
        call_command("update_index", backend_name=name, verbosity=0)
    known.is_well = True
