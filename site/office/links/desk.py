"""Báo cáo → Liên kết hỏng: which links do not open, since when, where they are used; one link with its history; and "Kiểm tra lại"."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, ClassVar

import django_filters
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import include, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from office import site_data
from office.clock import scheduler
from office.desk.access import ReviewersOnly, may_review
from office.desk.lists import ExportedList, TagColumn
from office.desk.menus import GuardedMenuItem
from office.models import ThematicArea
from vietnamese.dates import short
from vietnamese.sorting import sort_key

from .found import KINDS
from .models import Link, LinkUse, State

TONES = {State.FAILING: "red", State.UNKNOWN: "amber"}
Links = QuerySet[Link]
# What the report is about, in the words of its filter; without a choice, what does not open.
LISTS = {
    "hong": (gettext_lazy("Không mở được"), Q(state=State.FAILING)),
    "chuyen": (gettext_lazy("Chuyển sang địa chỉ khác"), Q(state=State.ALIVE) & ~Q(leads_to="")),
    "khong-thu-duoc": (gettext_lazy("Không thử được"), Q(state=State.UNKNOWN)),
    "tat-ca": (gettext_lazy("Mọi liên kết"), Q()),
}
USUAL = "hong"
MAX_USES = 5


def _owners() -> list[tuple[str, str]]:
    """Who answers for an area: (key, name), by name."""
    keys = {pk for row in ThematicArea.objects.values_list("responsible", "deputy") for pk in row if pk}
    users = get_user_model().objects.filter(pk__in=keys)
    return sorted(((str(user.pk), user.get_full_name() or user.get_username()) for user in users), key=lambda row: sort_key(row[1]))


class LinkFilters(WagtailFilterSet):
    xem = django_filters.ChoiceFilter(
        label=gettext_lazy("Xem"),
        choices=[(name, label) for name, (label, _which) in LISTS.items() if name != USUAL],
        empty_label=LISTS[USUAL][0],
        widget=forms.RadioSelect,
        method="by_list",
    )
    linh_vuc = django_filters.ChoiceFilter(
        label=gettext_lazy("Lĩnh vực"), choices=(), empty_label=gettext_lazy("Mọi lĩnh vực"), method="by_area"
    )
    nguoi = django_filters.ChoiceFilter(
        label=gettext_lazy("Người phụ trách"), choices=(), empty_label=gettext_lazy("Mọi người"), method="by_owner"
    )
    loai = django_filters.ChoiceFilter(
        label=gettext_lazy("Loại"), choices=list(KINDS.items()), empty_label=gettext_lazy("Mọi loại"), method="by_kind"
    )

    class Meta:
        model = Link
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["linh_vuc"].extra["choices"] = [(area.slug, area.name) for area in site_data.areas()]
        self.filters["nguoi"].extra["choices"] = _owners()

    def by_list(self, links: Links, name: str, chosen: str) -> Links:
        return links.filter(LISTS[chosen][1])

    def by_area(self, links: Links, name: str, slug: str) -> Links:
        return links.filter(pk__in=LinkUse.objects.filter(area__slug=slug).values("link"))

    def by_owner(self, links: Links, name: str, pk: str) -> Links:
        mine = Q(area__responsible=pk) | Q(area__deputy=pk)
        return links.filter(pk__in=LinkUse.objects.filter(mine).values("link"))

    def by_kind(self, links: Links, name: str, kind: str) -> Links:
        return links.filter(pk__in=LinkUse.objects.filter(kind=kind).values("link"))

    def filter_queryset(self, queryset: Links) -> Links:
        found: Links = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("xem") else found.filter(LISTS[USUAL][1])


def _state(link: Link) -> tuple[str, str]:
    return link.told, TONES.get(link.state, "")  # type: ignore[call-overload]


class UsesColumn(Column):
    """The places where a link is used, each a way to its form; where there are many, the first of them."""

    cell_template_name = "office/desk/link_uses_cell.html"

    def get_value(self, instance: Link) -> dict[str, Any]:
        uses = list(instance.uses.all())
        return {"uses": uses[:MAX_USES], "more": max(0, len(uses) - MAX_USES), "link": instance}


class BrokenLinks(ReviewersOnly, ExportedList):
    page_title = gettext_lazy("Liên kết hỏng")
    header_icon = "link"
    template_name = "office/desk/broken_links.html"
    caption = gettext_lazy("Liên kết ra ngoài, hỏng lâu nhất trước")
    verbose_name_plural = gettext_lazy("liên kết")
    index_url_name = "broken_links"
    index_results_url_name = "broken_links_results"
    filterset_class = LinkFilters
    model = Link
    no_results_message = gettext_lazy("Không có liên kết nào như vậy.")
    paginate_by = 50
    columns: ClassVar[list[Any]] = [
        TitleColumn("url", label=gettext_lazy("Liên kết"), get_url=lambda link: reverse("link", args=[link.pk])),
        TagColumn("state", label=gettext_lazy("Tình trạng"), accessor=_state),
        DateColumn("failing_since", label=gettext_lazy("Hỏng từ")),
        DateColumn("checked_at", label=gettext_lazy("Thử lần cuối")),
        Column("leads_to", label=gettext_lazy("Dẫn tới")),
        UsesColumn("uses", label=gettext_lazy("Dùng ở")),
    ]
    export_filename = "lien-ket-hong"
    export_headings: ClassVar[dict[str, Any]] = {
        "url": gettext_lazy("Liên kết"),
        "state": gettext_lazy("Tình trạng"),
        "failing_since": gettext_lazy("Hỏng từ"),
        "last_ok": gettext_lazy("Mở được lần cuối"),
        "checked_at": gettext_lazy("Thử lần cuối"),
        "leads_to": gettext_lazy("Dẫn tới"),
        "uses": gettext_lazy("Dùng ở"),
    }
    list_export: ClassVar[list[str]] = list(export_headings)

    def get_base_queryset(self) -> Links:
        return Link.objects.prefetch_related("uses").order_by("failing_since", "url")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return context | {"is_checking": settings.CHECK_LINKS, "again": reverse("links_again"), "query": self.request.GET.urlencode()}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailadmin_home"), "label": _("Trang đầu")}, {"url": "", "label": self.page_title}]

    def to_row_dict(self, item: Link) -> OrderedDict[str, Any]:
        days = {
            name: short(timezone.localdate(at)) if (at := getattr(item, name)) else ""
            for name in ("failing_since", "last_ok", "checked_at")
        }
        told = {
            "url": item.url,
            "state": item.told,
            **days,
            "leads_to": item.leads_to,
            "uses": "; ".join(use.title for use in item.uses.all()),
        }
        return OrderedDict((name, told[name]) for name in self.list_export)


class LinkView(ReviewersOnly, WagtailAdminTemplateMixin, TemplateView):
    """One link: how it stands, what it did before, where it is used. POST: it is checked again."""

    header_icon = "link"
    template_name = "office/desk/link.html"
    page_title = gettext_lazy("Liên kết")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.link = get_object_or_404(Link, pk=kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse("broken_links"), "label": _("Liên kết hỏng")}, {"url": "", "label": self.link.host}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        uses = [(use, KINDS.get(use.kind, use.kind)) for use in self.link.uses.all()]
        told = {"link": self.link, "state": _state(self.link), "uses": uses, "changes": self.link.changes.all()[:20]}
        return context | told | {"is_waiting": self.link.due_at <= timezone.now(), "is_checking": settings.CHECK_LINKS}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        _check_again(request, Link.objects.filter(pk=pk))
        return redirect("link", pk)


class CheckAgain(ReviewersOnly, View):
    """POST: whatever does not open is checked again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        _check_again(request, Link.objects.filter(state=State.FAILING))
        return redirect("broken_links")


def _check_again(request: HttpRequest, links: Links) -> None:
    """It is the clock that asks: nobody waits for another site here, and no two ask it at once."""
    links.update(due_at=timezone.now())
    scheduler.wake("check-links")
    messages.success(request, _("Sẽ thử lại trong ít phút. Tải lại trang để xem kết quả."))


@hooks.register("register_admin_urls")
def link_urls() -> list[Any]:
    return [
        path(
            "lien-ket/",
            include(
                [
                    path("", BrokenLinks.as_view(), name="broken_links"),
                    path("ket-qua/", BrokenLinks.as_view(results_only=True), name="broken_links_results"),
                    path("kiem-tra-lai/", CheckAgain.as_view(), name="links_again"),
                    path("<int:pk>/", LinkView.as_view(), name="link"),
                ]
            ),
        )
    ]


@hooks.register("register_reports_menu_item")
def links_menu_item() -> MenuItem:
    return GuardedMenuItem(
        gettext_lazy("Liên kết hỏng"), reverse_lazy("broken_links"), name="lien-ket-hong", icon_name="link", order=60, may=may_review
    )
