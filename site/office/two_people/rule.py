"""The rule itself, where everything that is published passes: models ask it in ``publish``, the edit screen before it publishes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_latest_str
from wagtail.models import Page, Revision, TaskState
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.signals import task_approved

from .changing import changed_by, last_change
from .models import UrgentPublication
from .steps import waits_for_check, was_never_sent

# What the clock says when it does what a person has decided before.
BY_THE_CLOCK = "wagtail.publish.scheduled"


class AnotherNeeded(ValidationError):
    """What ``revision`` says does not go live by this person alone: the desk leads to where it is sent to another, or a reason is given."""

    def __init__(self, revision: Revision, words: str) -> None:
        super().__init__(words % {"title": get_latest_str(revision.content_object)}, code="another_needed")
        self.revision = revision


class SecondPersonNeeded(AnotherNeeded):
    """Whoever last changed what ``revision`` says wants to let it go live."""

    def __init__(self, revision: Revision) -> None:
        words = _("“%(title)s”: người sửa lần cuối không tự duyệt, không tự đăng. Hãy để người khác xem rồi đăng.")
        super().__init__(revision, words)


class NeverChecked(AnotherNeeded):
    """What another wrote and nobody sent is to go live, though the office has somebody who checks it first."""

    def __init__(self, revision: Revision) -> None:
        super().__init__(revision, _("“%(title)s”: chưa ai gửi duyệt, nên chưa ai kiểm tra nội dung. Hãy gửi duyệt trước khi đăng."))


def is_own(revision: Revision, user_pk: int | None) -> bool:
    """Whether this user is the one who last changed what the revision says, and gave no reason why it cannot wait."""
    return user_pk is not None and changed_by(revision) == user_pk and not gave_reason(revision, user_pk)


def is_unchecked(thing: Any, revision: Revision, user_pk: int | None) -> bool:
    """Whether this user would put live what nobody sent to be checked, and gave no reason why it cannot wait."""
    return user_pk is not None and was_never_sent(thing, revision) and not gave_reason(revision, user_pk)


def gave_reason(revision: Revision, user_pk: int) -> bool:
    return UrgentPublication.objects.filter(revision=revision, published_by=user_pk).exists()


def may_publish(user: Any, thing: Any) -> bool:
    """Whether it is this user's to publish such a thing at all."""
    if (may := getattr(thing, "may_be_published_by", None)) is not None:  # what has no permissions of its own
        return bool(may(user))
    if isinstance(thing, Page):
        return bool(thing.permissions_for_user(user).can_publish())
    return bool(ModelPermissionPolicy(type(thing)).user_has_permission(user, "publish"))


class HeldUp(ValidationError):
    """Something that stands on its way through the steps cannot go on like this."""

    def __init__(self, thing: Any, words: str) -> None:
        super().__init__(words % {"title": get_latest_str(thing)}, code="held_up")
        self.thing = thing


class ThirdPersonNeeded(HeldUp):
    """Whoever has approved one step of the way approves another one."""

    def __init__(self, thing: Any) -> None:
        super().__init__(thing, _("“%(title)s”: bạn đã duyệt một bước trước của trang này. Bước này để người khác duyệt."))


class CheckNeeded(HeldUp):
    """What was sent and waits for the check of its content is published past it."""

    def __init__(self, thing: Any) -> None:
        super().__init__(thing, _("“%(title)s”: đang chờ kiểm tra nội dung. Kiểm tra xong rồi mới đăng."))


class SentencesSince(HeldUp):
    """A version of a translation is published after which another sentence was written: it would pass for one that readers know."""

    def __init__(self, thing: Any) -> None:
        super().__init__(thing, _("“%(title)s”: có câu dịch viết sau phiên bản này. Hãy mở bản dịch, gửi duyệt hay đăng ở đó."))


class ByTwoPeople:
    """Of every model with drafts, before Wagtail's own in the bases."""

    def publish(self, revision: Revision, user: Any = None, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail's. Raises SecondPersonNeeded where one person would do it alone, NeverChecked where the check is passed over.

        Who publishes without saying who (the translators' editor) is who saved the version; the clock does what somebody has approved.
        """
        by = user.pk if user else revision.user_id
        if kwargs.get("log_action") != BY_THE_CLOCK and by is not None:
            change = last_change(revision)
            if change and change.by == by and not gave_reason(revision, by):
                raise SecondPersonNeeded(revision)
            if is_unchecked(self, revision, by):
                raise NeverChecked(revision)
            if change and change.is_later:
                raise SentencesSince(self)
        if by and waits_for_check(self) and not UrgentPublication.objects.filter(revision=revision).exists():
            raise CheckNeeded(self)
        return super().publish(revision, user, *args, **kwargs)  # type: ignore[misc]


def _approved(instance: TaskState, user: Any = None, **_more: Any) -> None:
    revision = instance.workflow_state.content_object.get_latest_revision()
    if user and revision and is_own(revision, user.pk):
        raise SecondPersonNeeded(revision)


def _not_twice(instance: TaskState, **_more: Any) -> None:
    """Before anything is written: the last step publishes. A step that one person passes twice is but a second press of a button."""
    if instance.status != TaskState.STATUS_APPROVED or not instance.finished_by_id:
        return
    others = TaskState.objects.filter(workflow_state=instance.workflow_state_id, status=TaskState.STATUS_APPROVED)
    if others.exclude(pk=instance.pk).filter(finished_by=instance.finished_by_id).exists():
        raise ThirdPersonNeeded(instance.workflow_state.content_object)


def connect() -> None:
    """A step on the way, of several, is approved by another as well as the last one. Called once, when the app is ready."""
    task_approved.connect(_approved, dispatch_uid="two-people")
    pre_save.connect(_not_twice, sender=TaskState, dispatch_uid="third-person")
