"""A server does not start with a key that keeps nobody out; a new key lets in whoever the one of before let in."""

import os
import subprocess
import sys

import pytest
from django.contrib.auth import get_user_model
from django.test import RequestFactory, override_settings
from django_otp.plugins.otp_totp.models import TOTPDevice

from office.desk import recovery_codes
from office.known_devices import cookie_name, known_device, mark_for
from tests.servers.site import PROJECT

GOOD, OLD = "khoa-cua-phep-thu-" * 4, "khoa-cu-cua-phep-thu-" * 4


def started(**env):
    """What a process says that only reads the settings."""
    known = {"PATH": os.environ["PATH"], "SITE_URL": "https://vi-du.vn", "ALLOWED_HOSTS": "vi-du.vn", "PYTHONPATH": f"{PROJECT}/site"}
    command = [sys.executable, "-c", "import config.settings.production"]
    done = subprocess.run(command, cwd=PROJECT, env=known | env, capture_output=True, text=True)
    return done.returncode, done.stderr


def test_a_short_or_known_key_is_refused_at_start():
    assert started(SECRET_KEY=GOOD, SECRET_KEY_FALLBACKS=OLD) == (0, "")
    for weak in (GOOD[:49], "x" * 60, "only-for-development-never-for-a-server-that-others-reach", "django-insecure-" + GOOD):
        for env in ({"SECRET_KEY": weak}, {"SECRET_KEY": GOOD, "SECRET_KEY_FALLBACKS": f"{OLD},{weak}"}):
            code, said = started(**env)
            assert (code, "keeps nobody out" in said, "token_urlsafe" in said) == (1, True, True), env
            assert weak not in said


@pytest.mark.django_db
@pytest.mark.parametrize(("fallbacks", "is_let_in"), [([OLD], True), ([], False)])
def test_a_new_key_beside_the_one_of_before(client, fallbacks, is_let_in):
    """Sessions, devices that are known, recovery codes."""
    user = get_user_model().objects.get(username="duyet")
    TOTPDevice.objects.create(user=user, confirmed=True, name="điện thoại")
    with override_settings(SECRET_KEY=OLD):
        client.force_login(user)
        request = RequestFactory().get("/")
        request.COOKIES[cookie_name()] = mark_for("duyet")
        (code, *_others) = recovery_codes.make(user)
        before = recovery_codes.fingerprint(user.pk, code)
    with override_settings(SECRET_KEY=GOOD, SECRET_KEY_FALLBACKS=fallbacks):
        assert (client.get("/quan-tri/").status_code == 200) is is_let_in
        assert bool(known_device(request, "duyet")) is is_let_in
        assert (recovery_codes.kept_fingerprint(user.pk, code) == before) is is_let_in
        assert recovery_codes.kept_fingerprint(user.pk, "0000000000") == recovery_codes.fingerprint(user.pk, "0000000000")
