"""A Redis that hangs is felt once, not by every page; and asked again when its time is over."""

import os
import signal
import time

import pytest
from django_redis.cache import RedisCache

from office import outage
from tests.servers.redis import redis_process

pytestmark = pytest.mark.servers
OPTIONS = {
    "IGNORE_EXCEPTIONS": True,
    "SOCKET_CONNECT_TIMEOUT": 0.5,
    "SOCKET_TIMEOUT": 0.5,
    "CONNECTION_POOL_CLASS": "office.redis_pool.PatientPool",
}


@pytest.fixture
def redis():
    """(its cache, its process)."""
    with redis_process() as (url, process):
        yield RedisCache(url, {"OPTIONS": OPTIONS}), process


def pool(cache):
    return cache.client.get_client().connection_pool


def test_a_redis_that_hangs_is_asked_once_and_again_when_its_time_is_over(redis, monkeypatch):
    cache, process = redis
    cache.set("a", 1)
    assert cache.get("a") == 1
    os.kill(process.pid, signal.SIGSTOP)
    failures = pool(cache).outage.failures
    try:
        before = time.monotonic()
        assert [cache.get("a") for _ in range(100)] == [None] * 100
        cache.set("b", 2)
        assert cache.get_many(["a", "b"]) == {}
        # A hundred times half a second would be fifty.
        assert time.monotonic() - before < 20
        assert pool(cache).outage.failures == failures + 1
    finally:
        os.kill(process.pid, signal.SIGCONT)
    assert cache.get("a") is None, "it is left alone, whatever it does meanwhile"
    until = time.monotonic() + outage.PAUSE
    monkeypatch.setattr(outage.time, "monotonic", lambda: until)
    assert cache.get("a") == 1
    assert not pool(cache).outage.is_on
    cache.set("b", 3)
    assert cache.get_many(["a", "b"]) == {"a": 1, "b": 3}
