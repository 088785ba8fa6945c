"""The registry of jobs. A room registers its own when its app is ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


class JobFailed(Exception):
    """A job did what it could and something is left over; the message says what, in Vietnamese, for the desk."""


@dataclass(frozen=True, slots=True)
class Job:
    """``run`` does what is due and returns what it did in Vietnamese, "" for nothing.

    It must be idempotent: a process may die in the middle of it, and another one then starts it again.
    """

    name: str  # for commands and the table: "publish"
    label: str | Promise  # for the desk
    run: Callable[[], str]
    every: float  # seconds from one run to the next
    lease: float = 60  # seconds after which a process that gives no sign of life is taken for dead, and another begins again
    rest: float = 0  # pauses at least so many times as long as it took
    everywhere: bool = False  # concerns the machine's own disk: each process does it for itself, without a lease


_jobs: dict[str, Job] = {}


def register(job: Job) -> None:
    """Registering a name again replaces its job."""
    _jobs[job.name] = job


def jobs() -> list[Job]:
    """All jobs, in the order they were registered."""
    return list(_jobs.values())


def job_of(name: str) -> Job:
    """Raises KeyError where no job has this name."""
    return _jobs[name]
