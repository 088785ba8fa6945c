"""The desk's report "Người dân tìm gì mà không thấy": what is asked and not found, and one click from there to the editors' own words."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from office.desk.access import ReviewersOnly
from office.desk.lists import ExportedList
from vietnamese.numbers import decimal

from ..query_log import report
from ..query_log.masking import GONE
from ..query_log.report import Day, QueryRow

PERIODS = (7, 30, 90)
USUAL_PERIOD = 30
LISTS = {
    "khong-thay": (gettext_lazy("Tìm mà không thấy"), report.not_found),
    "khong-mo": (gettext_lazy("Thấy mà không mở"), report.not_opened),
}
MAX_EXPORTED = 10_000
# What an editor can do about a query: the model it makes, the parameter that fills its form, the words on the link.
REMEDIES = (
    ("Synonym", "said", gettext_lazy("Thêm từ đồng nghĩa")),
    ("PromotedAnswer", "queries", gettext_lazy("Thêm câu trả lời gợi ý")),
    ("Elsewhere", "queries", gettext_lazy("Việc không làm ở đây")),
)


def remedies(user: Any) -> list[tuple[str, str, Any]]:
    """(address, parameter, label) of the forms that this user may fill in."""
    found = []
    for name, parameter, label in REMEDIES:
        try:
            viewset = apps.get_model("search", name).snippet_viewset
        except (LookupError, AttributeError):
            continue
        if viewset.permission_policy.user_has_permission(user, "add"):
            found.append((reverse(viewset.get_url_name("add")), parameter, label))
    return found


def position_words(row: QueryRow) -> str:
    """ "2,5"; a dash where nothing was opened."""
    return "–" if row.position is None else decimal(row.position, 1)


class QueryColumn(Column):
    cell_template_name = "search/desk/query_cell.html"


class RemedyColumn(Column):
    """Links that open a form with the query in it. What is left of a masked query helps nobody find anything."""

    cell_template_name = "search/desk/remedy_cell.html"

    def __init__(self, links: list[tuple[str, str, Any]]) -> None:
        super().__init__("remedies", label=_("Việc có thể làm"), accessor=self._links)
        self.links = links

    def _links(self, row: QueryRow) -> list[tuple[str, Any]]:
        if GONE in row.text:
            return []
        return [(f"{url}?{urlencode({parameter: row.text})}", label) for url, parameter, label in self.links]


class AskedList(ReviewersOnly, ExportedList):
    """``ky`` how many days back, ``xem`` which list. Anything else is taken for the usual."""

    page_title = gettext_lazy("Người dân tìm gì mà không thấy")
    header_icon = "search"
    template_name = "search/desk/asked.html"
    index_url_name = "search_asked:report"
    verbose_name_plural = gettext_lazy("câu")
    no_results_message = gettext_lazy("Trong những ngày này không có câu nào như vậy.")
    paginate_by = 50
    export_filename = "nguoi-dan-tim-gi-ma-khong-thay"
    export_headings = {
        "text": gettext_lazy("Câu tìm"),
        "locale": gettext_lazy("Ngôn ngữ"),
        "asked": gettext_lazy("Số lần"),
        "missed": gettext_lazy("Lần không thấy"),
        "hits": gettext_lazy("Số kết quả lần cuối"),
        "position": gettext_lazy("Vị trí mở trung bình"),
    }
    list_export = list(export_headings)

    @cached_property
    def days(self) -> int:
        asked = self.request.GET.get("ky", "")
        return next((days for days in PERIODS if str(days) == asked), USUAL_PERIOD)

    @cached_property
    def shown(self) -> str:
        asked = self.request.GET.get("xem", "")
        return asked if asked in LISTS else next(iter(LISTS))

    @cached_property
    def columns(self) -> list[Column]:
        def number(name: str, **more: Any) -> Column:
            return Column(name, label=self.export_headings[name], classname="cn-number", **more)

        columns = [QueryColumn("text", label=self.export_headings["text"], classname="title"), number("asked"), number("missed")]
        columns += [number("hits"), number("position", accessor=position_words)]
        links = remedies(self.request.user)
        return [*columns, RemedyColumn(links)] if links else columns

    @property
    def caption(self) -> str:
        return f"{LISTS[self.shown][0]}: {self._period_words(self.days)}"

    def get_queryset(self) -> QuerySet[Any, Any]:
        rows = LISTS[self.shown][1](report.first_day(self.days))
        return rows[:MAX_EXPORTED] if self.is_export else rows

    def paginate_queryset(self, queryset: Any, page_size: int) -> tuple[Any, Any, Any, bool]:
        paginator, page, rows, more = super().paginate_queryset(queryset, page_size)
        page.object_list = self._filled(rows)
        return paginator, page, page.object_list, more

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        if self.is_export:
            return {"object_list": self._filled(self.get_queryset())}
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        days = report.by_day(report.first_day(self.days))
        return context | {
            "periods": [(self._address(ky=str(days)), self._period_words(days), days == self.days) for days in PERIODS],
            "lists": [(self._address(xem=name), label, name == self.shown) for name, (label, _rows) in LISTS.items()],
            "explained": self._explained(),
            "by_day": days,
            "total": Day(sum(day.asked for day in days), sum(day.missed for day in days)),
            "is_counting": settings.SEARCH_LEARNING,
            "min_asked": report.MIN_ASKED,
        }

    def _filled(self, rows: Any) -> list[QueryRow]:
        return report.filled(list(rows), report.first_day(self.days))

    def _address(self, **changes: str) -> str:
        return f"{self.index_url}?{urlencode({'ky': str(self.days), 'xem': self.shown, **changes})}"

    @staticmethod
    def _period_words(days: int) -> str:
        return _("%(n)d ngày qua") % {"n": days}

    def _explained(self) -> str:
        if self.shown == "khong-thay":
            return _("Những câu có lần không ra kết quả nào. “Số kết quả lần cuối” lớn hơn 0 nghĩa là nay đã có kết quả.")
        return _("Những câu có kết quả nhưng không ai mở kết quả nào, hoặc chỉ mở kết quả đứng sau vị trí thứ ba.")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailadmin_home"), "label": _("Trang đầu")}, {"url": "", "label": self.page_title}]

    def to_row_dict(self, item: QueryRow) -> OrderedDict[str, Any]:
        return OrderedDict((name, position_words(item) if name == "position" else getattr(item, name)) for name in self.list_export)
