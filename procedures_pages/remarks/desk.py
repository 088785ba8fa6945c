"""Remarks on the desk: pages to read, one's own remarks or all of them, one remark with its answer, and what waits on the first screen."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.base import BaseListingView

from office.desk.access import may_review
from office.desk.lists import TagColumn
from office.desk.menus import GuardedMenuItem
from office.desk.work.rows import PEOPLE, Desk, Figure, Row, Waiting, first_of, measure, source
from office.models import ReaderReport
from office.settling import Outcome, SettlingForm

from ..models import ProcedurePage
from ..queries import IN_SOURCE_LANGUAGE, IS_NO_ALIAS
from . import notices
from .models import Remark

AT_ONCE, FIRST = 50, 5
AnswerForm: Any = modelform_factory(Remark, form=SettlingForm, fields=["outcome", "answer"])


def address_of(remark: Remark) -> str:
    """The screen of the page, at what the remark is about."""
    anchor = f"{remark.fact}-{remark.block}" if remark.block else remark.fact
    return reverse("facts_screen", args=[remark.page_id]) + (f"#{anchor}" if anchor else "")


def _state(page: ProcedurePage) -> tuple[str, str]:
    if not page.live:
        return _("Chưa đăng") if page.first_published_at is None else _("Đã gỡ xuống"), ""
    return (_("Đang đăng, có bản nháp mới"), "amber") if page.has_unpublished_changes else (_("Đang đăng"), "")


class PagesToRead(BaseListingView):
    """Every procedure, published or still a draft, for whoever may edit none of them."""

    page_title = gettext_lazy("Đọc trang và góp ý")
    header_icon = "view"
    results_template_name = "office/desk/list_results.html"
    index_url_name = "pages_to_read"
    index_results_url_name = "pages_to_read_results"
    paginate_by = AT_ONCE
    is_searchable = True
    model = ProcedurePage
    no_results_message = gettext_lazy("Không có trang nào.")
    columns: ClassVar[list[Any]] = [
        TitleColumn("title", label=gettext_lazy("Trang"), get_url=lambda page: reverse("facts_screen", args=[page.pk])),
        Column("area", label=gettext_lazy("Lĩnh vực")),
        TagColumn("state", label=gettext_lazy("Tình trạng"), accessor=_state),
        DateColumn("latest_revision_created_at", label=gettext_lazy("Sửa lần cuối")),
    ]

    def get_base_queryset(self) -> QuerySet[ProcedurePage]:
        return ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE, IS_NO_ALIAS).select_related("area", "locale").order_by("title")

    def get_table_kwargs(self) -> dict[str, Any]:
        return {**super().get_table_kwargs(), "caption": _("Trang thủ tục, cả bản nháp")}


def _outcome(remark: Remark) -> tuple[str, str]:
    return str(remark.get_outcome_display()), "amber" if remark.is_open else ""


class Remarks(BaseListingView):
    """Those of whoever looks; of all officers, for those who work on pages."""

    header_icon = "comment"
    results_template_name = "office/desk/list_results.html"
    index_url_name = "remarks"
    paginate_by = AT_ONCE
    model = Remark
    no_results_message = gettext_lazy("Chưa có góp ý nào.")
    columns: ClassVar[list[Any]] = [
        TitleColumn("words", label=gettext_lazy("Góp ý"), get_url=lambda remark: reverse("remark", args=[remark.pk])),
        Column("page", label=gettext_lazy("Trang"), accessor=lambda remark: remark.page.get_admin_display_title()),
        Column("part", label=gettext_lazy("Phần")),
        UserColumn("written_by", label=gettext_lazy("Người góp ý")),
        DateColumn("written_at", label=gettext_lazy("Lúc")),
        TagColumn("outcome", label=gettext_lazy("Kết quả"), accessor=_outcome),
        Column("answer", label=gettext_lazy("Trả lời")),
    ]

    def get_page_title(self) -> str:
        return _("Góp ý của cán bộ") if may_review(self.request.user) else _("Góp ý của tôi")

    def get_base_queryset(self) -> QuerySet[Remark]:
        return visible(self.request.user).select_related("page", "page__locale", "written_by", "written_by__wagtail_userprofile")

    def get_table_kwargs(self) -> dict[str, Any]:
        return {**super().get_table_kwargs(), "caption": _("Góp ý, chưa trả lời trước")}


def _only_reads(user: Any) -> bool:
    return not may_review(user)


def visible(user: Any) -> QuerySet[Remark]:
    """What this user may read."""
    return Remark.objects.all() if may_review(user) else Remark.objects.filter(written_by=user.pk)


class RemarkView(WagtailAdminTemplateMixin, TemplateView):
    """One remark: its writer reads what became of it, who may edit the page answers it."""

    template_name = "procedures_pages/desk/remark.html"
    header_icon = "comment"
    page_title = gettext_lazy("Góp ý")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.remark = get_object_or_404(Remark.objects.select_related("page", "written_by", "settled_by"), pk=kwargs["pk"])
        self.may_answer = bool(self.remark.page.permissions_for_user(request.user).can_edit())

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.may_answer and self.remark.written_by_id != request.user.pk:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        title = _("Góp ý của cán bộ") if may_review(self.request.user) else _("Góp ý của tôi")
        return [{"url": reverse("remarks"), "label": title}, {"url": "", "label": self.remark.page.get_admin_display_title()}]

    def form(self, data: Any = None) -> Any:
        return AnswerForm(data, instance=self.remark, for_user=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        told = {"remark": self.remark, "page": self.remark.page, "address": address_of(self.remark)}
        return context | told | {"form": kwargs.get("form") or (self.form() if self.may_answer else None)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_answer:
            raise PermissionDenied
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        notices.settled(form.save())
        messages.success(request, _("Đã trả lời góp ý."))
        return redirect("remarks")


class RemarksPanel(Component):
    """An officer's own remarks, with what became of them."""

    name = "remarks"
    template_name = "procedures_pages/desk/remarks_panel.html"
    order = 16

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"own": visible(self.user).select_related("page", "written_by")[:FIRST]}


