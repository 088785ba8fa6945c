"""The PDF engine, bounded: one page at a time in each worker, in a process beside it that is killed when it takes too long."""

from __future__ import annotations

import atexit
import contextlib
import os
import select
import subprocess  # nosec B404
import sys
import threading
import time
from pathlib import Path

from django.contrib.staticfiles import finders

from office.processes import bare_environment

from .frame import LENGTH

PROJECT = Path(__file__).parents[2]
# A sheet takes some 100 ms. QUALITY: a hanging engine is given up within 10 s.
MAX_SECONDS = 8.0
# At once: one that is set and one that waits. More would keep the worker's threads from readers.
MAX_WAITING = 2


class EngineError(Exception):
    """No PDF came of it: too busy, too slow, or the page cannot be set. Say so and offer the page to print."""


class EngineBusy(EngineError):
    """Other pages are being set; it has nothing to do with this one."""


def folder() -> Path:
    """Where the print style sheets and fonts lie."""
    found = finders.find("print/print.css")
    if not found:
        raise EngineError("no style sheet")
    return Path(str(found)).parent


class Engine:
    """``set`` may be called from any thread. The process is started with the first page and again after it was killed or died."""

    def __init__(self, command: list[str] | None = None, seconds: float = MAX_SECONDS) -> None:
        self.command = command
        self.seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()
        self._places = threading.BoundedSemaphore(MAX_WAITING)

    def set(self, html: str) -> bytes:
        """The PDF of a page. Raises EngineError."""
        if not self._places.acquire(blocking=False):
            raise EngineBusy("busy")
        try:
            until = time.monotonic() + self.seconds
            if not self._turn.acquire(timeout=self.seconds):
                raise EngineBusy("busy")
            try:
                return self._ask(html.encode("utf-8", "replace"), until)
            finally:
                self._turn.release()
        finally:
            self._places.release()

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
        process = self._running()
        try:
            self._write(process, LENGTH.pack(len(html)) + html, until)
            head = self._read(process, 1 + LENGTH.size, until)
            answer = self._read(process, LENGTH.unpack(head[1:])[0], until)
        except (OSError, EngineError) as error:
            # Whatever comes late would be taken for the next page's answer.
            self.stop()
            raise EngineError(str(error)) from error
        if head[:1] != b"k":
            raise EngineError(answer.decode("utf-8", "replace"))
        return answer

    @staticmethod
    def _left(until: float) -> float:
        left = until - time.monotonic()
        if left <= 0:
            raise EngineError("too slow")
        return left

    def _write(self, process: subprocess.Popen[bytes], data: bytes, until: float) -> None:
        pipe = process.stdin.fileno()  # type: ignore[union-attr]
        view = memoryview(data)
        while view:
            _r, ready, _x = select.select([], [pipe], [], self._left(until))
            if ready:
                view = view[os.write(pipe, view[:65_536]) :]

    def _read(self, process: subprocess.Popen[bytes], length: int, until: float) -> bytes:
        pipe = process.stdout.fileno()  # type: ignore[union-attr]
        parts: list[bytes] = []
        while length:
            ready, _w, _x = select.select([pipe], [], [], self._left(until))
            if ready:
                part = os.read(pipe, min(length, 65_536))
                if not part:
                    raise EngineError("the engine ended")
                parts.append(part)
                length -= len(part)
        return b"".join(parts)


_engine = Engine()
atexit.register(_engine.stop)


def set_pdf(html: str) -> bytes:
    """The PDF (pdf/ua-1) of a page that names its style sheets in ``<meta name="style">``. Raises EngineError within ``MAX_SECONDS``."""
    return _engine.set(html)


def warm() -> None:
    """Start the process beside a worker that has just started, so that the first reader does not wait. Silent: ``set`` tells."""
    _engine.warm()
