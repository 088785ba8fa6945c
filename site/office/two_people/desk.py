"""The rule on the desk: one screen for whoever meets it, by whatever road; and what was put live alone, until another has looked at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.utils import get_latest_str
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import Page, Revision, WorkflowMixin

from vietnamese.dates import hour_and_day, short

from ..clean_fields import CleanCharField
from ..clock.panel import may_see
from ..desk.work.rows import PEOPLE, Desk, Row, Waiting, source
from .models import UrgentPublication, next_working_day
from .rule import AnotherNeeded, CheckNeeded, HeldUp, is_own, is_unchecked, may_publish
from .steps import waits_for_check
from .translated import translation_of, version_of

LEAST_REASON = 10
PUBLISHED, REVIEWED = "office.urgent_publish", "office.urgent_review"


class UrgentForm(forms.Form):
    reason = CleanCharField(
        label=gettext_lazy("Vì sao không chờ được người thứ hai"),
        help_text=gettext_lazy("Người xem lại sẽ đọc câu này. Ví dụ: Lệ phí đã đổi từ sáng nay, người dân đang nộp sai."),
        min_length=LEAST_REASON,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Hãy ghi lý do: người xem lại cần biết vì sao không chờ được.")},
    )


class UrgentView(WagtailAdminTemplateMixin, TemplateView):
    """What its last editor wants to publish, or what nobody sent to be checked: to be sent, or published with a reason. It is a draft."""

    template_name = "office/desk/urgent.html"
    page_title = gettext_lazy("Cần người thứ hai")
    header_icon = "group"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.revision = get_object_or_404(Revision, pk=kwargs["revision"])
        self.thing = self.revision.content_object
        if self.thing is None:
            raise Http404
        self.form = UrgentForm(request.POST if request.POST.get("action") == "urgent" else None)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_publish(request.user, self.thing):
            raise PermissionDenied
        self.is_own = is_own(self.revision, request.user.pk)
        is_met = self.is_own or is_unchecked(self.thing, self.revision, request.user.pk)
        if not self.revision.is_latest_revision() or not is_met:
            return redirect(edit_url(self.thing, request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": edit_url(self.thing, self.request.user), "label": get_latest_str(self.thing)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        told = {"title": get_latest_str(self.thing), "back": edit_url(self.thing, self.request.user), "form": self.form}
        told["is_own"] = self.is_own
        return context | told | {"may_send": can_be_sent(self.thing), "is_sent": is_sent(self.thing)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        title = get_latest_str(self.thing)
        if request.POST.get("action") == "send" and can_be_sent(self.thing):
            send(self.thing, request.user)
            messages.success(request, _("Đã gửi duyệt “%(title)s”.") % {"title": title})
            return redirect(edit_url(self.thing, request.user))
        if not self.form.is_valid():
            return self.get(request, *args, **kwargs)
        publish_alone(self.revision, request.user, self.form.cleaned_data["reason"])
        messages.success(request, _("Đã đăng khẩn cấp “%(title)s”: chờ người khác xem lại.") % {"title": title})
        return redirect(edit_url(self.thing, request.user))


def publish_alone(revision: Revision, user: Any, reason: str) -> UrgentPublication:
    """Publishes what there is no time to let another look at, and leaves the mark. Raises what publishing raises."""
    thing = revision.content_object
    with transaction.atomic():
        mark = UrgentPublication.objects.create(
            content_type_id=revision.base_content_type_id,
            object_id=revision.object_id,
            title=get_latest_str(thing)[:255],
            revision=revision,
            replaced_id=thing.live_revision_id,
            published_by=user,
            reason=reason,
            due_on=next_working_day(timezone.localdate()),
        )
        if isinstance(thing, Page) and (translation := translation_of(thing)):
            # Makes a version of the sentences, and publishes it when this is written.
            translation.save_target(user=user, publish=True)
            mark.revision = Page.objects.get(pk=thing.pk).latest_revision
            mark.save(update_fields=["revision"])
        else:
            revision.publish(user=user, skip_permission_checks=True)
        log(instance=thing, action=PUBLISHED, user=user, revision=mark.revision, data={"reason": reason})
    return mark


def send(thing: Any, user: Any) -> None:
    """Sends it on its way, or on again where it was given back. Raises ValidationError where a translation cannot stand as it is."""
    if isinstance(thing, Page) and (translation := translation_of(thing)):
        version_of(thing, translation)
        thing = Page.objects.get(pk=thing.pk).specific
    returned = thing.current_workflow_state
    if returned is not None:
        returned.resume(user)
    else:
        thing.get_workflow().start(thing, user)


def is_sent(thing: Any) -> bool:
    return bool(isinstance(thing, WorkflowMixin) and thing.workflow_in_progress)


def can_be_sent(thing: Any) -> bool:
    if not isinstance(thing, WorkflowMixin) or is_sent(thing):
        return False
    return bool(thing.get_workflow())


def edit_url(thing: Any, user: Any) -> str:
    return AdminURLFinder(user).get_edit_url(thing) or reverse("wagtailadmin_home")


# --- The roads ---


@hooks.register("before_publish_page")
def not_alone(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The edit screen's own publishing does not pass through the page's ``publish``. What was typed is saved by now, as a draft."""
    revision = page.get_latest_revision()
    if is_own(revision, request.user.pk):
        return redirect("urgent_publication", revision.pk)
    if waits_for_check(page):
        raise CheckNeeded(page)
    if is_unchecked(page, revision, request.user.pk):
        return redirect("urgent_publication", revision.pk)
    return None


