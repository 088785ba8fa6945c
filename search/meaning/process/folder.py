"""Where the processes of a site on one machine meet: a folder of their user's alone, with the model process's socket and lock in it."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import socket
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

SOCKET = "socket"
LOCK = "lock"  # held by the model process as long as it lives; its number is written in it
STARTING = "starting"  # held by whoever starts one
LOG = "log"
MAX_SOCKET_PATH = 100  # bytes; systems allow 108 (Linux) or 104 (macOS), the byte that ends it included


class FolderError(OSError):
    """There is no folder that all could meet in."""


def runtime_folder(identity: str, data: Path) -> Path:
    """What tells this site from others on this machine, and its data folder, in; the folder to meet in out, made where it was missing.

    A folder for temporary files rather than the data folder: nodes may share that one, and no socket reaches across machines. Raises
    FolderError where none can be made, or what has its name is not ours alone.
    """
    digest = hashlib.sha256(f"{identity}\n{data.resolve()}\n{socket.gethostname()}".encode()).hexdigest()[:16]
    for base in (tempfile.gettempdir(), "/tmp", "/var/tmp", data):  # noqa: S108  # nosec B108 -- private, and checked to be
        folder = Path(base) / f"cam-nang-{os.getuid()}-{digest}"
        if len(os.fsencode(folder / SOCKET)) <= MAX_SOCKET_PATH and _is_ours(folder):
            return folder
    raise FolderError("no private folder for the model process")


def _is_ours(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
    return ours and os.access(folder, os.W_OK | os.X_OK)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Nobody else has this lock meanwhile; waits for it."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def holder(path: Path) -> int | None:
    """The number of the process that holds a lock and wrote its number into it; None where nobody does."""
    try:
        with path.open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(file.read() or 0) or None
    except (OSError, ValueError):
        return None
    return None
