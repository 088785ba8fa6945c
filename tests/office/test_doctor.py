"""``manage.py doctor``: each check finds what is wrong and says what to do; the same on the desk for administrators."""

import io
import json
import shutil
import socket
import ssl
import subprocess
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse
from django.utils import timezone

from home.mirror import doctor as of_mirror
from home.mirror.folder import Folder
from office.clock import leases
from office.clock.jobs import job_of
from office.clock.running import run_job
from office.doctor import checks, registry
from office.doctor.jobs import job_table, period
from office.links import doctor as of_links
from office.links.models import DeadSubmission, Link, State
from office.models import HolidayYear, MadeBackup, Office, QueuedMail, ScheduledJob
from office.secret_key import weakness
from procedures_pages.models import ProcedurePage
from procedures_pages.register.desk import doctor as of_register
from search.desk import doctor as of_search
from search.models import IndexedDocument

pytestmark = pytest.mark.django_db
GOOD_KEY = "dai-va-ngau-nhien-1234567890-khong-ai-doan-ra-duoc-dau"


def test_every_check_is_tried_here():
    tried = {checks.database, checks.integrity, checks.migrations, checks.clock, checks.mail, checks.disk, checks.backup}
    tried |= {checks.shared_cache, checks.secret_key, checks.offices, checks.holidays, checks.certificate}
    tried |= {of_search.index, of_search.elasticsearch, of_search.meaning, of_register.pages_to_mend}
    tried |= {of_links.outgoing, of_mirror.mirror}
    assert {check.run for check in registry.checks()} == tried


def test_the_database_and_its_file():
    assert (checks.database().state, checks.integrity().state) == ("ok", "ok")


def test_migrations_that_wait_and_such_as_are_not_known():
    assert checks.migrations().state == "ok"
    recorder = MigrationRecorder(connection)
    recorder.record_applied("office", "9999_of_tomorrow")
    assert "office.9999_of_tomorrow" in checks.migrations().said
    recorder.record_unapplied(*MigrationExecutor(connection).loader.graph.leaf_nodes("office")[0])
    found = checks.migrations()
    assert (found.state, found.said, found.todo) == ("fail", "Còn 1 bước nâng cấp chưa chạy.", "Chạy manage.py migrate.")


def test_the_clock():
    assert (checks.clock().state, "chưa chạy lần nào" in checks.clock().said) == ("fail", True)
    leases.add_rows()
    run_job(job_of("publish"), whether_due_or_not=True)
    assert checks.clock().state == "ok"
    ScheduledJob.objects.filter(name="send-mail").update(error="Không có mạng.")
    found = checks.clock()
    assert (found.state, "Gửi thư" in found.said) == ("warn", True)
    ScheduledJob.objects.update(last_run=timezone.now() - timedelta(minutes=6))
    assert "đã dừng từ" in checks.clock().said


def test_mail_that_is_not_sent():
    assert checks.mail().state == "ok"
    mail = QueuedMail.objects.create(subject="Chờ duyệt", recipients="[]", source=b"", tries=1, error="ConnectionRefusedError")
    assert (checks.mail().state, "ConnectionRefusedError" in checks.mail().said) == ("warn", True)
    QueuedMail.objects.filter(pk=mail.pk).update(created_at=timezone.now() - timedelta(days=2))
    assert checks.mail().state == "fail"


def test_room_on_the_disk(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = settings.MEDIA_ROOT = settings.UPLOADS_ROOT = tmp_path / "not" / "yet" / "there"
    usage = shutil.disk_usage(tmp_path)
    for free, state in ((0.5, "ok"), (0.1, "warn"), (0.01, "fail")):
        monkeypatch.setattr(checks.shutil, "disk_usage", lambda folder, free=free: usage._replace(total=10**11, free=int(free * 10**11)))
        assert (checks.disk().state, str(tmp_path) in checks.disk().said) == (state, True)
    monkeypatch.setattr(checks.os, "access", lambda *asked: False)
    assert "không được ghi" in checks.disk().said


@pytest.mark.parametrize(("hours", "state"), [(1, "ok"), (49, "warn"), (24 * 8, "fail")])
def test_the_last_backup(hours, state):
    assert (checks.backup().state, "Chưa có" in checks.backup().said) == ("warn", True)
    for age in (hours, 24 * 30):
        MadeBackup.objects.create(made_at=timezone.now() - timedelta(hours=age), file=f"/sao-luu/{age}.tar.gz", size=1, sha256="")
    found = checks.backup()
    assert (found.state, f"/sao-luu/{hours}.tar.gz" in found.said) == (state, True)


def test_redis_is_asked_where_there_is_one(settings):
    assert checks.shared_cache() is None
    settings.CACHES = {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": "redis://127.0.0.1:9/0",
            "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 0.2},
        }
    }
    assert (checks.shared_cache().state, "CACHE_URL" in checks.shared_cache().todo) == ("warn", True)


