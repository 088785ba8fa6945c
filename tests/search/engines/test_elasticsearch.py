"""Without a server: whatever is wrong with it, readers get the database's answer within a second."""

import socket
import threading
import time

import pytest

from search.engines.elasticsearch import ElasticsearchEngine
from search.query.reading import read_query
from search.searching import Searcher

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanging():
    """A server that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        kept = []
        threading.Thread(target=lambda: [kept.append(server.accept()) for _n in range(20)], daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def asked(url):
    return Searcher(ElasticsearchEngine(url))


def first(where, words):
    begin = time.perf_counter()
    hits = where.search(read_query(words), "vi")
    return hits[0].document.result, time.perf_counter() - begin


def test_refused():
    Searcher().search(read_query("đăng ký kết hôn"), "vi")
    result, took = first(asked("http://127.0.0.1:9"), "đăng ký kết hôn")
    assert result == "1.000894"
    assert took < 1.2


def test_hanging_costs_one_reader_and_not_the_next(hanging):
    Searcher().search(read_query("đăng ký kết hôn"), "vi")
    where = asked(hanging)
    result, took = first(where, "đăng ký kết hôn")
    assert result == "1.000894"
    assert took < 1.5
    assert where.outage.failures == 1
    assert first(where, "sao y bản chính")[0] == "2.000815"
    assert where.outage.failures == 1


def test_suggestions_too():
    assert asked("http://127.0.0.1:9").suggest(read_query("ket h"), "vi", 3)


def test_an_empty_query_asks_nobody(django_assert_num_queries):
    read_query("")  # the editors' words are read once
    with django_assert_num_queries(0):
        assert asked("http://127.0.0.1:9").search(read_query(""), "vi") == []
