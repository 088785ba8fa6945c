"""Says that the index has changed: to the watch of this process, which makes vectors and tells Elasticsearch, and to the site's clock."""

from __future__ import annotations

import threading

from office.clock import scheduler

from ..process_state import kept

JOB = "search-index"  # the clock's name for a round over all sources


class Watch:
    """``wanted`` is set where the thread, if there is one, is to look at once."""

    def __init__(self) -> None:
        self.wanted = threading.Event()
        self.thread: threading.Thread | None = None

    @property
    def is_alive(self) -> bool:
        return self.thread is not None and self.thread.is_alive()


def wake(*, everything: bool = False) -> bool:
    """The index has changed: its vectors are to be made and Elasticsearch is to be told now.

    With ``everything``, the index itself may not be what its sources are, and the clock is asked for a round. Returns whether this
    process does it by itself; where not, the caller has to.
    """
    if everything and scheduler.is_running():
        scheduler.wake(JOB)
        return True
    watch = kept(Watch)
    if not watch.is_alive:
        return False
    watch.wanted.set()
    return not everything