@pytest.mark.parametrize(
    ("key", "is_weak"),
    [("x" * 49, True), ("x" * 60, True), ("only-for-development-never-for-a-server-that-others-reach", True), (GOOD_KEY, False)],
)
def test_a_key_that_keeps_nobody_out(settings, key, is_weak):
    settings.SECRET_KEY = key
    assert (bool(weakness(key)), checks.secret_key().state) == (is_weak, "fail" if is_weak else "ok")


def test_offices_without_telephone_hours_or_street():
    Office.objects.update(phone="0211 3861 234", hours="7 giờ 30 – 11 giờ 30", address="Số 2, phố Chùa Hà")
    assert checks.offices().state == "ok"
    office = Office.objects.first()
    Office.objects.filter(pk=office.pk).update(hours="")
    assert (checks.offices().state, office.name in checks.offices().said) == ("warn", True)
    Office.objects.update(live=False)
    assert "Chưa có nơi nộp" in checks.offices().said


def test_holidays_of_next_year():
    HolidayYear.objects.all().delete()
    assert str(timezone.localdate().year) in checks.holidays().said


@pytest.fixture
def https(tmp_path):
    """A server on this machine whose certificate nobody has signed; its address."""
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", tmp_path / "key", "-out", tmp_path / "certificate", "-days", "10", "-nodes"]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", *files, *subject], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate", tmp_path / "key")
    listening = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                taken, _who = listening.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(taken, server_side=True) as secured:
                    secured.recv(1)
            except OSError:
                pass

    threading.Thread(target=serve, daemon=True).start()
    yield f"https://localhost:{listening.getsockname()[1]}", tmp_path / "certificate"
    listening.close()


def test_a_certificate_is_looked_at_on_request(settings, https, monkeypatch):
    settings.SITE_URL, trusted = https
    assert checks.certificate() is None
    settings.DOCTOR_CERTIFICATE = True
    assert (checks.certificate().state, "không dùng được" in checks.certificate().said) == ("fail", True)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    found = checks.certificate()
    assert (found.state, "còn 9 ngày" in found.said) == ("warn", True)
    settings.SITE_URL = "https://localhost:9"
    assert "Không nối được" in checks.certificate().said


def test_the_index_of_search():
    call_command("update_search", without_meaning=True, stdout=io.StringIO())
    assert of_search.index().state == "ok"
    IndexedDocument.objects.filter(pk__in=IndexedDocument.objects.values("pk")[:2]).update(version="")
    ProcedurePage.objects.filter(pk=ProcedurePage.objects.live().first().pk).update(live=False)
    assert of_search.index().state == "warn"
    assert of_search.meaning().state == "ok"


def test_an_elasticsearch_that_does_not_answer(settings):
    assert of_search.elasticsearch() is None
    settings.SEARCH_URL = "http://127.0.0.1:9"
    assert of_search.elasticsearch().state == "warn"


def test_pages_that_differ_from_their_record(monkeypatch):
    assert of_register.pages_to_mend().state == "ok"
    truths = of_register.check_pages()
    differing = [type(truth)(truth.facts, True, ((None, None),)) for truth in truths[:2]]
    monkeypatch.setattr(of_register, "check_pages", lambda: differing + truths[2:])
    assert of_register.pages_to_mend().said == "2 trang khác bản ghi mà chưa có lý do."


# --- Together ---


