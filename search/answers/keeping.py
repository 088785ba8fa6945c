"""What answers quote of records, kept in memory by version, which never changes. (Guides' facts are kept by who reads them.)"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from .answer import Told

MAX_KEPT = 500

Key = tuple[int, str, str]


class ToldOfRecords:
    """By (number of the version, its fingerprint, kind): what that version says of the kind; those asked for last. Safe for threads."""

    def __init__(self) -> None:
        self._using = threading.Lock()
        self._held: OrderedDict[Key, Told] = OrderedDict()

    def get(self, key: Key, read: Callable[[], Told]) -> Told:
        """What is known, else what ``read`` finds."""
        with self._using:
            if (held := self._held.get(key)) is not None:
                self._held.move_to_end(key)
                return held
        told = read()
        with self._using:
            self._held[key] = told
            while len(self._held) > MAX_KEPT:
                self._held.popitem(last=False)
        return told
