"""A kept page is sent before Django begins: the same to the byte, only for the same request, and never older than what was written here."""

import gzip
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError
from django.utils import timezone

from home.page_cache import before
from home.page_cache.before import BeforeDjango
from home.page_cache.middleware import STORE
from office.models import Unit

pytestmark = pytest.mark.django_db
BIRTH = "/thu-tuc/lam-khai-sinh-cho-con/"


@pytest.fixture
def server():
    STORE.clear()
    return Server()


class Server:
    """Asks as a server does; ``django`` counts how often Django itself was asked."""

    def __init__(self):
        self.django = 0
        inner = get_wsgi_application()

        def counted(environ, start):
            self.django += 1
            return inner(environ, start)

        self.application = BeforeDjango(counted)

    def get(self, path, method="GET", **more):
        heard = []
        path, _mark, query = path.partition("?")
        environ = {
            **{"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "testserver", "SERVER_PORT": "80"},
            **{"SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(), "REMOTE_ADDR": "127.0.0.1"},
            **{"HTTP_HOST": "testserver", "SCRIPT_NAME": "", **more},
        }
        response = self.application(environ, lambda status, headers, *_: heard.append((status, headers)))
        body = b"".join(response)
        return heard[0][0], dict(heard[0][1]), body

    def asks_django(self, path, **more):
        asked = self.django
        self.get(path, **more)
        return self.django > asked


@pytest.mark.parametrize("path", ["/", BIRTH, f"{BIRTH}?truong-hop=sinh-thuong", "/en/"])
def test_the_second_reader_gets_the_same_without_django(server, path):
    first = server.get(path)
    assert server.django == 1
    assert server.get(path) == first
    assert server.django == 1
    assert first[0].startswith("200")
    assert first[1]["ETag"]


def test_who_takes_packed_pages_and_who_does_not_get_their_own(server):
    plain, packed = server.get(BIRTH), server.get(BIRTH, HTTP_ACCEPT_ENCODING="gzip, br")
    assert packed[1]["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed[2]) == plain[2]
    assert (server.get(BIRTH), server.get(BIRTH, HTTP_ACCEPT_ENCODING="gzip")) == (plain, packed)
    assert server.django == 2


def test_what_is_written_here_counts_at_once(server):
    server.get(BIRTH)
    unit = Unit.objects.first()
    unit.name = "Ủy ban nhân dân phường Mèo"
    unit.save()
    assert "phường Mèo" in server.get(BIRTH)[2].decode()


def test_what_another_process_writes_counts_when_the_database_is_asked_again(server, monkeypatch):
    server.get(BIRTH)
    assert not server.asks_django(BIRTH)
    monkeypatch.setattr(before, "pages_stamp", lambda: "another")
    assert not server.asks_django(BIRTH)  # asked a moment ago
    monkeypatch.setattr(before, "FRESH", 0)
    assert server.asks_django(BIRTH)


@pytest.mark.parametrize(
    "more",
    [
        {"method": "HEAD"},
        {"method": "POST"},
        {"HTTP_IF_NONE_MATCH": '"x"'},
        {"HTTP_RANGE": "bytes=0-9"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_HOST": "localhost"},
        {"SERVER_PORT": "8000"},
    ],
)
def test_any_other_request_is_djangos(server, more):
    server.get(BIRTH)
    assert server.asks_django(BIRTH, **more)


def test_a_host_that_is_none_of_ours_is_refused_each_time(server):
    server.get(BIRTH)
    for _again in range(2):
        assert server.get(BIRTH, HTTP_HOST="evil.example")[0].startswith("400")


def test_cookies_and_foreign_headers_change_nothing(server):
    first = server.get(BIRTH)
    assert server.get(BIRTH, HTTP_COOKIE="sessionid=x; csrftoken=y", HTTP_ACCEPT_LANGUAGE="en", HTTP_X_ORIGINAL_URL="/quan-tri/") == first


@pytest.mark.parametrize("path", ["/tim-kiem/?q=khai+sinh", "/khong-co/", "/healthz", f"{BIRTH}?truong-hop=la"])
def test_what_is_not_kept_is_djangos_each_time(server, path):
    assert [server.asks_django(path) for _again in range(3)] == [True] * 3


def test_a_page_that_is_over_its_time_is_made_anew(server, monkeypatch):
    server.get(BIRTH)
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert server.asks_django(BIRTH)


def test_where_the_database_does_not_answer_django_is_asked_what_to_do(server, monkeypatch):
    def gone():
        raise OperationalError

    server.get(BIRTH)
    monkeypatch.setattr(before, "FRESH", 0)
    monkeypatch.setattr(before, "pages_stamp", gone)
    monkeypatch.setattr(before.connection, "close", lambda: None)  # the test's own, with its transaction
    assert server.asks_django(BIRTH)


def test_where_each_request_is_told_of_none_goes_past_django(server, settings):
    settings.TELLS_OF_REQUESTS = True
    assert [server.asks_django(BIRTH) for _again in range(3)] == [True] * 3


def test_so_many_answers_are_remembered_and_no_more(server, monkeypatch):
    monkeypatch.setattr(before, "MOST", 3)
    for port in range(9):
        server.get("/", SERVER_PORT=str(port))
    assert len(server.application._answers) == 3
