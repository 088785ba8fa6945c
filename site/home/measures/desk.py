"""The report itself, on the screen and as a file. The way to it is on "Trang đến hạn rà"."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks

from office.desk.access import ReviewersOnly
from office.desk.lists import ExportedList

from .completeness import PARTS
from .told import Measure, Report, measured

LABEL = gettext_lazy("Đo lường theo Điều 12 Nghị định 224/2026/NĐ-CP")


class Measures(ReviewersOnly, ExportedList):
    page_title = LABEL
    header_icon = "date"
    template_name = "home/desk/measures.html"
    index_url_name = "measures"
    export_filename = "do-luong-theo-dieu-12"
    export_headings = {
        "group": gettext_lazy("Nhóm"),
        "name": gettext_lazy("Số đo"),
        "scope": gettext_lazy("Phạm vi"),
        "value": gettext_lazy("Kết quả"),
        "of": gettext_lazy("Trên tổng số"),
        "percent": gettext_lazy("Tỷ lệ, phần trăm"),
        "how": gettext_lazy("Cách đếm"),
    }
    list_export = list(export_headings)

    @cached_property
    def report(self) -> Report:
        return measured()

    def get_queryset(self) -> list[Measure]:
        return self.report.lines

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.report
        shown = {
            "parts": [(part.label, part.how) for part in PARTS],
            "rows": [
                (
                    one.area or _("Mọi trang"),
                    one.pages,
                    _share(one.whole, one.pages),
                    [_share(one.parts[part.name], one.pages) for part in PARTS],
                )
                for one in (report.everything, *report.areas)
            ],
            "timely": report.timely,
            "reached": report.reached,
        }
        return super().get_context_data(**kwargs) | shown

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse("pages_due"), "label": _("Trang đến hạn rà")}, {"url": "", "label": LABEL}]

    def to_row_dict(self, item: Measure) -> OrderedDict[str, Any]:
        return OrderedDict((name, getattr(item, name)) for name in self.list_export)


def _share(number: int, of: int) -> str:
    """ "90%"; a dash of none. Rounded down: 100% are all."""
    return f"{number * 100 // of}%" if of else "–"


@hooks.register("register_admin_urls")
def measures_urls() -> list[Any]:
    return [path("do-luong-dieu-12/", Measures.as_view(), name="measures")]
