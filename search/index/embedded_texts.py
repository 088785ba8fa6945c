"""What of a document is turned into vectors: the names it goes by."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from ..meaning.embedder import VERSION
from .documents import SearchDocument

MAX_TEXTS = 16
MAX_TEXT_LENGTH = 400  # characters; the model reads about as many


def texts_of(document: SearchDocument) -> tuple[str, ...]:
    """Title, official name and citizens' names of a document, each once."""
    names = (document.title, document.official_name, *document.keywords)
    return tuple(dict.fromkeys(name[:MAX_TEXT_LENGTH] for name in names if name))[:MAX_TEXTS]


def digest_of(texts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join((VERSION, *texts)).encode()).hexdigest()[:32]
