"""The clock's jobs of links, and the command's: who checks does it alone, few links at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from office.clock.exclusive import Held, held
from office.clock.jobs import JobFailed

from . import keeping
from .checking import ALIVE, FAILING, Outcome, check
from .manners import Manners
from .models import Link

BATCH, SECONDS = 40, 60.0  # a round of the clock: so many links, begun within so many seconds
CONTROLS = 3
LATER = timedelta(minutes=30)
NAME = "links"  # of the row by which whoever checks does it alone


class NoWayOut(JobFailed):
    """None of the links was reached, nor any that opened before: it is our own way out that is broken."""


def collect_job() -> str:
    """Writes down which links there are."""
    came, gone = keeping.renew(timezone.now())
    return _("%(came)d liên kết mới, %(gone)d không còn dùng") % {"came": came, "gone": gone} if came or gone else ""


def check_job() -> str:
    """Checks those that are due, few at a time. Raises NoWayOut."""
    if not settings.CHECK_LINKS:
        return ""
    try:
        with held(NAME, _("Đồng hồ của trang")) as renew:
            checked, changed = check_due(due()[:BATCH], Manners(), SECONDS, renew)
    except Held:
        return ""
    return _("%(n)d liên kết đã thử, %(changed)d khác lần trước") % {"n": checked, "changed": changed} if checked else ""


def due() -> QuerySet[Link]:
    return Link.objects.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")


def check_due(links: Iterable[Link], manners: Manners, seconds: float, alive: Callable[[], None]) -> tuple[int, int]:
    """Checks these links, begun within so many seconds. Returns how many were checked, and how many came out otherwise than before.

    Nothing is believed of links that nobody could reach, as long as it may be this machine that reaches nobody. Raises NoWayOut then.
    """
    end = time.monotonic() + seconds
    found: list[tuple[Link, Outcome]] = []
    for link in _mixed(list(links)):
        if time.monotonic() >= end:
            break
        alive()
        found.append((link, check(link.url, manners)))
    unsure = any(outcome.state == FAILING and not outcome.reached for _link, outcome in found)
    if unsure and not any(outcome.reached for _link, outcome in found) and not _is_online({link.host for link, _o in found}, manners):
        Link.objects.filter(pk__in=[link.pk for link, _outcome in found]).update(due_at=timezone.now() + LATER)
        raise NoWayOut(_("Máy chủ không ra được Internet, nên chưa thử được liên kết nào."))
    changed = sum(keeping.note(link, outcome, timezone.now()) for link, outcome in found)
    return len(found), changed


def _mixed(links: list[Link]) -> list[Link]:
    """The first of each host, then the second of each …: so that less is waited."""
    turns: dict[str, int] = {}
    ordered = []
    for number, link in enumerate(links):
        turns[link.host] = turns.get(link.host, -1) + 1
        ordered.append((turns[link.host], number, link))
    return [link for _turn, _number, link in sorted(ordered, key=lambda row: row[:2])]


def _is_online(asked: set[str], manners: Manners) -> bool:
    """Whether any other host can be reached that could before."""
    others = Link.objects.filter(state=ALIVE).exclude(host__in=asked).order_by("-last_ok")[:CONTROLS]
    return any(check(link.url, manners).reached for link in others)
