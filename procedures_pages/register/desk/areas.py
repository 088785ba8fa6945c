"""Of each area: how many records, how many of the ward's own, how many with a guide."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from django.db.models import Count, F, FloatField, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn

from office.desk.lists import ExportedList
from vietnamese.numbers import decimal

from ..guides import codes_with_a_guide
from ..models import RegisterRecord
from .access import crumbs
from .filters import NO_AREA

WARD = Q(levels__contains="ward")


def _list_url(area: str, **more: str) -> str:
    return f"{reverse('register_desk:records')}?{urlencode({'linh_vuc': area or NO_AREA, 'tinh_trang': 'con', **more})}"


def percent(row: dict[str, Any]) -> str:
    """ "12,5%"; nothing of nothing is none."""
    return decimal(row["guides"] * 100 / row["records"], 1) + "%" if row["records"] else "0%"


class LinkColumn(TitleColumn):
    """A number that leads to the records it counts."""

    cell_template_name = "register/desk/link_cell.html"


class AreaList(ExportedList):
    """Records that are gone are not counted."""

    page_title = gettext_lazy("Theo lĩnh vực")
    header_icon = "grid"
    template_name = "register/desk/areas.html"
    caption = gettext_lazy("Số bản ghi và số đã có hướng dẫn của từng lĩnh vực")
    verbose_name_plural = gettext_lazy("lĩnh vực")
    index_url_name = "register_desk:areas"
    default_ordering = "-records"
    paginate_by = None
    columns = [
        TitleColumn(
            "area",
            label=gettext_lazy("Lĩnh vực"),
            sort_key="area",
            accessor=lambda row: row["area"] or _("(không ghi lĩnh vực)"),
            get_url=lambda row: _list_url(row["area"]),
        ),
        Column("records", label=gettext_lazy("Bản ghi"), sort_key="records", classname="cn-number"),
        LinkColumn(
            "wards",
            label=gettext_lazy("Cấp phường, xã"),
            sort_key="wards",
            classname="cn-number",
            get_url=lambda row: _list_url(row["area"], cap="ward") if row["wards"] else None,
        ),
        LinkColumn(
            "guides",
            label=gettext_lazy("Đã có hướng dẫn"),
            sort_key="guides",
            classname="cn-number",
            get_url=lambda row: _list_url(row["area"], huong_dan="co") if row["guides"] else None,
        ),
        Column("percent", label=gettext_lazy("Tỷ lệ"), sort_key="share", accessor=percent, classname="cn-number"),
    ]
    export_filename = "co-so-du-lieu-quoc-gia-theo-linh-vuc"
    list_export = ["area", "records", "wards", "guides", "percent"]
    export_headings = {
        "area": gettext_lazy("Lĩnh vực"),
        "records": gettext_lazy("Bản ghi"),
        "wards": gettext_lazy("Cấp phường, xã"),
        "guides": gettext_lazy("Đã có hướng dẫn"),
        "percent": gettext_lazy("Tỷ lệ"),
    }

    def get_base_queryset(self) -> QuerySet[Any, Any]:
        covered = Q(code__in=codes_with_a_guide())
        rows = RegisterRecord.objects.filter(gone_in=None).order_by().values("area")
        counted = rows.annotate(records=Count("pk"), wards=Count("pk", filter=WARD), guides=Count("pk", filter=covered))
        return counted.annotate(share=Cast(F("guides"), FloatField()) / F("records"))

    def order_queryset(self, queryset: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
        return queryset.order_by(self.ordering, "area")

    def get_queryset(self) -> list[dict[str, Any]]:
        # A few hundred rows at most, read once for the table and for the sums.
        return list(super().get_queryset())

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        total = {name: sum(row[name] for row in self.object_list) for name in ("records", "wards", "guides")}
        context["total"] = {**total, "percent": percent(total), "areas": len(self.object_list)}
        return context

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return crumbs(("", _("Theo lĩnh vực")))

    def to_row_dict(self, item: dict[str, Any]) -> OrderedDict[str, Any]:
        words = {"area": item["area"] or _("(không ghi lĩnh vực)"), "percent": percent(item)}
        return OrderedDict((name, words.get(name, item.get(name))) for name in self.list_export)
