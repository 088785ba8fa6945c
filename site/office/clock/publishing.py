"""The job "publish": what was planned goes live at its hour, what has expired is taken down.

As Wagtail's ``publish_scheduled``, with three differences. Each page is a transaction of its own that first takes the page's row, so
that processes which do the same at once publish it once, and one that dies leaves it whole or untouched. An error at one page stops
no other. And what goes live comes before what expires: a version that replaces an expired one leaves no gap.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, Revision

from .jobs import JobFailed

log = logging.getLogger(__name__)


def publish_and_expire() -> str:
    """Returns what was done, in Vietnamese. Raises JobFailed with each page that should have gone live or down and could not."""
    problems: list[str] = []
    live = _each(overdue_revisions(), _go_live, problems)
    down = _each(overdue_pages(), _take_down, problems)
    if problems:
        raise JobFailed("\n".join(problems))
    told = []
    if live:
        told.append(ngettext("%(n)d trang lên", "%(n)d trang lên", live) % {"n": live})
    if down:
        told.append(ngettext("%(n)d trang hết hạn", "%(n)d trang hết hạn", down) % {"n": down})
    return ", ".join(told)


def overdue_revisions() -> Any:
    """Approved versions whose hour to go live has come, the earliest first."""
    return Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at", "pk")


def overdue_pages() -> Any:
    """Live pages whose time is over, the earliest first."""
    return Page.objects.filter(live=True, expire_at__lte=timezone.now()).order_by("expire_at", "pk")


def _each(rows: Any, work: Callable[[Any], None], problems: list[str]) -> int:
    """Does ``work`` with each row that is still in ``rows`` when its turn comes. Returns how many; what fails is told in ``problems``."""
    done = 0
    for pk in list(rows.values_list("pk", flat=True)):
        row = None
        try:
            with transaction.atomic():
                row = rows.select_for_update().filter(pk=pk).first()
                if row is not None:
                    work(row)
                    done += 1
        except ValidationError as problem:
            problems.append(f"“{_name_of(row)}”: {' '.join(problem.messages)}")
        except Exception as problem:
            log.exception("clock: page or version %s could not be published or taken down", pk)
            told = _("“%(name)s”: lỗi máy chủ (%(error)s)")
            problems.append(told % {"name": _name_of(row), "error": type(problem).__name__})
    return done


def _go_live(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _take_down(page: Page) -> None:
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _name_of(row: Any) -> str:
    return str(row.object_str if isinstance(row, Revision) else row or "")
