"""A translation made of sentences on the way that every draft goes: sent, checked, approved. Its editor is a script that knows none of it.

What was sent is a version with the sentences as they stood. Until somebody has approved it or given it back, nobody writes another one.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail_localize.models import Translation

from ..desk.doors import DOORS
from .desk import can_be_sent, is_sent, send
from .rule import is_own, is_unchecked, may_publish
from .translated import TAKEN_OUT, is_translated, last_written, translation_of

# What changes its sentences, or makes it a page that has none.
WRITING = ("edit_string_translation", "edit_override", "upload_pofile", "machine_translate", "stop_translation")


class TranslationWay(WagtailAdminTemplateMixin, TemplateView):
    """Where a translation stands, and what this user may do about it: send it, take it back, approve it or give it back."""

    template_name = "office/desk/translation_way.html"
    page_title = gettext_lazy("Gửi duyệt bản dịch")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.page = get_object_or_404(Page, pk=kwargs["pk"]).specific
        if not is_translated(self.page):
            raise Http404
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [{"url": edit, "label": self.page.get_admin_display_title()}, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, state = self.request.user, self.page.current_workflow_task_state
        told: dict[str, Any] = {"page": self.page, "translation": translation_of(self.page), "is_sent": is_sent(self.page)}
        if told["is_sent"]:
            task = state.task.specific
            told |= {
                "state": state,
                "may_decide": bool(task.get_actions(self.page, user)),
                "comment": task.get_form_for_action("reject")()["comment"],
            }
            told["may_cancel"] = self.page.current_workflow_state.user_can_cancel(user)
            told["older"] = "live" if self.page.live else "earliest"
        else:
            told["may_send"] = last_written(self.page) is not None and can_be_sent(self.page)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | told

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        title = self.page.get_admin_display_title()
        if request.POST.get("action") == "send" and last_written(self.page) is not None and can_be_sent(self.page):
            try:
                send(self.page, request.user)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
                return self.get(request, *args, **kwargs)
            messages.success(request, _("Đã gửi duyệt “%(title)s”.") % {"title": title})
        elif request.POST.get("action") == "cancel" and is_sent(self.page):
            state = self.page.current_workflow_state
            if not state.user_can_cancel(request.user):
                raise PermissionDenied
            state.cancel(request.user)
            messages.success(request, _("Đã rút “%(title)s” về: viết tiếp được.") % {"title": title})
        return redirect("wagtailadmin_pages:edit", self.page.pk)


@hooks.register("before_edit_page", order=-1)
def on_its_way(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Over the translators' editor: where it stands. What it publishes it writes before the page is asked: it is stopped before that."""
    if not is_translated(page):
        return None
    if request.method == "POST" and request.POST.get("action") == "publish" and may_publish(request.user, page):
        return _stopped(request, page)
    if request.method == "GET":
        _tell(request, page)
    return None


def _stopped(request: HttpRequest, page: Page) -> HttpResponse | None:
    version = page.get_latest_revision() or page.save_revision(changed=False)
    if may_go_live(page, request.user):
        return None
    return redirect("translation_way", page.pk) if is_sent(page) else redirect("urgent_publication", version.pk)


def may_go_live(page: Page, user: Any) -> bool:
    """Whether this user, who may publish it, would be the second person, or the third where somebody checks."""
    version = page.get_latest_revision()
    return bool(version) and not is_sent(page) and not is_own(version, user.pk) and not is_unchecked(page, version, user.pk)


def _tell(request: HttpRequest, page: Page) -> None:
    way = reverse("translation_way", args=[page.pk])
    if is_sent(page):
        page.locked = True  # on this screen alone, which draws its boxes shut
        step = page.current_workflow_task_state.task.name
        button = messages.button(way, _("Xem và duyệt"))
        messages.info(request, _("Bản dịch đang chờ ở bước “%(step)s”: chưa viết thêm được.") % {"step": step}, buttons=[button])
    elif last_written(page) is not None:
        messages.info(request, _("Có câu dịch chưa đăng."), buttons=[messages.button(way, _("Gửi duyệt"))])


def _may_write(_user: Any, values: dict[str, Any]) -> bool:
    translation = Translation.objects.filter(pk=values["translation_id"]).first()
    return translation is None or not is_sent(translation.get_target_instance())


DOORS.update({f"wagtail_localize:{name}": _may_write for name in WRITING})


@hooks.register("register_log_actions")
def translation_log(actions: Any) -> None:
    actions.register_action(TAKEN_OUT, gettext_lazy("Bỏ một câu dịch"), gettext_lazy("Bỏ một câu dịch"))


@hooks.register("register_admin_urls")
def translation_way_urls() -> list[Any]:
    return [path("duyet-ban-dich/<int:pk>/", TranslationWay.as_view(), name="translation_way")]
