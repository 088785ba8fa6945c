"""On the desk: a link for a specialist, what they answered, who lets readers know of it, and a row for those who wait for the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from office.clean_fields import CleanCharField
from office.desk.work.rows import PEOPLE, Desk, Row, Waiting, source
from vietnamese import typed

from ..on_page.saving import draft_of, row_of
from .edition import ask, in_parts, moved
from .models import ExpertCheck
from .notices import counts_words
from .tokens import DAYS


class AskForm(forms.Form):
    """Who is asked. Their name stays on the desk."""

    name = CleanCharField(
        cleaner=typed.own_line,
        label=gettext_lazy("Họ tên chuyên viên"),
        help_text=gettext_lazy("Chỉ bàn làm việc thấy tên này. Người đọc không thấy."),
        max_length=120,
        error_messages={"required": gettext_lazy("Hãy ghi tên người bạn nhờ kiểm.")},
    )
    division = CleanCharField(
        label=gettext_lazy("Phòng"),
        help_text=gettext_lazy("Ví dụ: Phòng Tư pháp. Khi mọi điều đều đúng, người đọc có thể thấy tên phòng."),
        max_length=120,
        error_messages={"required": gettext_lazy("Hãy ghi chuyên viên thuộc phòng nào.")},
    )


class OfPage(WagtailAdminTemplateMixin, TemplateView):
    """For whoever may edit the page."""

    header_icon = "user"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.row = row_of(kwargs["pk"])
        self.permissions = self.row.permissions_for_user(request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.permissions.can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Nhờ chuyên viên kiểm")

    def get_page_subtitle(self) -> str:
        return str(self.row.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        title = self.row.get_admin_display_title()
        return [{"url": reverse("facts_screen", args=[self.row.pk]), "label": title}, {"url": "", "label": self.get_page_title()}]


class ChecksView(OfPage):
    """Those of the page, and a form for another one. The answer to a POST is the only time that the address is shown."""

    template_name = "expert_checks/desk/checks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        checks = ExpertCheck.objects.filter(page=self.row.pk).select_related("made_by", "revision")
        told = {"page": self.row, "checks": checks, "form": kwargs.get("form") or AskForm(), "days": DAYS}
        return context | told

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = AskForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        check, token = ask(draft_of(self.row), form.cleaned_data["name"], form.cleaned_data["division"], request.user)
        address = settings.SITE_URL + reverse("expert_check", args=[token])
        return self.render_to_response(self.get_context_data(made=check, address=address))


class CheckView(OfPage):
    """What one specialist answered, and what is done with it."""

    template_name = "expert_checks/desk/check.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        people = ("made_by", "revoked_by", "seen_by", "shown_by", "revision")
        checks = ExpertCheck.objects.filter(page=self.row.pk).select_related(*people)
        self.check: ExpertCheck = get_object_or_404(checks, pk=kwargs["check"])

    @property
    def may_show(self) -> bool:
        """Whether this person may let readers know: somebody else has asked, and they may publish."""
        check = self.check
        return bool(check.sent_at and check.is_confirmed and check.made_by_id != self.request.user.pk and self.permissions.can_publish())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        first, last = super().get_breadcrumbs_items()
        return [first, last | {"url": reverse("expert_checks", args=[self.row.pk])}, {"url": "", "label": self.check.who}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        answers = list(self.check.answers.select_related("remark"))
        changed, _is_more = moved(draft_of(self.row), answers)
        return context | {
            "page": self.row,
            "check": self.check,
            "parts": in_parts(answers, lambda answer: answer),
            "changed": changed,
            "counts": counts_words(self.check),
            "may_show": self.may_show,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        acts = {"seen": self._seen, "revoke": self._revoke, "show": self._show, "hide": self._hide}
        act = acts.get(request.POST.get("act", ""))
        if act is None:
            raise Http404
        act(request.user, timezone.now())
        return redirect("expert_check_answers", self.row.pk, self.check.pk)

    def _write(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self.check, name, value)
        self.check.save(update_fields=list(values))

    def _seen(self, user: Any, now: Any) -> None:
        if self.check.sent_at and not self.check.seen_at:
            self._write(seen_by=user, seen_at=now)
            messages.success(self.request, _("Đã ghi là đã xem. Góp ý nào chưa trả lời vẫn còn ở điều của nó."))

    def _revoke(self, user: Any, now: Any) -> None:
        if not self.check.sent_at and not self.check.revoked_at:
            self._write(revoked_by=user, revoked_at=now)
            messages.success(self.request, _("Đã thu hồi: đường dẫn không mở được nữa."))

    def _show(self, user: Any, now: Any) -> None:
        if not self.may_show:
            raise PermissionDenied
        self._write(shown_by=user, shown_at=now, **({} if self.check.seen_at else {"seen_by": user, "seen_at": now}))
        messages.success(self.request, _("Người đọc thấy dòng ấy chừng nào trang còn ghi đúng như bản đã kiểm."))

    def _hide(self, user: Any, now: Any) -> None:
        if self.check.shown_at and self.permissions.can_publish():
            self._write(shown_by=None, shown_at=None)
            messages.success(self.request, _("Người đọc không còn thấy dòng ấy."))


def unseen(desk: Desk) -> QuerySet[ExpertCheck]:
    return ExpertCheck.objects.answered().filter(seen_at=None).select_related("page").order_by("sent_at", "pk")


@source(PEOPLE, 25)
def answered(desk: Desk) -> Waiting:
    """What specialists answered and nobody has looked at: for whoever asked, and whoever answers for the area."""
    return Waiting(
        tuple(
            Row(
                kind=_("Chuyên viên đã trả lời"),
                title=check.page.get_admin_display_title(),
                detail=_("%(who)s: %(counts)s.") % {"who": check.who, "counts": counts_words(check)},
                quote=check.remark,
                action=_("Xem trả lời"),
                url=reverse("expert_check_answers", args=[check.page_id, check.pk]),
                since=check.sent_at,
                area=None if check.made_by_id == desk.user.pk else check.page.area_id,
            )
            for check in unseen(desk).prefetch_related("answers")
        )
    )


@hooks.register("register_admin_urls")
def check_urls() -> list[Any]:
    return [
        path("trang/<int:pk>/chuyen-vien/", ChecksView.as_view(), name="expert_checks"),
        path("trang/<int:pk>/chuyen-vien/<int:check>/", CheckView.as_view(), name="expert_check_answers"),
    ]
