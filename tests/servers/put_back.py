"""The site as ``config.wsgi`` serves it, with two addresses more: one puts it back as it was, for tests that change it one after another;
the other lets happen what nobody presses: the clock, another machine.

To start a site takes ten times as long as to put one back. ``POST /put-back`` with Python in its body: what runs within the site then,
"" for nothing. ``POST /run`` runs its body and changes nothing else. 204 when it is done.

Within a process that has served the whole of a test before, what it keeps in memory may not be of then: everything it keeps is forgotten,
as after each test within the tests' own process (tests/conftest.py).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import connections

from config.wsgi import application as site  # what runs beside the requests is started with it
from home.page_cache import middleware as page_cache
from search import process_state

ADDRESS, RUN = "/put-back", "/run"
AS_IT_WAS = Path(os.environ["PUT_BACK"])  # a data folder
SECONDS = 30

_busy = threading.Condition()
_answering = 0


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    if environ["PATH_INFO"] == ADDRESS:
        put_back(environ["wsgi.input"].read().decode())
        start_response("204 No Content", [])
        return []
    if environ["PATH_INFO"] == RUN:
        run(environ["wsgi.input"].read().decode())
        start_response("204 No Content", [])
        return []
    _count(1)
    try:
        return Counted(site(environ, start_response))
    except BaseException:
        _count(-1)
        raise


def _count(more: int) -> None:
    global _answering
    with _busy:
        _answering += more
        _busy.notify_all()


class Counted:
    """An answer that counts until the server closes it."""

    def __init__(self, answer: Iterable[bytes]) -> None:
        self.answer, self.parts = answer, iter(answer)
        self.is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        return self.parts

    def close(self) -> None:
        try:
            if close := getattr(self.answer, "close", None):
                close()
        finally:
            if not self.is_closed:
                self.is_closed = True
                _count(-1)


def put_back(then: str) -> None:
    """When nobody is being answered any more: what the test before had asked for, and left, writes nothing into what comes."""
    with _busy:
        if not _busy.wait_for(lambda: not _answering, SECONDS):
            raise TimeoutError(f"{_answering} requests are still being answered")
        _as_it_was()
    run(then)


def run(code: str) -> None:
    if code:
        exec(code, {})
        connections.close_all()


def _as_it_was() -> None:
    database = Path(settings.DATABASES["default"]["NAME"])
    connections.close_all()
    with closing(sqlite3.connect(AS_IT_WAS / database.name)) as source, closing(sqlite3.connect(database, timeout=SECONDS)) as target:
        source.backup(target)
    for path in database.parent.iterdir():
        if not path.name.startswith(database.name):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in AS_IT_WAS.iterdir():
        if not path.name.startswith(database.name):
            shutil.copytree(path, database.parent / path.name) if path.is_dir() else shutil.copy(path, database.parent)
    for cache in caches.all():
        cache.clear()
    page_cache.STORE.clear()
    process_state.renew()
