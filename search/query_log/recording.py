"""Counts what readers ask: in the memory of the process, written by a thread of its own. No reader's request ever writes."""

from __future__ import annotations

import logging
import re
import threading
from multiprocessing.util import Finalize

from django.conf import settings
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, connections
from django.http import HttpRequest
from django.utils import timezone

from ..process_state import kept
from . import store
from .buffer import Asked, Buffer, Opened
from .masking import masked, text_to_keep

log = logging.getLogger(__name__)
MAX_POSITIONS = 60
# A telephone is called Cubot.
_BOT = re.compile(r"(?<!cu)bot|crawl|spider|slurp|preview|externalhit|lighthouse|pingdom|monitor", re.IGNORECASE)
# What ``data-result`` holds: a code, or an address.
_RESULT = re.compile(r"[0-9A-Za-z.-]{1,24}|(?:https?:/)?/[!-~]{0,190}")


class Recorder:
    """What is held until it is written, and the thread that writes."""

    def __init__(self) -> None:
        self.buffer = Buffer()
        self.writing = threading.Lock()
        self.starting = threading.Lock()
        self.thread: threading.Thread | None = None
        self.failing = False


def asked(request: HttpRequest, text: str, locale: str, hits: int) -> None:
    """Counts a search page with ``everything`` hits. Asks the database nothing, and never raises.

    Counted is a person's own search: the first page, without filters, not what a machine fetches.
    """
    if request.method != "GET" or any(value for name, value in request.GET.items() if name != "q") or not _is_counted(request):
        return
    if said := text_to_keep(text):
        kept(Recorder).buffer.asked(Asked(timezone.localdate(), locale, said), hits)
        _start()


def opened(request: HttpRequest, text: str, locale: str, position: str, result: str) -> None:
    """A hit was opened, as the reader's browser says. Whatever is not plausible is left out; never raises."""
    number = int(position) if position.isascii() and position.isdigit() and len(position) < 4 else 0
    plausible = 1 <= number <= MAX_POSITIONS and _RESULT.fullmatch(result) and masked(result) == result
    if plausible and _is_counted(request) and (said := text_to_keep(text)):
        kept(Recorder).buffer.opened(Opened(timezone.localdate(), locale, said, number, result))
        _start()


def flush() -> None:
    """Writes what is held. What cannot be written now is held on to, within the buffer's bounds; the log says so once."""
    recorder = kept(Recorder)
    with recorder.writing:
        held = recorder.buffer.take()
        if not held.asked and not held.opened:
            return
        try:
            store.write(held)
        except (DataError, IntegrityError):
            log.exception("Counts of queries that the database does not take are dropped")
        except (DatabaseError, InterfaceError) as problem:
            recorder.buffer.put_back(held)
            if not recorder.failing:
                log.warning("Counts of queries wait until the database takes them: %s", problem)
            recorder.failing = True
        else:
            recorder.failing = False


def _is_counted(request: HttpRequest) -> bool:
    """Neither the user agent nor anything else of the reader is kept."""
    prefetched = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    return settings.SEARCH_LEARNING and not prefetched and not _BOT.search(request.headers.get("User-Agent", "")[:500])


def _start() -> None:
    """The thread that writes, once in each process, from the first search on; a process that was forked starts its own."""
    recorder = kept(Recorder)
    if not settings.SEARCH_LEARNING_SECONDS or (recorder.thread and recorder.thread.is_alive()):
        return
    with recorder.starting:
        if recorder.thread and recorder.thread.is_alive():
            return
        recorder.thread = threading.Thread(target=_run, name="search-query-log", daemon=True)
        try:
            recorder.thread.start()
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
