"""How long a request waits for PostgreSQL, and what this process knows of a server that takes connections and never answers.

A stopped or overloaded server answers nothing and refuses nothing: without an end to waiting, eight readers hold eight threads for
ever. Only requests of a serving process are impatient; commands, and threads beside the requests, wait as long as it takes.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import psycopg
from django.core.signals import request_finished, request_started

log = logging.getLogger(__name__)

# Seconds. To connect takes two at least, by libpq's rule. Within a transaction somebody has typed what is being written.
CONNECT, STATEMENT, STATEMENT_OF_TRANSACTION = 2, 3.0, 30.0
# Whether a connection from before still answers.
USABLE = 1.0
BETWEEN_PROBES = 0.5
INTERVAL = 0.1  # the driver's own, to look for Ctrl-C
_here = threading.local()


def start() -> None:
    """Called when a serving process starts: from now on each thread is impatient while it answers a request."""
    request_started.connect(_begin, dispatch_uid="postgresql-patience")
    request_finished.connect(_end, dispatch_uid="postgresql-patience")


def _begin(**_sent: Any) -> None:
    _here.is_asked = True


def _end(**_sent: Any) -> None:
    _here.is_asked = False


def is_asked() -> bool:
    """Whether this thread answers a request."""
    return getattr(_here, "is_asked", False)


@contextmanager
def asked() -> Iterator[None]:
    """What is done within it is done for a request, though Django has not begun with it."""
    _begin()
    try:
        yield
    finally:
        _end()


def seconds(in_transaction: bool) -> float | None:
    """How long one statement is waited for in this thread; None for as long as it takes."""
    if not is_asked():
        return None
    usual = STATEMENT_OF_TRANSACTION if in_transaction else STATEMENT
    return min(usual, getattr(_here, "most", usual))


@contextmanager
def within(most: float) -> Iterator[None]:
    """What is asked within it is waited for ``most`` seconds at most, where this thread answers a request."""
    before = getattr(_here, "most", None)
    _here.most = most if before is None else min(most, before)
    try:
        yield
    finally:
        if before is None:
            del _here.most
        else:
            _here.most = before


class Hang:
    """Whether the server hangs. Safe for threads. While it does, requests need not find out one by one: a thread asks for all of them."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._is_watched = False
        self.is_on = False

    def forbids(self) -> bool:
        """Whether this thread is not to ask: it answers a request, and the server hangs; or may hang, where the request can do without."""
        return is_asked() and (self.is_on or (self._is_watched and hasattr(_here, "most")))

    def suspect(self, parameters: Mapping[str, Any]) -> None:
        """Somebody waited in vain. ``parameters``: how to connect."""
        with self._guard:
            if self._is_watched:
                return
            self._is_watched = True
        threading.Thread(target=self._watch, args=(dict(parameters),), name="postgresql-hang", daemon=True).start()

    def _watch(self, parameters: Mapping[str, Any]) -> None:
        while hangs(parameters):
            if not self.is_on:
                log.error("PostgreSQL takes connections and does not answer: readers are shown what is kept")
            self.is_on = True
            time.sleep(BETWEEN_PROBES)
        with self._guard:
            self.is_on = self._is_watched = False


HANG = Hang()


class Probe(psycopg.Connection[Any]):
    def wait(self, gen: Any, interval: float = INTERVAL, timeout: float | None = None) -> Any:
        return super().wait(gen, interval, float(CONNECT))


def hangs(parameters: Mapping[str, Any]) -> bool:
    """Whether the server takes a connection and does not answer. One that refuses it does not hang: whoever asks is told at once."""
    try:
        connection = Probe.connect(**{**parameters, "connect_timeout": CONNECT, "autocommit": True})
    except psycopg.Error as error:
        return isinstance(error, psycopg.errors.ConnectionTimeout)
    try:
        connection.execute("SELECT 1")
    except psycopg.Error as error:
        return isinstance(error, psycopg.errors._WaitTimeout)
    finally:
        connection.close()
    return False
