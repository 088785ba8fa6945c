"""Asks the model process, from any thread of any process of the site.

A query never waits for more than a moment: where there is no vector in time there is none, and words alone answer.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from ..model_text import model_text
from ..vectors import DIMENSIONS, Vectors
from .frames import PASSAGE, QUERY, READY, REFUSED, STARTING, STATUS, VECTOR, frame, receive
from .keeper import Keeper, ModelStarting, ModelUnavailable, connected

log = logging.getLogger(__name__)

KEPT_VECTORS = 1000
PASSAGE_SECONDS = 30.0
STATE_SECONDS = 0.3
AGAIN_SECONDS = 0.02


class ModelRefused(ModelUnavailable):
    """The text has killed it before."""


class ModelClient:
    """``seconds`` a query waits at most; ``start_seconds`` it waits, beyond that, for a process that is being started: a command may."""

    def __init__(self, folder: Callable[[], Path], command: Sequence[str], *, seconds: float, start_seconds: float = 0.0) -> None:
        self.keeper = Keeper(folder, command)
        self.seconds, self.start_seconds = seconds, start_seconds
        self._vector_of_query = lru_cache(maxsize=KEPT_VECTORS)(self._query)

    def query(self, text: str) -> Vectors | None:
        """What somebody asks for in, its vector out; None where there is none now, or none of this text."""
        try:
            return self._vector_of_query(text) if (text := model_text(text)) else None
        except ModelUnavailable:
            return None

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Texts to be found in, one vector each out; zeros, which are near nothing, for a text the model is not to read.

        Waits for the process, and for another one where it dies. Raises ModelUnavailable.
        """
        return np.stack([self._passage(model_text(text)) for text in texts])

    def state(self) -> str:
        """``ready``, ``starting``, ``resting`` (it died too often), ``late`` or ``unavailable``."""
        try:
            return self._request(STATUS, "", time.monotonic() + STATE_SECONDS)[1].decode(errors="replace")
        except ModelUnavailable as error:
            return str(error)

    def wait(self, seconds: float) -> bool:
        """Waits until the model is ready; whether it is."""
        until = time.monotonic() + seconds
        while (state := self.state()) != READY.decode() and time.monotonic() < until:
            time.sleep(AGAIN_SECONDS)
        return state == READY.decode()

    def _query(self, text: str) -> Vectors:
        return self._patiently(QUERY, text, self.seconds, self.start_seconds)

    def _passage(self, text: str) -> Vectors:
        try:
            if text:
                return self._patiently(PASSAGE, text, PASSAGE_SECONDS, PASSAGE_SECONDS)
        except ModelRefused:
            pass
        return np.zeros(DIMENSIONS, dtype=np.float32)

    def _patiently(self, kind: bytes, text: str, seconds: float, start_seconds: float) -> Vectors:
        """One text asked; again, for ``start_seconds``, while the process is being started."""
        until = time.monotonic() + start_seconds
        while True:
            try:
                return self._vector(kind, text, time.monotonic() + seconds)
            except ModelStarting:
                if time.monotonic() > until:
                    raise
            time.sleep(AGAIN_SECONDS)

    def _vector(self, kind: bytes, text: str, until: float) -> Vectors:
        answer, body = self._request(kind, text, until)
        if answer == REFUSED:
            raise ModelRefused("refused")
        if answer != VECTOR:
            raise (ModelStarting if body == STARTING else ModelUnavailable)(body.decode(errors="replace"))
        if len(body) != DIMENSIONS * 4 or not np.isfinite(vector := np.frombuffer(body, dtype="<f4").astype(np.float32)).all():
            raise ModelUnavailable("no vector")
        return vector

    def _request(self, kind: bytes, text: str, until: float) -> tuple[bytes, bytes]:
        """One request on a connection of its own, so that a late reply is never taken for that of another."""
        place = self.keeper.place()
        try:
            with connected(place, until, frame(kind, text.encode())) as connection:
                return receive(connection, until)
        except TimeoutError as error:
            self.keeper.doubt()
            raise ModelUnavailable("late") from error
        except OSError as error:
            log.warning("search: the model process has ended (%s), another one takes its place", error)
            self.keeper.doubt()
            raise ModelStarting(STARTING.decode()) from error


def command(model: Path) -> list[str]:
    """What starts the process for a model's file; the folder is added to it."""
    return [sys.executable, "-m", "search.meaning.process.server", str(model)]
