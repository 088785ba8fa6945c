"""Runs a job and writes down how it went."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass

from django.utils import translation

from . import leases
from .jobs import Job, JobFailed

log = logging.getLogger(__name__)
_said: dict[str, str] = {}  # the last failure of each job in the log, so that a job that fails each minute does not fill it


@dataclass(frozen=True, slots=True)
class JobOutcome:
    job: Job
    result: str
    error: str


def run_job(job: Job, *, whether_due_or_not: bool = False) -> JobOutcome | None:
    """Runs the job where it is due and nobody else has it; else None. What the job raises is in the outcome, the table and the log.

    Raises what the database raises when it cannot be asked.
    """
    if job.everywhere:
        result, error = _run(job)
        return JobOutcome(job, result, error)
    token = leases.claim(job, whether_due_or_not=whether_due_or_not)
    return run_claimed(job, token) if token else None


def run_claimed(job: Job, token: str) -> JobOutcome:
    """Runs the job that this process has claimed with ``token``, and gives it back."""
    begin = time.monotonic()
    result, error = _run(job)
    leases.finish(job, token, time.monotonic() - begin, result, error)
    return JobOutcome(job, result, error)


def _run(job: Job) -> tuple[str, str]:
    """(what was done, what failed), both in Vietnamese."""
    result, error, unforeseen = "", "", None
    try:
        with translation.override("vi"):
            result = str(job.run())
    except JobFailed as problem:
        error = str(problem)
    except Exception as problem:
        error, unforeseen = f"{type(problem).__name__}: {problem}", problem
    if error and _said.get(job.name) != error:
        log.error("clock: %s: %s", job.name, error, exc_info=unforeseen)
    _said[job.name] = error
    return result, error
