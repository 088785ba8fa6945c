"""How long checks are kept: names of persons no longer than they serve."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import ngettext

from .models import ExpertCheck

# What nobody answered: until it is sure that nobody asks any more what became of it.
UNANSWERED = timedelta(30)
# What was answered says for so long who stands behind a fact. The corrections stay, as remarks on the page.
ANSWERED = timedelta(2 * 365)


def forget_job() -> str:
    now = timezone.now()
    ended = Q(expires_at__lt=now - UNANSWERED) | Q(revoked_at__lt=now - UNANSWERED)
    old = ExpertCheck.objects.filter(Q(ended, sent_at=None) | Q(sent_at__lt=now - ANSWERED))
    n = old.count()
    if not n:
        return ""
    old.delete()
    return ngettext("Đã xóa %(n)s lần nhờ chuyên viên kiểm đã cũ.", "Đã xóa %(n)s lần nhờ chuyên viên kiểm đã cũ.", n) % {"n": n}
