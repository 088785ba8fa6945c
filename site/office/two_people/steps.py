"""Kiểm tra nội dung: the step between who writes and who approves, for offices that have a third person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, Revision, TaskState, WorkflowMixin, WorkflowState

from ..desk.once import forget
from .translated import is_translated, last_written


class ContentCheck(AbstractGroupApprovalTask):
    """A step of Wagtail's that is passed over where the office does without it, or has nobody for it but who wrote.

    What waited for approval before the step came is not sent back to it.
    """

    class Meta:
        app_label = "office"
        verbose_name = _("bước kiểm tra nội dung")
        verbose_name_plural = _("các bước kiểm tra nội dung")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """As Wagtail's; what is passed over is told to nobody and says so in the history."""
        if self.is_needed(workflow_state):
            started: TaskState = super().start(workflow_state, user=user)
            return started
        passed: TaskState = self.get_task_state_class()(
            workflow_state=workflow_state,
            task=self,
            status=TaskState.STATUS_SKIPPED,
            revision=workflow_state.content_object.get_latest_revision(),
            finished_at=timezone.now(),
        )
        passed.save()
        return passed

    def is_needed(self, workflow_state: WorkflowState) -> bool:
        # Which asks models of other apps: they are not there yet when this app's own are read.
        from .changing import changed_by

        if workflow_state.task_states.filter(status=TaskState.STATUS_APPROVED).exclude(task=self).exists():
            return False
        return self.has_somebody(changed_by(workflow_state.content_object.get_latest_revision()))

    def has_somebody(self, writer: int | None) -> bool:
        """Whether the office checks, and has anybody for it but the user of this number."""
        if not apps.get_model("office", "Unit").load().content_check:
            return False
        people = self.groups.filter(user__is_active=True)
        return (people.exclude(user=writer) if writer else people).exists()

    @classmethod
    def get_description(cls) -> str:
        return gettext("Người trong các nhóm đã chọn kiểm tra nội dung trước khi trang đến người duyệt. Chưa có ai thì bỏ qua bước này.")


def waits_for_check(thing: Any) -> bool:
    """Whether it was sent and stands at this step."""
    forget(WorkflowState, TaskState)
    state = getattr(thing, "current_workflow_task_state", None)
    return bool(state and state.status == TaskState.STATUS_IN_PROGRESS and isinstance(state.task.specific, ContentCheck))


def was_never_sent(thing: Any, revision: Revision) -> bool:
    """Whether what ``revision`` says anew stands on no way to readers that leads past this step, though the office has somebody for it.

    A translation made of sentences: whether the last of them does.
    """
    # As above.
    from .changing import last_change

    if not isinstance(thing, WorkflowMixin) or not ContentCheck.objects.filter(active=True, groups__user__is_active=True).exists():
        return False
    if thing.workflow_in_progress or (workflow := thing.get_workflow()) is None:
        return False
    steps = list(ContentCheck.objects.filter(active=True, workflow_tasks__workflow=workflow))
    said_at = revision.created_at
    if isinstance(thing, Page) and is_translated(thing) and (written := last_written(thing)):
        said_at = written.at
    if not steps or was_approved(thing, said_at):
        return False
    change = last_change(revision)
    return change is not None and any(step.has_somebody(change.by) for step in steps)


def was_approved(thing: WorkflowMixin, said_at: datetime) -> bool:
    """Whether the way came to its end after that moment: its last approval publishes what stands there by then."""
    done = TaskState.objects.filter(workflow_state__in=thing.workflow_states, workflow_state__status=WorkflowState.STATUS_APPROVED)
    return bool(done.filter(status=TaskState.STATUS_APPROVED, finished_at__gte=said_at).exists())
