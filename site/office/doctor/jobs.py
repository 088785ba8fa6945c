"""The table of the clock's jobs: how often, when last, how it went, when next. One query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils import timezone
from django.utils.translation import ngettext

from ..clock.jobs import jobs
from ..models import ScheduledJob

UNITS = (86_400, 3600, 60, 1)


@dataclass(frozen=True, slots=True)
class JobRow:
    """``next_run``, ``last_run``: None where there was or is none yet, and of a job that each machine does for itself (``everywhere``)."""

    name: str
    label: str
    period: str
    everywhere: bool
    state: Literal["running", "failed", "done", "never"]
    last_run: datetime | None
    took: float | None
    result: str
    error: str
    next_run: datetime | None


def job_table() -> list[JobRow]:
    rows = {row.name: row for row in ScheduledJob.objects.all()}
    now = timezone.now()
    table = []
    for job in jobs():
        row = None if job.everywhere else rows.get(job.name)
        common = (job.name, str(job.label), period(job.every), job.everywhere)
        if row is None:
            table.append(JobRow(*common, "never", None, None, "", "", None))
            continue
        runs = row.claimed_until is not None and row.claimed_until > now
        state = "running" if runs else "failed" if row.error else "done" if row.last_run else "never"
        table.append(JobRow(*common, state, row.last_run, row.took, row.result, row.error, row.due_at))  # type: ignore[arg-type]
    return table


def period(seconds: float) -> str:
    """ "20 giây", "1 ngày"."""
    size = next(size for size in UNITS if seconds >= size)
    n = round(seconds / size)
    return {
        86_400: ngettext("%(n)d ngày", "%(n)d ngày", n),
        3600: ngettext("%(n)d giờ", "%(n)d giờ", n),
        60: ngettext("%(n)d phút", "%(n)d phút", n),
        1: ngettext("%(n)d giây", "%(n)d giây", n),
    }[size] % {"n": n}
