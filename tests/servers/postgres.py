"""A PostgreSQL of its own, empty, on a free port."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from .process import free_port, hand_over, program, running, temporary_folder, unprivileged

# Debian keeps the server's programs outside PATH, one folder a version; so does Homebrew.
FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True) + sorted(
    Path("/opt/homebrew/opt").glob("postgresql*/bin"), reverse=True
)
# Vietnamese upper and lower case need a UTF-8 locale.
LOCALE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
# Nothing here outlives the test: no waiting for the disk.
FAST = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


@contextmanager
def postgres() -> Iterator[str]:
    with temporary_folder("postgres") as folder:
        data, port = folder / "data", free_port()
        hand_over(folder)
        initdb = [
            program("initdb", *FOLDERS),
            "--pgdata",
            data,
            "--username=site",
            "--auth=trust",
            "--encoding=UTF8",
            f"--locale={LOCALE}",
            "--no-sync",
        ]
        subprocess.run(initdb, check=True, capture_output=True, cwd=folder, **unprivileged())
        server = [program("postgres", *FOLDERS), "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", "", *FAST]
        address = f"host=127.0.0.1 port={port} user=site dbname=postgres connect_timeout=2"

        def answers() -> bool:
            try:
                psycopg.connect(address).close()
            except psycopg.OperationalError:
                return False
            return True

        env = {"PATH": os.environ["PATH"], "LC_ALL": LOCALE}
        with running(server, answers, folder=folder, stop=signal.SIGINT, env=env, cwd=folder, **unprivileged()):
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute("CREATE DATABASE site")
            yield f"postgres://site@127.0.0.1:{port}/site"


def dump(url: str, file: Path) -> None:
    """All of a database, for ``restore``."""
    subprocess.run([program("pg_dump", *FOLDERS), "--format=custom", "--compress=0", f"--file={file}", url], check=True)


def restore(url: str, file: Path) -> None:
    """Into an empty database."""
    subprocess.run([program("pg_restore", *FOLDERS), "--exit-on-error", "--no-owner", f"--dbname={url}", file], check=True)
