"""Báo cáo, "Thủ tục ra bảng tính": the workbook is taken away; one that comes back is previewed, and only then becomes drafts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from office.desk.access import ReviewersOnly, may_review
from office.desk.kept_uploads import LostUpload, discard, keep, taken, token_of
from office.desk.menus import GuardedMenuItem
from office.desk.writing import why_not_written
from office.uploads import told_before

from ..models import ProcedurePage
from ..register.parsing.limits import UnreadableSource
from .drafting import Outcome, look, write
from .exporting import procedures, workbook
from .listing import LIST, ProcedureList
from .opening import MAX_SENT

LABEL = gettext_lazy("Thủ tục ra bảng tính")
SALT = "procedures_pages.workbook"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 60  # changes of one page


def crumbs(*last: tuple[str, Any]) -> list[dict[str, Any]]:
    return [{"url": url, "label": label} for url, label in ((reverse("wagtailadmin_home"), _("Trang đầu")), *last)]


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Bảng tính đã sửa"),
        help_text=gettext_lazy("Tệp .xlsx đã tải về ở trên rồi sửa. Nhiều nhất 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": gettext_lazy("Hãy chọn tệp."), "empty": gettext_lazy("Tệp trống.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs |= told_before(MAX_SENT)

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > MAX_SENT:
            raise forms.ValidationError(_("Tệp lớn hơn %(n)s MB; không nhập.") % {"n": MAX_SENT // 1024**2})
        return upload


class TakenAway(ReviewersOnly, View):
    """GET: the workbook of all procedures, as their latest drafts say them."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> HttpResponse:
        name = f"thu-tuc-{timezone.localdate():%Y-%m-%d}.xlsx"
        return HttpResponse(workbook(), content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


class WorkbookView(ReviewersOnly, WagtailAdminTemplateMixin, FormView):
    """The two buttons; a POST is answered with the preview."""

    page_title = LABEL
    header_icon = "table"
    template_name = "procedures_pages/workbook/screen.html"
    form_class = WorkbookForm

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return crumbs(("", LABEL))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"count": procedures().count()}

    def form_valid(self, form: WorkbookForm) -> HttpResponse:
        try:
            kept = keep(form.cleaned_data["file"])
        except OSError as error:
            form.add_error("file", why_not_written(error))
            return self.form_invalid(form)
        try:
            result = look(kept, self.request.user)
        except UnreadableSource as error:
            discard(kept)
            form.add_error("file", str(error))
            return self.form_invalid(form)
        except BaseException:
            discard(kept)
            raise
        if result.ready:
            token = token_of(kept, self.request.user, SALT)
        else:  # there is nothing to confirm
            token = ""
            discard(kept)
        return OutcomeView.as_view()(self.request, told={"result": result, "token": token, "name": kept.name, "is_done": False})


class OutcomeView(ReviewersOnly, WagtailAdminTemplateMixin, TemplateView):
    """What would be written, or was: shown in answer to a POST, without an address of its own."""

    header_icon = "view"
    template_name = "procedures_pages/workbook/outcome.html"
    told: dict[str, Any]

    def post(self, request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
        self.told = told
        return self.render_to_response(self.get_context_data(**told, shown_most=SHOWN))

    def get_page_title(self) -> str:
        return _("Đã ghi bản nháp") if self.told["is_done"] else _("Xem trước khi ghi")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return crumbs((reverse("procedures_workbook"), LABEL), ("", self.get_page_title()))


class Confirmed(ReviewersOnly, View):
    """POST only: what was previewed becomes drafts, once. A page that has changed since is left alone."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        def saved(page: ProcedurePage) -> None:
            for hook in hooks.get_hooks("after_edit_page"):
                hook(request, page)

        try:
            with taken(request.POST.get("token", ""), request.user, SALT) as (kept, _said):
                result: Outcome = write(kept, request.user, saved)
        except (LostUpload, UnreadableSource) as error:
            messages.error(request, str(error))
            return redirect("procedures_workbook")
        return OutcomeView.as_view()(request, told={"result": result, "token": "", "name": kept.name, "is_done": True})


@hooks.register("register_admin_urls")
def workbook_urls() -> list[Any]:
    return [
        path("bang-tinh/", WorkbookView.as_view(), name="procedures_workbook"),
        path("bang-tinh/tai-ve/", TakenAway.as_view(), name="procedures_workbook_taken"),
        path("bang-tinh/ghi/", Confirmed.as_view(), name="procedures_workbook_confirmed"),
        path("danh-sach-thu-tuc/", ProcedureList.as_view(), name="procedures_list"),
        path("danh-sach-thu-tuc/ket-qua/", ProcedureList.as_view(results_only=True), name="procedures_list_results"),
    ]


@hooks.register("register_reports_menu_item")
def workbook_menu_item() -> MenuItem:
    return GuardedMenuItem(LABEL, reverse_lazy("procedures_workbook"), name="bang-tinh", icon_name="table", order=43, may=may_review)


@hooks.register("register_reports_menu_item")
def list_menu_item() -> MenuItem:
    return GuardedMenuItem(LIST, reverse_lazy("procedures_list"), name="danh-sach-thu-tuc", icon_name="list-ul", order=42, may=may_review)
