"""What this process keeps of search between requests, all in one object: made when it is first asked for, replaced as a whole in tests.

A room says what it keeps in a class without arguments and asks for the one instance: ``kept(Snapshots)``.
"""

from __future__ import annotations

import threading
from typing import Any, TypeVar, cast

T = TypeVar("T")


class ProcessState:
    """One instance of each class that is asked for."""

    def __init__(self) -> None:
        self._making = threading.RLock()
        self._instances: dict[type[Any], Any] = {}

    def of(self, kind: type[T]) -> T:
        """The instance of ``kind``, the same for all threads."""
        if (instance := self._instances.get(kind)) is None:
            with self._making:
                if (instance := self._instances.get(kind)) is None:
                    instance = self._instances[kind] = kind()
        return cast(T, instance)


_present = ProcessState()


def kept(kind: type[T]) -> T:
    """This process's one instance of ``kind``, made when it is first asked for."""
    return _present.of(kind)


def renew() -> None:
    """Forgets everything, as in a process that has just started. Threads that are at work go on with what they hold."""
    global _present
    _present = ProcessState()
