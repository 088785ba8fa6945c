"""What waits in Wagtail's workflows and on the clock: to approve, sent back, to go live at its hour."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.models import Page, Revision, TaskState, WorkflowState

from vietnamese.dates import hour_and_day

from .rows import PEOPLE, SCHEDULED, Desk, Row, Waiting, oldest_first, source


def area_of(thing: Any) -> int | None:
    """The key of the area that a page or shared record belongs to; a translation belongs to its own page's."""
    return getattr(thing, "area_id", None)


def title_of(thing: Any) -> str:
    return str(thing.get_admin_display_title() if isinstance(thing, Page) else thing)


def sent_words(who: Any, when: datetime) -> str:
    hour = hour_and_day(when)
    if who is None:
        return _("Gửi lúc %(hour)s.") % {"hour": hour}
    return _("%(who)s gửi lúc %(hour)s.") % {"who": user_display_name(who), "hour": hour}


@source(PEOPLE, 10)
def to_approve(desk: Desk) -> Waiting:
    """What has been sent and waits for a step that this person may take."""
    finder = AdminURLFinder(desk.user)
    states = (
        TaskState.objects.reviewable_by(desk.user).select_related("revision__user", "task").prefetch_related("revision__content_object")
    )
    rows = [
        Row(
            kind=state.task.name,
            title=title_of(thing),
            detail=sent_words(state.revision.user, state.started_at),
            action=_("Xem và duyệt"),
            url=finder.get_edit_url(thing) or "",
            since=state.started_at,
            area=area_of(thing),
        )
        for state in states
        if (thing := state.revision.content_object)
    ]
    return Waiting(oldest_first(rows))


@source(PEOPLE, 20)
def sent_back(desk: Desk) -> Waiting:
    """What this person sent and somebody returned, with their words."""
    finder = AdminURLFinder(desk.user)
    refused = TaskState.objects.filter(workflow_state=OuterRef("pk"), status=TaskState.STATUS_REJECTED).order_by("-finished_at", "-pk")
    mine = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=desk.user)
    mine = mine.annotate(words=Subquery(refused.values("comment")[:1]), returned=Subquery(refused.values("finished_at")[:1]))
    rows = [
        Row(
            kind=_("Trả lại bạn"),
            title=title_of(thing),
            quote=state.words or "",
            action=_("Sửa và gửi lại"),
            url=finder.get_edit_url(thing) or "",
            since=state.returned,
        )
        for state in mine.prefetch_related("content_object")
        if (thing := state.content_object)
    ]
    return Waiting(oldest_first(rows))


@source(SCHEDULED, 10)
def scheduled(desk: Desk) -> Waiting:
    """What has been approved and goes live at its hour."""
    finder = AdminURLFinder(desk.user)
    waiting = Revision.objects.filter(approved_go_live_at__gt=desk.now).order_by("approved_go_live_at").prefetch_related("content_object")
    rows = [
        Row(
            kind=_("Hẹn đăng"),
            title=title_of(thing),
            detail=_("Lên trang lúc %(hour)s.") % {"hour": hour_and_day(revision.approved_go_live_at)},
            action=_("Xem hoặc dời"),
            url=url,
            since=revision.approved_go_live_at,
            area=area_of(thing),
        )
        for revision in waiting
        if (thing := revision.content_object) and (url := finder.get_edit_url(thing))
    ]
    return Waiting(tuple(rows))
