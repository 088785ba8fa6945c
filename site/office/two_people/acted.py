"""What became of what was just approved or sent back, in words: Wagtail says of either that it "was updated"."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import DraftStateMixin, WorkflowMixin


def what_became_of(record: Model, action: str) -> str:
    """``record`` as it was before the action; ``action``: "approve" or "reject", as the form's button says. "" of anything else."""
    now = type(record)._base_manager.filter(pk=record.pk).first()
    if not isinstance(now, WorkflowMixin) or not isinstance(now, DraftStateMixin):
        return ""
    title = {"title": getattr(now, "draft_title", "") or str(now)}
    if action == "reject":
        return _("Đã trả lại “%(title)s” kèm lời của bạn: người viết thấy việc này ở “Việc của tôi”.") % title
    if action != "approve":
        return ""
    if now.workflow_in_progress:
        return _("Bước của bạn với “%(title)s” đã xong: nay chờ người duyệt.") % title
    waiting = now.scheduled_revision
    if waiting is not None and waiting.approved_go_live_at > timezone.now():
        moment = date_format(timezone.localtime(waiting.approved_go_live_at), "H:i j/n/Y")
        return _("Đã duyệt “%(title)s”: tự lên trang lúc %(moment)s.") % {**title, "moment": moment}
    return _("Đã duyệt “%(title)s”: người đọc thấy từ bây giờ.") % title


def say(request: HttpRequest, record: Model) -> None:
    """Called when a form of the desk has been saved, with whatever its button asked for besides: in place of Wagtail's last word."""
    if "action-workflow-action" not in request.POST or not (words := what_became_of(record, request.POST.get("workflow-action-name", ""))):
        return
    for said in list(messages.get_messages(request))[:-1]:
        messages.add_message(request, said.level, said.message, extra_tags=said.extra_tags)
    messages.success(request, words)


for name in ("after_edit_page", "after_edit_snippet"):
    hooks.register(name, say, order=-1)
