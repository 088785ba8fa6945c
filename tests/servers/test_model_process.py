"""The model process beside a real server with two workers: shared, attacked, killed and stopped, while readers go on reading."""

import os
import shutil
import signal
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest

from search.meaning.embedder import runtime_folder_of
from search.meaning.process import folder as places

from .process import temporary_folder
from .site import environment, served, shell

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("processes")]

PATIENT = 60.0  # seconds; a busy machine is no failure
AS_DEPLOYED = {"SEARCH_MEANING_SECONDS": "0.4", "SEARCH_MEANING_START_SECONDS": "0"}
# Nothing but meaning finds it: no word of it is a word of the name.
MEANT, FOUND = "sắp động thổ làm tổ ấm mới", "1.013225"
DEADLY = ["ﷺ" * 20, "ﷺ" * 60, "a " * 3 + "ﷺ" * 40, "\ufdfa\u0301" * 30, "ﷻ" * 66, "\u1e9b\u0323" * 90, "㋿" * 66]
PATHS = ["/", "/thu-tuc/", "/tim-kiem/?q=khai%20sinh", "/healthz", "/tim-kiem/goi-y/?q=khai", "/tim-kiem/?q=nha%20dat"]


def get(url, timeout=30):
    """The status of an answer, or what was wrong instead."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as answer:
            answer.read()
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError as error:
        return type(error).__name__


def search(url, query):
    return get(f"{url}/tim-kiem/?{urllib.parse.urlencode({'q': query})}")


def finds_by_meaning(url):
    with urllib.request.urlopen(f"{url}/tim-kiem/?{urllib.parse.urlencode({'q': MEANT})}", timeout=30) as answer:
        return f'data-result="{FOUND}"' in answer.read().decode()


def soon(check, seconds=PATIENT):
    until = time.monotonic() + seconds
    while not (found := check()) and time.monotonic() < until:
        time.sleep(0.1)
    return found


@contextmanager
def two_workers(sample, change=None):
    """A site on a copy of the sample: its address, and the folder of its model process."""
    with temporary_folder("data") as folder:
        data = shutil.copytree(sample, folder / "data")
        env = environment(data, **AS_DEPLOYED)
        if change:
            shell(env, change)
        place = runtime_folder_of(data)
        with served(env, workers=2) as url:
            yield url, place
        assert soon(lambda: places.holder(place / places.LOCK) is None), "the model process stays when the site has ended"
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="module")
def site(sample):
    with two_workers(sample) as (url, place):
        assert soon(lambda: finds_by_meaning(url))
        yield url, place


@contextmanager
def readers(url, threads=3):
    """Readers that go on asking for pages and searching; what they got, by status."""
    got, stop = Counter(), threading.Event()

    def read(reader):
        number = reader
        while not stop.is_set():
            got[get(url + PATHS[number % len(PATHS)])] += 1
            got[search(url, f"xây nhà {number}")] += 1
            number += 1

    reading = [threading.Thread(target=read, args=[reader]) for reader in range(threads)]
    for thread in reading:
        thread.start()
    try:
        yield got
    finally:
        stop.set()
        for thread in reading:
            thread.join()


def model_processes(place):
    """The numbers of all processes that were started for a folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if str(place) in (path / "cmdline").read_text().split("\0"):
                found.append(int(path.name))
        except OSError:
            pass
    return found


def test_two_workers_share_one_process(site):
    url, place = site
    for number in range(10):
        assert search(url, f"đăng ký {number}") == 200
    if Path("/proc/self").exists():
        assert model_processes(place) == [places.holder(place / places.LOCK)]


@pytest.mark.parametrize("query", DEADLY)
def test_what_would_run_past_a_buffer_is_a_query_like_any_other(site, query):
    url, place = site
    before = places.holder(place / places.LOCK)
    assert search(url, query) == 200
    assert get(f"{url}/tim-kiem/goi-y/?{urllib.parse.urlencode({'q': query})}") == 200
    # On a busy machine the next query may be answered by words alone, while the model is still at this one.
    assert soon(lambda: finds_by_meaning(url))
    assert places.holder(place / places.LOCK) == before


def test_no_reader_is_lost_while_somebody_attacks(site):
    url, _place = site
    stop = threading.Event()

    def attack():
        number = 0
        while not stop.wait(0.2):
            search(url, DEADLY[number % len(DEADLY)] + str(number))
            number += 1

    attacker = threading.Thread(target=attack)
    attacker.start()
    got = Counter(get(url + PATHS[number % len(PATHS)]) for number in range(200))
    stop.set()
    attacker.join()
    assert got == {200: 200}


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_killed_or_stopped_it_is_replaced_and_no_reader_notices(site, how):
    url, place = site
    with readers(url) as got:
        before = places.holder(place / places.LOCK)
        os.kill(before, how)
        assert soon(lambda: places.holder(place / places.LOCK) not in {before, None})
        assert soon(lambda: finds_by_meaning(url))
    assert set(got) == {200}
    assert places.holder(place / places.LOCK) != before


PUBLISH = """
from procedures_pages.models import ProcedurePage
page = ProcedurePage.objects.get(locale__language_code="vi", slug="lam-khai-sinh-cho-con")
page.title = page.draft_title = "ﷺ" * 20 + " khai sinh cho bé"
page.keywords = "ﷺ" * 40 + chr(10) + "ﷺ ﷻ " * 30
page.save_revision().publish()
"""


def test_a_published_title_stops_nothing(sample):
    with two_workers(sample, PUBLISH) as (url, place):
        assert soon(lambda: finds_by_meaning(url))
        first = places.holder(place / places.LOCK)
        got = Counter(get(url + PATHS[number % len(PATHS)]) for number in range(60))
        assert got == {200: 60}
        assert search(url, "ﷺ" * 20) == 200
        assert places.holder(place / places.LOCK) == first
