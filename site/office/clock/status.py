"""Whether the clock runs, as its table tells. One query; each function says what it returns when the clock has never run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from ..models import ScheduledJob
from .jobs import Job, jobs

LATE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class JobState:
    """``late``: due for more than five minutes, and nobody runs it."""

    job: Job
    last_run: datetime | None
    late: bool
    result: str
    error: str
    failing_since: datetime | None


@dataclass(frozen=True, slots=True)
class ClockState:
    """``last_run``: when any job last ended; None where none ever did. ``late``: that was more than five minutes ago, or never."""

    last_run: datetime | None
    late: bool
    jobs: Sequence[JobState]

    @property
    def failing(self) -> list[JobState]:
        return [state for state in self.jobs if state.error]

    @property
    def stuck(self) -> list[JobState]:
        """Jobs that nobody runs although the clock does."""
        return [] if self.late else [state for state in self.jobs if state.late and not state.error]


def clock_state() -> ClockState:
    now = timezone.now()
    rows = {row.name: row for row in ScheduledJob.objects.all()}
    states = []
    for job in jobs():
        if (row := rows.get(job.name)) is not None:
            late = now - row.due_at > LATE and (row.claimed_until is None or row.claimed_until <= now)
            states.append(JobState(job, row.last_run, late, row.result, row.error, row.failing_since))
    last_run = max((row.last_run for row in rows.values() if row.last_run), default=None)
    return ClockState(last_run, last_run is None or now - last_run > LATE, states)
