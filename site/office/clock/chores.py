"""Small jobs of the site as a whole."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

from axes.models import AccessAttempt
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.models import ModelLogEntry

from ..models import ReaderConfirmation, ReaderReport

# So long a reader's report is kept after somebody has said what became of it; what nobody has answered yet stays until then. A yes, which
# nobody answers, from its day on.
REPORT_DAYS = 365


def clear_sessions() -> str:
    """Deletes the sessions of editors that have expired, and wrong passwords that count no more: else they stay until somebody logs in."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)).delete()
    return ""


def forget_reports() -> str:
    """Deletes readers' reports so many days after they were settled, and what the desk's history tells of any: it quotes their words.

    Yeses of as long ago go, too. Returns how many reports, in Vietnamese.
    """
    before = timezone.now() - timedelta(days=REPORT_DAYS)
    with transaction.atomic():
        _all, deleted = ReaderReport.objects.filter(settled_at__lt=before).delete()
        ModelLogEntry.objects.get_for_model(ReaderReport).filter(timestamp__lt=before).delete()
        ReaderConfirmation.objects.filter(day__lt=timezone.localdate(before)).delete()
    number = deleted.get(ReaderReport._meta.label, 0)
    return ngettext("xóa %(n)d góp ý", "xóa %(n)d góp ý", number) % {"n": number} if number else ""
