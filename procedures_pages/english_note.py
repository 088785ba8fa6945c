"""Người dân cần biết?, for readers of a translation: its editor has boxes for sentences of the source alone, so there is another one.

The note waits in the page's row, which shows it to nobody, and goes with the next publication as any other does (``change_notes``).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from office.clean_fields import CleanCharField
from office.two_people.translated import is_translated, translated_by

from .models import ProcedurePage
from .translation.composing import is_source
from .translation.keeping import source_of


class NoteForm(forms.Form):
    note = CleanCharField(
        label=gettext_lazy("Người đọc bản tiếng Anh cần biết?"),
        help_text=gettext_lazy(
            "Một câu bằng tiếng Anh về điều vừa đổi, hiện đầu trang tiếng Anh trong 90 ngày kể từ ngày đăng; chỉ cho lần đăng này. "
            "Để trống thì không báo gì. Ví dụ: From 1 December 2026 the result is delivered to your home."
        ),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"lang": "en"}),
    )


class EnglishNote(WagtailAdminTemplateMixin, FormView):
    """The box, and beside it what readers of the source are told."""

    form_class = NoteForm
    template_name = "procedures_pages/desk/english_note.html"
    page_title = gettext_lazy("Người đọc bản tiếng Anh cần biết?")
    header_icon = "comment"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.page = get_object_or_404(ProcedurePage.objects.select_related("locale"), pk=kwargs["pk"])
        if is_source(self.page) or not is_translated(self.page):  # whose form has the box
            raise Http404
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"note": self.page.change_note}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [{"url": edit, "label": self.page.get_admin_display_title()}, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        source: Any = source_of(self.page)
        draft = source.get_latest_revision_as_object() if source else None
        told = (draft.change_note or source.news) if draft else ""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"page": self.page, "told": told}

    def form_valid(self, form: NoteForm) -> HttpResponse:
        note = form.cleaned_data["note"]
        ProcedurePage.objects.filter(pk=self.page.pk).update(change_note=note)
        messages.success(self.request, _("Đã ghi: câu ấy hiện ra khi bản tiếng Anh được đăng.") if note else _("Đã bỏ: không báo gì."))
        return redirect("wagtailadmin_pages:edit", self.page.pk)


@hooks.register("before_edit_page", order=-2)
def offered(request: HttpRequest, page: Page) -> None:
    """To whoever opens a translation in which something waits to be published: over the editor, which draws itself."""
    if request.method != "GET" or not page.live or not isinstance(page, ProcedurePage) or is_source(page) or not is_translated(page):
        return
    if not page.change_note and translated_by(page) is None:
        return
    button = messages.button(reverse("english_note", args=[page.pk]), _("Sửa câu ấy") if page.change_note else _("Ghi một câu"))
    told = _("Người đọc bản tiếng Anh sẽ được báo: “%(note)s”") % {"note": page.change_note} if page.change_note else ""
    messages.info(request, told or _("Người đọc bản tiếng Anh cần biết điều gì vừa đổi?"), buttons=[button])


@hooks.register("register_admin_urls")
def english_note_urls() -> list[Any]:
    return [path("nguoi-dan-can-biet/<int:pk>/", EnglishNote.as_view(), name="english_note")]
