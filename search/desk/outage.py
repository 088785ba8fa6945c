"""What this process knows of an Elasticsearch that did not answer: it is left alone for a while, so that not every editor waits for it."""

from __future__ import annotations

import logging
import threading
import time

from ..searching import PAUSE

log = logging.getLogger(__name__)


class Outage:
    """One for a process (``kept(Outage)``), since Wagtail makes a new backend for each request. Safe for threads."""

    def __init__(self) -> None:
        self._deciding = threading.Lock()
        self._until: float | None = None

    @property
    def is_on(self) -> bool:
        until = self._until
        return until is not None and time.monotonic() < until

    def may_ask(self) -> bool:
        """Whether the server may be asked now. When the pause is over, one caller tries; the others wait for what it finds."""
        if self._until is None:
            return True
        with self._deciding:
            if self._until is None:
                return True
            if time.monotonic() < self._until:
                return False
            self._until = time.monotonic() + PAUSE
            return True

    def begin(self, error: BaseException) -> None:
        """The server failed: nobody asks it for ``PAUSE`` seconds."""
        log.warning("The desk's search: Elasticsearch does not answer (%s)", type(error).__name__)
        self._until = time.monotonic() + PAUSE

    def end(self) -> None:
        """The server answered."""
        self._until = None
