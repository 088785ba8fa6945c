"""The PDF engine, bounded: one page at a time in each worker, in a process beside it that is killed when it takes too long."""

from __future__ import annotations

import atexit
import contextlib
import os
import selectors
import subprocess  # nosec B404
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from office.processes import bare_environment

from .frame import LENGTH

PROJECT = Path(__file__).parents[2]
# At once in a worker: one that is set and two that wait for it, each for ``PDF_SECONDS`` in all. Of the worker's four threads
# (--blocking-threads) one is left to readers of pages, whatever the engine does.
MAX_PLACES = 3
# A page that has waited for more than its share does not begin a turn that it could hardly finish, and is not to blame for being late.
LEAST_SHARE = 0.125


class EngineError(Exception):
    """No PDF came of it: too busy, too slow, or the page cannot be set. Say so and offer the page to print."""


class EngineBusy(EngineError):
    """Other pages are being set; it has nothing to do with this one."""


class EngineSlow(EngineError):
    """The time was over before the page was set."""


def folder() -> Path:
    """Where the print style sheets and fonts lie."""
    found = finders.find("print/print.css")
    if not found:
        raise EngineError("no style sheet")
    return Path(str(found)).parent


class PdfEngine:
    """``set`` may be called from any thread. The process is started with the first page and again after it was killed or died."""

    def __init__(self, command: list[str] | None = None, seconds: float | None = None) -> None:
        self.command = command
        self.seconds = settings.PDF_SECONDS if seconds is None else seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()
        self._places = threading.BoundedSemaphore(MAX_PLACES)

    def set(self, html: str) -> bytes:
        """The PDF of a page, within ``seconds``, the wait for its turn among them.

        Raises EngineError; EngineBusy where there is no place to wait, and where what is short is the time that others have left.
        """
        if not self._places.acquire(blocking=False):
            raise EngineBusy("no place to wait")
        try:
            asked = time.monotonic()
            if not self._turn.acquire(timeout=self.seconds):
                raise EngineBusy("others were being set")
            try:
                return self._set(html, asked)
            finally:
                self._turn.release()
        finally:
            self._places.release()

    def _set(self, html: str, asked: float) -> bytes:
        waited = time.monotonic() - asked
        if self.seconds - waited < self.seconds * LEAST_SHARE:
            raise EngineBusy("too little time is left")
        try:
            return self._ask(html.encode("utf-8", "replace"), asked + self.seconds)
        except EngineSlow as slow:
            if waited > self.seconds * LEAST_SHARE:
                raise EngineBusy(str(slow)) from slow
            raise

    def warm(self) -> None:
        with self._turn, contextlib.suppress(OSError, EngineError):
            self._running()

    def stop(self) -> None:
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            command = self.command or [sys.executable, "-m", "procedures_pages.paper.weasyprint_worker", str(folder())]
            self._process = subprocess.Popen(  # noqa: S603  # nosec B603
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT, env=bare_environment(), bufsize=0
            )
            for pipe in (self._process.stdin, self._process.stdout):
                os.set_blocking(pipe.fileno(), False)  # type: ignore[union-attr]
        return self._process

    def _ask(self, html: bytes, until: float) -> bytes:
        try:
            process = self._running()
            self._write(process, LENGTH.pack(len(html)) + html, until)
            head = self._read(process, 1 + LENGTH.size, until)
            answer = self._read(process, LENGTH.unpack(head[1:])[0], until)
        except EngineError:
            # Whatever comes late would be taken for the next page's answer.
            self.stop()
            raise
        except OSError as error:
            self.stop()
            raise EngineError(str(error)) from error
        if head[:1] != b"k":
            raise EngineError(answer.decode("utf-8", "replace"))
        return answer

    @staticmethod
    def _left(until: float) -> float:
        left = until - time.monotonic()
        if left <= 0:
            raise EngineSlow("too slow")
        return left

    def _write(self, process: subprocess.Popen[bytes], data: bytes, until: float) -> None:
        pipe = process.stdin.fileno()  # type: ignore[union-attr]
        view = memoryview(data)
        with _ready(pipe, selectors.EVENT_WRITE) as ready:
            while view:
                if ready(self._left(until)):
                    view = view[os.write(pipe, view[:65_536]) :]

    def _read(self, process: subprocess.Popen[bytes], length: int, until: float) -> bytes:
        pipe = process.stdout.fileno()  # type: ignore[union-attr]
        parts: list[bytes] = []
        with _ready(pipe, selectors.EVENT_READ) as ready:
            while length:
                if ready(self._left(until)):
                    part = os.read(pipe, min(length, 65_536))
                    if not part:
                        raise EngineError("the engine ended")
                    parts.append(part)
                    length -= len(part)
        return b"".join(parts)


@contextlib.contextmanager
def _ready(pipe: int, event: int) -> Iterator[Callable[[float], bool]]:
    """A function that waits so many seconds at most until the pipe can be read or written, and says whether it can."""
    with selectors.DefaultSelector() as selector:  # select.select knows no descriptor above 1023, of which a busy worker has some
        selector.register(pipe, event)
        yield lambda seconds: bool(selector.select(seconds))


_engine = PdfEngine()
atexit.register(_engine.stop)


def set_pdf(html: str) -> bytes:
    """The PDF (pdf/ua-1) of a page that names its style sheets in ``<meta name="style">``. Raises EngineError within ``PDF_SECONDS``."""
    return _engine.set(html)


def warm() -> None:
    """Start the process beside a worker that has just started, so that the first reader does not wait. Silent: ``set`` tells."""
    _engine.warm()
