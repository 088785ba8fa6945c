"""Django's engine for PostgreSQL, but that a request does not wait for ever (``patience``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

from . import patience


class Connection(psycopg.Connection[Any]):
    """``parameters``: how it was made."""

    parameters: Mapping[str, Any] = {}

    def wait(self, gen: Any, interval: float = patience.INTERVAL, timeout: float | None = None) -> Any:
        """As psycopg's. Raises OperationalError where a request has waited long enough; what the server knows of the rest is unknown, so
        that nothing more is asked over this connection."""
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        if patience.HANG.forbids():
            self.close()
            raise psycopg.OperationalError("the server does not answer")
        most = patience.seconds(self.pgconn.transaction_status != TransactionStatus.IDLE)
        try:
            return super().wait(gen, interval, most)
        except psycopg.errors._WaitTimeout as error:
            self.close()
            patience.HANG.suspect(self.parameters)
            raise psycopg.OperationalError(f"no answer within {most} seconds") from error


class Psycopg:
    """What Django takes for the module of the driver: the same, with connections of ours."""

    @staticmethod
    def connect(**parameters: Any) -> Connection:
        if patience.HANG.forbids():
            raise psycopg.OperationalError("the server does not answer")
        try:
            connection = Connection.connect(**parameters)
        except psycopg.errors.ConnectionTimeout:
            patience.HANG.suspect(parameters)
            raise
        connection.parameters = parameters
        return connection

    def __getattr__(self, name: str) -> Any:
        return getattr(psycopg, name)


class DatabaseWrapper(base.DatabaseWrapper):
    Database = Psycopg()  # type: ignore[assignment]

    def is_usable(self) -> bool:
        """Asked at the beginning of each request of a connection that is kept from one to the next."""
        with patience.within(patience.USABLE):
            return bool(super().is_usable())
