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
from elasticsearch import TransportError

from .desk import rebuilding
from .desk.outage import DeskOutage
from .index import backfill, indexing, state, wake
from .index.snapshot import index_snapshot
from .process_state import kept
from .searching import elasticsearch

log = logging.getLogger(__name__)

CHECK_SECONDS = 5.0  # between two looks at the stamp
ROUND_SECONDS = 30.0  # between two rounds whether it has changed or not: an Elasticsearch may be back, a vector still missing


def start() -> None:
    """Starts the watch of this process, once. The first thing it does is to read what the first search would wait for."""
    watch = kept(wake.Watch)
    if not watch.is_alive:
        watch.thread = threading.Thread(target=_watch, args=[watch.wanted], name="search-watch", daemon=True)
        watch.thread.start()


def index_round() -> str:
    """The clock's job: the index is brought up to what signals did not tell of (another process, a restored backup, an expired page).

    Returns what was done, in Vietnamese.
    """
    changes = indexing.update()
    if not changes:
        return ""
    wake.wake()
    return f"ghi {changes.written}, bỏ {changes.taken_out}"


def run_once(wanted: threading.Event) -> None:
    """One round of the watch: memory, Elasticsearch, vectors."""
    for locale, _name in settings.LANGUAGES:
        index_snapshot(locale)
    if not settings.SEARCH_URL:
        rebuilding.catch_up()
    elif kept(DeskOutage).may_ask():
        _bring_up_elasticsearch(settings.SEARCH_URL)
    backfill.fill(stop=wanted.is_set)


def _bring_up_elasticsearch(url: str) -> None:
    """Both indexes there. Raises what went wrong; a server that does not answer is left alone by editors' requests, too."""
    outage = kept(DeskOutage)
    try:
        elasticsearch(url).catch_up()
        rebuilding.catch_up()
    except Exception as error:
        if isinstance(error.__cause__ or error, TransportError):
            outage.begin(error)
        raise
    outage.end()


def _watch(wanted: threading.Event) -> None:
    seen: state.State | None = None
    due = 0.0
    while True:
        if is_wanted := wanted.is_set():
            wanted.clear()
        try:
            now = state.current()
            if is_wanted or now != seen or time.monotonic() >= due:
                seen, due = now, time.monotonic() + ROUND_SECONDS
                run_once(wanted)
        except Exception:
            log.warning("search: the watch could not do its round", exc_info=True)
        finally:
            close_old_connections()
        wanted.wait(CHECK_SECONDS)
