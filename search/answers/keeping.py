"""What answers quote, kept in memory until anything is published, imported or renamed: to read a page's facts costs five queries."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils.translation import get_language

from office.models import AuthorityTransfer, CompetentAuthority, LegalResource, Office, ThematicArea, Unit

from ..index import state
from ..process_state import kept

# What pages refer to, without being published anew when it changes.
REFERRED = (AuthorityTransfer, CompetentAuthority, LegalResource, Office, ThematicArea, Unit)
MAX_KEPT = 500

T = TypeVar("T")


class LatelyRead:
    """What was read, each with the state of everything in which it was; safe for threads."""

    def __init__(self) -> None:
        self._using = threading.Lock()
        self._held: OrderedDict[tuple[str, ...], tuple[state.State, Any]] = OrderedDict()

    def get(self, key: tuple[str, ...], now: state.State, read: Callable[[], T]) -> T:
        with self._using:
            held = self._held.get(key)
            if held is not None and held[0] == now:
                self._held.move_to_end(key)
                found: T = held[1]
                return found
        found = read()
        with self._using:
            self._held[key] = now, found
            while len(self._held) > MAX_KEPT:
                self._held.popitem(last=False)
        return found


def lately(key: tuple[str, ...], read: Callable[[], T]) -> T:
    """What ``read`` finds, from memory where nothing has changed since, in the language of the moment."""
    return kept(LatelyRead).get((*key, get_language() or ""), state.current(), read)


def connect() -> None:
    """A name that changes is known to every process within a second, as the editors' words are."""

    def changed(**kwargs: Any) -> None:
        state.wording_changed()
        transaction.on_commit(state.forget_index, robust=True)

    for model in REFERRED:
        for signal in (post_save, post_delete):
            signal.connect(changed, sender=model, weak=False, dispatch_uid="search-answers")
