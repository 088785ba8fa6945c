"""What an editor sets for every page is on every page within five seconds, in every process, whoever reads meanwhile; a fact at once."""

import shutil
import subprocess
import sys
import threading
import time
import urllib.request

import pytest

from .site import PROJECT, environment, served

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("processes")]
SECONDS = 5
NOTICE = "Giám đốc mới của Trung tâm"
# A third process, as a command or another node: it saves, and readers come before it has committed. Says when it began to and when it had.
EDIT = """
import time
from django.db import transaction
from office.models import Unit
with transaction.atomic():
    unit = Unit.load()
    unit.responsible = "{notice}"
    unit.save()
    time.sleep(1.5)
    begun = time.time()
print("at", begun, time.time())
"""
# The same with a fact of a page, and one that it has from elsewhere; past every model's own ``save``.
PHONE, PROCEDURE = "0211 333 4444", "thu-tuc/lam-khai-sinh-cho-con/"
EDIT_FACT = """
import time
from django.db import transaction
from office.models import Office
from procedures_pages.models import ProcedurePage
with transaction.atomic():
    ProcedurePage.objects.filter(slug="lam-khai-sinh-cho-con").update(title="Tên {notice}")
    Office.objects.update(phone="{notice}")
    time.sleep(1.5)
    begun = time.time()
print("at", begun, time.time())
"""


def page(url, path=""):
    with urllib.request.urlopen(f"{url}/{path}", timeout=30) as answer:
        return answer.read().decode()


class Readers:
    """They read the front page, or another, of each process again and again."""

    def __init__(self, urls, path="", told=NOTICE):
        self.urls, self.stop, self.path, self.told = urls, threading.Event(), path, told
        # (when the answer came, the url, whether it has the notice)
        self.seen = []
        self.threads = [threading.Thread(target=self._read, args=[url]) for url in urls]

    def _read(self, url):
        while not self.stop.is_set():
            shown = self.told in page(url, self.path)
            self.seen.append((time.time(), url, shown))
            time.sleep(0.02)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error):
        self.stop.set()
        for thread in self.threads:
            thread.join()


def edit(env, notice, code=EDIT):
    code = code.replace("{notice}", notice)
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code], cwd=PROJECT, env=env, capture_output=True, text=True, check=True
    )
    return tuple(map(float, done.stdout.split("at ")[-1].split()))


@pytest.mark.parametrize("shared", [False, True], ids=["a cache each", "one cache"])
def test_what_the_unit_says_is_on_every_page_within_seconds_though_readers_come_in_between(request, sample, tmp_path, shared):
    more = {"CACHE_URL": request.getfixturevalue("redis_url")} if shared else {}
    # As it is shipped: the test settings let a process read such things rarely.
    env = environment(
        shutil.copytree(sample, tmp_path / "data"), DJANGO_SETTINGS_MODULE="config.settings.dev", SEARCH_MEANING="false", **more
    )
    with served(env) as first, served(env) as second:
        for notice in (NOTICE, ""):
            with Readers([first, second]) as readers:
                time.sleep(1)
                begun, committed = edit(env, notice)
                time.sleep(SECONDS + 2)
            before = [(url, shown) for at, url, shown in readers.seen if at < begun]
            late = [(at - committed, url, shown) for at, url, shown in readers.seen if at > committed + SECONDS]
            assert {url for url, _shown in before} == {url for _at, url, _shown in late} == {first, second}
            assert {shown for _url, shown in before} == {not notice}
            assert {shown for _at, _url, shown in late} == {bool(notice)}
        with Readers([first, second], PROCEDURE, f"Tên {PHONE}") as readers:
            time.sleep(1)
            begun, committed = edit(env, PHONE, EDIT_FACT)
            time.sleep(1 + 1)
        late = [(url, shown) for at, url, shown in readers.seen if at > committed + 1]
        assert {url for url, _shown in late} == {first, second}
        assert all(shown for _url, shown in late)
        assert not any(shown for at, _url, shown in readers.seen if at < begun)
        assert all(PHONE in page(url, PROCEDURE) for url in (first, second))
