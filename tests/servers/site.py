"""The site itself, served by granian in a process of its own, with the sample content."""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .process import CACHE, free_port, running, temporary_folder

PROJECT = Path(__file__).resolve().parent.parent.parent
# What the loaded sample is made of and made by. Views and addresses have no part in it.
ROOMS = ("site", "guides", "procedures_pages", "search")
NO_PART = {"templatetags", "static", "locale", "__pycache__"}
KEPT = 6


def environment(data: Path, **more: str) -> dict[str, str]:
    return {
        # Tests with a browser say that; a server must not.
        **{name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"},
        "PYTHONPATH": f"{PROJECT / 'site'}{os.pathsep}{PROJECT}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATA_DIR": str(data),
        "DATABASE_URL": f"sqlite:///{data / 'db.sqlite3'}",
        "LOG_LEVEL": "WARNING",
        **more,
    }


def manage(env: Mapping[str, str], *arguments: str) -> str:
    result = subprocess.run([sys.executable, "manage.py", *arguments], cwd=PROJECT, env=env, capture_output=True, text=True, timeout=600)
    assert result.returncode == 0, f"{arguments}:\n{result.stdout[-3000:]}{result.stderr[-3000:]}"
    return result.stdout


def shell(env: Mapping[str, str], code: str) -> str:
    """What Python prints that runs within the site."""
    return manage(env, "shell", "--no-imports", "-c", code)


def connected(database: str) -> Any:
    """A connection of its own to the database of that address, as drivers give it: ``execute``, ``commit``, ``close``."""
    if database.startswith("postgres"):
        import psycopg  # where only SQLite is asked for, its driver need not be there

        return psycopg.connect(database)
    return sqlite3.connect(database.removeprefix("sqlite:///"), timeout=20)


def let_lease_pass(env: Mapping[str, str], job: str, seconds: int) -> None:
    """As if so many seconds had passed, for whoever holds the job."""
    shell(
        env,
        "from datetime import timedelta; from django.db.models import F; from office.models import ScheduledJob; "
        f"ScheduledJob.objects.filter(name={job!r}).update(claimed_until=F('claimed_until') - timedelta(seconds={seconds}))",
    )


def _made_of() -> str:
    """A digest of the code, the sample's text and the dependencies: another one where the loaded sample may be another."""
    digest = hashlib.sha256((PROJECT / "requirements.txt").read_bytes())
    for path in sorted(path for room in ROOMS for path in (PROJECT / room).rglob("*") if path.suffix in (".py", ".yaml", ".txt")):
        where = path.relative_to(PROJECT)
        if not NO_PART.intersection(where.parts) and not path.name.endswith(("views.py", "urls.py", "factories.py")):
            digest.update(f"{where}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def kept(name: str, make: Callable[[Path], None]) -> Path:
    """What ``make`` makes of the code and the sample in an empty folder, kept from run to run as long as these do not change.

    Copy what is in it, never change it.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    data = CACHE / f"{name}-{_made_of()}"
    # Whoever needs the same one waits for it, and nobody else.
    with data.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (data / "ready").exists():
            shutil.rmtree(data, ignore_errors=True)
            data.mkdir()
            make(data)
        (data / "ready").touch()
        all_kept = sorted(CACHE.glob(f"{name}-*/ready"), key=lambda ready: ready.stat().st_mtime)
        for ready in all_kept[:-KEPT]:
            shutil.rmtree(ready.parent, ignore_errors=True)
            ready.parent.with_suffix(".lock").unlink(missing_ok=True)
    return data


def sample_data() -> Path:
    """A data folder with the sample loaded."""

    def make(data: Path) -> None:
        shutil.copytree(empty_data(), data, dirs_exist_ok=True, ignore=shutil.ignore_patterns("ready"))
        env = environment(data)
        manage(env, "load_sample")
        manage(env, "update_search")

    return kept("sample", make)


def empty_data() -> Path:
    """A data folder with a site that nobody has filled yet."""

    def make(data: Path) -> None:
        manage(environment(data), "migrate", "--verbosity", "0")

    return kept("empty", make)


@contextmanager
def served(env: Mapping[str, str], *, workers: int = 1, port: int = 0, application: str = "config.wsgi:application") -> Iterator[str]:
    """The site in that environment, on a free port (or that one), with so many workers; one that dies is replaced."""
    with temporary_folder("site") as folder:
        port = port or free_port()
        url = f"http://127.0.0.1:{port}"
        granian = Path(sys.executable).parent / "granian"
        command = [granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws"]
        if workers > 1:
            command += ["--workers", str(workers), "--blocking-threads", "4", "--respawn-failed-workers"]
        command.append(application)

        def answers() -> bool:
            try:
                urllib.request.urlopen(f"{url}/healthz", timeout=5).close()
            except OSError:
                return False
            return True

        with running(command, answers, folder=folder, env={**env, "SITE_URL": url}, cwd=PROJECT):
            yield url


@contextmanager
def site(sample: Path, *, after: str = "", **more: str) -> Iterator[str]:
    """A site of its own, on a copy of the sample's data folder; ``after``: what Python does to it first."""
    with temporary_folder("data") as folder:
        env = environment(shutil.copytree(sample, folder / "data"), **more)
        if after:
            shell(env, after)
        with served(env) as url:
            yield url


@contextmanager
def changeable_site(sample: Path, **more: str) -> Iterator[Callable[[str], str]]:
    """A site for one test after another. Called with Python that runs within it first, or "": as it was in the sample; its address."""
    with temporary_folder("data") as folder:
        env = environment(shutil.copytree(sample, folder / "data"), PUT_BACK=str(sample), **more)
        with served(env, application="tests.servers.put_back:application") as url:

            def put_back(then: str) -> str:
                urllib.request.urlopen(f"{url}/put-back", then.encode(), timeout=120).close()
                return url

            yield put_back


def within(url: str, code: str) -> None:
    """Runs Python in the process of a ``changeable_site``, as its clock would: no process is started for it."""
    urllib.request.urlopen(f"{url}/run", code.encode(), timeout=120).close()
