"""Which engine answers: the site's own database, or an Elasticsearch at ``SEARCH_URL``."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.db import connection

from ..searching import Searcher
from .elasticsearch import ElasticsearchEngine

NAMES = ("sqlite", "postgresql", "elasticsearch")


def engine(name: str = "") -> Searcher:
    """The search of that name; without a name, the one the settings choose.

    Raises ValueError for one that these settings do not have: "sqlite" and "postgresql" are there where the database is one.
    """
    url = settings.SEARCH_URL
    if name in (connection.vendor, "database") or (not name and not url):
        return Searcher()
    if name not in ("", "elasticsearch"):
        raise ValueError(name)
    if not url:
        raise ValueError("SEARCH_URL")
    return elasticsearch(url)


@cache
def elasticsearch(url: str) -> Searcher:
    return Searcher(ElasticsearchEngine(url, settings.SEARCH_INDEX))
