"""The watch of a serving process: a thread that keeps what this process knows of the index up to date, beside all requests.

What is done once for all processes, bringing the index up to its sources, is a job of the site's clock (:func:`index_round`). The watch
follows the index's stamp: it reads what is new into memory, makes missing vectors, and brings an Elasticsearch up to the index. Several
processes may watch at once: each step is done by whoever comes first.
"""

from __future__ import annotations

import logging
import threading
import time

from django.conf import settings
from django.db import close_old_connections

from office.clock import scheduler

from ..meaning import filling
from . import indexing, knowing, state

log = logging.getLogger(__name__)

JOB = "search-index"  # the clock's name for index_round
CHECK_SECONDS = 5.0  # between two looks at the stamp
LOOK_SECONDS = 30.0  # between two rounds whether it has changed or not: an Elasticsearch may be back, a vector still missing
_wanted = threading.Event()
_thread: threading.Thread | None = None


def start() -> None:
    """Starts the watch of this process, once. The first thing it does is to read what the first search would wait for."""
    global _thread
    if _thread is None or not _thread.is_alive():
        _thread = threading.Thread(target=_watch, name="search-watch", daemon=True)
        _thread.start()


def nudge(*, everything: bool = False) -> bool:
    """The index has changed: make its vectors and tell Elasticsearch now.

    With ``everything``, the index itself may not be what its sources are, and the clock is asked for a round. Returns whether this
    process does it by itself; where not, the caller has to.
    """
    if everything and scheduler.is_running():
        scheduler.wake(JOB)
        return True
    if _thread is None or not _thread.is_alive():
        return False
    _wanted.set()
    return not everything


def index_round() -> str:
    """The clock's job: the index is brought up to what signals did not tell of (another process, a restored backup, an expired page).

    Returns what was done, in Vietnamese.
    """
    changes = indexing.update()
    if not changes:
        return ""
    nudge()
    return f"ghi {changes.written}, bỏ {changes.taken_out}"


def look() -> None:
    """One round of the watch: memory, Elasticsearch, vectors."""
    for locale, _name in settings.LANGUAGES:
        knowing.known(locale)
    if settings.SEARCH_URL:
        from .. import desk_backend
        from ..engines.choosing import elasticsearch

        elasticsearch(settings.SEARCH_URL).catch_up()
        desk_backend.catch_up()
    filling.fill(stop=_wanted.is_set)


def _watch() -> None:
    seen: state.State | None = None
    due = 0.0
    while True:
        if wanted := _wanted.is_set():
            _wanted.clear()
        try:
            now = state.current()
            if wanted or now != seen or time.monotonic() >= due:
                seen, due = now, time.monotonic() + LOOK_SECONDS
                look()
        except Exception:
            log.warning("search: the watch could not do its round", exc_info=True)
        finally:
            close_old_connections()
        _wanted.wait(CHECK_SECONDS)
