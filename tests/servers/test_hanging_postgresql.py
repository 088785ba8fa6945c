"""A PostgreSQL that takes connections and never answers: what is kept is shown, all else ends with a word, and no thread is held.

Stopped by SIGSTOP, as a machine that swaps or a disk that is gone stops it.
"""

import os
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import psycopg
import pytest

from .site import environment, served
from .test_model_process import get

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("servers")]

KEPT, OTHER = "/thu-tuc/lam-khai-sinh-cho-con/", "/thu-tuc/dang-ky-ket-hon/"
READERS = 12  # more than a process has threads
PATIENT = 30  # seconds; without an end to waiting nobody is answered


@contextmanager
def stopped(database):
    with psycopg.connect(database) as connection:
        folder = connection.execute("SHOW data_directory").fetchone()[0]
    with open(f"{folder}/postmaster.pid") as file:
        server = int(file.readline())
    os.kill(server, signal.SIGSTOP)  # it starts no other process from now on
    all_of_it = [server, *map(int, subprocess.run(["pgrep", "-P", str(server)], capture_output=True, check=True).stdout.split())]
    for process in all_of_it:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in all_of_it:
            with suppress(ProcessLookupError):  # one that ends by itself
                os.kill(process, signal.SIGCONT)


@pytest.fixture
def env(sample_on_postgres, tmp_path):
    with sample_on_postgres() as database:
        yield environment(tmp_path, DATABASE_URL=database, SEARCH_MEANING="false")


def until(what):
    end = time.monotonic() + PATIENT
    while not what():
        assert time.monotonic() < end
        time.sleep(0.2)


def test_readers_are_answered_while_it_hangs_and_as_before_when_it_answers_again(env):
    with served(env) as url, ThreadPoolExecutor(READERS) as pool:
        assert get(url + KEPT) == 200
        until(lambda: get(url + KEPT) == 200)
        with stopped(env["DATABASE_URL"]):
            # Some find out, and are told that something is wrong; nobody waits for ever.
            assert set(pool.map(lambda _n: get(url + OTHER, timeout=PATIENT), range(READERS))) == {500}
            assert get(url + "/readyz", timeout=PATIENT) == 503
            # What was kept is there for all of them.
            assert set(pool.map(lambda _n: get(url + KEPT, timeout=PATIENT), range(READERS))) == {200}
        until(lambda: get(url + OTHER, timeout=PATIENT) == 200)
        assert get(url + "/readyz") == 200


def test_a_server_that_was_started_anew_is_felt_by_no_reader(env):
    """Every connection is cut, as by a restart; whoever comes next is connected again."""
    with served(env) as url:
        assert get(url + "/readyz") == 200
        with psycopg.connect(env["DATABASE_URL"], autocommit=True) as connection:
            cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            assert connection.execute(cut).rowcount >= 1
        assert [get(url + path) for path in ("/readyz", OTHER, KEPT, "/thu-tuc/", "/tim-kiem/?q=khai+sinh")] == [200] * 5
