"""The model process: ``python -m search.meaning.process.server MODEL FOLDER``. Started by ``keeper``; nothing of Django is loaded here.

It answers over the socket in FOLDER, the texts of readers' queries before names that wait to be embedded. It ends by itself when nobody
has been connected for some seconds, when its folder is taken away, or when one text takes too long. Exit status 0: one runs.
"""

from __future__ import annotations

import contextlib
import faulthandler
import fcntl
import os
import resource
import selectors
import shutil
import signal
import socket
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from ..e5 import encoder
from ..model_text import model_text
from . import folder as places
from .breaker import Breaker
from .frames import BUSY, HEAD, HELLO, MAX_REQUEST, NOT_NOW, PASSAGE, QUERY, READY, REFUSED, RESTING, STARTING, STATUS, VECTOR, frame

MAX_CLIENTS = 256
MAX_ROUNDS = 50
MAX_WAITING = 64  # texts in each lane
# A text takes 20 ms, the longest 120. A process that works at one for so long hangs and ends, so that another takes its place.
MAX_SECONDS_A_TEXT = 3.0
FIRST_CLIENT_SECONDS = 20.0
GRACE_SECONDS = 3.0  # after the last client has left: a web worker that is replaced finds the model still there
LOOK_SECONDS = 0.5
KINDS = {QUERY: encoder.QUERY, PASSAGE: encoder.PASSAGE}


@dataclass(eq=False, slots=True)
class Client:
    connection: socket.socket
    received: bytearray = field(default_factory=bytearray)
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class ModelJob:
    client: Client
    kind: bytes
    text: str


