"""One record on the desk: as published, what changed from version to version, who uses it, and the way to a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ...addresses import procedure_path
from ...models import ProcedurePage
from ..drafting.pages import draft_from
from ..guides import pages_of_codes
from ..models import RegisterRecord, RegisterVersion
from ..showing import shown
from ..truth.checking import register_view
from ..truth.register_view import last_days
from ..versions.diff import differences
from .access import catalogue_index_for, crumbs
from .labels import field_name, level_names, place_name, side_by_side

MAX_VERSIONS = 12


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """One version, and what changed in it against the one before: [(field in words, [(old, new)])]; None where it is the first."""

    version: RegisterVersion
    is_current: bool
    changes: list[tuple[str, list[tuple[str, str]]]] | None


def versions_of(record: RegisterRecord) -> list[ShownVersion]:
    """The newest first, each compared with the one before it."""
    versions = list(record.versions.select_related("snapshot").defer("snapshot__report")[: MAX_VERSIONS + 1])
    read = [version.procedure for version in versions]
    out = []
    for n, version in enumerate(versions[:MAX_VERSIONS]):
        changes = None
        if n + 1 < len(versions):
            changes = [(field_name(d.field), side_by_side(d)) for d in differences(read[n + 1], read[n])]
        out.append(ShownVersion(version, version.pk == record.current_id, changes))
    return out


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page that uses the record. ``edit_url`` is empty for those who may not edit it, ``url`` where it is not published."""

    title: str
    is_live: bool
    url: str
    edit_url: str


def _shown_page(page: ProcedurePage, user: Any) -> ShownPage:
    may = page.permissions_for_user(user).can_edit()
    title = page.get_admin_display_title() if may or page.live else _("Bản nháp")
    url = procedure_path(page.slug) if page.live else ""
    return ShownPage(title, page.live, url, reverse("wagtailadmin_pages:edit", args=[page.pk]) if may else "")


def _public_url(record: RegisterRecord) -> str:
    """Codes of a shape that the public address does not take have no page there."""
    try:
        return reverse("procedures:record", args=[record.code])
    except NoReverseMatch:
        return ""


class RecordView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "register/desk/record.html"
    header_icon = "doc-full"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        related = ("current__snapshot", "first_seen", "last_seen", "changed_in", "gone_in")
        self.record = get_object_or_404(RegisterRecord.objects.select_related(*related), code=kwargs["code"])

    def get_page_title(self) -> str:
        return f"{self.record.code} {self.record.name}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return crumbs(("", self.record.code))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        procedure = self.record.procedure
        pages = pages_of_codes([self.record.code])
        return context | {
            "record": self.record,
            "procedure": procedure,
            "shown": shown(procedure) if procedure else None,
            "levels": level_names(self.record.levels),
            "place": place_name(self.record.place),
            "versions": versions_of(self.record),
            "most_versions": MAX_VERSIONS,
            "pages": [_shown_page(page, self.request.user) for page in pages],
            "may_draft": bool(procedure) and not pages and catalogue_index_for(self.request.user) is not None,
            "public_url": "" if any(page.live for page in pages) else _public_url(self.record),
        }


class DraftView(View):
    """POST only: a draft from the record, once. A page that carries the code already is opened instead."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        record = get_object_or_404(RegisterRecord, code=code)
        if catalogue_index_for(request.user) is None:
            return permission_denied(request)
        with transaction.atomic():
            # Pressed twice, or by two editors at once: the second waits here and finds the first one's draft.
            RegisterRecord.objects.select_for_update().get(pk=record.pk)
            pages = pages_of_codes([code])
            page = pages[0] if pages else self._draft(record)
        if page is None:
            messages.error(request, _("Bản ghi %(code)s chưa có nội dung để soạn.") % {"code": code})
            return redirect("register_desk:record", code)
        if pages:
            messages.warning(request, _("Đã có trang mang mã %(code)s; không soạn thêm trang nữa.") % {"code": code})
            if not page.permissions_for_user(request.user).can_edit():
                return redirect("register_desk:record", code)
        else:
            words = _("Đã soạn bản nháp từ bản ghi %(code)s. Hãy đặt tên bằng lời người dân, viết tóm tắt và xem lại từng giấy tờ.")
            messages.success(request, words % {"code": code})
        return redirect("wagtailadmin_pages:edit", page.pk)

    def _draft(self, record: RegisterRecord) -> ProcedurePage | None:
        try:
            return draft_from(record, self.request.user, last_days(register_view()))
        except ValueError:
            return None
