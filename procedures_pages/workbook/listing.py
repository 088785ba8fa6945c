"""Báo cáo, "Danh sách thủ tục": every procedure by level and area, to be narrowed, printed, taken away as CSV or XLSX."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from office import site_data
from office.desk.access import ReviewersOnly
from office.desk.listing import STATES, StateFilter
from office.desk.lists import ExportedList
from vietnamese.dates import short

from ..facts.phrases import LEVELS, level_name, status_name
from ..models import ProcedurePage
from .exporting import procedures

LIST = gettext_lazy("Danh sách thủ tục")


def _areas() -> list[tuple[str, str]]:
    return [(str(area.pk), area.name) for area in site_data.areas()]


class ListFilters(WagtailFilterSet):
    cap = django_filters.ChoiceFilter(
        field_name="level", label=gettext_lazy("Cấp thực hiện"), choices=list(LEVELS.items()), widget=forms.RadioSelect
    )
    linh_vuc = django_filters.ChoiceFilter(
        field_name="area", label=gettext_lazy("Lĩnh vực"), choices=_areas, empty_label=gettext_lazy("Mọi lĩnh vực")
    )
    trang_thai = StateFilter(label=gettext_lazy("Trạng thái"), choices=STATES, empty_label=gettext_lazy("Tất cả"), widget=forms.RadioSelect)

    class Meta:
        model = ProcedurePage
        fields: list[str] = []


def present_codes(page: ProcedurePage) -> str:
    return ", ".join(code.value for code in page.codes.all() if code.is_present)


def state_words(page: ProcedurePage) -> str:
    if page.live:
        return _("Đang xuất bản, có bản nháp mới hơn") if page.has_unpublished_changes else _("Đang xuất bản")
    return _("Đã gỡ xuống hoặc hết hạn") if page.first_published_at else _("Bản nháp")


class ProcedureList(ReviewersOnly, ExportedList):
    page_title = LIST
    header_icon = "list-ul"
    template_name = "procedures_pages/workbook/listing.html"
    caption = gettext_lazy("Thủ tục theo cấp thực hiện và lĩnh vực")
    verbose_name_plural = gettext_lazy("thủ tục")
    index_url_name = "procedures_list"
    index_results_url_name = "procedures_list_results"
    filterset_class = ListFilters
    # A sheet of paper has all that there is.
    paginate_by = 500
    columns = [
        Column("level", label=gettext_lazy("Cấp"), accessor=lambda page: level_name(page.level)),
        Column("area", label=gettext_lazy("Lĩnh vực"), accessor=lambda page: page.area or ""),
        TitleColumn("title", label=gettext_lazy("Thủ tục"), url_name="wagtailadmin_pages:edit", accessor="title"),
        Column("codes", label=gettext_lazy("Mã thủ tục"), accessor=present_codes, classname="cn-code"),
        Column("authority", label=gettext_lazy("Cơ quan thực hiện"), accessor=lambda page: page.authority or ""),
        Column("status", label=gettext_lazy("Tình trạng"), accessor=lambda page: status_name(page.status)),
        Column("state", label=gettext_lazy("Trạng thái"), accessor=state_words),
    ]
    export_filename = "danh-sach-thu-tuc"
    list_export = ["level", "area", "title", "official_name", "codes", "authority", "status", "state", "verified_on"]
    export_headings = {
        "level": gettext_lazy("Cấp thực hiện"),
        "area": gettext_lazy("Lĩnh vực"),
        "title": gettext_lazy("Thủ tục"),
        "official_name": gettext_lazy("Tên chính thức"),
        "codes": gettext_lazy("Mã thủ tục"),
        "authority": gettext_lazy("Cơ quan thực hiện"),
        "status": gettext_lazy("Tình trạng"),
        "state": gettext_lazy("Trạng thái"),
        "verified_on": gettext_lazy("Ngày kiểm tra"),
    }

    def get_base_queryset(self) -> QuerySet[ProcedurePage]:
        pages: QuerySet[ProcedurePage] = procedures().prefetch_related("codes").defer_streamfields()
        return pages

    def order_queryset(self, queryset: QuerySet[ProcedurePage]) -> QuerySet[ProcedurePage]:
        return queryset  # by level, area and name, as it comes

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailadmin_home"), "label": _("Trang đầu")}, {"url": "", "label": LIST}]

    def to_row_dict(self, item: ProcedurePage) -> OrderedDict[str, Any]:
        words = {column.name: column.accessor(item) for column in self.columns if callable(column.accessor)}
        return OrderedDict(
            {
                "level": words["level"],
                "area": str(words["area"]),
                "title": item.title,
                "official_name": item.official_name,
                "codes": words["codes"],
                "authority": str(words["authority"]),
                "status": words["status"],
                "state": words["state"],
                "verified_on": short(item.verified_on) if item.verified_on else "",
            }
        )
