"""A server that did not answer is left alone for a while, so that not everybody who comes meanwhile waits for it."""

from __future__ import annotations

import logging
import threading
import time

log = logging.getLogger(__name__)

PAUSE = 15.0  # seconds


class Outage:
    """What this process knows of one server's failures. Safe for threads. ``failures``: how many there were, over or not."""

    def __init__(self, server: str = "Elasticsearch") -> None:
        self._server = server
        self._deciding = threading.Lock()
        self._until: float | None = None
        self.failures = 0

    @property
    def is_on(self) -> bool:
        until = self._until
        return until is not None and time.monotonic() < until

    def may_ask(self) -> bool:
        """Whether the server may be asked now. When the pause is over, one caller tries; the others wait for what it finds."""
        with self._deciding:
            if self._until is None:
                return True
            if time.monotonic() < self._until:
                return False
            self._until = time.monotonic() + PAUSE
            return True

    def begin(self, error: BaseException) -> None:
        """The server failed: nobody asks it for ``PAUSE`` seconds."""
        log.warning("%s does not answer (%s)", self._server, type(error).__name__)
        with self._deciding:
            self._until = time.monotonic() + PAUSE
            self.failures += 1

    def end(self) -> None:
        """The server answered."""
        self._until = None