@pytest.fixture
def only(monkeypatch):
    """These checks alone."""

    def given(**runs):
        monkeypatch.setattr(registry, "_checks", {})
        for name, run in runs.items():
            registry.register(name, name, run)

    return given


def asked(*arguments):
    out = io.StringIO()
    try:
        call_command("doctor", *arguments, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_what_the_command_ends_with(only):
    well, look, bad = (registry.Finding(state, f"Thấy {state}.", "Làm đi.") for state in ("ok", "warn", "fail"))

    def breaks():
        raise OperationalError("no connection")

    only(a=lambda: well, b=lambda: look, c=lambda: None)
    assert asked() == (0, "! b: Thấy warn.\n    → Làm đi.\n✓ a: Thấy ok.\n    → Làm đi.\n")
    only(a=lambda: well, b=lambda: bad)
    assert asked()[0] == 1
    only(a=breaks, b=lambda: well)
    code, said = asked("--json")
    told = json.loads(said)
    assert (code, told["state"], [check["state"] for check in told["checks"]]) == (2, "fail", ["fail", "ok"])
    assert "no connection" in told["checks"][0]["said"]
    assert {"publish": "20 giây", "clear-sessions": "1 ngày"}.items() <= {job["name"]: job["period"] for job in told["jobs"]}.items()


def test_the_table_of_jobs():
    assert [period(seconds) for seconds in (20, 60, 3600, 86_400)] == ["20 giây", "1 phút", "1 giờ", "1 ngày"]
    leases.add_rows()
    run_job(job_of("publish"), whether_due_or_not=True)
    leases.claim(job_of("send-mail"))
    ScheduledJob.objects.filter(name="clear-sessions").update(error="Hỏng.", last_run=timezone.now())
    rows = {row.name: row for row in job_table()}
    assert [rows[name].state for name in ("publish", "send-mail", "clear-sessions", "case-codes")] == ["done", "running", "failed", "never"]
    assert rows["publish"].next_run > rows["publish"].last_run
    assert rows["sweep-uploads"].everywhere


def test_the_desk_shows_both_to_administrators_alone(enter, admin_client):
    for name in ("duyet", "bien-tap", "quay"):
        assert enter(name).get(reverse("doctor")).status_code == 302, name
    ScheduledJob.objects.create(name="send-mail", error="Máy chủ thư từ chối.", last_run=timezone.now())
    html = admin_client.get(reverse("doctor")).content.decode()
    not_here = (checks.shared_cache, checks.certificate, of_search.elasticsearch, of_mirror.mirror)
    for name in (check.name for check in registry.checks() if check.run not in not_here):
        assert f'data-check="{name}"' in html
    assert 'data-job="send-mail" data-state="failed"' in html
    assert "Máy chủ thư từ chối." in html
    assert str(Path(reverse("doctor"))) in admin_client.get(reverse("wagtailadmin_home")).content.decode()


def test_links_that_do_not_open(settings):
    assert "CHECK_LINKS=false" in of_links.outgoing().said
    settings.CHECK_LINKS = True
    assert of_links.outgoing().state == "ok"
    Link.objects.create(url="https://a.example.vn/", host="a.example.vn", state=State.FAILING)
    assert of_links.outgoing().said == "1 liên kết ra ngoài không mở được."
    DeadSubmission.objects.create(url="https://a.example.vn/", since=timezone.now())
    assert (of_links.outgoing().state, of_links.outgoing().said) == ("warn", "1 liên kết nộp hồ sơ không mở được.")


def test_the_mirror(settings, tmp_path):
    assert of_mirror.mirror() is None
    settings.MIRROR_DIR = str(tmp_path)
    assert (of_mirror.mirror().state, of_mirror.mirror().todo) == ("warn", "Chạy manage.py build_mirror.")
    for hours, state in ((1, "ok"), (3, "warn")):
        made = (timezone.now() - timedelta(hours=hours)).timestamp()
        Folder(tmp_path).save({"entries": {"/": {"made": made}, "/thu-tuc/": {"made": timezone.now().timestamp()}}})
        assert of_mirror.mirror().state == state
        assert "2 địa chỉ" in of_mirror.mirror().said
