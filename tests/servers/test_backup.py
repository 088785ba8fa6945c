"""A backup made while editors write, restored on an empty machine: the same site, byte for byte; on both databases."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from .site import PROJECT, environment, manage, shell

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("servers")]
# What readers get of every address of the sitemap.
CRAWL = """
import hashlib, json
from django.test import Client
from tests.sitemap import addresses
from django.conf import settings
client = Client()
found = {}
for address in sorted(addresses(client))[::{step}]:
    answer = client.get(address.removeprefix(settings.SITE_URL))
    found[address] = [answer.status_code, hashlib.sha256(answer.content).hexdigest()]
hits = client.get("/tim-kiem/?q=khai+sinh").content.decode()
found["search"] = [200, hashlib.sha256(hits.encode()).hexdigest()]
assert "lam-khai-sinh-cho-con" in hits
print("FOUND" + json.dumps(found))
"""
# An editor who never rests: each form for download comes with a notice of its number, in one transaction.
WRITE = """
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.documents import get_document_model
from office.models import Unit
n = 0
while True:
    n += 1
    with transaction.atomic():
        get_document_model().objects.create(title=f"form {n}", file=ContentFile(f"form {n}".encode() * 2000, name=f"form-{n}.pdf"))
        Unit.objects.update(responsible=str(n))
    print(n, flush=True)
"""
WRITTEN = """
import json
from wagtail.documents import get_document_model
from office.models import Unit
forms = get_document_model().objects.filter(title__startswith="form ")
whole = [form.file.read() == form.title.encode() * 2000 for form in forms]
print("FOUND" + json.dumps([len(whole), all(whole), Unit.objects.get().responsible]))
"""


@pytest.fixture(params=["sqlite", "postgres"])
def machines(request, sample, tmp_path):
    """(the environment of a site with the sample, that of a machine with nothing on it)."""
    old, new = shutil.copytree(sample, tmp_path / "old"), tmp_path / "new"
    new.mkdir()
    more = {"SEARCH_MEANING": "false"}
    if request.param == "sqlite":
        yield environment(old, **more), environment(new, **more)
        return
    with request.getfixturevalue("sample_on_postgres")() as database:
        server = database.rpartition("/")[0]
        try:
            yield environment(old, DATABASE_URL=database, **more), environment(new, DATABASE_URL=f"{server}/restored", **more)
        finally:
            with psycopg.connect(database, autocommit=True) as connection:
                for (name,) in connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'restored%'").fetchall():
                    connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def crawled(env, step):
    """What readers get of every address, or of every so many."""
    return told(env, CRAWL.replace("{step}", str(step)))


def told(env, code):
    return json.loads(shell(env, code).partition("FOUND")[2])


def refused(env, *arguments):
    done = subprocess.run([sys.executable, "manage.py", *arguments], cwd=PROJECT, env=env, capture_output=True, text=True)
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    return done.stderr


def files(folder):
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in Path(folder).rglob("*")}


def written_at(env):
    """What a refusal must not touch."""
    if env["DATABASE_URL"].startswith("sqlite"):
        return files(env["DATA_DIR"])
    with psycopg.connect(env["DATABASE_URL"], autocommit=True) as connection:
        names = connection.execute("SELECT datname, oid::text FROM pg_database ORDER BY 1").fetchall()
        return names, connection.execute("SELECT xmin::text, id FROM wagtailcore_page ORDER BY id").fetchall(), files(env["DATA_DIR"])


def test_a_site_comes_back_as_it_was_and_one_that_is_there_only_on_request(machines, tmp_path):
    old, new = machines
    quiet, busy = tmp_path / "quiet.tar.gz", tmp_path / "busy.tar.gz"
    manage(old, "backup", str(quiet))
    # One address of eight; on the other database, where nothing but the database differs, one of fifteen.
    step = 8 if old["DATABASE_URL"].startswith("sqlite") else 15
    before = crawled(old, step)
    assert len(before) * step > 100
    assert {status for status, _digest in before.values()} == {200}

    # An editor writes while it is made, before it and after it.
    with subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", WRITE], cwd=PROJECT, env=old, stdout=subprocess.PIPE, text=True
    ) as writer:
        try:
            first = [int(writer.stdout.readline()) for _n in range(3)][-1]
            manage(old, "backup", str(busy))
        finally:
            writer.kill()
        last = int(writer.stdout.read().split()[-1])

    assert "Đã phục hồi" in manage(new, "restore", str(quiet))
    assert crawled(new, step) == before

    # Damaged, or not asked for: nothing is touched.
    there = written_at(new)
    damaged = tmp_path / "damaged.tar.gz"
    content = bytearray(busy.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    assert "SHA-256" in refused(new, "restore", str(damaged), "--replace")
    assert "--replace" in refused(new, "restore", str(busy))
    assert written_at(new) == there

    # What was there is kept aside; what was being written is there in whole transactions, with its files.
    assert "được cất ở" in manage(new, "restore", str(busy), "--replace")
    count, are_whole, notice = told(new, WRITTEN)
    assert (str(count), are_whole) == (notice, True)
    assert first <= count < last
    assert "chỉ mục" not in manage(new, "run_jobs", "search-index")
    noted = shell(new, "from office.models import MadeBackup; print(MadeBackup.objects.latest('made_at').made_at)")
    assert datetime.fromisoformat(noted.strip()).timestamp() == pytest.approx(busy.stat().st_mtime, abs=60)


@pytest.mark.parametrize("machines", ["postgres"], indirect=True)
def test_a_backup_of_before_is_brought_up_to_this_version(machines, tmp_path):
    old, new = machines
    file = tmp_path / "older.tar.gz"
    before = crawled(old, 40)
    manage(old, "migrate", "office", "0012", "--verbosity", "0")
    # That it was made cannot be noted there: the table has come since.
    manage(old, "backup", str(file))
    manage(new, "restore", str(file))
    assert "[ ]" not in manage(new, "showmigrations", "--list")
    assert crawled(new, 40) == before


def test_a_site_that_runs_is_not_replaced(machines, tmp_path):
    old, _new = machines
    file = tmp_path / "site.tar.gz"
    manage(old, "backup", str(file))
    there = written_at(old)
    if old["DATABASE_URL"].startswith("sqlite"):
        with closing(sqlite3.connect(old["DATABASE_URL"].removeprefix("sqlite:///"))) as serving:
            serving.execute("PRAGMA journal_mode=WAL")
            serving.execute("SELECT count(*) FROM wagtailcore_page").fetchone()
            assert "Trang đang chạy" in refused(old, "restore", str(file), "--replace")
    else:
        with psycopg.connect(old["DATABASE_URL"]):
            assert "Trang đang chạy" in refused(old, "restore", str(file), "--replace")
        assert written_at(old) == there
    manage(old, "restore", str(file), "--replace")


@pytest.mark.parametrize("machines", ["postgres"], indirect=True)
def test_missing_programs_are_named(machines, tmp_path):
    old, _new = machines
    env = old | {"PATH": str(tmp_path)}
    assert "Không tìm thấy pg_dump trong PATH" in refused(env, "backup", str(tmp_path / "site.tar.gz"))
    assert list(tmp_path.glob("*.tar.gz")) == []
