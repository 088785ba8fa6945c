"""What MDN's HTTP Observatory looks at, of every kind of page and of the desk, with the settings of production."""

import importlib
import re
import secrets
import sys

import pytest
from django.test import Client
from django.urls import reverse

from procedures_pages.models import ProcedurePage
from tests.office.desk.screens import superuser
from tests.servers.nginx import SHIPPED

from .test_headers import PUBLIC

pytestmark = pytest.mark.django_db
TWO_YEARS = 63_072_000
# Of settings that are about what a browser is told; the others need servers.
TOLD = ("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_", "CONTENT_SECURITY_POLICY", "X_FRAME_OPTIONS", "MIDDLEWARE")
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
WEAK = ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "http:", "https:", "data:", "blob:")


@pytest.fixture
def shipped(monkeypatch):
    """Called with variables of the environment, gives the settings of production."""

    def loaded(**more):
        for name, value in {
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "testserver",
            "SITE_URL": "https://testserver",
            **more,
        }.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delitem(sys.modules, "config.settings.production", raising=False)
        return importlib.import_module("config.settings.production")

    yield loaded
    sys.modules.pop("config.settings.production", None)


@pytest.fixture
def browser(shipped, settings):
    """A client of the site as production would answer it, over HTTPS."""
    production = shipped()
    for name in dir(production):
        if name.startswith(TOLD):
            setattr(settings, name, getattr(production, name))
    return Client()


def policy_of(response):
    parts = (part.split() for part in response.headers["Content-Security-Policy"].split(";") if part.strip())
    return {name: sources for name, *sources in parts}


def faults(response):
    """What the Observatory would take points off for."""
    policy, headers = policy_of(response), response.headers
    weak = {word for name in ("script-src", "style-src", "default-src", "object-src") for word in policy.get(name, ()) if word in WEAK}
    checks = {
        "content policy": not weak and policy["default-src"] == ["'none'"] and bool(policy["script-src"]),
        "other hosts": not [source for sources in policy.values() for source in sources if "." in source or "//" in source],
        "base and forms": set(policy["base-uri"] + policy["form-action"]) <= {"'none'", "'self'"},
        "frames": policy["frame-ancestors"] in (["'none'"], ["'self'"]) and headers["X-Frame-Options"] in ("DENY", "SAMEORIGIN"),
        "transport": headers["Strict-Transport-Security"] == f"max-age={TWO_YEARS}; includeSubDomains",
        "content type": headers["X-Content-Type-Options"] == "nosniff",
        "referrer": headers["Referrer-Policy"] in PRIVATE,
        "resources": headers["Cross-Origin-Resource-Policy"] == "same-origin" and headers["Cross-Origin-Opener-Policy"] == "same-origin",
        "sharing": "Access-Control-Allow-Origin" not in headers,
        "cookies": all(is_safe(cookie) for cookie in response.cookies.values()),
    }
    return [name for name, is_right in checks.items() if not is_right]


def is_safe(cookie):
    """As RFC 6265bis has it of names with a prefix; whatever logs in is read by no script."""
    of_host = cookie.key.startswith("__Host-") and cookie["path"] == "/" and not cookie["domain"]
    of_desk = cookie.key.startswith("__Secure-") and cookie["path"] == "/quan-tri/"
    hidden = cookie["httponly"] or cookie.key == "__Host-csrf"
    return bool(cookie["secure"] and cookie["samesite"] in ("Lax", "Strict") and hidden and (of_host or of_desk))


def test_readers_pages_have_nothing_to_find_fault_with(browser):
    answers = {path: browser.get(path, secure=True) for path in PUBLIC}
    assert {path: found for path, answer in answers.items() if (found := faults(answer))} == {}
    assert not [path for path, answer in answers.items() if answer.cookies]


def test_the_desk_has_nothing_to_find_fault_with_either(browser):
    page = ProcedurePage.objects.filter(locale__language_code="vi", live=True).first()
    names = ("wagtailadmin_home", "search_asked:report", "wagtailsnippets_office_readerreport:list", "wagtailadmin_account")
    log_in = reverse("wagtailadmin_login")
    answers = {log_in: browser.get(log_in, secure=True)}
    given = {"username": superuser().username, "password": "mat-khau-rat-dai"}
    answers["sent"] = browser.post(log_in, given, secure=True)
    assert {"__Host-phien", "__Secure-thiet-bi"} <= answers["sent"].cookies.keys()
    for address in (*map(reverse, names), reverse("wagtailadmin_pages:edit", args=[page.pk])):
        answers[address] = browser.get(address, secure=True)
        assert answers[address].status_code == 200, address
    assert {path: found for path, answer in answers.items() if (found := faults(answer))} == {}
    assert {answer.headers["Cache-Control"] for path, answer in answers.items() if path != "sent"} <= {
        "no-store",
        "max-age=0, no-cache, no-store, must-revalidate, private",
    }


def test_without_encryption_a_reader_is_led_to_the_same_address_with_it(browser):
    answer = browser.get("/thu-tuc/?linh-vuc=ho-tich")
    assert (answer.status_code, answer.headers["Location"]) == (301, "https://testserver/thu-tuc/?linh-vuc=ho-tich")


@pytest.mark.parametrize(("said", "is_on"), [({}, False), ({"HSTS_PRELOAD": "true"}, True), ({"HSTS_PRELOAD": "false"}, False)])
def test_to_be_on_browsers_lists_is_for_the_operator_to_say(shipped, said, is_on):
    production = shipped(**said)
    assert production.SECURE_HSTS_PRELOAD is is_on
    assert ("security.W021" in production.SILENCED_SYSTEM_CHECKS) is not is_on


def test_the_mirror_says_the_same_of_encryption():
    told = re.search(r"\$mirror_hsts \{\s*https \"([^\"]+)\"", SHIPPED.read_text())
    assert told[1] == f"max-age={TWO_YEARS}; includeSubDomains"
