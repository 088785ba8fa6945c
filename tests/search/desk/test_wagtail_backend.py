"""Wagtail's own search in the site's Elasticsearch, and in the database where that fails."""

import socket
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from types import SimpleNamespace

import elastic_transport
import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from wagtail.search.backends import get_search_backend

from office.models import ThematicArea
from office.outage import PAUSE
from procedures_pages.models import ProcedurePage
from search import watch
from search.desk import rebuilding
from search.desk.health import SearchHealthPanel
from search.desk.outage import DeskOutage
from search.desk.rebuilding import FAILED, MISSED
from search.process_state import kept
from tests.search.desk.test_marks import PAIRS, QUERIES
from tests.servers.process import free_port

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("servers"), pytest.mark.django_db]
NUMBERS = count()
SLUGS = ("dang-ky-ket-hon", "lam-khai-sinh-cho-con", "xin-phep-chat-cay")


def use(settings, url, timeout=30):
    elasticsearch = {
        "BACKEND": "search.desk.wagtail_backend",
        "URLS": [url],
        "INDEX_PREFIX": f"ban-{next(NUMBERS)}-",
        "TIMEOUT": timeout,
        "OPTIONS": {"max_retries": 0},
    }
    settings.WAGTAILSEARCH_BACKENDS = {"database": {"BACKEND": "search.desk.database_backend"}, "default": elasticsearch}


def backend():
    return get_search_backend("default")


def found(words, how="search", name="default"):
    """What the index finds of pages by whole words. (An editor who looks for pages is answered by the site's search: test_pages.py.)"""
    return [page.slug for page in getattr(get_search_backend(name), how)(words, ProcedurePage.objects.all())]


def areas(words, name="default"):
    """Areas whose names have these words, the last of them perhaps only begun."""
    return [area.slug for area in get_search_backend(name).autocomplete(words, ThematicArea.objects.all())]


def publish(slug):
    page = ProcedurePage.objects.get(slug=slug, locale__language_code="vi")
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live


def refresh():
    backend().refresh_indexes()


def indexes():
    """What the server keeps for this test, orphans among it: {index: [alias]}."""
    return {
        name: list(told["aliases"])
        for name, told in backend().es.indices.get(index=f"{backend().index_prefix}*", expand_wildcards="all").items()
    }


@pytest.fixture
def alive(settings, search_url):
    use(settings, search_url)


@pytest.fixture
def requests(monkeypatch):
    """Every request to an Elasticsearch, as it is sent."""
    sent, send = [], elastic_transport.Transport.perform_request

    def noted(self, method, target, **options):
        sent.append((method, target))
        return send(self, method, target, **options)

    monkeypatch.setattr(elastic_transport.Transport, "perform_request", noted)
    return sent


@pytest.fixture
def hanging():
    """A server that accepts and never answers: its address, and who has come."""
    came = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept():
            while True:
                try:
                    came.append(server.accept())
                except OSError:
                    return

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", came
        server.shutdown(socket.SHUT_RDWR)
        for connection, _address in came:
            connection.close()


# --- A server that does not answer ---


@pytest.fixture(params=["hanging", "refused"])
def dead(request, settings, hanging):
    use(settings, hanging[0] if request.param == "hanging" else f"http://127.0.0.1:{free_port()}", 0.25)


@pytest.fixture
def clock(monkeypatch):
    """The clock by which an outage ends stands still, however slow the machine is, until the test sets it on."""
    now = [time.monotonic()]
    monkeypatch.setattr("office.outage.time", SimpleNamespace(monotonic=lambda: now[0]))
    return now


def test_publishing_waits_for_it_once(dead, requests, clock):
    for slug in (*SLUGS, *SLUGS):
        publish(slug)
    assert len(requests) == 1
    assert cache.get(MISSED)


def test_a_hanging_server_is_connected_to_once(settings, hanging, clock):
    use(settings, hanging[0], 0.25)
    for slug in SLUGS:
        publish(slug)
        ProcedurePage.objects.get(slug=slug, locale__language_code="vi").unpublish()
    assert "dang-ky-ket-hon" in found("kết hôn")
    assert len(hanging[1]) == 1


def test_after_the_pause_one_tries_and_the_others_do_not(dead, requests, clock):
    publish(SLUGS[0])
    clock[0] += PAUSE + 1
    for slug in SLUGS:
        publish(slug)
    assert len(requests) == 2
    outage = kept(DeskOutage)
    clock[0] += 2 * PAUSE
    assert [outage.may_ask() for _n in range(3)] == [True, False, False]


def test_the_watch_leaves_it_alone_too(dead, requests, settings, clock):
    settings.SEARCH_URL = settings.WAGTAILSEARCH_BACKENDS["default"]["URLS"][0]
    publish(SLUGS[0])
    watch.run_once(threading.Event())
    assert len(requests) == 1


def test_the_desk_goes_on_searching(dead, enter):
    assert "dang-ky-ket-hon" in found("kết hôn")
    client = enter("duyet")
    assert "kết hôn" in client.get("/quan-tri/pages/search/?q=kết+hôn").content.decode()
    assert "dang-ky-ket-hon" in client.get("/api/v2/pages/?search=kết+hôn").content.decode()


def test_one_that_goes_between_the_question_and_the_fetching(alive, monkeypatch):
    rebuilding.catch_up()
    results = backend().search("kết hôn", ProcedurePage.objects.all())

    def gone(self, *arguments, **options):
        raise elastic_transport.ConnectionError("gone")

    monkeypatch.setattr(elastic_transport.Transport, "perform_request", gone)
    assert "dang-ky-ket-hon" in [page.slug for page in results[:20]]
    assert results.count() == len(list(results)) > 1
    assert results.facet("content_type_id")
    assert [page.slug for page in results[1:3]] == [page.slug for page in results][1:3]


