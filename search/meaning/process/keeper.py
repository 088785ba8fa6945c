"""Sees to it that there is a model process: finds it, starts it, and replaces it where it hangs or has died.

All of that happens in a thread beside the requests; these only ask whether there is one now.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import subprocess  # nosec B404
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from office.processes import bare_environment

from . import folder as places
from .frames import HELLO, STARTING, FrameError, receive

log = logging.getLogger(__name__)

PROJECT = Path(__file__).parents[3]
# One thread: on a busy machine several wait for each other. NumPy's libraries read it from different variables.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "MKL_NUM_THREADS"), "1")
START_SECONDS = 20.0  # for the socket to be there; the model is then loaded beside it
HANGING_SECONDS = 5.0  # a process that says nothing for so long is stopped or stuck; longer than one text may take
PAUSES = (1.0, 5.0, 15.0, 60.0)  # after each failure in a row to start it


class ModelUnavailable(Exception):
    """There is no vector now. The message says why, in a word."""


class ModelStarting(ModelUnavailable):
    """It will be there in a moment."""


class Keeper:
    """``folder`` says where to meet; ``command``, with that folder added, starts the process and returns when the socket is there.

    Holds one connection, by which the process knows that somebody needs it.
    """

    def __init__(self, folder: Callable[[], Path], command: Sequence[str]) -> None:
        self.folder, self.command = folder, command
        self._place: Path | None = None
        self._lease: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._mutex = threading.Lock()
        self._doubtful = False
        self._failures, self._paused_until = 0, 0.0
        os.register_at_fork(after_in_child=self._forget)

    def place(self) -> Path:
        """The folder of a process that is there, as far as is known. Raises ModelUnavailable, having it seen to."""
        place, lease = self._place, self._lease
        if place is not None and lease is not None and not self._doubtful and _is_open(lease):
            return place
        self.start()
        raise ModelUnavailable("unavailable") if time.monotonic() < self._paused_until else ModelStarting(STARTING.decode())

    def doubt(self) -> None:
        """It did not answer, or has ended: nobody asks it until that has been looked into."""
        self._doubtful = True
        self.start()

    def start(self) -> None:
        """Has a thread see to the process, unless one does or it has to wait after failures."""
        with self._mutex:
            if time.monotonic() < self._paused_until or (self._thread and self._thread.is_alive()):
                return
            self._thread = threading.Thread(target=self._tend, name="search-model", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Lets go of the process; it ends when nobody holds it any more."""
        lease, self._lease = self._lease, None
        if lease:
            lease.close()

    def _forget(self) -> None:
        """A process that was forked off has no part in the connection of the one it comes from."""
        self._place = self._lease = self._thread = None
        self._mutex = threading.Lock()

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
            place = self._place = self.folder()
            with places.locked(place / places.STARTING):
                try:
                    return connected(place, time.monotonic() + HANGING_SECONDS)
                except TimeoutError:
                    _kill(place)
                except OSError:
                    _start(self.command, place, until)
            time.sleep(0.02)
        raise TimeoutError("it does not start")


def connected(place: Path, until: float, request: bytes = b"") -> socket.socket:
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


def _start(command: Sequence[str], place: Path, until: float) -> None:
    with (place / places.LOG).open("wb") as output:
        subprocess.run(  # noqa: S603  # nosec B603
            [*command, str(place)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=PROJECT,
            env=bare_environment(PYTHONPATH=str(PROJECT), **ONE_THREAD),
            timeout=max(1.0, until - time.monotonic()),
            check=True,
        )


def _kill(place: Path) -> None:
    """Ends the process that holds the lock: it takes connections and says nothing, because it is stopped or stuck."""
    if number := places.holder(place / places.LOCK):
        log.warning("search: the model process %s does not answer, another one takes its place", number)
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
