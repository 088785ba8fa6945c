"""What of a document is turned into vectors: the names it goes by."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from ..index.documents import SearchDocument

VERSION = "e5-small-2"  # changes with the model or with what is embedded: all vectors are then made again
MOST_TEXTS = 16
LONGEST_TEXT = 400  # characters; the model reads about as many


def texts_of(document: SearchDocument) -> tuple[str, ...]:
    """Title, official name and citizens' names of a document, each once."""
    names = (document.title, document.official_name, *document.keywords)
    return tuple(dict.fromkeys(name[:LONGEST_TEXT] for name in names if name))[:MOST_TEXTS]


def digest_of(texts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join((VERSION, *texts)).encode()).hexdigest()[:32]
