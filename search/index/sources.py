"""Who gives documents to search. A room registers a source; the index asks it what there is and reads what has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from .documents import SearchDocument

Keys = Collection[str] | None


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """``versions(keys)``, cheap, says of everything live and public (with keys: of these alone) in which version it is.

    ``read(keys)`` yields these documents, in all languages. ``present(keys)``, in one query, says which of them are there now; without it,
    ``versions`` does. Keys are unique over all sources and begin with one of ``kinds``.
    """

    name: str
    kinds: tuple[str, ...]
    versions: Callable[[Keys], Mapping[str, object]]
    read: Callable[[Collection[str]], Iterable[SearchDocument]]
    present: Callable[[Collection[str]], Collection[str]] | None = None

    def owns(self, key: str) -> bool:
        return key.partition(":")[0] in self.kinds


_sources: dict[str, DocumentSource] = {}


def register_source(source: DocumentSource) -> None:
    """Adds a source, or replaces the one of that name."""
    _sources[source.name] = source


def unregister_source(name: str) -> None:
    _sources.pop(name, None)


def sources() -> tuple[DocumentSource, ...]:
    return tuple(_sources.values())


def present(keys: Collection[str]) -> frozenset[str]:
    """Of these keys, those that are live and public at this moment: at most one question to each source they belong to."""
    found: set[str] = set()
    for source in sources():
        if own := [key for key in keys if source.owns(key)]:
            found.update(source.present(own) if source.present else source.versions(own))
    return frozenset(found)
