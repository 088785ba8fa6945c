"""Makes the vectors that are missing, for what has changed alone. Slow (some 20 ms a name), so done beside everything else."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable

import numpy as np
from django.db import transaction
from django.db.models import F, QuerySet

from ..meaning.embedder import Embedder, embedder
from ..meaning.process.keeper import ModelUnavailable
from ..meaning.vectors import Vectors, pack
from ..models import IndexedDocument
from . import state
from .analysis import document_of
from .embedded_texts import digest_of, texts_of

log = logging.getLogger(__name__)

PART = 32  # documents at a time
KEPT_TEXTS = 20_000  # one name is often that of many records


def missing() -> QuerySet[IndexedDocument]:
    """Documents without vectors of the names they have now."""
    return IndexedDocument.objects.filter(gone=False).exclude(embedded=F("to_embed"))


def fill(told: Callable[[int], None] | None = None, stop: Callable[[], bool] | None = None) -> int:
    """Makes all missing vectors; returns for how many documents. ``told`` hears the number after each part, ``stop`` ends it early.

    Where there is no model for the time being, the rest waits for another call.
    """
    model = embedder()
    if model is None:
        return 0
    known: dict[str, Vectors] = {}
    done, after = 0, 0
    while not (stop and stop()):
        rows = list(missing().filter(pk__gt=after).order_by("pk").values_list("pk", "payload")[:PART])
        if not rows:
            break
        after = rows[-1][0]
        try:
            made = {pk: _made(payload, model, known) for pk, payload in rows}
        except ModelUnavailable as error:
            log.warning("search: no vectors now (%s)", error)
            break
        with transaction.atomic():
            state.lock()
            stamp = state.next_stamp()
            for pk, (digest, packed) in made.items():
                # What was changed in the meantime keeps waiting.
                IndexedDocument.objects.filter(pk=pk, to_embed=digest).update(meanings=packed, embedded=digest, stamp=stamp)
        done += len(rows)
        if told:
            told(done)
    return done


def _made(payload: str, model: Embedder, known: dict[str, Vectors]) -> tuple[str, bytes | None]:
    texts = texts_of(document_of(json.loads(payload)))
    fresh = [text for text in texts if text not in known]
    if fresh:
        if len(known) > KEPT_TEXTS:
            known.clear()
            fresh = list(texts)
        known.update(zip(fresh, model.passages(fresh), strict=True))
    return digest_of(texts), pack(np.stack([known[text] for text in texts])) if texts else None
