"""The engines that are measured, each behind the same four calls, and the servers they need."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.run import PRODUCTION
from search.index.documents import SearchDocument
from tests.servers.elasticsearch import elasticsearch
from tests.servers.postgres import postgres
from tests.servers.site import environment, manage

NAMES = ("sqlite", "postgresql", "elasticsearch")
MAX_SUGGESTIONS = 8


class Measured:
    """One engine over nothing but the documents it is given, in a database of its own."""

    def __init__(self, name: str) -> None:
        import django

        django.setup()
        self.name, self.documents = name, dict[str, SearchDocument]()
        self.changes: dict[str, int] = {}

    def fill(self, documents: Sequence[SearchDocument]) -> None:
        """Puts all of them into the empty index, ready to be asked."""
        from search.index import backfill, indexing, sources

        for source in sources.sources():
            sources.unregister_source(source.name)
        self.documents = {document.key: document for document in documents}
        kinds = tuple({key.partition(":")[0] for key in self.documents})
        sources.register_source(sources.DocumentSource("measured", kinds, self._versions, self._read))
        indexing.update()
        backfill.fill()
        self._engine().catch_up()

    def change(self, document: SearchDocument) -> None:
        """One of them was published again."""
        from search.index import indexing

        self.changes[document.key] = self.changes.get(document.key, 0) + 1
        indexing.update([document.key])
        self._engine().catch_up()

    def ask(self, text: str) -> int:
        """How many hits the question has, from what was typed on."""
        from search.query.reading import read_query

        return len(self._engine().search(read_query(text), "vi"))

    def suggest(self, text: str) -> int:
        from search.query.reading import read_query

        return len(self._engine().suggest(read_query(text), "vi", MAX_SUGGESTIONS))

    def _engine(self) -> Any:
        from search.searching import searcher

        return searcher(self.name)

    def check(self) -> None:
        """Raises where the engine could not answer itself and the database did."""
        if self._engine().outage.failures:
            raise RuntimeError(f"{self.name} did not answer every question")

    def _versions(self, keys: Collection[str] | None = None) -> Mapping[str, object]:
        return {key: self.changes.get(key, 0) for key in (self.documents if keys is None else keys) if key in self.documents}

    def _read(self, keys: Collection[str]) -> Iterator[SearchDocument]:
        return (self.documents[key] for key in keys)


ENGINES = {name: partial(Measured, name) for name in NAMES}


@contextmanager
def served(name: str, folder: Path) -> Iterator[Mapping[str, str]]:
    """The environment of an empty site that this engine can work in."""
    with ExitStack() as stack:
        more = {}
        if name == "postgresql":
            more["DATABASE_URL"] = stack.enter_context(postgres())
        if name == "elasticsearch":
            more["SEARCH_URL"] = stack.enter_context(elasticsearch())
        # Vectors of a hundred thousand names take most of an hour, beside everything else: SEARCH_MEANING=true measures them too.
        env = environment(folder, **PRODUCTION, **more, SEARCH_MEANING=os.environ.get("SEARCH_MEANING", "false"))
        manage(env, "migrate", "--verbosity", "0")
        yield env
