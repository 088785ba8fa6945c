"""Learning from what readers ask: counted in the process, written beside the requests. No reader's request ever writes."""

from __future__ import annotations

import logging
import re
import threading
from multiprocessing.util import Finalize

from django.conf import settings
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, connections
from django.http import HttpRequest
from django.utils import timezone

from . import store
from .buffer import Asked, Buffer, Opened
from .masking import kept, masked

log = logging.getLogger(__name__)
MOST_POSITIONS = 60
# A telephone is called Cubot.
_BOT = re.compile(r"(?<!cu)bot|crawl|spider|slurp|preview|externalhit|lighthouse|pingdom|monitor", re.IGNORECASE)
# What ``data-result`` holds: a code, or an address.
_RESULT = re.compile(r"[0-9A-Za-z.-]{1,24}|(?:https?:/)?/[!-~]{0,190}")

_buffer = Buffer()
_writing = threading.Lock()
_starting = threading.Lock()
_thread: threading.Thread | None = None
_failing = False


def asked(request: HttpRequest, text: str, locale: str, hits: int) -> None:
    """A search page with so many hits is being answered. Costs no database query, and never raises.

    Counted is a person's own search: the first page, without filters, not what a machine fetches.
    """
    if request.method != "GET" or any(value for name, value in request.GET.items() if name != "q") or not _is_counted(request):
        return
    if said := kept(text):
        _buffer.asked(Asked(timezone.localdate(), locale, said), hits)
        _start()


def opened(request: HttpRequest, text: str, locale: str, position: str, result: str) -> None:
    """A hit was opened, as the reader's browser says. Whatever is not plausible is left out; never raises."""
    number = int(position) if position.isascii() and position.isdigit() and len(position) < 4 else 0
    plausible = 1 <= number <= MOST_POSITIONS and _RESULT.fullmatch(result) and masked(result) == result
    if plausible and _is_counted(request) and (said := kept(text)):
        _buffer.opened(Opened(timezone.localdate(), locale, said, number, result))
        _start()


def flush() -> None:
    """Writes what is held. What cannot be written now is held on to, within the buffer's bounds; the log says so once."""
    global _failing
    with _writing:
        held = _buffer.take()
        if not held.asked and not held.opened:
            return
        try:
            store.write(held)
        except (DataError, IntegrityError):
            log.exception("Counts of queries that the database does not take are dropped")
        except (DatabaseError, InterfaceError) as problem:
            _buffer.put_back(held)
            if not _failing:
                log.warning("Counts of queries wait until the database takes them: %s", problem)
            _failing = True
        else:
            _failing = False


def _is_counted(request: HttpRequest) -> bool:
    """Neither the user agent nor anything else of the reader is kept."""
    prefetched = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    return settings.SEARCH_LEARNING and not prefetched and not _BOT.search(request.headers.get("User-Agent", "")[:500])


def _start() -> None:
    """The thread that writes, once in each process, from the first search on; a process that was forked starts its own."""
    global _thread
    if not settings.SEARCH_LEARNING_SECONDS or (_thread and _thread.is_alive()):
        return
    with _starting:
        if _thread and _thread.is_alive():
            return
        _thread = threading.Thread(target=_run, name="search-learning", daemon=True)
        try:
            _thread.start()
        except RuntimeError:  # No thread to be had, or the process is ending: the next search tries again.
            return
        # Unlike atexit's, these are also called at the end of a server's worker process.
        Finalize(None, flush, exitpriority=1)


def _run() -> None:
    pause = threading.Event()
    while not pause.wait(settings.SEARCH_LEARNING_SECONDS):
        try:
            flush()
        except Exception:
            log.exception("Counts of queries could not be written")
        finally:
            connections.close_all()
