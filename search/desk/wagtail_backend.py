"""Wagtail's own search, of the desk's lists and choosers, in the same Elasticsearch; where that fails, in the database.

Wagtail's backend raises what its server raises: an editor would get an error page, and a publication would wait for a server that hangs.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.core.management import call_command
from wagtail.search.backends import get_search_backend
from wagtail.search.backends.elasticsearch9 import Elasticsearch9Index, Elasticsearch9SearchBackend

from ..searching import PAUSE

log = logging.getLogger(__name__)

REBUILDING_TIMEOUT = 60
MISSED = "search:desk-index-missed"  # something was not written: the index has to be made anew


class GuardedIndex(Elasticsearch9Index):
    """Writes that fail are noted and made up for by :func:`catch_up`; the editor's request goes on."""

    def exists(self) -> bool:
        # The parent names the index by position, which the client no longer takes.
        return bool(self.es.indices.exists(index=self.name))

    def add_item(self, item: Any) -> None:
        self._guarded(super().add_item, item)

    def add_items(self, model: Any, items: Any) -> None:
        self._guarded(super().add_items, model, items)

    def delete_item(self, item: Any) -> None:
        self._guarded(super().delete_item, item)

    def _guarded(self, write: Callable[..., None], *arguments: Any) -> None:
        if self.backend.rebuilding:
            write(*arguments)
            return
        if not self.backend.is_paused:
            try:
                write(*arguments)
                return
            except Exception as error:  # whatever it is, it must not stop an editor
                self.backend.pause(error)
        cache.set(MISSED, True, timeout=None)


class SearchBackend(Elasticsearch9SearchBackend):
    index_class = GuardedIndex

    def __init__(self, params: Any) -> None:
        super().__init__(params)
        self.paused_until, self.rebuilding = 0.0, False

    @property
    def is_paused(self) -> bool:
        return time.monotonic() < self.paused_until

    def pause(self, error: Exception) -> None:
        log.warning("The desk's search: Elasticsearch does not answer (%s)", type(error).__name__)
        self.paused_until = time.monotonic() + PAUSE

    def _search(self, query_compiler_class: Any, query: Any, model_or_queryset: Any, **options: Any) -> Any:
        if self._answers(model_or_queryset):
            return super()._search(query_compiler_class, query, model_or_queryset, **options)
        database = get_search_backend("database")
        search = database.autocomplete if query_compiler_class is self.autocomplete_query_compiler_class else database.search
        return search(query, model_or_queryset, **options)

    def _answers(self, model_or_queryset: Any) -> bool:
        """Whether the server is there, with all that was ever written: asked before each search, because results are fetched too late."""
        if self.is_paused or cache.get(MISSED):
            return False
        try:
            return bool(self.get_index_for_model(getattr(model_or_queryset, "model", model_or_queryset)).exists())
        except Exception as error:
            self.pause(error)
            return False


def catch_up() -> None:
    """Makes the desk's index anew where it is missing or something was not written to it. Raises what went wrong."""
    from wagtail.models import Page

    backend = get_search_backend("default")
    if not isinstance(backend, SearchBackend) or not (cache.get(MISSED) or not backend.get_index_for_model(Page).exists()):
        return
    cache.delete(MISSED)
    backend.rebuilding, client = True, backend.es
    backend.es = client.options(request_timeout=REBUILDING_TIMEOUT)
    try:
        call_command("update_index", backend_name="default", verbosity=0)
    except Exception:
        cache.set(MISSED, True, timeout=None)
        raise
    finally:
        backend.rebuilding, backend.es = False, client
