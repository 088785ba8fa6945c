"""Log-ins and reports are limited by who is calling. The throttle is on, a real nginx stands in front of a real server."""

import http.client
import re
from contextlib import contextmanager
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

import pytest

from tests.servers.nginx import nginx
from tests.servers.process import free_port
from tests.servers.site import site

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("processes")]

# Real addresses of this machine, so that nginx sees them as different callers.
OFFICER, STRANGER, NEIGHBOUR = "127.0.0.3", "127.0.0.2", "127.0.0.4"
HEADERS = "proxy_set_header Host $host; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;"
RIGHT, WRONG = "mau-quay-2026", "sai-mat-khau-2026"


class Browser:
    """Calls from one address and keeps cookies."""

    def __init__(self, url, address):
        self.netloc, self.address, self.cookies = urlsplit(url).netloc, address, {}

    def ask(self, method, path, form=None, headers=None):
        connection = http.client.HTTPConnection(self.netloc, timeout=60, source_address=(self.address, 0))
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        connection.request(method, path, urlencode(form) if form else None, sent)
        response = connection.getresponse()
        for header in response.headers.get_all("Set-Cookie") or []:
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(header).items()})
        body = response.read().decode()
        connection.close()
        return response.status, body

    def log_in(self, password, username="quay", headers=None):
        """The status: 302 in, 200 the form again, 429 too many. Who is still logged in is asked no password: that is given up first."""
        self.cookies.pop("sessionid", None)
        _status, html = self.ask("GET", "/quan-tri/login/", headers=headers)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
        form = {"username": username, "password": password, "csrfmiddlewaretoken": token}
        return self.ask("POST", "/quan-tri/login/", form, headers)[0]

    def report(self, headers=None):
        return self.ask("POST", "/gop-y/", {"trang": "lam-khai-sinh-cho-con", "noi_dung": "Thiếu số điện thoại."}, headers)[0]


@contextmanager
def behind_proxy(sample, proxies="127.0.0.1", **more):
    env = {"AXES_ENABLED": "true", "TRUSTED_PROXIES": proxies, "SEARCH_MEANING": "false", **more}
    with site(sample, **env) as behind, nginx(f"location / {{ proxy_pass {behind}; {HEADERS} }}") as front:
        yield front


@pytest.fixture(scope="module")
def front(sample):
    with behind_proxy(sample) as url:
        yield url


def test_a_guesser_locks_out_nobody_but_himself(front):
    stranger = Browser(front, STRANGER)
    assert [stranger.log_in(WRONG, "bien-tap") for _ in range(9)] == [200] * 7 + [429] * 2
    assert stranger.log_in("mau-bien-tap-2026", "bien-tap") == 429
    assert Browser(front, OFFICER).log_in("mau-bien-tap-2026", "bien-tap") == 302


def test_a_spoofed_header_neither_frees_the_guesser_nor_points_to_others(front):
    stranger = Browser(front, STRANGER)
    spoofed = [{"X-Forwarded-For": f"{OFFICER}, 203.0.113.{n}", "X-Real-IP": OFFICER, "Forwarded": f"for={OFFICER}"} for n in range(9)]
    assert [stranger.log_in(WRONG, "duyet", headers) for headers in spoofed] == [200] * 7 + [429] * 2
    assert Browser(front, OFFICER).log_in("mau-duyet-2026", "duyet") == 302


def test_a_browser_that_logged_in_before_is_not_locked_out_by_its_neighbours(front):
    officer = Browser(front, NEIGHBOUR)
    assert officer.log_in(RIGHT) == 302
    neighbour = Browser(front, NEIGHBOUR)
    assert [neighbour.log_in(WRONG) for _ in range(8)][-1] == 429
    assert Browser(front, NEIGHBOUR).log_in(RIGHT) == 429
    assert officer.log_in(RIGHT) == 302
    # It has no more attempts than anybody else.
    assert [officer.log_in(WRONG) for _ in range(8)] == [200] * 7 + [429]


def test_who_sends_many_reports_silences_nobody_else(front):
    stranger = Browser(front, STRANGER)
    spoofed = [{"X-Forwarded-For": f"203.0.113.{n}"} for n in range(31)]
    assert [stranger.report(headers) for headers in spoofed] == [200] * 30 + [429]
    assert Browser(front, OFFICER).report() == 200


def test_two_proxies_in_a_row(sample):
    with behind_proxy(sample) as inner, nginx(f"location / {{ proxy_pass {inner}; {HEADERS} }}") as outer:
        assert [Browser(outer, STRANGER).log_in(WRONG) for _ in range(9)][-1] == 429
        assert Browser(outer, OFFICER).log_in(RIGHT) == 302


def test_without_the_proxy_named_it_is_the_proxy_that_counts(sample):
    """What docs/operators.md warns of, and why ``check --deploy`` asks for the setting."""
    with behind_proxy(sample, proxies="") as url:
        assert [Browser(url, STRANGER).log_in(WRONG) for _ in range(9)][-1] == 429
        assert Browser(url, OFFICER).log_in(RIGHT) == 429


def test_a_redis_that_is_down_locks_nobody_out_and_lets_reports_in(sample):
    with behind_proxy(sample, CACHE_URL=f"redis://127.0.0.1:{free_port()}/0") as url:
        assert Browser(url, OFFICER).log_in(RIGHT) == 302
        assert [Browser(url, STRANGER).report() for _ in range(32)] == [200] * 32
