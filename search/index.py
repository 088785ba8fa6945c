"""The index of this process: built when first asked, rebuilt source by source when something was published.

Two things say that a source has changed: its version in Django's cache, which :func:`bump` renews and every search looks at, and its
fingerprint in the database, looked at every few seconds, for changes made by another process that shares no cache with this one.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
import uuid
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.core.cache import cache
from django.db import close_old_connections, transaction

from .documents import SearchDocument
from .engines import Engine, Hit
from .engines.memory import MemoryEngine, Segment
from .query import Query
from .sources import Source, sources

log = logging.getLogger(__name__)

KEY = "search:version:%s"
CHECK_SECONDS = 5.0
SLOW_SECONDS = 0.7  # a source that takes longer is rebuilt beside the searches, which see the old state until then


@dataclass(slots=True)
class _Built:
    """One source as it was read last."""

    version: str
    fingerprint: Hashable
    segments: dict[str, Segment]
    seconds: float


@dataclass(slots=True)
class _State:
    built: dict[str, _Built] = field(default_factory=dict)
    engine: MemoryEngine | None = None
    checked: float = 0.0
    rebuilding: set[str] = field(default_factory=set)


_state = _State()
_lock = threading.Lock()


def bump(name: str = "") -> None:
    """Says that a source (all of them without a name) has changed: now, for whoever asks inside this transaction, and when it commits."""
    names = [name] if name else [source.name for source in sources()]

    def renew() -> None:
        cache.set_many({KEY % n: uuid.uuid4().hex for n in names}, timeout=None)

    renew()
    if transaction.get_connection().in_atomic_block:
        transaction.on_commit(renew)


def reset() -> None:
    """Forgets everything this process knows."""
    with _lock:
        _state.built, _state.engine, _state.checked = {}, None, 0.0


def memory_engine() -> Engine:
    """The engine inside this process, up to date; what a slow source has taken back in the meantime is left out."""
    changed = _changed()
    if changed or _state.engine is None:
        slow = getattr(settings, "SEARCH_SLOW_SECONDS", SLOW_SECONDS)
        now = [s for s in changed if s.name not in _state.built or _state.built[s.name].seconds < slow]
        for source in changed:
            if source not in now:
                _rebuild_beside(source)
        if now or _state.engine is None:
            _rebuild_now(now)
    engine = _state.engine if _state.engine is not None else MemoryEngine({})
    return _Verified(engine) if _state.rebuilding else engine


class _Verified:
    """An engine that may know of documents which are no longer public: every hit is looked up before it is shown."""

    name = "memory"

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def search(self, query: Query, locale: str) -> list[Hit]:
        return self._present(self.engine.search(query, locale))

    def suggest(self, query: Query, locale: str, limit: int) -> list[Hit]:
        return self._present(self.engine.suggest(query, locale, limit))

    def _present(self, hits: list[Hit]) -> list[Hit]:
        wanted = {hit.document.key for hit in hits}
        checks = [source.present for source in sources() if source.present]
        present = {key for check in checks for key in check(wanted)} if wanted and checks else wanted
        return [hit for hit in hits if hit.document.key in present]


def documents() -> Iterable[SearchDocument]:
    """Everything every source has, for engines that keep it elsewhere."""
    for source in sources():
        yield from source.documents()


def state_version() -> str:
    """A short text that is the same in all processes that see the same content."""
    return hashlib.sha256(repr([(s.name, _fingerprint(s)) for s in sources()]).encode()).hexdigest()[:24]


def _changed() -> list[Source]:
    """The sources that are not as they were read last."""
    registered = sources()
    versions = cache.get_many([KEY % s.name for s in registered])
    due = time.monotonic() - _state.checked >= getattr(settings, "SEARCH_CHECK_SECONDS", CHECK_SECONDS)
    if due:
        _state.checked = time.monotonic()
    changed, missing = [], {}
    for source in registered:
        built, version = _state.built.get(source.name), versions.get(KEY % source.name)
        if built is None or (version is not None and version != built.version):
            changed.append(source)
        elif due or version is None:
            missing[KEY % source.name] = built.version
            if source.fingerprint and _fingerprint(source) != built.fingerprint:
                changed.append(source)
    if missing:
        cache.set_many({k: v for k, v in missing.items() if k not in versions}, timeout=None)
    return changed


def _fingerprint(source: Source) -> Hashable:
    return source.fingerprint() if source.fingerprint else None


def _rebuild(changed: list[Source]) -> None:
    """Whoever waited here while another did the same finds it done."""
    with _lock:
        stale = [source for source in changed if not _is_current(source)]
        for source in stale:
            _state.built[source.name] = _read(source)
        known = {s.name for s in sources()}
        if not stale and _state.engine is not None and known == set(_state.built):
            return
        _state.built = {name: built for name, built in _state.built.items() if name in known}
        by_locale: dict[str, list[Segment]] = {}
        for built in _state.built.values():
            for locale, segment in built.segments.items():
                by_locale.setdefault(locale, []).append(segment)
        _state.engine = MemoryEngine(by_locale)


def _is_current(source: Source) -> bool:
    built = _state.built.get(source.name)
    return built is not None and built.version == cache.get(KEY % source.name) and built.fingerprint == _fingerprint(source)


def _rebuild_now(changed: list[Source]) -> None:
    """A source that cannot be read keeps its old state, if there is one."""
    try:
        _rebuild(changed)
    except Exception:
        if _state.engine is None:
            raise
        log.exception("search: %s could not be read again", ", ".join(source.name for source in changed))


def _read(source: Source) -> _Built:
    begin = time.monotonic()
    version = cache.get(KEY % source.name)
    if version is None:
        version = uuid.uuid4().hex
        cache.set(KEY % source.name, version, timeout=None)
    fingerprint = _fingerprint(source)
    by_locale: dict[str, list[SearchDocument]] = {}
    for document in source.documents():
        by_locale.setdefault(document.locale, []).append(document)
    before = _state.built[source.name].segments if source.name in _state.built else {}
    segments = {locale: Segment(found, before.get(locale)) for locale, found in by_locale.items()}
    # What the first reading takes says nothing about the next ones, which read only what has changed.
    return _Built(version, fingerprint, segments, time.monotonic() - begin if before else 0.0)


def _rebuild_beside(source: Source) -> None:
    if source.name in _state.rebuilding:
        return
    _state.rebuilding.add(source.name)

    def work() -> None:
        try:
            _rebuild([source])
        except Exception:
            log.exception("search: %s could not be read again", source.name)
        finally:
            _state.rebuilding.discard(source.name)
            close_old_connections()

    threading.Thread(target=work, name=f"search-{source.name}", daemon=True).start()


def warm_up() -> None:
    """Builds the index before anybody asks. Whatever goes wrong here goes wrong again, and is told, at the first search."""
    try:
        memory_engine()
    except Exception:
        log.warning("The search index could not be built ahead of the first search", exc_info=True)
    finally:
        close_old_connections()
