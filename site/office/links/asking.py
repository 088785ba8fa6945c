"""One question to one machine of the web: its name resolved once, the address judged, and the connection made to that very address.

Whoever changes what the name stands for between the two gains nothing. No proxy, no cookie, no log-in; so many seconds in all, so many
bytes. Knows no database.
"""

from __future__ import annotations

import io
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any

from . import guard
from .guard import Target

SECONDS = 5.0
MAX_BYTES = 1 << 20
MAX_TRIED = 3  # addresses of one name
# May the machine at this address (numbers, port) be asked? Another one than ``guard.is_public`` is given by tests alone.
May = Callable[[str, int], bool]
# The chain of certificates lacks a link: browsers fetch it, or know another root.
CHAIN_LACKS = (20, 21)


class NoAnswer(Exception):
    """``reason``: a name of ``checking.REASONS``. ``reached``: whether a machine was there."""

    def __init__(self, reason: str, detail: str = "", reached: bool = False) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail, self.reached = reason, detail, reached


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    location: str = ""
    body: bytes = b""


class Stopwatch:
    """How long a whole check may still take. Waiting for one's turn does not count: it stands still between ``running`` and ``running``."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._left = seconds
        self._end: float | None = None

    @property
    def left(self) -> float:
        """Raises NoAnswer where nothing is left."""
        left = self._left if self._end is None else self._end - time.monotonic()
        if left <= 0:
            raise NoAnswer("timeout")
        return left

    @contextmanager
    def running(self) -> Iterator[None]:
        self._end = time.monotonic() + self._left
        try:
            yield
        finally:
            self._left, self._end = self._end - time.monotonic(), None


class _Bounded(io.RawIOBase):
    """What comes from a socket, each piece within the time that is left for all of it, and no more than so many bytes."""

    def __init__(self, sock: socket.socket, watch: Stopwatch) -> None:
        self._sock, self._watch, self._room = sock, watch, MAX_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = memoryview(buffer)[: self._room]
        if not piece.nbytes:
            return 0
        self._sock.settimeout(self._watch.left)
        got = self._sock.recv_into(piece)
        self._room -= got
        return got


class _Wire:
    """A connected socket as ``http.client`` wants it."""

    def __init__(self, sock: socket.socket, watch: Stopwatch) -> None:
        self._sock, self._watch = sock, watch

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._watch.left)
        self._sock.sendall(data)

    def makefile(self, *_mode: Any) -> io.BufferedReader:
        return io.BufferedReader(_Bounded(self._sock, self._watch))

    def close(self) -> None:
        """Its end is told by ``http.client`` as soon as the headers are there; the body may still be wanted."""


def ask(target: Target, method: str, agent: str, watch: Stopwatch, may: May = guard.is_public, body_bytes: int = 0) -> Answer:
    """Status, where it leads, and so many bytes of the body. Raises NoAnswer."""
    with watch.running():
        sock = _connected(target, watch, may)
        try:
            if target.scheme == "https":
                sock = _secured(sock, target.host, watch)
            return _answer(target, method, agent, _Wire(sock, watch), body_bytes)
        except NoAnswer as none:
            none.reached = True
            raise
        except TimeoutError as problem:
            raise NoAnswer("timeout", reached=True) from problem
        except (HTTPException, OSError, ValueError) as problem:
            raise NoAnswer("broken", type(problem).__name__, reached=True) from problem
        finally:
            with suppress(OSError):
                sock.close()


def _answer(target: Target, method: str, agent: str, wire: _Wire, body_bytes: int) -> Answer:
    connection = HTTPConnection(target.host, target.port)
    connection.sock = wire
    host = target.origin.partition("://")[2]
    connection.request(method, target.path, headers={"Host": host, "User-Agent": agent, "Accept": "*/*", "Connection": "close"})
    response = connection.getresponse()
    body = response.read(min(body_bytes, MAX_BYTES)) if body_bytes else b""
    return Answer(response.status, response.getheader("Location") or "", body)


def _connected(target: Target, watch: Stopwatch, may: May) -> socket.socket:
    found = _resolved(target, watch)
    allowed = [ip for ip in found if may(ip, target.port)][:MAX_TRIED]
    if not allowed:
        raise NoAnswer("address")
    for last, ip in enumerate(allowed, 1):
        sock = socket.socket(socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM)
        try:
            # Something is left for the others, where one does not answer.
            sock.settimeout(watch.left / (len(allowed) - last + 1))
            sock.connect((ip, target.port))
            return sock
        except OSError as problem:
            sock.close()
            if last == len(allowed):
                raise NoAnswer("timeout" if isinstance(problem, TimeoutError) else "connect") from problem
    raise NoAnswer("connect")


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a name, as numbers."""
    return list(dict.fromkeys(str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def _resolved(target: Target, watch: Stopwatch) -> list[str]:
    """In a thread of its own, because nothing else ends a question to a name server that does not answer."""
    told: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def resolve() -> None:
        try:
            told.put(look_up(target.host, target.port))
        except (OSError, UnicodeError) as problem:
            told.put(problem)

    threading.Thread(target=resolve, name="links-name", daemon=True).start()
    try:
        found = told.get(timeout=watch.left)
    except queue.Empty:
        raise NoAnswer("timeout") from None
    if isinstance(found, Exception):
        raise NoAnswer("name") from found
    return found


def tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _secured(sock: socket.socket, host: str, watch: Stopwatch) -> socket.socket:
    sock.settimeout(watch.left)
    try:
        return tls().wrap_socket(sock, server_hostname=host)
    except ssl.SSLCertVerificationError as problem:
        reason = "chain" if problem.verify_code in CHAIN_LACKS else "certificate"
        raise NoAnswer(reason, problem.verify_message, reached=True) from problem
    except ssl.SSLError as problem:
        raise NoAnswer("certificate", problem.reason or "", reached=True) from problem
