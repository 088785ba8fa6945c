"""Nhập bản chụp: a file goes up, its preview comes back, and only then is anything written."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from office.desk.kept_uploads import LostUpload, discard, keep
from office.desk.writing import why_not_written
from office.uploads import told_before

from ..models import RegisterSnapshot
from ..parsing.limits import MAX_SENT
from ..parsing.sources import UnreadableSource, kind_of
from ..review.snapshots import ImportRuns, running_import
from ..versions.importer import OlderSnapshot
from ..versions.snapshot_days import DayToCome, past_day, snapshot_day
from .access import ImportersOnly, crumbs
from .importing import SHOWN, SHOWN_NEW, looks_whole, outcome, preview, summary, write
from .uploads import taken, token_of

SNAPSHOTS_SHOWN = 20
ACCEPTED = ".xz,.tar,.gz,.tgz,.bz2,.zip,.xlsx,.xls,.csv,.htm,.html,.json,.txt"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Tệp bản chụp"),
        help_text=gettext_lazy(
            "Kho lưu trữ .tar.xz hay .zip, danh sách .xlsx hay .csv, tệp .json của Cổng, hoặc một bản ghi .txt. Nhiều nhất 60 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": gettext_lazy("Hãy chọn tệp."), "empty": gettext_lazy("Tệp trống.")},
    )
    day = forms.DateField(
        label=gettext_lazy("Bản chụp ngày"),
        required=False,
        help_text=gettext_lazy(
            "Ngày lấy dữ liệu từ Cổng. Ví dụ: 20/07/2026. Để trống thì theo tên tệp; tên không có ngày thì lấy hôm nay."
        ),
        widget=AdminDateInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs |= told_before(MAX_SENT)

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > MAX_SENT:
            raise forms.ValidationError(_("Tệp lớn hơn %(n)s MB; không nhập.") % {"n": MAX_SENT // 1024**2})
        return upload

    def clean(self) -> dict[str, Any]:
        """The day as given, else of the file's name, else today's; never one to come."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "file" in cleaned and "day" in cleaned:
            try:
                cleaned["day"] = past_day(cleaned["day"]) if cleaned["day"] else snapshot_day(None, cleaned["file"].name)
            except DayToCome as error:
                self.add_error("day", str(error))
        return cleaned


class UploadView(ImportersOnly, WagtailAdminTemplateMixin, FormView):
    page_title = gettext_lazy("Nhập bản chụp")
    header_icon = "upload"
    template_name = "register/desk/upload.html"
    form_class = UploadForm

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return crumbs(("", _("Nhập bản chụp")))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        rows = RegisterSnapshot.objects.all()[:SNAPSHOTS_SHOWN]
        return context | {
            "running": running_import(),
            "snapshots": [(snapshot, summary(outcome(snapshot.report, {}).counts)) for snapshot in rows],
        }

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Back to the form, with why, where the file cannot be trusted or somebody imports now; else the preview."""
        if running_import():
            return self.form_invalid(form)  # the page says who
        day = form.cleaned_data["day"]
        try:
            path = keep(form.cleaned_data["file"])
        except OSError as error:
            form.add_error("file", why_not_written(error))
            return self.form_invalid(form)
        try:
            result = preview(path, day)
            whole = looks_whole(path, result)
            single = kind_of(path) == "single"
        except (UnreadableSource, OlderSnapshot, DayToCome) as error:
            discard(path)
            form.add_error("file" if isinstance(error, UnreadableSource) else "day", str(error))
            return self.form_invalid(form)
        except BaseException:
            discard(path)
            raise
        token = token_of(path, day, self.request.user)
        found = {"result": result, "day": day, "name": path.name, "whole": whole, "single": single, "token": token}
        return PreviewView.as_view()(self.request, found=found)


class PreviewView(ImportersOnly, WagtailAdminTemplateMixin, TemplateView):
    """Shown in answer to an upload; it has no address of its own."""

    page_title = gettext_lazy("Xem trước khi nhập")
    header_icon = "view"
    template_name = "register/desk/preview.html"

    def post(self, request: HttpRequest, found: dict[str, Any]) -> HttpResponse:
        context = self.get_context_data(**found, shown_new=SHOWN_NEW, shown_most=SHOWN)
        return self.render_to_response(context)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return crumbs((reverse("register_desk:upload"), _("Nhập bản chụp")), ("", _("Xem trước")))


class WriteView(ImportersOnly, View):
    """POST only: what was previewed is imported, once."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if running := running_import():
            # The upload is not taken: the same button works once the other import is through.
            messages.error(request, running)
            return redirect("register_desk:upload")
        try:
            with taken(request.POST.get("token", ""), request.user) as upload:
                snapshot = write(upload.path, upload.day, request.POST.get("complete") == "on", request.user)
        except (LostUpload, UnreadableSource, OlderSnapshot, DayToCome, ImportRuns) as error:
            messages.error(request, str(error))
            return redirect("register_desk:upload")
        counts = summary(outcome(snapshot.report, {}).counts)
        messages.success(request, _("Đã nhập bản chụp ngày %(day)s: %(counts)s.") % {"day": f"{snapshot.date:%d/%m/%Y}", "counts": counts})
        return redirect("register_desk:snapshot", snapshot.pk)


class SnapshotView(ImportersOnly, WagtailAdminTemplateMixin, TemplateView):
    """What an import did."""

    header_icon = "history"
    template_name = "register/desk/snapshot.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.snapshot = get_object_or_404(RegisterSnapshot, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Bản chụp ngày %(day)s") % {"day": f"{self.snapshot.date:%d/%m/%Y}"}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return crumbs((reverse("register_desk:upload"), _("Nhập bản chụp")), ("", self.get_page_title()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        result = outcome(self.snapshot.report, {})
        return context | {"snapshot": self.snapshot, "result": result, "shown_new": SHOWN_NEW, "shown_most": SHOWN}
