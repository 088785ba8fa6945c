"""Who is told that something waits for approval: whoever answers for its area, and the deputy; all who approve where nobody is named."""

from __future__ import annotations

from typing import Any

from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.models import TaskState
from wagtail.signals import task_submitted

# Under which Wagtail connects its own, when its app is ready, later than this one: what is taken it leaves alone.
WAGTAILS = "group_approval_task_submitted_email_notification"


class AreaNotifier(GroupApprovalTaskStateSubmissionEmailNotifier):
    def get_recipient_users(self, task_state: TaskState, **kwargs: Any) -> Any:
        everybody = super().get_recipient_users(task_state, **kwargs)
        thing = task_state.workflow_state.content_object
        area = getattr(getattr(thing, "specific", thing), "area", None)
        named = everybody.filter(pk__in=[pk for pk in (area.responsible_id, area.deputy_id) if pk]) if area else everybody.none()
        return named if named.exists() else everybody


notifier = AreaNotifier()


def connect() -> None:
    """Called once, when the app is ready."""
    task_submitted.connect(notifier, sender=TaskState, dispatch_uid=WAGTAILS)
