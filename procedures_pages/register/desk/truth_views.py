"""Đối chiếu từng điều: what a page says otherwise than its records, rule by rule, and an editor's reason where it may stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from office.clean_fields import CleanCharField
from office.desk.access import ReviewersOnly

from ...models import ProcedurePage
from ...queries import IN_SOURCE_LANGUAGE
from ..models import FindingWaiver
from ..truth.checking import PageTruth, check_page, waive
from ..truth.findings import RULES, Finding
from .access import crumbs
from .labels import PART_NAMES

LEAST_REASON = 10


class WaiverForm(forms.Form):
    """Why a finding may stand. One for each finding on the screen, so ids carry its key."""

    reason = CleanCharField(
        label=gettext_lazy("Vì sao trang vẫn đúng"),
        min_length=LEAST_REASON,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Hãy ghi lý do, để người sau hiểu vì sao trang khác bản ghi.")},
    )

    def __init__(self, key: str, data: Any = None) -> None:
        super().__init__(data, auto_id=f"%s-{key}")


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding on the screen; ``waiver`` None where it is open, ``form`` None where nobody may close it here."""

    finding: Finding
    part: str
    waiver: FindingWaiver | None
    form: WaiverForm | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule, which is told once."""

    explanation: str
    shown: tuple[Shown, ...]


def grouped(truth: PageTruth, forms_of: dict[str, WaiverForm] | None = None) -> dict[str, Any]:
    """{"open": groups of what differs, "waived": groups of what may, "n_open": how many}."""
    out: dict[str, Any] = {"n_open": len(truth.open)}
    for name, wanted in (("open", False), ("waived", True)):
        by_rule: dict[str, list[Shown]] = {}
        for finding, waiver in truth.found:
            if (waiver is not None) == wanted:
                form = forms_of.get(finding.key) if forms_of else None
                shown = Shown(finding, str(PART_NAMES.get(finding.part, finding.part)), waiver, form)
                by_rule.setdefault(finding.rule, []).append(shown)
        out[name] = [Group(RULES[rule].explain(), tuple(shown)) for rule, shown in by_rule.items()]
    return out


class TruthView(ReviewersOnly, WagtailAdminTemplateMixin, TemplateView):
    """GET shows; POST keeps a reason, or takes it back. Only those who may edit the page may do so."""

    header_icon = "tasks"
    template_name = "register/desk/truth.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        row = get_object_or_404(ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE), pk=kwargs["pk"])
        self.page = row.get_latest_revision_as_object()
        self.may_edit = row.permissions_for_user(request.user).can_edit()

    def get_page_title(self) -> str:
        return _("Đối chiếu từng điều: %(title)s") % {"title": self.page.get_admin_display_title()}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return crumbs((reverse("register_desk:waiting"), _("Trang cần đối chiếu")), ("", self.page.get_admin_display_title()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        truth: PageTruth = kwargs.get("truth") or check_page(self.page)
        given: dict[str, WaiverForm] = kwargs.get("given") or {}
        forms_of = {finding.key: WaiverForm(finding.key) for finding in truth.open} | given if self.may_edit else None
        return context | {"page": self.page, "groups": grouped(truth, forms_of), "may_edit": self.may_edit, "has_record": truth.has_record}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.may_edit:
            raise PermissionDenied
        truth, key = check_page(self.page), request.POST.get("key", "")
        pair = next(((finding, waiver) for finding, waiver in truth.found if finding.key == key), None)
        if pair is None:
            messages.error(request, _("Trang hoặc bản ghi vừa đổi trong lúc bạn xem. Hãy xem lại danh sách."))
            return redirect("register_desk:truth", pk)
        finding, waiver = pair
        if "reopen" in request.POST:
            if waiver is not None:
                waiver.delete()
                messages.success(request, _("Đã mở lại: điều này lại chờ được sửa."))
            return redirect("register_desk:truth", pk)
        form = WaiverForm(key, request.POST)
        if not form.is_valid():
            messages.error(request, _("Chưa ghi: lý do còn thiếu hoặc quá ngắn."))
            return self.render_to_response(self.get_context_data(truth=truth, given={key: form}))
        waive(self.page, finding, form.cleaned_data["reason"], request.user)
        messages.success(request, _("Đã ghi lý do. Điều này mở lại khi phần ấy của bản ghi đổi."))
        return redirect("register_desk:truth", pk)
