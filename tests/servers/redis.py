"""A Redis of its own, empty, on a free port, that keeps nothing on disk."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from .process import free_port, program, running, temporary_folder


@contextmanager
def redis() -> Iterator[str]:
    with redis_process() as (url, _process):
        yield url


@contextmanager
def redis_process() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Its address, and its process for tests that stop it."""
    with temporary_folder("redis") as folder:
        port = free_port()
        server = [program("redis-server"), "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no", "--dir", folder]

        def answers() -> bool:
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
                    connection.sendall(b"PING\r\n")
                    return connection.recv(5) == b"+PONG"
            except OSError:
                return False

        with running(server, answers, folder=folder) as process:
            yield f"redis://127.0.0.1:{port}/0", process
