"""Pages that this process keeps: under one stamp at a time, so many bytes at most, each made by one request while others wait for it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

WAIT_SECONDS = 10.0  # for a page that another request is making; then whoever waited makes it too
SLACK = timedelta(seconds=60)
MOST_ADDRESSES = 4_000  # whose canonical query is remembered
NOT_KEPT = "?"  # in the place of a canonical query, which never is that: of this address nothing is kept under the present stamp


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it is sent. ``body`` is packed where ``is_packed``; ``headers`` are without what says so, and without its length."""

    body: bytes
    is_packed: bool
    headers: dict[str, str]
    etag: str
    made: datetime
    until: datetime

    @property
    def size(self) -> int:
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers.items()) + 500

    def is_true_at(self, now: datetime) -> bool:
        """``now`` may be a little before it was made: whoever waited for it came then. Long before, the clock was put back."""
        return self.made - SLACK <= now < self.until


@dataclass(frozen=True, slots=True)
class Key:
    """What a page is made of, apart from the data: its path and its canonical query."""

    path: str
    query: str


@dataclass(slots=True)
class Making:
    """A page that a request is making. ``page`` stays None where it was not to be kept."""

    done: threading.Event = field(default_factory=threading.Event)
    page: Page | None = None


class Shelf:
    """Pages in the order in which they were last asked for; the first ones go when there are more than ``most`` bytes."""

    def __init__(self) -> None:
        self.pages: OrderedDict[Key, Page] = OrderedDict()
        self.size = 0

    def put(self, key: Key, page: Page, most: int) -> None:
        self.drop(key)
        if page.size > most // 4:
            return
        self.pages[key] = page
        self.size += page.size
        while self.size > most:
            _key, first = self.pages.popitem(last=False)
            self.size -= first.size

    def drop(self, key: Key) -> None:
        if (old := self.pages.pop(key, None)) is not None:
            self.size -= old.size

    def clear(self) -> None:
        self.pages.clear()
        self.size = 0


class Store:
    """Safe for threads. Pages with answers have a shelf of their own: whoever asks for all of them pushes no other page out."""

    def __init__(self, forget: Callable[[], None] = lambda: None) -> None:
        """``forget`` is called with each new stamp, before anything is made under it."""
        self._guard = threading.RLock()
        self._forget = forget
        self._plain, self._answered = Shelf(), Shelf()
        self._addresses: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._making: dict[tuple[str, Key], Making] = {}
        self.stamp = ""
        self.since: datetime | None = None

    def clear(self) -> None:
        with self._guard:
            self.stamp, self.since = "", None
            self._empty()

    def _empty(self) -> None:
        self._plain.clear()
        self._answered.clear()
        self._addresses.clear()

    def begin(self, stamp: str, now: datetime) -> None:
        """From here on ``stamp`` holds; under another one than before nothing of before does."""
        if stamp == self.stamp:
            return
        with self._guard:
            if stamp != self.stamp:
                self._empty()
                self._forget()
                self.stamp, self.since = stamp, now

    def known_query(self, path: str, query: str) -> str | None:
        """The canonical query that was noted for an address; None where none was."""
        return self._addresses.get((path, query))

    def note_query(self, stamp: str, path: str, query: str, canonical: str) -> None:
        with self._guard:
            if stamp == self.stamp:
                self._addresses[path, query] = canonical
                if len(self._addresses) > MOST_ADDRESSES:
                    self._addresses.popitem(last=False)

    def _shelf(self, key: Key) -> Shelf:
        return self._answered if key.query else self._plain

    def get(self, stamp: str, key: Key, now: datetime) -> Page | None:
        with self._guard:
            if stamp != self.stamp:
                return None
            shelf = self._shelf(key)
            page = shelf.pages.get(key)
            if page is None:
                return None
            if not page.is_true_at(now):
                shelf.drop(key)
                return None
            shelf.pages.move_to_end(key)
            return page

    def get_or_make(self, stamp: str, key: Key, now: datetime, most: int, make: Callable[[], Page | None]) -> Page | None:
        """The page, made by ``make`` where it is not kept; of those who come meanwhile each gets that one. ``most``: bytes of all pages."""
        with self._guard:
            if (page := self.get(stamp, key, now)) is not None:
                return page
            making = self._making.get((stamp, key))
            if is_mine := making is None:
                making = self._making[stamp, key] = Making()
        if not is_mine:
            making.done.wait(WAIT_SECONDS)
            return making.page
        try:
            making.page = make()
            if making.page is not None:
                with self._guard:
                    if stamp == self.stamp:
                        self._shelf(key).put(key, making.page, most // 3 if key.query else most - most // 3)
            return making.page
        finally:
            with self._guard:
                del self._making[stamp, key]
            making.done.set()

    @property
    def size(self) -> tuple[int, int]:
        """(pages, bytes)."""
        return len(self._plain.pages) + len(self._answered.pages), self._plain.size + self._answered.size