def test_the_rebuild_says_that_it_failed(dead, caplog, enter, monkeypatch):
    monkeypatch.setattr(rebuilding, "TIMEOUT", 2)
    with pytest.raises(CommandError, match="default"):
        call_command("update_index", verbosity=0)
    assert "could not be made anew" in caplog.text
    assert "Chưa dựng lại được chỉ mục" in SearchHealthPanel().render_html()
    assert cache.get(MISSED)
    assert cache.get(FAILED)


# --- A server that answers ---


def test_a_server_without_an_index_is_passed_over_and_makes_none_of_its_own(alive):
    assert "dang-ky-ket-hon" in found("kết hôn")
    publish("dang-ky-ket-hon")
    assert cache.get(MISSED)
    assert indexes() == {}
    assert not kept(DeskOutage).is_on


def test_the_watch_makes_the_index_and_what_is_written_later_is_in_it(alive, requests):
    cache.set(MISSED, True)
    rebuilding.catch_up()
    assert not cache.get(MISSED)
    publish("dang-ky-ket-hon")
    assert not cache.get(MISSED)
    refresh()
    requests.clear()
    assert "dang-ky-ket-hon" in found("kết hôn")
    assert any("_search" in target for _method, target in requests)
    requests.clear()
    rebuilding.catch_up()
    assert len(requests) == 1  # it only looks


@pytest.fixture
def filled(alive):
    rebuilding.catch_up()
    refresh()


def test_with_and_without_marks_the_same_is_found(filled):
    for marked, plain in PAIRS:
        if len(plain) > 1:
            assert sorted(found(marked)) == sorted(found(plain)) != [], marked
        assert {*areas(marked)} == {*areas(plain)}, marked
    assert "ho-tich" in areas("ho t")


def test_the_database_finds_nothing_that_it_does_not(filled):
    for query in QUERIES:
        assert {*found(query)} == {*found(query, name="database")}, query
        assert {*areas(query)} >= {*areas(query, "database")}, query


def test_what_is_written_as_it_was_typed_stands_first(filled):
    pages = [ProcedurePage.objects.get(slug=slug, locale__language_code="vi") for slug in SLUGS]
    for page, title in zip(pages, ("Mua ban nhac", "Mua bán nhạc", "Mua bản nhạc"), strict=True):
        page.title = page.official_name = title
        page.save()
    refresh()
    assert {*found("bán nhạc")} == {*found("bản nhạc")} == {*found("ban nhac")} == {*SLUGS}
    assert (found("bán nhạc")[0], found("bản nhạc")[0]) == SLUGS[1:]


# --- A rebuild that fails half-way ---


class Between(BaseHTTPRequestHandler):
    """Hands requests on to the server, but for those whose path has one of the words in ``refused``."""

    server_url, refused = "", ()

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if any(word in f"{self.command} {self.path}" for word in self.refused):
            self.close_connection = True
            return
        headers = {name: value for name, value in self.headers.items() if name.lower() in ("content-type", "accept")}
        asked = urllib.request.Request(self.server_url + self.path, body or None, headers, method=self.command)
        try:
            answer = urllib.request.urlopen(asked)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            told = answer.read()
            self.send_response(answer.status)
            for name in ("Content-Type", "X-Elastic-Product"):
                if answer.headers[name]:
                    self.send_header(name, answer.headers[name])
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = handle_any

    def log_message(self, *arguments):
        pass


@pytest.fixture
def between(settings, search_url):
    handler = type("Handler", (Between,), {"server_url": search_url})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        use(settings, f"http://127.0.0.1:{server.server_port}")
        yield handler
        server.shutdown()


@pytest.mark.parametrize("step", ["_bulk", "_mapping", "_refresh", "_alias"])
def test_half_an_index_is_removed(between, step):
    between.refused = (step,)
    for _n in range(3):
        with pytest.raises(CommandError):
            call_command("update_index", backend_name="default", verbosity=0)
        between.refused = ()
        assert all(indexes().values())
        between.refused = (step,)
    between.refused = ()
    rebuilding.catch_up()
    assert all(indexes().values())
    assert not cache.get(FAILED)
    assert not cache.get(MISSED)
    refresh()
    assert "dang-ky-ket-hon" in found("ket hon")


def test_what_could_not_be_removed_then_is_removed_by_the_next(between):
    between.refused = ("_bulk", "DELETE")
    for _n in range(3):
        with pytest.raises(CommandError):
            rebuilding.catch_up()
    between.refused = ()
    assert not all(indexes().values())
    rebuilding.catch_up()
    assert all(indexes().values())


def test_what_a_killed_rebuild_left_goes_when_it_is_old(alive, monkeypatch):
    name = backend().get_index_for_model(ProcedurePage).name
    for orphan in (f"{name}_abcdefg", f"{name.rpartition('-')[0]}_abcdefg"):
        backend().es.indices.create(index=orphan)
    call_command("update_index", backend_name="default", verbosity=0)
    assert len([aliases for aliases in indexes().values() if not aliases]) == 2  # another one's, under way perhaps
    monkeypatch.setattr(rebuilding, "ABANDONED", -60)
    call_command("update_index", backend_name="default", verbosity=0)
    assert all(indexes().values())


def test_an_error_of_ours_half_way_leaves_nothing_either(alive, monkeypatch, caplog):
    def broken():
        raise ValueError("broken")

    monkeypatch.setattr(ProcedurePage, "get_indexed_objects", broken)
    with pytest.raises(CommandError, match="broken"):
        call_command("update_index", backend_name="default", verbosity=0)
    assert all(indexes().values())
    assert "broken" in caplog.text
