"""Imports in several processes, on both databases: one at a time, and one that is killed holds up nobody for long."""

import json
import shutil
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.procedures_pages.register.factories import record_text

from .site import PROJECT, connected, empty_data, environment, let_lease_pass, manage

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("processes")]
RECORDS = 1200
TRIES = 4
# Each waits until all are there, then holds the work until the others have asked for it.
TRY = """
import pathlib, time
from office.clock import exclusive
from procedures_pages.register.review.snapshots import WORK
from django.db import connection
folder = pathlib.Path("{folder}")
def wait_for(number):
    end = time.monotonic() + 100
    while len(list(folder.glob("*"))) < number and time.monotonic() < end:
        time.sleep(0.02)
connection.ensure_connection()
(folder / "there {n}").touch()
wait_for({all})
try:
    with exclusive.held(WORK, "Người thứ {n}"):
        print("has it", flush=True)
        (folder / "asked {n}").touch()
        wait_for(2 * {all})
except exclusive.Held as other:
    print("told of", other.holder.who, flush=True)
    (folder / "asked {n}").touch()
"""


@pytest.fixture(params=["sqlite", "postgres"])
def env(request, tmp_path):
    """An empty site on a database of its own."""
    if request.param == "sqlite":
        yield environment(shutil.copytree(empty_data(), tmp_path / "data"))
        return
    with request.getfixturevalue("empty_on_postgres")() as url:
        yield environment(tmp_path, DATABASE_URL=url)


@pytest.fixture
def register(tmp_path):
    folder = tmp_path / "register-2026-07"
    folder.mkdir()
    for n in range(1, RECORDS + 1):
        (folder / f"{n}.txt").write_text(record_text(code=f"9.{n:06}"), "utf-8")
    return folder


def started(env, *arguments):
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.Popen(command, cwd=PROJECT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def known(env):
    """Asks the database itself, quickly, how many records it has."""
    sql = "SELECT COUNT(*) FROM procedures_pages_registerrecord"
    with closing(connected(env["DATABASE_URL"])) as database:
        return database.execute(sql).fetchone()[0]


def test_of_many_processes_one_imports_and_a_killed_one_gives_way(env, register, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tries")
    tries = [started(env, "shell", "--no-imports", "-c", TRY.format(folder=folder, n=n, all=TRIES)) for n in range(TRIES)]
    said = [process.communicate(timeout=120)[0].strip() for process in tries]
    assert said.count("has it") == 1
    first = said.index("has it")
    assert said.count(f"told of Người thứ {first}") == TRIES - 1

    killed = started(env, "import_register", str(register), "--json")
    while known(env) == 0:
        assert killed.poll() is None
        time.sleep(0.02)
    killed.kill()
    killed.communicate()
    assert 0 < known(env) < RECORDS

    second = started(env, "import_register", str(register), "--json")
    out, error = second.communicate(timeout=120)
    assert (second.returncode, out) == (1, "")
    assert f"tiến trình {killed.pid}) đang nhập bản chụp, bắt đầu lúc" in error

    let_lease_pass(env, "import_register", 121)
    told = json.loads(manage(env, "import_register", str(register), "--json"))
    assert len(told["new"]) + told["unchanged"] == RECORDS == known(env)
    assert told["refused"] == []
