"""What goes over the socket: frames of one byte that says what it is, four with the length (big-endian), and so many bytes. No pickles.

The model process says :data:`HELLO` to whoever connects. One request at a time then has one reply.
"""

from __future__ import annotations

import socket
import struct
import time

HEAD = struct.Struct(">cI")
# Requests: a text to embed, in UTF-8; or how the process is.
QUERY, PASSAGE, STATUS = b"q", b"p", b"s"
# Replies: a vector (float32, little-endian); the text is not to be asked again; not now, and why not; a state.
HELLO, VECTOR, REFUSED, NOT_NOW = b"h", b"v", b"r", b"n"
MAX_REQUEST = 8_192
MAX_REPLY = 8_192
# Why not now, and how the process is.
READY, STARTING, RESTING, BUSY = b"ready", b"starting", b"resting", b"busy"


class FrameError(OSError):
    """The other side ended, or sent what is no frame."""


def frame(kind: bytes, body: bytes = b"") -> bytes:
    return HEAD.pack(kind, len(body)) + body


def receive(connection: socket.socket, until: float) -> tuple[bytes, bytes]:
    """The next frame of a connection, what it is and its body. Raises TimeoutError at the time ``until`` (monotonic), FrameError."""
    kind, length = HEAD.unpack(_exactly(connection, HEAD.size, until))
    if length > MAX_REPLY:
        raise FrameError("too long")
    return kind, _exactly(connection, length, until)


def _exactly(connection: socket.socket, size: int, until: float) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection.settimeout(left)
        if not (part := connection.recv(size - len(parts))):
            raise FrameError("ended")
        parts += part
    return bytes(parts)
