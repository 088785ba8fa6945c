"""The index of the process: built once, renewed by version, by fingerprint, source by source."""

import threading
import time

import pytest
from django.core.cache import cache

from search import index, sources
from search.query import read_query

from .sample import document


class Room:
    """A source whose documents a test can change."""

    def __init__(self, *titles):
        self.titles, self.reads, self.fingerprint = list(titles), 0, 0
        self.gate = threading.Event()
        self.gate.set()

    def documents(self):
        self.reads += 1
        self.gate.wait(5)
        for n, title in enumerate(self.titles):
            yield document(f"1.{n:06}", title)


@pytest.fixture
def room(monkeypatch, settings):
    settings.SEARCH_CHECK_SECONDS = 3600
    monkeypatch.setattr(sources, "_sources", {})
    room = Room("Đăng ký kết hôn")
    sources.register_source("room", room.documents, lambda: room.fingerprint)
    index.reset()
    yield room
    index.reset()


def titles(words):
    return [hit.document.title for hit in index.memory_engine().search(read_query(words), "vi")]


@pytest.mark.django_db
def test_built_once(room):
    assert titles("kết hôn") == titles("ket hon") == ["Đăng ký kết hôn"]
    assert room.reads == 1


@pytest.mark.django_db
def test_warm_search_asks_no_database(room, django_assert_num_queries):
    titles("kết hôn")
    with django_assert_num_queries(0):
        titles("kết hôn")


@pytest.mark.django_db
def test_bump_renews(room):
    titles("kết hôn")
    room.titles.append("Đăng ký khai tử")
    assert titles("khai tử") == []
    index.bump("room")
    assert titles("khai tử") == ["Đăng ký khai tử"]


@pytest.mark.django_db
def test_only_the_changed_source_is_read_again(room):
    other = Room("Cấp giấy phép xây dựng")
    sources.register_source("other", other.documents)
    index.bump()
    titles("kết hôn")
    index.bump("other")
    assert titles("xây dựng") == ["Cấp giấy phép xây dựng"]
    assert (room.reads, other.reads) == (1, 2)


@pytest.mark.django_db
def test_another_process_without_our_cache_is_noticed_by_its_fingerprint(room, settings):
    titles("kết hôn")
    room.titles, room.fingerprint = ["Đăng ký khai tử"], 1
    assert titles("khai tử") == []
    settings.SEARCH_CHECK_SECONDS = 0
    assert titles("khai tử") == ["Đăng ký khai tử"]
    assert titles("kết hôn") == []


@pytest.mark.django_db
def test_two_who_ask_at_once_read_a_source_once(room):
    room.gate.clear()
    first = threading.Thread(target=index.warm_up)
    first.start()
    while not room.reads:
        time.sleep(0.01)
    second = threading.Thread(target=index.warm_up)
    second.start()
    room.gate.set()
    for thread in (first, second):
        thread.join(10)
    assert titles("kết hôn") == ["Đăng ký kết hôn"]
    assert room.reads == 1


@pytest.mark.django_db
def test_an_emptied_cache_costs_a_look_and_no_rebuild(room):
    titles("kết hôn")
    cache.clear()
    titles("kết hôn")
    assert room.reads == 1


@pytest.mark.django_db
def test_a_source_that_went_away_is_forgotten(room):
    titles("kết hôn")
    sources.unregister_source("room")
    sources.register_source("other", Room("Sao y").documents)
    assert titles("kết hôn") == []


@pytest.mark.django_db
def test_a_slow_source_is_read_beside_the_searches(room, settings):
    titles("kết hôn")
    settings.SEARCH_SLOW_SECONDS = -1
    room.titles = ["Đăng ký khai tử"]
    room.gate.clear()
    index.bump("room")
    assert titles("kết hôn") == ["Đăng ký kết hôn"]
    room.gate.set()
    for thread in threading.enumerate():
        if thread.name == "search-room":
            thread.join(5)
    assert titles("khai tử") == ["Đăng ký khai tử"]


@pytest.mark.django_db
def test_what_is_no_longer_public_is_left_out_meanwhile(room, settings):
    sources.register_source("room", room.documents, lambda: 0, lambda keys: [])
    titles("kết hôn")
    settings.SEARCH_SLOW_SECONDS = -1
    room.gate.clear()
    index.bump("room")
    assert titles("kết hôn") == []
    room.gate.set()
    for thread in threading.enumerate():
        if thread.name == "search-room":
            thread.join(5)


@pytest.mark.django_db
def test_a_source_that_fails_leaves_the_old_state(room):
    titles("kết hôn")

    def broken():
        raise OSError
        yield

    sources.register_source("room", broken, lambda: 0)
    index.bump("room")
    assert titles("kết hôn") == ["Đăng ký kết hôn"]