@hooks.register("construct_homepage_panels")
def remarks_panel(request: HttpRequest, panels: list[Any]) -> None:
    if _only_reads(request.user):
        panels.append(RemarksPanel(request.user))


@source(PEOPLE, 30)
def remarks(desk: Desk) -> Waiting:
    """What officers at the counter pointed out and nobody has answered."""
    found = visible(desk.user).filter(outcome=Outcome.OPEN).select_related("page", "written_by").order_by("written_at", "pk")
    rows = [
        Row(
            # Of one without an account, or whose account is gone, the words say whose they are.
            kind=_("Cán bộ góp ý") if remark.written_by else _("Góp ý"),
            title=f"{remark.page.title}, {remark.part.lower()}" if remark.part else remark.page.title,
            quote=remark.words,
            detail=user_display_name(remark.written_by) if remark.written_by else "",
            action=_("Trả lời"),
            url=reverse("remark", args=[remark.pk]),
            since=remark.written_at,
            area=remark.page.area_id,
        )
        for remark in found
    ]
    return Waiting(tuple(rows), reverse("remarks"))


def open_reports(desk: Desk) -> QuerySet[ReaderReport]:
    """What readers wrote of the pages of one's own areas and nobody has answered; of all where one answers for none."""
    found = ReaderReport.objects.filter(outcome=Outcome.OPEN)
    if desk.everything or not desk.areas:
        return found
    others = ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE).exclude(area__in=desk.areas)
    return found.exclude(page_slug__in=others.values("slug"))


def reads_reports(user: Any) -> bool:
    return bool(ReaderReport.snippet_viewset.permission_policy.user_has_any_permission(user, ("change", "view")))  # type: ignore[attr-defined]


def _of_report(report: ReaderReport) -> Row:
    titles = ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE, slug=report.page_slug).values_list("title", flat=True)
    return Row(
        kind=_("Người dân báo"),
        title=titles.first() or report.page_slug,
        detail=report.get_part_display(),
        quote=report.words,
        action=_("Trả lời"),
        url=reverse("wagtailsnippets_office_readerreport:edit", args=[report.pk]),
        since=report.created_at,
    )


def _all_reports() -> str:
    return reverse("wagtailsnippets_office_readerreport:list") + "?outcome=open"


@source(PEOPLE, 40)
def reports(desk: Desk) -> Waiting:
    """The oldest of what readers wrote."""
    if not reads_reports(desk.user):
        return Waiting(())
    return first_of(open_reports(desk).order_by("created_at", "pk"), _of_report, _all_reports())


@measure(30)
def unanswered(desk: Desk) -> Figure | None:
    """How many of readers' reports nobody has answered."""
    if not reads_reports(desk.user):
        return None
    count = open_reports(desk).count()
    return Figure(str(count), _("góp ý của người đọc chưa trả lời"), _all_reports() if count else "", is_bad=bool(count))


@hooks.register("register_admin_menu_item")
def own_remarks() -> MenuItem:
    return _menu_item(gettext_lazy("Góp ý của tôi"), may=_only_reads)


@hooks.register("register_admin_menu_item")
def all_remarks() -> MenuItem:
    return _menu_item(gettext_lazy("Góp ý của cán bộ"), may=may_review)


@hooks.register("register_admin_menu_item")
def reading() -> MenuItem:
    address = reverse_lazy("pages_to_read")
    return GuardedMenuItem(gettext_lazy("Đọc trang và góp ý"), address, icon_name="view", order=90, name="doc-trang", may=_only_reads)


def _menu_item(label: Any, may: Any) -> MenuItem:
    return GuardedMenuItem(label, reverse_lazy("remarks"), icon_name="comment", order=96, name="gop-y", may=may)


@hooks.register("register_admin_urls")
def remarks_urls() -> list[Any]:
    return [
        path("doc-trang/", PagesToRead.as_view(), name="pages_to_read"),
        path("doc-trang/ket-qua/", PagesToRead.as_view(results_only=True), name="pages_to_read_results"),
        path("gop-y/", Remarks.as_view(), name="remarks"),
        path("gop-y/<int:pk>/", RemarkView.as_view(), name="remark"),
    ]
