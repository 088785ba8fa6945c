"""The file of a backup: what is damaged, cut short, foreign or too new is refused; what goes wrong leaves the older backup as it was."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from office.backup import archive, databases
from office.backup.archive import BackupProblem, check_seal
from office.backup.making import make_backup
from office.backup.regular import no_longer_kept
from office.backup.restoring import check_backup
from tests.servers.site import PROJECT, environment, manage, shell

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def site(sample, tmp_path_factory):
    """The environment of a site with the sample and a file among its uploads."""
    data = shutil.copytree(sample, tmp_path_factory.mktemp("site") / "data")
    (data / "media" / "documents").mkdir(parents=True)
    (data / "media" / "documents" / "tờ khai.pdf").write_bytes(b"%PDF-1.4 x")
    return environment(data, SECRET_KEY="bi-mat-khong-ai-biet", SEARCH_MEANING="false")


@pytest.fixture(scope="module")
def backup(site, tmp_path_factory):
    file = tmp_path_factory.mktemp("backup") / "site.tar.gz"
    manage(site, "backup", str(file))
    return file


def made_of(path, manifest, **parts):
    """A well-formed file of these parts, whose manifest says what is given."""
    with path.open("wb") as file:
        writer = archive.Writer(file)
        for name, content in parts.items():
            part = path.with_name("part")
            part.write_bytes(content)
            writer.add_file(name.replace("__", "/"), part)
        writer.finish({"made_at": "2026-11-29T10:00:00+00:00", "database": "sqlite", "migrations": {}, **manifest})
    return path


def test_it_has_all_parts_and_the_names_of_settings_without_their_values(site, backup):
    manifest = check_backup(backup)
    assert set(manifest["parts"]) == {"database.sqlite3", "media/documents/tờ khai.pdf"}
    assert "0014_made_backup" in manifest["migrations"]["office"]
    assert {"SECRET_KEY", "DATABASE_URL", "SEARCH_MEANING"} <= set(manifest["settings"])
    assert "bi-mat" not in json.dumps(manifest)
    assert backup.stat().st_mode & 0o077 == 0
    asked = f"M.objects.filter(file={str(backup)!r}).values_list('file', 'size', 'sha256').get()"
    told = f"from office.models import MadeBackup as M; print(*{asked})"
    noted = shell(site, told).split()
    assert noted == [str(backup), str(backup.stat().st_size), check_seal(backup)]
    # Any machine opens it.
    listed = subprocess.run(["tar", "tzf", backup], capture_output=True, check=True, text=True, env=os.environ | {"LC_ALL": "C.UTF-8"})
    assert (len(listed.stdout.splitlines()), listed.stderr) == (3, "")


def test_any_byte_that_is_another_or_missing_is_noticed(backup, tmp_path):
    whole = backup.read_bytes()
    bad = tmp_path / "bad.tar.gz"
    size = len(whole)
    for at in [*range(12), size // 3, size // 2, *range(size - archive.SEAL - 8, size)]:
        bad.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(BackupProblem):
            check_seal(bad)
    for length in (0, 1, archive.SEAL, size // 2, size - archive.SEAL, size - 1):
        bad.write_bytes(whole[:length])
        with pytest.raises(BackupProblem):
            check_seal(bad)
    bad.write_bytes(whole + b"x")
    with pytest.raises(BackupProblem):
        check_seal(bad)
    check_seal(backup)


@pytest.mark.parametrize(
    ("manifest", "parts", "told"),
    [
        ({"format": 99}, {}, "định dạng 99"),
        ({"database": "postgresql"}, {}, "Hãy đặt DATABASE_URL cùng loại"),
        ({"migrations": {"office": ["0001_initial", "9999_later"]}}, {}, "mới hơn.*office.9999_later"),
        ({"migrations": {"thu_vien_moi": ["0001_initial"]}}, {}, "mới hơn.*thu_vien_moi.0001_initial"),
        ({}, {"media__..__..__etc": b"x"}, "phần lạ"),
        ({}, {"ssh": b"x"}, "phần lạ"),
    ],
)
def test_what_this_version_cannot_take_is_refused(tmp_path, monkeypatch, manifest, parts, told):
    if "format" in manifest:
        monkeypatch.setattr(archive, "FORMAT", manifest["format"])
    file = made_of(tmp_path / "bad.tar.gz", manifest, **parts)
    monkeypatch.undo()
    with pytest.raises(BackupProblem, match=told):
        check_backup(file)


def test_a_part_that_is_not_the_one_that_was_written_is_refused(tmp_path):
    with pytest.raises(BackupProblem, match="không đủ các phần"):
        check_backup(doctored(tmp_path / "bad.tar.gz"))


def doctored(path):
    """The same with a part that its manifest does not know, under a seal that is right."""
    with path.open("wb") as file:
        writer = archive.Writer(file)
        part = path.with_name("part")
        part.write_bytes(b"x")
        writer.add_file("media/a", part)
        writer.parts["media/a"]["sha256"] = "0" * 64
        writer.finish({"made_at": "2026-11-29T10:00:00+00:00", "database": "sqlite", "migrations": {}})
    return path


def test_a_damaged_database_replaces_no_good_backup(tmp_path):
    """Not even where only one page of it is gone."""
    good = tmp_path / "good.sqlite3"
    made = sqlite3.connect(good)
    made.execute("CREATE TABLE words (word TEXT UNIQUE)")
    made.executemany("INSERT INTO words VALUES (?)", [[f"{n:0500}"] for n in range(200)])
    made.commit()
    databases.check(made, "Hỏng")
    made.close()
    content = bytearray(good.read_bytes())
    content[3 * 4096 : 4 * 4096] = b"\xff" * 4096
    good.write_bytes(content)
    damaged = sqlite3.connect(good)
    with pytest.raises(BackupProblem, match="Hỏng: "):
        databases.check(damaged, "Hỏng")
    damaged.close()


DISK = """
set -e
mount -t tmpfs -o size=30m none "$1"
cp "$3" "$1/site.tar.gz"
if [ "$2" = full ]; then head -c 25M /dev/zero > "$1/zeros"; else mount -o remount,ro "$1"; fi
"$4" manage.py backup "$1/site.tar.gz" || true
cmp "$3" "$1/site.tar.gz" && ls -A "$1"
"""


@pytest.mark.parametrize(("state", "told"), [("full", "đĩa hết chỗ"), ("read-only", "không được phép ghi")])
def test_a_disk_that_takes_nothing_keeps_the_older_backup_and_no_half_one(tmp_path, site, state, told):
    """A real one, in a namespace of its own."""
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode:
        pytest.skip("no namespace can be had here")
    (tmp_path / "disk").mkdir()
    older = tmp_path / "older.tar.gz"
    older.write_bytes(b"the older one")
    command = ["unshare", "-rm", "sh", "-c", DISK, "sh", tmp_path / "disk", state, older, sys.executable]
    done = subprocess.run(command, cwd=PROJECT, env=site, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.split() == ["site.tar.gz", *(["zeros"] if state == "full" else [])]


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="không có tệp hay thư mục ấy"):
        call_command("backup", tmp_path / "none" / "site.tar.gz")
    with pytest.raises(CommandError, match="không có tệp hay thư mục ấy"):
        call_command("restore", tmp_path / "none.tar.gz")


def test_a_backup_is_no_part_of_the_next_one(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    with pytest.raises(CommandError, match="là một phần của bản sao lưu"):
        call_command("backup", tmp_path / "site.tar.gz")


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    """(file of a private key, its public key)"""
    file = tmp_path_factory.mktemp("key") / "khoa.txt"
    told = StringIO()
    call_command("backup_key", file, stdout=told)
    return file, re.search(r"age1\S+", told.getvalue())[0]


@pytest.fixture(scope="module")
def encrypted(site, key, tmp_path_factory):
    file = tmp_path_factory.mktemp("encrypted") / "site.tar.gz.age"
    assert "Đã mã hóa cho 1 khóa" in manage(site, "backup", str(file), "--for", key[1])
    return file


def test_encrypted_it_is_read_with_the_private_key_alone(encrypted, key, tmp_path):
    assert encrypted.read_bytes().startswith(b"age-encryption.org/v1")
    assert encrypted.stat().st_mode & 0o077 == 0
    assert b"SQLite format" not in encrypted.read_bytes()
    assert "database.sqlite3" in check_backup(encrypted, key[0])["parts"]
    with pytest.raises(BackupProblem, match=r"được mã hóa\. Thêm --key"):
        check_backup(encrypted)
    call_command("backup_key", tmp_path / "other.txt", stdout=StringIO())
    with pytest.raises(BackupProblem, match="Khóa này không mở được"):
        check_backup(encrypted, tmp_path / "other.txt")
    assert sorted(encrypted.parent.iterdir()) == [encrypted]


def test_encrypted_it_comes_back_as_it_was(site, encrypted, key, sample, tmp_path):
    env = environment(tmp_path / "new", SEARCH_MEANING="false")
    (tmp_path / "new").mkdir()
    assert "Đã phục hồi" in manage(env, "restore", str(encrypted), "--key", str(key[0]))
    assert (tmp_path / "new" / "media" / "documents" / "tờ khai.pdf").read_bytes() == b"%PDF-1.4 x"
    counted = "from wagtail.models import Page; print(Page.objects.count())"
    assert shell(env, counted) == shell(site, counted)


@pytest.mark.parametrize(
    "cut", [lambda data: data[:-70_000], lambda data: data[:-9] + b"x" + data[-8:], lambda data: data[:300] + data[301:]]
)
def test_encrypted_and_damaged_it_is_refused(encrypted, key, tmp_path, cut):
    broken = tmp_path / "broken.age"
    broken.write_bytes(cut(encrypted.read_bytes()))
    with pytest.raises(BackupProblem, match=r"bị cắt cụt hoặc bị hỏng|Khóa này không mở được"):
        check_backup(broken, key[0])
    assert list(tmp_path.iterdir()) == [broken]


@pytest.mark.parametrize("words", ["", "# nothing", "AGE-SECRET-KEY-1ABC", "\x00"])
def test_what_is_no_key_is_told(encrypted, tmp_path, words):
    (tmp_path / "key").write_text(words)
    with pytest.raises(BackupProblem, match="khóa riêng"):
        check_backup(encrypted, tmp_path / "key")
    with pytest.raises(BackupProblem, match="không phải khóa công khai của age"):
        make_backup(tmp_path / "site.age", [words])


def test_a_key_is_never_written_over(key, tmp_path):
    before = key[0].read_text()
    assert key[0].stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="Không ghi đè"):
        call_command("backup_key", key[0])
    assert key[0].read_text() == before
    with pytest.raises(CommandError, match="Không ghi được"):
        call_command("backup_key", tmp_path / "none" / "key")


MOMENT = datetime(2026, 11, 29, 10, 30, tzinfo=UTC)


def test_every_five_minutes_some_fifty_are_kept():
    """Five weeks of them: all of the last hour, one for each hour of the day before, one for each of fourteen days."""
    there = set()
    for number in range(35 * 24 * 12):
        now = MOMENT + timedelta(minutes=5 * number)
        there.add(now)
        there -= no_longer_kept(there, now, 14)
    ages = sorted(now - moment for moment in there)
    assert ages[:13] == [timedelta(minutes=5 * n) for n in range(13)]
    assert len([age for age in ages if timedelta(hours=1) < age <= timedelta(days=1)]) in (23, 24, 25)
    assert len(ages) <= 13 + 25 + 15
    assert {moment.date() for moment in there} >= {(now - timedelta(days=days)).date() for days in range(1, 14)}
    assert timedelta(days=13) < ages[-1] <= timedelta(days=14)


@given(st.sets(st.integers(0, 60 * 24 * 40), min_size=1), st.integers(1, 30))
def test_the_newest_stays_and_what_goes_has_a_younger_one_of_its_day(minutes, days):
    moments = {MOMENT - timedelta(minutes=age) for age in minutes}
    going = no_longer_kept(moments, MOMENT, days)
    assert max(moments) not in going
    for moment in going:
        kept_later = any(other > moment and other.date() == moment.date() for other in moments - going)
        assert kept_later or MOMENT - moment > timedelta(days=days) or any(o.date() == moment.date() and o > moment for o in moments)


def test_the_job_encrypts_where_it_has_a_key(site, key, tmp_path):
    env = site | {"BACKUP_DIR": str(tmp_path), "BACKUP_RECIPIENTS": key[1], "BACKUP_EVERY_MINUTES": "5"}
    manage(env, "run_jobs", "backup")
    (made,) = tmp_path.iterdir()
    assert made.name.endswith(".tar.gz.age")
    assert "database.sqlite3" in check_backup(made, key[0])["parts"]


def test_the_daily_job_keeps_the_last_days_and_takes_away_only_its_own(site, tmp_path):
    folder = tmp_path / "backups"
    env = site | {"BACKUP_DIR": str(folder)}
    said = manage(env, "run_jobs", "backup")
    (today,) = folder.iterdir()
    assert said.startswith(f"backup: {today.name}, ")
    check_backup(today)
    for days in (13, 15):
        old = timezone.localtime() - timedelta(days=days)
        shutil.copy(today, folder / f"cam-nang-{old:%Y%m%d-%H%M}.tar.gz")
    (folder / "cam-nang-20200101.tar.gz").write_bytes(b"somebody's own")
    assert "; bỏ 1 bản cũ" in manage(env, "run_jobs", "backup")
    # A minute may have gone by.
    assert len(list(folder.iterdir())) in (3, 4)
    with pytest.raises(AssertionError, match="backup: Không ghi được bản sao lưu"):
        manage(site | {"BACKUP_DIR": str(today)}, "run_jobs", "backup")
