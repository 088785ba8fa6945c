"""Who gets the mail, and that it goes out once a week whatever the number of machines: it is queued in the transaction that notes it."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail import hooks
from wagtail.admin.mail import send_mail
from wagtail.users.models import UserProfile

from ..clock.jobs import JobFailed
from ..desk.access import may_review
from ..models import ThematicArea, WeeklyMail
from .words import weekly_words

log = logging.getLogger(__name__)
# By the site's own clock (``TIME_ZONE``). A server that stands still all Monday sends none that week.
MONDAY, HOUR = 0, 7


def owners() -> list[Any]:
    """Whoever answers for an area: who is responsible, or the deputy where that one is nobody or cannot be written to. Three queries."""
    areas = ThematicArea.objects.filter(live=True).select_related("responsible", "deputy")
    found = (area.responsible if _is_there(area.responsible) else area.deputy for area in areas)
    people = {person.pk for person in found if _is_there(person)}
    return list(get_user_model().objects.filter(pk__in=people).order_by("pk"))


def _is_there(person: Any) -> bool:
    return bool(person and person.is_active and person.email)


def weekly_job() -> str:
    """From seven on Monday morning: to each owner who wants it and has not been seen to today. Returns how many mails, in Vietnamese.

    Raises JobFailed where a mail could not be written; all others are sent, and that one is tried again at the next round.
    """
    now = timezone.localtime()
    if now.weekday() != MONDAY or now.hour < HOUR:
        return ""
    hooks.search_for_hooks()  # what tells of rows is registered with them
    today = now.date()
    done = set(WeeklyMail.objects.filter(Q(is_wanted=False) | Q(told_on__gte=today)).values_list("pk", flat=True))
    sent, failed = 0, []
    for person in owners():
        if person.pk in done or not may_review(person):
            continue
        try:
            sent += _tell(person, today)
        except Exception:
            log.exception("weekly mail: not written")
            failed.append(person.get_full_name() or person.get_username())
    if failed:
        raise JobFailed(_("Chưa soạn được thư cho: %(who)s") % {"who": ", ".join(failed)})
    return ngettext("%(n)d thư", "%(n)d thư", sent) % {"n": sent} if sent else ""


def _tell(person: Any, today: Any) -> int:
    """1 where a mail was queued, 0 where nothing waits or another machine was faster."""
    with override(UserProfile.get_for_user(person).get_preferred_language()):
        told = weekly_words(person)
    WeeklyMail.objects.get_or_create(user=person)
    not_yet = WeeklyMail.objects.filter(Q(told_on=None) | Q(told_on__lt=today), user=person, is_wanted=True)
    with transaction.atomic():
        if not not_yet.update(told_on=today) or told is None:
            return 0
        return int(bool(send_mail(*told, [person.email])))
