"""The index of this process: built once, used until something was published. A warm search asks the database for nothing."""

from __future__ import annotations

import threading
import time
from collections import defaultdict

from django.core.cache import cache

from .documents import SearchDocument
from .engines import Engine
from .engines.memory import MemoryEngine, Segment
from .sources import sources

VERSION = "search:version"
_lock = threading.Lock()
_built: tuple[int, Engine] | None = None


def changed() -> None:
    """Something that search knows was published, moved or taken away: every process builds its index anew when next asked."""
    cache.set(VERSION, time.time_ns(), None)


def _version() -> int:
    found = cache.get(VERSION)
    return int(found) if found else 0


def build() -> MemoryEngine:
    """Everything live and public, read from all sources."""
    segments: dict[str, list[Segment]] = defaultdict(list)
    for source in sources():
        by_locale: dict[str, list[SearchDocument]] = defaultdict(list)
        for document in source.documents():
            by_locale[document.locale].append(document)
        for locale, documents in by_locale.items():
            segments[locale].append(Segment(documents))
    return MemoryEngine(dict(segments))


def engine() -> Engine:
    """The engine to ask now. One thread builds, the others wait for it."""
    global _built
    version = _version()
    if _built is None or _built[0] != version:
        with _lock:
            if _built is None or _built[0] != version:
                _built = (version, build())
    return _built[1]


def forget() -> None:
    """Drop this process's index: for tests."""
    global _built
    _built = None
