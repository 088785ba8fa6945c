"""manage.py run_jobs: the site's clock without a web server, or single jobs of it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from office.clock import leases, scheduler
from office.clock.jobs import Job, jobs
from office.clock.running import run_job


class Command(BaseCommand):
    help = (
        "Runs what the clock of a serving process runs: publishing at its hour, expiry, housekeeping. Without arguments for ever, as a "
        "process of its own; --once: what is due now; with names: these jobs now, due or not."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME", help="jobs to run now: " + ", ".join(job.name for job in jobs()))
        parser.add_argument("--once", action="store_true", help="run what is due and end, as from cron")

    def handle(self, *args: Any, **options: Any) -> None:
        leases.add_rows()
        if options["names"]:
            self._run([self._job(name) for name in options["names"]], whether_due_or_not=True)
        elif options["once"]:
            self._run([job for job in jobs() if job.everywhere] + leases.due_jobs())
        else:
            scheduler.run_for_ever()

    def _job(self, name: str) -> Job:
        found = next((job for job in jobs() if job.name == name), None)
        if found is None:
            raise CommandError(f"No job is called {name}. There are: {', '.join(job.name for job in jobs())}.")
        return found

    def _run(self, wanted: list[Job], **how: bool) -> None:
        """Raises CommandError where a job failed, after all have run."""
        failed = []
        for job in wanted:
            outcome = run_job(job, **how)
            if outcome is None:
                self.stdout.write(f"{job.name}: another process runs it")
            elif outcome.error:
                failed.append(f"{job.name}: {outcome.error}")
            else:
                self.stdout.write(f"{job.name}: {outcome.result or 'ok'}")
        if failed:
            raise CommandError("\n".join(failed))
