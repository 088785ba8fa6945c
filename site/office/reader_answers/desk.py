"""On the desk: readers' reports as a list to take away, and how often readers found each page right or wrong, part by part."""

from __future__ import annotations

from collections import OrderedDict
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import IndexView

from ..desk.exports import NeutralExportMixin
from ..desk.lists import ExportedList
from ..models import ReaderReport
from .counting import PageAnswers, page_answers

PERIODS = (30, 90, 365)
REPORTS, BY_PAGE = gettext_lazy("Góp ý của người đọc"), gettext_lazy("Đúng, chưa đúng theo trang")
UNNAMED = gettext_lazy("Không nói phần nào")


class ReportsIndexView(NeutralExportMixin, IndexView):
    """Wagtail's list of readers' reports, as a file, too, and with the way to the counts."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(BY_PAGE, url=reverse("reader_answers"), icon_name="list-ul")]


def _reports_of(page: PageAnswers) -> str:
    return f"{reverse(ReaderReport.snippet_viewset.get_url_name('list'))}?{urlencode({'page_slug': page.slug})}"  # type: ignore[attr-defined]


class AnswersList(ExportedList):
    """``ky``: how many days back; anything else is taken for the longest."""

    page_title = BY_PAGE
    header_icon = "comment"
    template_name = "office/desk/reader_answers.html"
    index_url_name = "reader_answers"
    verbose_name_plural = gettext_lazy("trang")
    no_results_message = gettext_lazy("Trong những ngày này chưa có ai nói trang nào đúng hay chưa đúng.")
    paginate_by = 100
    export_filename = "dung-chua-dung-theo-trang"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        policy = ReaderReport.snippet_viewset.permission_policy  # type: ignore[attr-defined]
        if not policy.user_has_any_permission(request.user, ("change", "view")):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def days(self) -> int:
        asked = self.request.GET.get("ky", "")
        return next((days for days in PERIODS if str(days) == asked), PERIODS[-1])

    @cached_property
    def parts(self) -> dict[str, Any]:
        """{part: label} of the parts that a report may name, and of those that name none."""
        return {**{str(part): part.label for part in ReaderReport.Part}, "": UNNAMED}

    @property
    def caption(self) -> str:
        return f"{BY_PAGE}: {self._period_words(self.days)}"

    def get_queryset(self) -> list[PageAnswers]:
        return page_answers(timezone.localdate() - timedelta(days=self.days - 1))

    @cached_property
    def columns(self) -> list[Column]:
        def number(name: str, label: Any, accessor: Any) -> Column:
            return Column(name, label=label, accessor=accessor, classname="cn-number")

        return [
            TitleColumn("title", label=_("Trang"), accessor=lambda page: page.title or page.slug, get_url=_reports_of),
            number("yes", _("Đúng"), lambda page: page.yes),
            number("noes", _("Chưa đúng"), lambda page: page.noes),
            Column("parts", label=_("Phần chưa đúng"), accessor=self._parts_words),
            number("unanswered", _("Chưa trả lời"), lambda page: page.unanswered or ""),
        ]

    def _parts_words(self, page: PageAnswers) -> str:
        """ "Phí, lệ phí: 3 · Thời hạn: 1", the most often named first."""
        times = sorted(page.no.items(), key=lambda named: -named[1])
        return " · ".join(f"{self.parts[part]}: {n}" for part, n in times)

    @property
    def export_headings(self) -> dict[str, Any]:
        return {
            "title": _("Trang"),
            "slug": _("Tên trong địa chỉ"),
            "yes": _("Đúng"),
            "noes": _("Chưa đúng"),
            **{part or "unnamed": label for part, label in self.parts.items()},
            "unanswered": _("Chưa trả lời"),
        }

    @property
    def list_export(self) -> list[str]:
        return list(self.export_headings)

    def to_row_dict(self, item: PageAnswers) -> OrderedDict[str, Any]:
        told = {"title": item.title, "slug": item.slug, "yes": item.yes, "noes": item.noes, "unanswered": item.unanswered}
        told |= {part or "unnamed": item.no.get(part, 0) for part in self.parts}
        return OrderedDict((name, told[name]) for name in self.list_export)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        periods = [(f"{self.index_url}?ky={days}", self._period_words(days), days == self.days) for days in PERIODS]
        return context | {"periods": periods}

    @staticmethod
    def _period_words(days: int) -> str:
        return _("%(n)d ngày qua") % {"n": days}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        reports = reverse(ReaderReport.snippet_viewset.get_url_name("list"))  # type: ignore[attr-defined]
        return [{"url": reports, "label": REPORTS}, {"url": "", "label": BY_PAGE}]


@hooks.register("register_admin_urls")
def reader_answers_urls() -> list[Any]:
    return [path("gop-y-theo-trang/", AnswersList.as_view(), name="reader_answers")]
