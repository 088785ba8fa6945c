"""The clock of a serving process: a thread that looks every few seconds for jobs that are due, beside all requests.

Each job has a short-lived thread of its own: a long look at the search index keeps no page from going live at its minute.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections

from . import leases
from .jobs import Job, jobs
from .running import run_claimed, run_job

log = logging.getLogger(__name__)
LOOK_SECONDS = 5.0
MAX_SECONDS = 3600  # no job takes so long: a thread that still lives then hangs, and its lease ends
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
    """Looks for due jobs, for as long as the process lives. What goes wrong is in the log once, until it goes right again."""
    rounds, said = Rounds(), ""
    while True:
        _wanted.clear()
        problem = ""
        try:
            rounds.start_due()
        except Exception as error:  # a database that does not answer, or takes no writing, is asked again at the next look
            problem = f"{type(error).__name__}: {error}"
            if problem != said:
                log.warning("clock: no job can be started: %s", problem, exc_info=not isinstance(error, DatabaseError))
        finally:
            close_old_connections()
        said = problem
        _wanted.wait(LOOK_SECONDS)


@dataclass(slots=True)
class Running:
    """``token`` is "" for a job that needs no lease."""

    job: Job
    token: str
    thread: threading.Thread
    begun: float


class Rounds:
    """What one clock knows from look to look: which rows are there, what runs, when the jobs of this machine alone are due."""

    def __init__(self) -> None:
        self._has_rows = False
        self._running: dict[str, Running] = {}
        self._due: dict[str, float] = {}

    def start_due(self) -> None:
        """Gives a sign of life for each job that runs, and starts each that is due. Raises DatabaseError where the database does."""
        if not self._has_rows:
            leases.add_rows()
            self._has_rows = True
        now = time.monotonic()
        self._running = {name: running for name, running in self._running.items() if running.thread.is_alive()}
        for running in self._running.values():
            if running.token and now - running.begun < MAX_SECONDS:
                leases.renew(running.job, running.token)
        for job in [job for job in jobs() if job.everywhere and now >= self._due.get(job.name, now)]:
            self._due[job.name] = now + job.every
            self._start(job, "", now)
        for job in leases.due_jobs():
            if job.name not in self._running and (token := leases.claim(job)):
                self._start(job, token, now)

    def _start(self, job: Job, token: str, now: float) -> None:
        thread = threading.Thread(target=_run, args=[job, token], name=f"clock-{job.name}", daemon=True)
        self._running[job.name] = Running(job, token, thread, now)
        thread.start()


def _run(job: Job, token: str) -> None:
    try:
        run_claimed(job, token) if token else run_job(job)
    except DatabaseError as problem:
        log.warning("clock: how %s went could not be written down: %s", job.name, problem)
    finally:
        connections.close_all()