@hooks.register("before_bulk_action")
def not_alone_in_bulk(request: HttpRequest, kind: str, things: list[Any], _action: Any) -> HttpResponse | None:
    """Those that the same user changed last are named, and those that nobody checked; nothing of the batch is published."""
    if kind != "publish":
        return None
    latest = [(thing, version) for thing in things if (version := thing.get_latest_revision())]
    own = [thing for thing, version in latest if is_own(version, request.user.pk)]
    unchecked = [thing for thing, version in latest if thing not in own and is_unchecked(thing, version, request.user.pk)]
    if not own and not unchecked:
        return None
    for named, words in (
        (own, _("Bạn là người sửa lần cuối: %(titles)s. Hãy để người khác đăng, hoặc bỏ chọn.")),
        (unchecked, _("Chưa ai gửi duyệt, nên chưa ai kiểm tra nội dung: %(titles)s. Hãy mở ra gửi duyệt, hoặc bỏ chọn.")),
    ):
        if named:
            messages.error(request, words % {"titles": ", ".join(f"“{get_latest_str(thing)}”" for thing in named[:5])})
    first = [*own, *unchecked][0]
    parent = first.get_parent() if isinstance(first, Page) else None
    return redirect("wagtailadmin_explore", parent.pk) if parent else redirect("wagtailadmin_home")


class LeadToSecondPerson:
    """Middleware: every other road (approval, a shared record, a new page) that meets the rule leads to the one screen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, AnotherNeeded):
            url = reverse("urgent_publication", args=[exception.revision.pk])
        elif isinstance(exception, HeldUp):
            messages.error(request, exception.messages[0])
            url = edit_url(exception.thing, request.user)
        else:
            return None
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": url})  # a dialogue of Wagtail's goes where it is told
        return redirect(url)


# --- Afterwards ---


class ReviewView(WagtailAdminTemplateMixin, TemplateView):
    """What one person published alone, and the button of whoever has looked at it."""

    template_name = "office/desk/urgent_review.html"
    page_title = gettext_lazy("Xem lại lần đăng khẩn cấp")
    header_icon = "group"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.mark = get_object_or_404(UrgentPublication.objects.select_related("published_by", "reviewed_by"), pk=kwargs["pk"])
        self.thing = self.mark.thing

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see(request.user) or (self.thing is not None and not may_publish(request.user, self.thing)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def is_mine(self) -> bool:
        return bool(self.mark.published_by_id == self.request.user.pk)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailadmin_home"), "label": _("Trang đầu")}, {"url": "", "label": self.mark.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        told = {"mark": self.mark, "is_mine": self.is_mine, "compare": self.compare_url()}
        return context | told | {"back": edit_url(self.thing, self.request.user) if self.thing is not None else ""}

    def compare_url(self) -> str:
        """What this publication changed; "" where there is nothing to compare."""
        versions = (self.mark.replaced_id, self.mark.revision_id)
        if self.thing is None or not all(versions):
            return ""
        if isinstance(self.thing, Page):
            return reverse("wagtailadmin_pages:revisions_compare", args=[self.thing.pk, *versions])
        return reverse(self.thing.snippet_viewset.get_url_name("revisions_compare"), args=[self.thing.pk, *versions])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_mine:
            raise PermissionDenied
        if self.mark.reviewed_at is None:
            self.mark.reviewed_at, self.mark.reviewed_by_id = timezone.now(), request.user.pk
            self.mark.save(update_fields=["reviewed_at", "reviewed_by"])
            if self.thing is not None:
                log(instance=self.thing, action=REVIEWED, user=request.user, revision=self.mark.revision)
            messages.success(request, _("Đã ghi: bạn đã xem lại “%(title)s”.") % {"title": self.mark.title})
        return redirect("wagtailadmin_home")


@source(PEOPLE, 5)
def urgent(desk: Desk) -> Waiting:
    """On the desk's first screen until somebody else has looked: what one person put live alone."""
    marks = UrgentPublication.objects.filter(reviewed_at=None).select_related("published_by") if may_see(desk.user) else ()
    words = _("%(who)s đăng một mình lúc %(hour)s, cần người khác xem lại trước hết ngày %(day)s.")
    rows = [
        Row(
            kind=_("Đăng khẩn cấp"),
            title=mark.title,
            quote=mark.reason,
            detail=words
            % {
                "who": user_display_name(mark.published_by),
                "hour": hour_and_day(mark.published_at),
                "day": short(mark.due_on),
            },
            action=_("Xem lại"),
            url=reverse("urgent_review", args=[mark.pk]),
            since=mark.published_at,
            is_late=mark.due_on < desk.today,
        )
        for mark in marks
    ]
    return Waiting(tuple(rows))


@hooks.register("register_admin_urls")
def two_people_urls() -> list[Any]:
    return [
        path("nguoi-thu-hai/<int:revision>/", UrgentView.as_view(), name="urgent_publication"),
        path("dang-khan-cap/<int:pk>/", ReviewView.as_view(), name="urgent_review"),
    ]


@hooks.register("register_log_actions")
def two_people_log(actions: Any) -> None:
    actions.register_action(PUBLISHED, gettext_lazy("Đăng khẩn cấp"), gettext_lazy("Đăng khẩn cấp, một mình, có lý do"))
    actions.register_action(REVIEWED, gettext_lazy("Xem lại lần đăng khẩn cấp"), gettext_lazy("Xem lại lần đăng khẩn cấp"))
