"""The links where papers should be handed in and nobody can, as readers' pages ask for them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from office import site_data

from .models import DeadSubmission, Link, State

KEY = "links:dead:v1"
# Failing once is an accident: what readers are told has been seen twice at least, with a day between.
LEAST_CHECKS, LEAST_TIME = 2, timedelta(days=1)


def dead_since(url: str) -> date | None:
    """Since which day a submission link has not opened; None where it does, as far as anybody knows."""
    return site_data.kept(KEY, _read).get(url) if url else None


def _read() -> dict[str, date]:
    return {url: timezone.localdate(since) for url, since in DeadSubmission.objects.values_list("url", "since")}


def tell(link: Link, now: datetime) -> None:
    """Readers are told when a submission link has died, and no longer when it is alive. Written is a change of that, not each check."""
    since = link.failing_since
    failing = link.is_submission and link.state == State.FAILING and link.failures >= LEAST_CHECKS
    known = DeadSubmission.objects.filter(url=link.url).first()
    if failing and since is not None and now - since >= LEAST_TIME:
        if known is None:
            DeadSubmission.objects.create(url=link.url, since=since)
    elif known is not None:
        known.delete()


def _changed(**_more: object) -> None:
    site_data.changed()


def connect() -> None:
    """Called once, when the app is ready."""
    for signal in (post_save, post_delete):
        signal.connect(_changed, sender=DeadSubmission, dispatch_uid="dead_submissions")
