"""Logs that machines read tell of requests and not of persons; ``/metrics`` counts for all processes, for those who may read it."""

import json
import logging
import subprocess
import sys

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from office import callers, metrics
from office.logs import REQUEST_ID, JsonLine, Line, without_persons
from office.requests import CountAndTell
from tests.servers.site import environment

PERSONAL = ("nguyen.van.a@example.vn", "0912345678", "001099012345", "0912 345 678", "203.0.113.7", "2001:db8::1:2", "khai+sinh")
TELLING = (
    "Không gửi được tới nguyen.van.a@example.vn từ 203.0.113.7 (2001:db8::1:2), điện thoại 0912345678 hay 0912 345 678, "
    "căn cước 001099012345, tại /tim-kiem/?q=khai+sinh"
)


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(metrics, "folder", lambda: tmp_path / "metrics")
    monkeypatch.setattr(metrics, "REQUESTS", metrics.Requests())


def line(record):
    text = JsonLine().format(record)
    assert "\n" not in text
    return json.loads(text)


def test_a_line_is_one_object_without_personal_data():
    record = logging.LogRecord("office.mail_queue", logging.ERROR, "", 0, TELLING, None, None)
    told = line(record)
    assert {"level": "ERROR", "logger": "office.mail_queue"}.items() <= told.items()
    assert "request_id" not in told
    assert not [word for word in PERSONAL if word in told["message"]]
    assert "tại /tim-kiem/?…" in told["message"]
    for harmless in ("clock: publish: 3 trang lên", "11:24:20.123 29/11/2026", "phiên bản 17.2, cổng 5432", "Trang 1.004873"):
        assert without_persons(harmless) == harmless


def test_the_traceback_of_an_error_is_in_its_line():
    try:
        raise ValueError(TELLING)
    except ValueError:
        record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Internal Server Error: /", None, sys.exc_info())
    told = line(record)
    assert "ValueError" in told["error"]
    assert not [word for word in PERSONAL if word in told["error"]]


def test_lines_for_people_have_no_personal_data_either():
    try:
        raise ValueError(TELLING)
    except ValueError:
        record = logging.LogRecord("django.request", logging.ERROR, "", 0, f"%s: {TELLING}", ("Lỗi",), sys.exc_info())
    told = Line("{asctime} {levelname} {name} {message}", style="{").format(record)
    assert "ERROR django.request Lỗi: Không gửi được tới … từ …" in told
    assert "ValueError: " in told
    assert not [word for word in PERSONAL if word in told]


@pytest.mark.parametrize("formatter", [JsonLine(), Line()])
def test_a_machine_that_settings_should_name_is_named(formatter, caplog):
    callers._warn_of_proxy.cache_clear()
    callers._warn_of_proxy("192.168.7.9")
    assert "192.168.7.9" in formatter.format(caplog.records[-1])


def test_the_site_writes_such_lines(settings):
    assert settings.LOGGING["formatters"]["line"]["()"] == "office.logs.Line"


def test_each_request_has_a_number_and_a_line(settings, caplog, own_folder):
    settings.LOG_FORMAT = "json"
    seen = []

    def answer(request):
        seen.append(REQUEST_ID.get())
        return HttpResponse(status=404)

    caplog.set_level(logging.INFO)
    for given, is_taken in (("proxy-0001", True), ("", False), ("a\nforged line", False)):
        response = CountAndTell(answer)(RequestFactory().get("/tim-kiem/?q=khai+sinh", HTTP_X_REQUEST_ID=given, REMOTE_ADDR="203.0.113.7"))
        assert response["X-Request-ID"] == seen[-1]
        assert (seen[-1] == given) is is_taken
    assert REQUEST_ID.get() == ""
    assert len(set(seen)) == 3
    told = [line(record) for record in caplog.records if record.name == "office.requests"]
    assert [(one["method"], one["status"], one["message"]) for one in told] == [("GET", 404, "request")] * 3
    assert "khai" not in json.dumps(told)
    assert "203.0" not in json.dumps(told)


COUNT = """
import sys
from pathlib import Path
import django
django.setup()
from office import metrics
metrics.folder = lambda: Path(sys.argv[1])
for n in range(5):
    metrics.REQUESTS.count(200, 0.03)
metrics.REQUESTS.count(503, 20)
"""


@pytest.mark.django_db
def test_metrics_add_up_all_processes_for_those_who_may_read_them(client, settings, own_folder, tmp_path):
    assert client.get("/metrics").status_code == 404
    settings.METRICS_ALLOWED = ["10.0.0.0/8"]
    assert client.get("/metrics").status_code == 404
    settings.METRICS_ALLOWED = ["10.0.0.0/8", "127.0.0.1"]
    for _process in range(2):
        subprocess.run([sys.executable, "-c", COUNT, metrics.folder()], check=True, env=environment(tmp_path))
    metrics.REQUESTS.count(200, 0.001)
    answer = client.get("/metrics")
    assert answer["Content-Type"].startswith("text/plain")
    lines = dict(line.rsplit(" ", 1) for line in answer.content.decode().splitlines() if not line.startswith("#"))
    assert lines['cam_nang_request_seconds_count{status="2xx"}'] == "11"
    assert lines['cam_nang_request_seconds_bucket{status="2xx",le="0.005"}'] == "1"
    assert lines['cam_nang_request_seconds_bucket{status="2xx",le="0.05"}'] == "11"
    assert lines['cam_nang_request_seconds_bucket{status="5xx",le="10"}'] == "0"
    assert lines['cam_nang_request_seconds_bucket{status="5xx",le="+Inf"}'] == "2"
    assert float(lines['cam_nang_request_seconds_sum{status="5xx"}']) == 40
    assert lines["cam_nang_mails_waiting"] == "0"
    assert "cam_nang_backup_age_seconds" not in lines


def test_a_disk_that_takes_nothing_keeps_nobody_from_an_answer(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setattr(metrics, "folder", lambda: tmp_path / "file" / "metrics")
    metrics.Requests().count(200, 0.1)
