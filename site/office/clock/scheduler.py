"""The clock of a serving process: a thread that looks every few seconds for jobs that are due, beside all requests.

Each job has a short-lived thread of its own: a long look at the search index keeps no page from going live at its minute.
"""

from __future__ import annotations

import logging
import threading
import time

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections

from . import leases
from .jobs import Job, jobs
from .running import run_job

log = logging.getLogger(__name__)
LOOK_SECONDS = 5.0
_wanted = threading.Event()
_thread: threading.Thread | None = None


def start() -> None:
    """Starts the clock of this process, once, unless the setting ``CLOCK`` says no."""
    global _thread
    if settings.CLOCK and not is_running():
        _thread = threading.Thread(target=run_for_ever, name="clock", daemon=True)
        _thread.start()


def is_running() -> bool:
    """Whether this process has a clock."""
    return _thread is not None and _thread.is_alive()


def wake(name: str) -> None:
    """The job is to run now rather than at its next time, in this process or another one."""
    leases.ask_for(name)
    _wanted.set()


def run_for_ever() -> None:
    """Looks for due jobs, for as long as the process lives. A database that does not answer is asked again at the next look."""
    rounds = Rounds()
    failing = False
    while True:
        _wanted.clear()
        try:
            rounds.start_due()
            failing = False
        except DatabaseError as problem:
            if not failing:
                log.warning("clock: the database cannot be asked what is due: %s", problem)
            failing = True
        except Exception:
            log.exception("clock: could not look for due jobs")
        finally:
            close_old_connections()
        _wanted.wait(LOOK_SECONDS)


class Rounds:
    """What one clock knows from look to look: which rows are there, what runs, when the jobs of this machine alone are due."""

    def __init__(self) -> None:
        self._has_rows = False
        self._running: dict[str, threading.Thread] = {}
        self._due: dict[str, float] = {}

    def start_due(self) -> None:
        """Starts each job that is due. Raises DatabaseError where the database cannot be asked."""
        if not self._has_rows:
            leases.add_rows()
            self._has_rows = True
        now = time.monotonic()
        here = [job for job in jobs() if job.everywhere and now >= self._due.get(job.name, now)]
        for job in here:
            self._due[job.name] = now + job.every
        for job in [*here, *leases.due_jobs()]:
            if job.name not in self._running or not self._running[job.name].is_alive():
                self._running[job.name] = threading.Thread(target=_run, args=[job], name=f"clock-{job.name}", daemon=True)
                self._running[job.name].start()


def _run(job: Job) -> None:
    try:
        run_job(job)
    except Exception:
        log.warning("clock: %s could not be run", job.name, exc_info=True)
    finally:
        connections.close_all()
