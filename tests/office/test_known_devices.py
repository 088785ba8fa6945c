"""The mark of a browser that has logged in before: it stands for one user, opens nothing and goes to the desk only."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core import signing
from django.test import RequestFactory

from office.known_devices import DAYS, SALT, cookie_name, known_device, mark_for, who_logs_in
from tests.servers.site import PROJECT

pytestmark = pytest.mark.django_db

LOGIN = "/quan-tri/login/"


def request(mark=None, username="quay", **environ):
    made = RequestFactory().post(LOGIN, {"username": username}, REMOTE_ADDR="203.0.113.7", **environ)
    if mark is not None:
        made.COOKIES[cookie_name()] = mark
    return made


def test_logging_in_marks_the_browser_for_the_desk_alone(client, settings):
    response = client.post(LOGIN, {"username": "quay", "password": "mau-quay-2026"})
    cookie = response.cookies[cookie_name()]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"], cookie["secure"]) == ("/quan-tri/", "Strict", True, "")
    assert known_device(request(cookie.value), "quay")
    assert cookie_name() not in client.get("/").cookies
    settings.SESSION_COOKIE_SECURE = True
    assert cookie_name().startswith("__Secure-")


def test_a_wrong_password_marks_nothing(client):
    assert cookie_name() not in client.post(LOGIN, {"username": "quay", "password": "sai"}).cookies


def test_a_browser_that_is_known_gets_no_new_mark(client):
    form = {"username": "quay", "password": "mau-quay-2026"}
    first = client.post(LOGIN, form).cookies[cookie_name()].value
    client.cookies.pop("sessionid")
    assert cookie_name() not in client.post(LOGIN, form).cookies
    assert known_device(request(first), "quay")


def test_a_mark_is_one_user_s():
    assert known_device(request(mark_for("quay")), "duyet") is None
    assert who_logs_in(request(mark_for("quay"), username="duyet")) == "203.0.113.7"


def test_two_browsers_of_a_user_are_two():
    one, other = who_logs_in(request(mark_for("quay"))), who_logs_in(request(mark_for("quay")))
    assert one != other
    assert {one[:2], other[:2]} == {"fd"}


@pytest.mark.parametrize(
    "mark",
    ["", "x", "a:b:c", mark_for("quay")[:-1], mark_for("quay") + "x", signing.dumps(["quay", "1"], salt="khac"), "\udcff"],
    ids=["empty", "short", "no base64", "cut", "longer", "other salt", "broken bytes"],
)
def test_a_forged_mark_is_none(mark):
    assert who_logs_in(request(mark)) == "203.0.113.7"


@pytest.mark.parametrize("content", ["quay", {"a": 1}, ["quay"], ["quay", "1", "2"], None, [["quay"], None]])
def test_a_mark_of_another_shape_is_none(content):
    assert known_device(request(signing.dumps(content, salt=SALT)), "quay") is None


def test_a_mark_grows_old(monkeypatch):
    mark = mark_for("quay")
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + DAYS * 86_400 + 1)
    assert known_device(request(mark), "quay") is None


@pytest.mark.parametrize(("proxies", "told"), [(None, False), ("10.0.0.2", False), ("", True)])
def test_check_deploy_asks_for_the_proxy(proxies, told):
    env = {"PATH": os.environ["PATH"], "SECRET_KEY": "khoa-cua-phep-thu-" * 4, "SITE_URL": "https://vi-du.vn", "ALLOWED_HOSTS": "vi-du.vn"}
    env |= {} if proxies is None else {"TRUSTED_PROXIES": proxies}
    command = [sys.executable, "manage.py", "check", "--deploy", "--settings", "config.settings.production"]
    result = subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True, check=False)
    assert ("office.W001" in result.stderr) == told, result.stderr[-2000:]


def test_a_mistyped_proxy_stops_the_server():
    env = {"PATH": os.environ["PATH"], "TRUSTED_PROXIES": "10.0.0.1,may-chu", "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    result = subprocess.run([sys.executable, "manage.py", "check"], cwd=PROJECT, env=env, capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert "may-chu" in result.stderr
