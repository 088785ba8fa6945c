"""manage.py publish_scheduled: Wagtail's command of that name, done by the site's own clock, for whoever has it in a crontab."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from office.clock import leases
from office.clock.jobs import job_of
from office.clock.running import run_job


class Command(BaseCommand):
    help = "Publishes what is due and takes down what has expired. The running site does so itself; see run_jobs."

    def handle(self, *args: Any, **options: Any) -> None:
        leases.add_rows()
        outcome = run_job(job_of("publish"), whether_due_or_not=True)
        if outcome and outcome.error:
            self.stderr.write(outcome.error)
