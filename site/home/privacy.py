"""What ``/quyen-rieng-tu/`` tells of how long a thing is kept: read where the code that keeps it reads it, so that the page is right.

The law asks whoever processes personal data to say what for and how long (91/2025/QH15, 356/2025/NĐ-CP).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from office import known_devices, limits, mail_queue
from office.clock import chores
from procedures_pages.expert_checks import forgetting
from search.query_log import report, store
from vietnamese import numbers

DAY = 24 * 3600
MINUTES = 60


@dataclass(frozen=True, slots=True)
class Kept:
    """Days, but where the name says otherwise; 0 for what this site does not keep."""

    queries: int
    min_asked: int  # searches of the same words, before an editor sees them
    digits: int  # so many in a row, or more, are masked
    reports: int  # after somebody has answered one; a yes from its day on
    reports_an_hour: int
    caller_hours: int
    backups: int
    sessions: int
    devices: int
    wrong_password_minutes: int
    mails: int
    experts: int  # who was asked about a page, once they have answered
    experts_unanswered: int  # after the end of their link


def kept() -> Kept:
    """As settings and constants are now."""
    return Kept(
        queries=store.KEPT_DAYS if settings.SEARCH_LEARNING else 0,
        min_asked=report.MIN_ASKED,
        digits=numbers.PERSONAL_DIGITS,
        reports=chores.REPORT_DAYS,
        reports_an_hour=limits.REPORTS_AN_HOUR,
        caller_hours=limits.HOUR // 3600,
        backups=settings.BACKUP_KEEP_DAYS if settings.BACKUP_DIR else 0,
        sessions=settings.SESSION_COOKIE_AGE // DAY,
        devices=known_devices.DAYS,
        wrong_password_minutes=round(settings.AXES_COOLOFF_TIME * MINUTES),
        mails=mail_queue.GIVEN_UP.days,
        experts=forgetting.ANSWERED.days,
        experts_unanswered=forgetting.UNANSWERED.days,
    )
