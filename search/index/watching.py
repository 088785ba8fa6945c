"""The watch of a serving process: a thread that keeps the index true beside all requests.

It finds what no signal told of (another process, a restored backup, a page whose time is over), makes missing vectors, and brings an
Elasticsearch up to the index. Several processes may watch at once: each step is done by whoever comes first.
"""

from __future__ import annotations

import logging
import threading
import time

from django.conf import settings
from django.db import close_old_connections

from ..meaning import filling
from . import indexing, knowing

log = logging.getLogger(__name__)

LOOK_SECONDS = 30.0  # between two looks at everything; more where a look takes long
SHARE = 0.02  # of the time a look may take
_wanted = threading.Event()
_everything = threading.Event()
_thread: threading.Thread | None = None


def start() -> None:
    """Starts the watch of this process, once. The first thing it does is to read what the first search would wait for."""
    global _thread
    if _thread is None or not _thread.is_alive():
        _thread = threading.Thread(target=_watch, name="search-watch", daemon=True)
        _thread.start()


def nudge(*, everything: bool = False) -> bool:
    """The index has changed: make its vectors and tell Elasticsearch now. Whether a watch is there to do it.

    With ``everything``, the index itself may not be what its sources are.
    """
    if _thread is None or not _thread.is_alive():
        return False
    if everything:
        _everything.set()
    _wanted.set()
    return True


def look(*, everything: bool = True) -> float:
    """One round of the watch; with ``everything``, all sources are looked at first. Returns how long that took, in seconds."""
    begin = time.monotonic()
    if everything:
        indexing.update()
    took = time.monotonic() - begin
    for locale, _name in settings.LANGUAGES:
        knowing.known(locale)
    if settings.SEARCH_URL:
        from .. import desk_backend
        from ..engines.choosing import elasticsearch

        elasticsearch(settings.SEARCH_URL).catch_up()
        desk_backend.catch_up()
    filling.fill(stop=_wanted.is_set)
    return took


def _watch() -> None:
    due = 0.0  # when all sources are looked at again, whether somebody asks for it or not
    while True:
        _wanted.clear()
        everything = _everything.is_set() or time.monotonic() >= due
        _everything.clear()
        took = 0.0
        try:
            took = look(everything=everything)
        except Exception:
            log.warning("search: the watch could not do its round", exc_info=True)
        finally:
            close_old_connections()
        if everything:
            due = time.monotonic() + max(LOOK_SECONDS, took / SHARE)
        _wanted.wait(max(0.0, due - time.monotonic()))
