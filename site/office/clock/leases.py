"""Who runs a job: whoever's UPDATE finds it due and unclaimed. The time is the database's own, so that machines whose clocks differ agree.

No lock is held while a job runs. A process that dies leaves a claim that ends by itself.
"""

from __future__ import annotations

import os
import secrets
import socket
from datetime import timedelta
from typing import Any

from django.db.models import DateTimeField, ExpressionWrapper, F, Q, Value
from django.db.models.functions import Coalesce, Now

from ..models import ScheduledJob
from .jobs import Job, jobs

MAX_CHARACTERS = 4000  # of what a job says


def seconds_from_now(seconds: float) -> Any:
    """That moment by the database's own time, for an UPDATE."""
    return ExpressionWrapper(Now() + Value(timedelta(seconds=seconds)), output_field=DateTimeField())


def new_token() -> str:
    """A token that nobody else has; it begins with host and process."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(8)}"


def add_rows() -> None:
    """A row for each job that has none yet; it is due at once."""
    there = set(ScheduledJob.objects.values_list("name", flat=True))
    rows = [ScheduledJob(name=job.name) for job in jobs() if not job.everywhere and job.name not in there]
    ScheduledJob.objects.bulk_create(rows, ignore_conflicts=True)


def due_jobs() -> list[Job]:
    """Jobs that are due and that nobody runs. One query."""
    names = set(ScheduledJob.objects.filter(FREE, due_at__lte=Now()).values_list("name", flat=True))
    return [job for job in jobs() if job.name in names]


# Claimed by nobody, or by somebody whose time is over.
FREE = Q(claimed_until=None) | Q(claimed_until__lte=Now())


def claim(job: Job, *, whether_due_or_not: bool = False) -> str | None:
    """Takes the job for this process in one UPDATE.

    Returns the token to hand in with :func:`finish`, which begins with host and process; None where another has the job or it is not due.
    """
    token = new_token()
    rows = ScheduledJob.objects.filter(FREE, name=job.name)
    if not whether_due_or_not:
        rows = rows.filter(due_at__lte=Now())
    taken = rows.update(claim=token, claimed_until=seconds_from_now(job.lease), due_at=seconds_from_now(job.every))
    return token if taken else None


def renew(job: Job, token: str) -> None:
    """A sign of life of the process that runs the job."""
    ScheduledJob.objects.filter(name=job.name, claim=token).update(claimed_until=seconds_from_now(job.lease))


def finish(job: Job, token: str, took: float, result: str, error: str) -> None:
    """Writes down how it went and gives the job back. Whoever lost it to another process meanwhile writes nothing."""
    mine = ScheduledJob.objects.filter(name=job.name, claim=token)
    failing_since = Coalesce(F("failing_since"), Now()) if error else None
    told = {"result": result[:MAX_CHARACTERS], "error": error[:MAX_CHARACTERS], "failing_since": failing_since}
    if mine.update(claim="", claimed_until=None, last_run=Now(), took=took, **told) and job.rest * took > job.every:
        # Somebody may have asked for it meanwhile (:func:`ask_for`): then it is due already, and stays so.
        ScheduledJob.objects.filter(name=job.name, due_at__gt=Now()).update(due_at=seconds_from_now(job.rest * took))


def ask_for(name: str) -> None:
    """The job is due now, whenever it ran last."""
    ScheduledJob.objects.filter(name=name).update(due_at=Now())
