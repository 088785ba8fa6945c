"""The first requests of a site come all at once, to a database whose search index has not been made: none fails."""

import shutil
import subprocess
import sys
import threading
import urllib.parse
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from .process import temporary_folder
from .site import PROJECT, connected, environment, manage, served
from .test_model_process import get

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("servers")]

AT_ONCE = 20
ASKED = [
    "/tim-kiem/?q=khai+sinh",
    "/tim-kiem/goi-y/?q=khai",
    "/",
    "/thu-tuc/",
    "/thu-tuc/lam-khai-sinh-cho-con/",
    "/en/tim-kiem/?q=birth",
    "/tim-kiem/?q=dang+ky+ket+hon",
    "/tim-kiem/goi-y/?q=ho",
    "/huong-dan/",
    "/noi-nop/",
    "/api/v2/procedures/?search=khai",
    "/t/1.001193",
    "/thu-tuc/lam-khai-sinh-cho-con/ho-so/",
    "/tim-kiem/?q=1.001193",
    "/readyz",
]
PAUSE = 0.05  # seconds between two questions of a reader: fifty in each second that the index takes are enough to meet it half made
NO_INDEX = ["search_searchstate", "search_indexeddocument", "search_indexedword", "search_terms"]


def first_requests(url):
    """Twenty requests that begin at the same moment: how many were answered how."""
    begin = threading.Barrier(AT_ONCE)

    def ask(number):
        begin.wait()
        return get(url + ASKED[number % len(ASKED)], timeout=60)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(ask, range(AT_ONCE)))


def without_index(env):
    """Asks the database itself: a process with the site in it would take longer than all else here."""
    with closing(connected(env["DATABASE_URL"])) as database:
        for table in NO_INDEX:
            database.execute(f"DELETE FROM {table}")
        database.commit()


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_on_sqlite(sample, workers):
    with temporary_folder("data") as folder:
        env = environment(shutil.copytree(sample, folder / "data"), SEARCH_MEANING="false")
        without_index(env)
        with served(env, workers=workers) as url:
            assert first_requests(url) == {200: AT_ONCE}


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_on_postgresql(sample_on_postgres, workers, tmp_path):
    with sample_on_postgres() as database:
        env = environment(tmp_path, DATABASE_URL=database, SEARCH_MEANING="false")
        without_index(env)
        with served(env, workers=workers) as url:
            assert first_requests(url) == {200: AT_ONCE}


def test_what_a_process_keeps_may_be_forgotten_at_any_moment(sample):
    with temporary_folder("data") as folder:
        env = environment(shutil.copytree(sample, folder / "data"), SEARCH_MEANING="false")
        racing = [sys.executable, "-m", "tests.servers.racing", "6"]
        said = subprocess.run(racing, cwd=PROJECT, env=env, capture_output=True, text=True, timeout=120)
        assert said.stdout == ""
        assert said.returncode == 0, said.stderr


def test_readers_find_while_the_index_is_made_anew(sample):
    with temporary_folder("data") as folder:
        env = environment(shutil.copytree(sample, folder / "data"), SEARCH_MEANING="false")
        with served(env) as url:
            assert get(f"{url}/tim-kiem/?q=khai+sinh") == 200
            over, got = threading.Event(), Counter()

            def read():
                while not over.wait(PAUSE):
                    with urllib.request.urlopen(f"{url}/tim-kiem/?{urllib.parse.urlencode({'q': 'khai sinh'})}", timeout=30) as answer:
                        got['data-result="1.001193"' in answer.read().decode()] += 1

            readers = [threading.Thread(target=read) for _n in range(3)]
            for reader in readers:
                reader.start()
            for _time in range(2):
                manage(env, "update_search", "--rebuild", "--without-meaning")
            over.set()
            for reader in readers:
                reader.join()
            assert set(got) == {True}
