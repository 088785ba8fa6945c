"""Wagtail's own search in the site's database, of the desk's lists and choosers, with words found whether marks are typed or not.

Where an editor looks for pages, the site's search answers (``pages``).
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from wagtail.search.backends import database


def SearchBackend(params: dict[str, Any]) -> Any:
    """The backend for the site's database; Wagtail's own where the database can do no more (SQLite without FTS5)."""
    if connection.vendor == "postgresql":
        # Each asks for the tables of its own database when it is imported.
        from .postgresql import PostgreSQLBackend

        return PostgreSQLBackend(params)
    stock = database.SearchBackend(params)
    if connection.vendor == "sqlite":
        # As above.
        from wagtail.search.backends.database.sqlite.sqlite import SQLiteSearchBackend

        if type(stock) is SQLiteSearchBackend:
            # As above.
            from .sqlite import SQLiteBackend

            return SQLiteBackend(params)
    return stock