class Server:
    def __init__(self, folder: Path, model: Path, listener: socket.socket, breaker: Breaker) -> None:
        self._socket, self._listener, self._breaker = folder / places.SOCKET, listener, breaker
        self._identity = self._socket.stat().st_ino
        self._clients = dict[int, Client]()
        self._lanes = {QUERY: deque[ModelJob](), PASSAGE: deque[ModelJob]()}
        self._model: encoder.Encoder | None = None
        self._model_path, self._loading = model, False
        self._alone_until = time.monotonic() + FIRST_CLIENT_SECONDS
        self._selector = selectors.DefaultSelector()
        self._selector.register(listener, selectors.EVENT_READ)

    def serve(self) -> None:
        """Until nobody needs it any more."""
        looked = 0.0
        while True:
            self._load()
            # All that has come is heard before the next text is worked at: a query among it goes first.
            wait = 0 if self._model and any(self._lanes.values()) else LOOK_SECONDS
            for _round in range(MAX_ROUNDS):
                if not self._hear(wait):
                    break
                wait = 0
            self._work()
            if time.monotonic() - looked > LOOK_SECONDS:
                looked = time.monotonic()
                if self._is_to_end():
                    return

    def _hear(self, seconds: float) -> bool:
        """Takes what comes within that time; whether anything did."""
        events = self._selector.select(seconds)
        for key, _events in events:
            if key.fileobj is self._listener:
                self._accept()
            else:
                self._read(key.data)
        return bool(events)

    def _is_to_end(self) -> bool:
        if self._clients:
            self._alone_until = time.monotonic() + GRACE_SECONDS
        try:
            return time.monotonic() > self._alone_until or self._socket.stat().st_ino != self._identity
        except OSError:
            return True

    def _load(self) -> None:
        """Beside the answers: whoever asks meanwhile hears that the model is starting."""
        if not self._model and not self._loading and not self._breaker.rest():
            self._loading = True
            threading.Thread(target=self._load_model, daemon=True).start()

    def _load_model(self) -> None:
        try:
            model = encoder.Encoder(self._model_path)
            model.vector("a", encoder.QUERY)
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        self._model = model

    def _state(self) -> bytes:
        return READY if self._model else STARTING if self._loading else RESTING

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            connection, _address = self._listener.accept()
            if len(self._clients) >= MAX_CLIENTS:
                connection.close()
                return
            connection.setblocking(False)
            client = Client(connection)
            self._clients[connection.fileno()] = client
            self._selector.register(connection, selectors.EVENT_READ, client)
            self._send(client, HELLO)

    def _drop(self, client: Client) -> None:
        if self._clients.pop(client.connection.fileno(), None):
            self._selector.unregister(client.connection)
            client.connection.close()

    def _send(self, client: Client, kind: bytes, body: bytes = b"") -> None:
        """Replies are small: one that does not fit into the socket at once is for somebody who does not read."""
        if client.connection.fileno() < 0:
            return
        data = frame(kind, body)
        try:
            if client.connection.send(data) < len(data):
                self._drop(client)
        except OSError:
            self._drop(client)

    def _read(self, client: Client) -> None:
        try:
            part = client.connection.recv(HEAD.size + MAX_REQUEST)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        client.received += part
        # One request at a time; whoever sends more than that, or nothing any more, is let go, and what it asked is not worked at.
        if not part or client.waiting or len(client.received) > HEAD.size + MAX_REQUEST:
            self._drop(client)
            return
        if len(client.received) < HEAD.size:
            return
        kind, length = HEAD.unpack_from(client.received)
        if kind not in (*self._lanes, STATUS) or length > MAX_REQUEST or len(client.received) > HEAD.size + length:
            self._drop(client)
        elif len(client.received) == HEAD.size + length:
            body = bytes(client.received[HEAD.size :])
            client.received.clear()
            self._take(client, kind, body)

    def _take(self, client: Client, kind: bytes, body: bytes) -> None:
        """A request in; answered at once, or put into its lane."""
        if kind == STATUS:
            self._send(client, STATUS, self._state())
            return
        text = model_text(body.decode(errors="ignore"))
        if not text or self._breaker.refuses(text):
            self._send(client, REFUSED)
        elif not self._model:
            self._send(client, NOT_NOW, self._state())
        elif len(self._lanes[kind]) >= MAX_WAITING:
            self._send(client, NOT_NOW, BUSY)
        else:
            client.waiting = True
            self._lanes[kind].append(ModelJob(client, kind, text))

    def _work(self) -> None:
        """One text, a query's before a name's; what nobody waits for any more is passed over."""
        for lane in self._lanes.values():
            while lane:
                job = lane.popleft()
                if self._model and job.client.connection.fileno() >= 0:
                    job.client.waiting = False
                    vector = self._vector(self._model, job)
                    self._send(job.client, *((REFUSED,) if vector is None else (VECTOR, vector)))
                    return

    def _vector(self, model: encoder.Encoder, job: ModelJob) -> bytes | None:
        self._breaker.begin(job.text)
        faulthandler.dump_traceback_later(MAX_SECONDS_A_TEXT, exit=True, file=self._breaker.crash_file)
        try:
            return model.vector(job.text, KINDS[job.kind]).astype("<f4").tobytes()
        except Exception:  # whatever the model stumbles over, it is this text and no other
            sys.excepthook(*sys.exc_info())
            self._breaker.refuse(job.text)
            return None
        finally:
            faulthandler.cancel_dump_traceback_later()
            self._breaker.end()


def _only_one(folder: Path) -> IO[str] | None:
    """The lock that this process holds for its life; None where another one does."""
    lock = (folder / places.LOCK).open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        is_there = os.fstat(lock.fileno()).st_ino == os.stat(lock.name).st_ino  # a process that ended in order took its folder away
    except (BlockingIOError, FileNotFoundError):
        is_there = False
    return lock if is_there else None


def _listening(path: Path) -> socket.socket:
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen(MAX_CLIENTS)
    listener.setblocking(False)
    return listener


def main(model: Path, folder: Path) -> None:
    os.umask(0o077)
    if (lock := _only_one(folder)) is None:
        return
    listener = _listening(folder / places.SOCKET)
    # Nobody's child, so that it outlives the web worker that started it; whoever waits for the start sees the socket when this returns.
    if os.fork():
        os._exit(0)
    os.setsid()
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500")  # where memory runs out, the site can do without this process first
    breaker = Breaker(folder)
    faulthandler.enable(breaker.crash_file)
    signal.signal(signal.SIGTERM, lambda *_arguments: sys.exit(0))
    with contextlib.suppress(SystemExit):
        Server(folder, model, listener, breaker).serve()
    faulthandler.disable()
    if not breaker.close():
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
