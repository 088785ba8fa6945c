"""Starts a real server in a temporary folder, waits until it answers and ends it. What is missing is an error, never a skipped test."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = os.geteuid() == 0
# On Linux a server ends with the tests that started it, even where these are killed and cannot clean up.
TIED = ["setpriv", "--pdeathsig", "TERM", "--"] if shutil.which("setpriv") else []
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cam-nang-mot-cua"


class ServerError(RuntimeError):
    """A server is missing or did not start."""


def program(name: str, *folders: Path) -> Path:
    for folder in folders:
        if (folder / name).exists():
            return folder / name
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"]))
    if not found:
        raise ServerError(f"{name} is not installed; `make test` installs it, or run scripts/system test")
    return Path(found)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def unprivileged() -> dict[str, Any]:
    """Arguments of subprocess that give up root, which PostgreSQL and Elasticsearch refuse to run as."""
    if not ROOT:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def hand_over(folder: Path) -> None:
    """Gives a folder and all in it to the unprivileged user."""
    if ROOT:
        nobody = pwd.getpwnam("nobody")
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)


@contextmanager
def temporary_folder(name: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=f"test-{name}-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(
    command: Sequence[str | Path],
    answers: Callable[[], bool],
    *,
    folder: Path,
    seconds: float = 90,
    stop: signal.Signals = signal.SIGTERM,
    env: Mapping[str, str] | None = None,
    **arguments: Any,
) -> Iterator[subprocess.Popen[bytes]]:
    log = folder / "output.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*TIED, *(str(word) for word in command)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=env,
            **arguments,
        )
    try:
        end = time.monotonic() + seconds
        while not answers():
            if process.poll() is not None or time.monotonic() > end:
                tail = "".join(log.read_text(errors="replace").splitlines(keepends=True)[-30:])
                raise ServerError(f"{command[0]} did not start (exit code {process.returncode}):\n{tail}")
            time.sleep(0.05)
        yield process
    finally:
        finish(process, stop)


def finish(process: subprocess.Popen[bytes], stop: signal.Signals, seconds: float = 20) -> None:
    """Ends a server politely, then its whole process group for certain."""
    if process.poll() is None:
        process.send_signal(stop)
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
