"""Without a server: whatever is wrong with it, readers get the memory engine's answer within a second."""

import socket
import threading
import time

import pytest

from search.engines.elasticsearch import ElasticsearchEngine
from search.query import read_query

from .sample import DOCUMENTS, engine

MEMORY = engine()


@pytest.fixture
def hanging():
    """A server that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        kept = []
        threading.Thread(target=lambda: [kept.append(server.accept()) for _n in range(20)], daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def asked(url):
    return ElasticsearchEngine(url, lambda: DOCUMENTS, lambda: "v1", lambda: MEMORY)


def first(where, words):
    begin = time.perf_counter()
    hits = where.search(read_query(words), "vi")
    return hits[0].document.result, time.perf_counter() - begin


def test_refused():
    where = asked("http://127.0.0.1:9")
    result, took = first(where, "đăng ký kết hôn")
    assert result == "1.000894"
    assert took < 1.2


def test_hanging_costs_one_reader_and_not_the_next(hanging):
    where = asked(hanging)
    result, took = first(where, "đăng ký kết hôn")
    assert result == "1.000894"
    assert took < 1.2
    result, took = first(where, "sao y")
    assert result == "2.000815"
    assert took < 0.3


def test_suggestions_too():
    assert asked("http://127.0.0.1:9").suggest(read_query("ket h"), "vi", 3)


def test_an_empty_query_asks_nobody():
    assert asked("http://127.0.0.1:9").search(read_query(""), "vi") == []
