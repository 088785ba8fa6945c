"""Connections to a Redis that is left alone for a while after it has failed: everything is a miss at once, and no page waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from redis.backoff import NoBackoff
from redis.connection import Connection, ConnectionPool
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError
from redis.retry import Retry

from .outage import Outage


class _Noting:
    """A connection that notes whether its server answers."""

    outage: Outage

    @contextmanager
    def _noted(self) -> Iterator[None]:
        try:
            yield
        except (RedisConnectionError, RedisTimeoutError) as error:
            self.outage.begin(error)
            raise

    def connect(self) -> None:
        with self._noted():
            super().connect()  # type: ignore[misc]

    def read_response(self, *args: Any, **kwargs: Any) -> Any:
        with self._noted():
            answer = super().read_response(*args, **kwargs)  # type: ignore[misc]
        self.outage.end()
        return answer


class PatientPool(ConnectionPool):
    """Django-redis is given it by name. Nothing is tried twice: what failed once has taken its half a second."""

    def __init__(self, connection_class: type[Connection] = Connection, **kwargs: Any) -> None:
        self.outage = Outage("Redis")
        noting = type(f"Noting{connection_class.__name__}", (_Noting, connection_class), {"outage": self.outage})
        super().__init__(connection_class=noting, **{**kwargs, "retry": Retry(NoBackoff(), 0)})

    def get_connection(self, *args: Any, **kwargs: Any) -> Any:
        if not self.outage.may_ask():
            raise RedisConnectionError("Redis is left alone for a while")
        return super().get_connection(*args, **kwargs)
