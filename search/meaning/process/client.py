"""Asks the model process, from any thread of any process of the site; starts it, and replaces it where it hangs or has died.

A query never waits for more than a moment: where there is no vector in time there is none, and words alone answer. Starting, and finding
out whether a process that did not answer still lives, happens in a thread beside the requests.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import subprocess  # nosec B404
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from office.processes import bare_environment

from ..model_text import model_text
from ..vectors import DIMENSIONS, Vectors
from . import folder as places
from .frames import HELLO, PASSAGE, QUERY, READY, REFUSED, STARTING, STATUS, VECTOR, FrameError, frame, receive

log = logging.getLogger(__name__)

PROJECT = Path(__file__).parents[3]
# One thread: on a busy machine several wait for each other. NumPy's libraries read it from different variables.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "MKL_NUM_THREADS"), "1")
KEPT_VECTORS = 1000
START_SECONDS = 20.0  # for the socket to be there; the model is then loaded beside it
HANGING_SECONDS = 5.0  # a process that says nothing for so long is stopped or stuck; longer than one text may take
PASSAGE_SECONDS = 30.0
STATE_SECONDS = 0.3
PAUSES = (1.0, 5.0, 15.0, 60.0)  # after each failure in a row to start it
UNAVAILABLE = "unavailable"


class ModelUnavailable(Exception):
    """There is no vector now. The message says why, in a word."""


class ModelClient:
    """``seconds`` a query waits at most; ``start_seconds`` it waits, beyond that, for a process that is being started: a command may.

    ``command`` starts the process; it returns when the socket is there.
    """

    _lease: socket.socket | None

    def __init__(self, folder: Callable[[], Path], command: Sequence[str], *, seconds: float, start_seconds: float = 0.0) -> None:
        self._folder, self._command = folder, command
        self.seconds, self.start_seconds = seconds, start_seconds
        self._vector_of_query = lru_cache(maxsize=KEPT_VECTORS)(self._ask_query)
        self._mutex = threading.Lock()
        self._forget()
        os.register_at_fork(after_in_child=self._forget)

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
        """``ready``, ``starting``, ``resting`` (it died too often), or ``unavailable``."""
        try:
            return self._request(STATUS, "", time.monotonic() + STATE_SECONDS)[1].decode()
        except ModelUnavailable as error:
            return str(error)

    def start(self) -> None:
        """Has the process started beside everything else, so that the first query need not do without it."""
        if self._lease is None:
            self._tend_soon()

    def wait(self, seconds: float) -> bool:
        """Waits until the model is ready; whether it is."""
        until = time.monotonic() + seconds
        while (state := self.state()) != READY.decode() and time.monotonic() < until:
            time.sleep(0.02)
        return state == READY.decode()

    def close(self) -> None:
        """Lets go of the process; it ends when nobody holds it any more."""
        lease, self._lease = self._lease, None
        if lease:
            lease.close()

    def _forget(self) -> None:
        """A process that was forked off has no part in the connection of the one it comes from."""
        self._place: Path | None = None
        self._lease = None
        self._thread: threading.Thread | None = None
        self._mutex = threading.Lock()
        self._doubtful = False
        self._failures, self._paused_until = 0, 0.0

    def _ask_query(self, text: str) -> Vectors:
        return self._patiently(QUERY, text, self.seconds, self.start_seconds)

    def _passage(self, text: str) -> Vectors:
        if not text:
            return _nothing()
        try:
            return self._patiently(PASSAGE, text, PASSAGE_SECONDS, PASSAGE_SECONDS)
        except _Refused:
            return _nothing()

    def _patiently(self, kind: bytes, text: str, seconds: float, start_seconds: float) -> Vectors:
        """One text asked; again, for ``start_seconds``, while the process is being started."""
        until = time.monotonic() + start_seconds
        while True:
            try:
                return self._vector(kind, text, time.monotonic() + seconds)
            except _Starting:
                if time.monotonic() > until:
                    raise
            time.sleep(0.02)

    def _vector(self, kind: bytes, text: str, until: float) -> Vectors:
        answer, body = self._request(kind, text, until)
        if answer == REFUSED:
            raise _Refused("refused")
        if answer != VECTOR:
            raise (_Starting if body == STARTING else ModelUnavailable)(body.decode(errors="replace"))
        vector = np.frombuffer(body, dtype="<f4").astype(np.float32)
        if vector.shape != (DIMENSIONS,) or not np.isfinite(vector).all():
            raise ModelUnavailable("no vector")
        return vector

    def _request(self, kind: bytes, text: str, until: float) -> tuple[bytes, bytes]:
        """One request on a connection of its own, so that a late reply is never taken for that of another."""
        place, lease = self._place, self._lease
        if place is None or lease is None or self._doubtful or not _is_open(lease):
            self._tend_soon()
            raise ModelUnavailable(UNAVAILABLE) if time.monotonic() < self._paused_until else _Starting(STARTING.decode())
        try:
            with _connected(place, until, frame(kind, text.encode())) as connection:
                return receive(connection, until)
        except TimeoutError as error:
            self._doubtful = True
            self._tend_soon()
            raise ModelUnavailable("late") from error
        except OSError as error:
            log.warning("search: the model process has ended (%s), another one takes its place", error)
            self._doubtful = True
            self._tend_soon()
            raise _Starting(STARTING.decode()) from error

    def _tend_soon(self) -> None:
        """Has a thread see to the process, unless one does or it has to wait after failures."""
        with self._mutex:
            if time.monotonic() < self._paused_until or (self._thread and self._thread.is_alive()):
                return
            self._thread = threading.Thread(target=self._tend, name="search-model", daemon=True)
            self._thread.start()

    def _tend(self) -> None:
        """Until a process answers, or it is certain that none does now."""
        try:
            self.close()
            lease = self._living()
            lease.setblocking(False)
            self._lease = lease
            self._doubtful, self._failures = False, 0
        except Exception as error:
            pause = PAUSES[min(self._failures, len(PAUSES) - 1)]
            self._failures += 1
            self._paused_until = time.monotonic() + pause
            log.warning("search: no model process (%s: %s): words alone answer, next try in %.0f s", type(error).__name__, error, pause)

    def _living(self) -> socket.socket:
        """A connection to a process that answers: the one that is there, or a new one where none is or it hangs.

        Raises OSError and subprocess.SubprocessError.
        """
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            place = self._place = self._folder()
            with places.locked(place / places.STARTING):
                try:
                    return _connected(place, time.monotonic() + HANGING_SECONDS)
                except TimeoutError:
                    _kill(place)
                except OSError:
                    self._start_process(place, until)
            time.sleep(0.02)
        raise TimeoutError("it does not start")

    def _start_process(self, place: Path, until: float) -> None:
        with (place / places.LOG).open("wb") as output:
            subprocess.run(  # noqa: S603  # nosec B603
                [*self._command, str(place)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=PROJECT,
                env=bare_environment(PYTHONPATH=str(PROJECT), **ONE_THREAD),
                timeout=max(1.0, until - time.monotonic()),
                check=True,
            )


def _connected(place: Path, until: float, request: bytes = b"") -> socket.socket:
    """A connection whose other side has said hello, a request on its way. Raises TimeoutError; another OSError where nobody is there."""
    connection = socket.socket(socket.AF_UNIX)
    try:
        while True:
            connection.settimeout(max(0.001, until - time.monotonic()))
            try:
                connection.connect(str(place / places.SOCKET))
                break
            except BlockingIOError:  # so many wait already
                if time.monotonic() > until:
                    raise TimeoutError from None
                time.sleep(0.01)
        connection.sendall(request)
        if receive(connection, until)[0] != HELLO:
            raise FrameError("no hello")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_open(connection: socket.socket) -> bool:
    """Whether the other side of a connection that does not block is there; it says nothing unasked."""
    try:
        return bool(connection.recv(1, socket.MSG_PEEK))
    except BlockingIOError:
        return True
    except OSError:
        return False


def _kill(place: Path) -> None:
    """Ends the process that holds the lock: it takes connections and says nothing, because it is stopped or stuck."""
    if number := places.holder(place / places.LOCK):
        log.warning("search: the model process %s does not answer, another one takes its place", number)
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


class _Starting(ModelUnavailable):
    """It will be there in a moment."""


class _Refused(ModelUnavailable):
    """The text has killed it before."""


def _nothing() -> Vectors:
    return np.zeros(DIMENSIONS, dtype=np.float32)


def command(model: Path) -> list[str]:
    """What starts the process for a model's file; the folder is added to it."""
    return [sys.executable, "-m", "search.meaning.process.server", str(model)]
