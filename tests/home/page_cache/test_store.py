"""What one process keeps: under one stamp, so many bytes, each page made once."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from home.page_cache.moments import SETTLED, next_quarter, until
from home.page_cache.store import MOST_ADDRESSES, Key, Page, Store

NOW = datetime(2026, 11, 30, 7, 50, tzinfo=UTC)
MOST = 1 << 20


def page(size=1000, seconds=60):
    return Page(b"x" * size, True, {}, 'W/"a"', NOW, NOW + timedelta(seconds=seconds))


def kept(store, name, stamp="a", query="", **told):
    return store.get_or_make(stamp, Key(name, query), NOW, MOST, lambda: page(**told))


@pytest.fixture
def store():
    store = Store()
    store.begin("a", NOW)
    return store


def test_a_page_is_made_once(store):
    first = kept(store, "/")
    assert kept(store, "/") is first


def test_under_another_stamp_nothing_of_before_is_there():
    forgotten = []
    store = Store(lambda: forgotten.append(store.size))
    store.begin("a", NOW)
    kept(store, "/")
    store.note_query("a", "/", "x=1", "")
    store.begin("a", NOW)
    assert store.size[0] == 1
    store.begin("b", NOW)
    assert (store.size, store.known_query("/", "x=1")) == ((0, 0), None)
    assert len(forgotten) == 2
    # Who read the stamp before and is late puts nothing down under the new one.
    kept(store, "/", stamp="a")
    store.note_query("a", "/", "x=1", "")
    assert store.get("b", Key("/", ""), NOW) is None
    assert store.known_query("/", "x=1") is None


@pytest.mark.parametrize("later", [timedelta(seconds=60), timedelta(seconds=-61)], ids=["its time is over", "the clock was put back"])
def test_what_is_not_true_now_is_not_told(store, later):
    kept(store, "/")
    assert store.get("a", Key("/", ""), NOW + timedelta(seconds=59)) is not None
    assert store.get("a", Key("/", ""), NOW + later) is None
    assert store.size == (0, 0)


def test_what_was_asked_for_longest_ago_goes_first(store):
    kept(store, "/first")
    for n in range(2000):
        kept(store, f"/{n}")
        kept(store, "/first")
    assert store.get("a", Key("/first", ""), NOW) is not None
    assert store.get("a", Key("/0", ""), NOW) is None
    assert store.size[1] <= MOST


def test_all_answers_of_a_page_push_no_page_out(store):
    kept(store, "/")
    for n in range(3000):
        kept(store, "/", query=f"a={n}")
    assert store.get("a", Key("/", ""), NOW) is not None
    assert store.size[1] <= MOST


def test_one_page_is_not_all(store):
    assert kept(store, "/", size=MOST // 2) is not None
    assert store.size == (0, 0)


def test_addresses_are_noted_up_to_a_number(store):
    for n in range(MOST_ADDRESSES + 10):
        store.note_query("a", "/", f"utm={n}", "")
    assert store.known_query("/", "utm=0") is None
    assert store.known_query("/", f"utm={MOST_ADDRESSES}") == ""


def ask_at_once(store, make, readers=20):
    started, told = threading.Barrier(readers), []

    def ask():
        started.wait()
        told.append(store.get_or_make("a", Key("/", ""), NOW, MOST, make))

    threads = [threading.Thread(target=ask) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_who_comes_while_a_page_is_made_waits_for_it(store):
    made, go_on = [], threading.Timer(0.3, lambda: ready.set())
    ready = threading.Event()

    def make():
        made.append(1)
        ready.wait(5)
        return page()

    go_on.start()
    told = ask_at_once(store, make)
    assert len(made) == 1
    assert len(told) == 20
    assert len({id(one) for one in told}) == 1


def test_what_was_not_to_be_kept_is_told_so_to_all(store):
    assert ask_at_once(store, lambda: None) == [None] * 20
    assert store._making == {}


def test_a_failure_is_its_own_readers_alone(store):
    def fail():
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        store.get_or_make("a", Key("/", ""), NOW, MOST, fail)
    assert kept(store, "/") is not None


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-30T14:50+07:00", "2026-11-30T15:00+07:00"),
        ("2026-11-30T15:00+07:00", "2026-11-30T15:15+07:00"),
        ("2026-11-30T23:59:59+07:00", "2026-12-01T00:00+07:00"),
    ],
)
def test_hours_and_days_end_at_a_quarter(now, then):
    assert next_quarter(datetime.fromisoformat(now)) == datetime.fromisoformat(then)


def test_a_page_ends_with_the_first_thing_that_ends():
    quarter = NOW + timedelta(minutes=10)
    soon = NOW + timedelta(seconds=7)
    assert until(NOW, None, []) == quarter
    assert until(NOW, None, [None, soon]) == soon
    assert until(NOW, NOW - SETTLED, [None]) == quarter
    # Right after a change: what was made of what this process still had in memory is made once more.
    assert until(NOW, NOW - timedelta(seconds=1), []) == NOW - timedelta(seconds=1) + SETTLED
