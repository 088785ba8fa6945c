"""Real servers: what one process changes is told by all at once, what many ask for is made once, a database that is gone is not seen.

Whether a page was made anew is told by its packed bytes, which are others each time.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest

from home.page_cache.before import FRESH
from tests.servers.redis import redis_process
from tests.servers.site import PROJECT, environment, served

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("processes")]

BIRTH, OTHER = "/thu-tuc/lam-khai-sinh-cho-con/", "/thu-tuc/xin-phep-chat-cay/"
READERS = 50
# A third process, such as a command or another node: does what it is told and says so when it is committed.
EDITOR = """
import sys
from datetime import date
from django.db import transaction
from office.models import LegalEffect, LegalResource, Office, Unit
from procedures_pages.models import ProcedurePage
from procedures_pages.translation.models import TranslatedWords
def page(lang="vi"):
    return ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code=lang)
for line in sys.__stdin__:
    exec(line)
    print("done", flush=True)
"""
# What is done, at which page it is told, in which words; None: that the page is gone.
CHANGES = [
    (
        "with transaction.atomic(): p = page(); p.title = 'Tên mới của trang'; p.save_revision(clean=False).publish()",
        BIRTH,
        "Tên mới của trang",
    ),
    ("u = Unit.load(); u.responsible = 'Giám đốc mới'; u.save()", OTHER, "Giám đốc mới"),
    ("Office.objects.update(phone='0211 333 4444')", BIRTH, "0211 333 4444"),
    ("LegalResource.objects.filter(pk=page().legal.first().resource_id).update(title='Luật mới')", BIRTH, "Luật mới"),
    (
        "law = LegalResource.objects.create(number='9/2026/NĐ-CP', title='Nghị định thử'); "
        "law.effects.add(LegalEffect(target=page().legal.last().resource, kind='amends', effective_from=date(2026, 8, 5))); "
        "law.save_revision().publish()",
        BIRTH,
        "Nghị định 9/2026/NĐ-CP đã sửa quy định về việc này",
    ),
    ("ProcedurePage.objects.filter(pk=page('en').pk).update(title='A name in English')", f"/en{BIRTH}", "A name in English"),
    ("ProcedurePage.objects.filter(pk=page().pk).update(title='Lại tên khác')", "/thu-tuc/", "Lại tên khác"),
    ("p = page(); p.unpublish()", BIRTH, None),
]


def ask(url, packed=True):
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"} if packed else {})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def is_kept(url):
    """A second time if need be: its quarter of an hour may just have come to its end."""
    return any(ask(url) == ask(url) for _ in range(2))


@contextmanager
def editor(env):
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", EDITOR]
    process = subprocess.Popen(command, cwd=PROJECT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def act(code):
        process.stdin.write(f"{code}\n")
        process.stdin.flush()
        assert process.stdout.readline() == "done\n"

    with process:
        yield act
        process.stdin.close()


def at_once(ask_one):
    ready, told = threading.Barrier(READERS), []

    def reader():
        ready.wait()
        told.append(ask_one())

    threads = [threading.Thread(target=reader) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


@pytest.mark.parametrize("shared", [False, True], ids=["a cache each", "one cache"])
def test_whatever_changes_is_told_by_every_process_within_a_tenth_of_a_second(request, sample, tmp_path, shared):
    more = {"CACHE_URL": request.getfixturevalue("redis_url")} if shared else {}
    # As it is shipped: no clock beside, which would write too.
    env = environment(
        shutil.copytree(sample, tmp_path / "data"),
        DJANGO_SETTINGS_MODULE="config.settings.dev",
        SEARCH_MEANING="false",
        BACKGROUND="facts",
        **more,
    )
    with served(env) as first, served(env) as second, editor(env) as edit:
        for code, path, told in CHANGES:
            assert all(is_kept(url + path) for url in (first, second))
            edit(code)
            time.sleep(FRESH)  # in which a process need not have asked whether another has written
            for url in (first, second):
                status, body = ask(url + path, packed=False)
                assert (status, told is None or told in body.decode()) == (404 if told is None else 200, True), (code, url)
        # A stampede: fifty come at once for a page that nobody has asked for, with and without answers, and for one that has just changed.
        edit("Office.objects.update(phone='0211 333 5555')")
        for path in (f"{OTHER}in/", f"{OTHER}?utm_source=zalo", "/huong-dan/sinh-con/"):
            told = at_once(lambda path=path: ask(first + path))
            assert {status for status, _body in told} == {200}
            assert len({body for _status, body in told}) <= 2


def test_a_database_that_is_gone_is_not_seen_on_pages_that_are_kept(sample, tmp_path):
    data = shutil.copytree(sample, tmp_path / "data")
    env = environment(data, SEARCH_MEANING="false", BACKGROUND="facts", CONN_MAX_AGE="0")
    with served(env) as url:
        before = ask(url + BIRTH)
        assert before[0] == 200
        (data / "db.sqlite3").rename(data / "away.sqlite3")
        try:
            assert ask(url + BIRTH) == before
            assert ask(url + OTHER)[0] == 500
        finally:
            for left in data.glob("db.sqlite3*"):
                left.unlink()
            (data / "away.sqlite3").rename(data / "db.sqlite3")
        assert ask(url + OTHER)[0] == 200


def test_a_redis_that_hangs_is_not_seen(sample, tmp_path):
    with redis_process() as (cache, redis):
        env = environment(shutil.copytree(sample, tmp_path / "data"), SEARCH_MEANING="false", BACKGROUND="facts", CACHE_URL=cache)
        with served(env) as url:
            before = ask(url + BIRTH)
            os.kill(redis.pid, signal.SIGSTOP)
            try:
                assert ask(url + BIRTH) == before
                for path in (OTHER, "/thu-tuc/", "/", "/tim-kiem/?q=khai+sinh"):
                    assert ask(url + path)[0] == 200
            finally:
                os.kill(redis.pid, signal.SIGCONT)
