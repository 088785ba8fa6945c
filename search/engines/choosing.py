"""Which engine answers: the one in this process, or an Elasticsearch at ``SEARCH_URL``."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from .. import index
from . import Engine
from .elasticsearch import ElasticsearchEngine

NAMES = ("memory", "elasticsearch")


def engine(name: str = "") -> Engine:
    """The engine of that name; without a name, the one the settings choose."""
    url = settings.SEARCH_URL
    if name == "memory" or (not name and not url):
        return index.memory_engine()
    if name not in ("", "elasticsearch"):
        raise ValueError(name)
    if not url:
        raise ValueError("SEARCH_URL")
    return elasticsearch(url)


@cache
def elasticsearch(url: str) -> ElasticsearchEngine:
    prefix = getattr(settings, "SEARCH_INDEX", "cam-nang")
    return ElasticsearchEngine(url, index.documents, index.state_version, index.memory_engine, prefix)
