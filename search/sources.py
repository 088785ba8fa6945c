"""Who gives documents to search. A room registers a callable; search asks it when the index is built."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass

from .documents import SearchDocument


@dataclass(frozen=True, slots=True)
class Source:
    """``documents()`` yields everything live and public, in all languages.

    ``fingerprint()``, cheap, changes when they may have changed. ``present(keys)``, in one query, says which of these documents are still
    live and public: asked while a slow source is being read again.
    """

    name: str
    documents: Callable[[], Iterable[SearchDocument]]
    fingerprint: Callable[[], Hashable] | None = None
    present: Callable[[Collection[str]], Collection[str]] | None = None


_sources: dict[str, Source] = {}


def register_source(
    name: str,
    documents: Callable[[], Iterable[SearchDocument]],
    fingerprint: Callable[[], Hashable] | None = None,
    present: Callable[[Collection[str]], Collection[str]] | None = None,
) -> None:
    """Adds a source, or replaces the one of that name."""
    _sources[name] = Source(name, documents, fingerprint, present)


def unregister_source(name: str) -> None:
    _sources.pop(name, None)


def sources() -> tuple[Source, ...]:
    return tuple(_sources.values())
