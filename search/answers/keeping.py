"""The facts that answers quote, kept in memory for a minute at most and only until anything is published or its reference data change.

To read a page's facts costs five queries: too much for each question.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils.translation import get_language

from office.models import AuthorityTransfer, CompetentAuthority, LegalResource, Office, ThematicArea, Unit
from procedures_pages.facts.from_pages import REFERENCES, facts_of
from procedures_pages.facts.procedure import ProcedureFacts
from procedures_pages.models import ProcedurePage, RegisterRecord
from procedures_pages.register.parsing.records import RegisterProcedure

from ..index import state
from ..process_state import kept

GENERATION = "search:answers"  # another one after each change of what pages refer to
REFERRED = (AuthorityTransfer, CompetentAuthority, LegalResource, Office, ThematicArea, Unit)
MAX_KEPT = 300
MAX_AGE = 60.0  # seconds: other processes may have caches of their own


@dataclass(frozen=True, slots=True)
class Kept:
    """What was read, in which version of everything, when by the monotonic clock."""

    found: Any
    version: object
    at: float


class LatelyRead:
    """Facts by the key of their document and the language; safe for threads."""

    def __init__(self) -> None:
        self._using = threading.Lock()
        self._held: OrderedDict[tuple[str, str], Kept] = OrderedDict()

    def get(self, key: tuple[str, str], version: object, read: Callable[[], Any]) -> Any:
        with self._using:
            held = self._held.get(key)
            if held is not None and held.version == version and time.monotonic() - held.at < MAX_AGE:
                self._held.move_to_end(key)
                return held.found
        found = read()
        with self._using:
            self._held[key] = Kept(found, version, time.monotonic())
            while len(self._held) > MAX_KEPT:
                self._held.popitem(last=False)
        return found


def facts_of_page(key: str) -> tuple[ProcedureFacts, str] | None:
    """The facts of the published page with that key of a document, and its version; None where it is not there any more."""
    return _lately(key, partial(_page, int(key.partition(":")[2])))


def record_of(key: str) -> tuple[RegisterRecord, RegisterProcedure] | None:
    """The record with that key of a document, and its content taken apart; None where it is not there any more."""
    return _lately(key, partial(_record, int(key.partition(":")[2])))


def _lately(key: str, read: Callable[[], Any]) -> Any:
    now = state.current()
    return kept(LatelyRead).get((key, get_language() or ""), (now.generation, now.stamp, cache.get(GENERATION)), read)


def _page(pk: int) -> tuple[ProcedureFacts, str] | None:
    page = ProcedurePage.objects.published().filter(pk=pk).select_related(*REFERENCES, "translated_words").order_by().first()
    return (facts_of(page), str(page.live_revision_id or "")) if page else None


def _record(pk: int) -> tuple[RegisterRecord, RegisterProcedure] | None:
    found = RegisterRecord.objects.filter(pk=pk).select_related("current", "last_seen").first()
    procedure = found.procedure if found else None
    return (found, procedure) if found and procedure else None


def connect() -> None:
    def changed(**kwargs: Any) -> None:
        renew: Callable[[], object] = partial(cache.set, GENERATION, uuid4().hex, None)
        renew()
        transaction.on_commit(renew)

    for model in REFERRED:
        for signal in (post_save, post_delete):
            signal.connect(changed, sender=model, weak=False, dispatch_uid="search-answers")
