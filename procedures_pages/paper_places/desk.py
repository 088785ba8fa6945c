"""The desk's report "Biểu mẫu cần tải lên": forms that pages name and readers cannot take away, the most used first."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from django.urls import path, reverse, reverse_lazy
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn

from office.desk.access import ReviewersOnly, may_review
from office.desk.lists import ExportedList
from office.desk.menus import GuardedMenuItem

from .showing import paper_path
from .wanted import WantedForm, wanted_forms

LABEL = gettext_lazy("Biểu mẫu cần tải lên")


def page_links(wanted: WantedForm) -> str:
    """Each page, a link to where the file is put in."""
    pages = ((reverse("wagtailadmin_pages:edit", args=[pk]), title) for pk, title in wanted.pages)
    return format_html_join("; ", '<a href="{}">{}</a>', pages)


class WantedFormList(ReviewersOnly, ExportedList):
    page_title = LABEL
    header_icon = "doc-empty"
    caption = LABEL
    verbose_name_plural = gettext_lazy("biểu mẫu")
    index_url_name = "forms_wanted"
    paginate_by = 50
    no_results_message = gettext_lazy("Không thiếu biểu mẫu nào: mẫu nào trang nhắc tới cũng có tệp để tải.")
    columns = [
        TitleColumn("paper", label=gettext_lazy("Giấy tờ"), get_url=lambda wanted: paper_path(wanted.slug, "vi")),
        Column("form", label=gettext_lazy("Mẫu")),
        Column("count", label=gettext_lazy("Số thủ tục"), accessor=lambda wanted: len(wanted.pages), classname="cn-number"),
        Column("pages", label=gettext_lazy("Trang cần gắn tệp"), accessor=page_links),
    ]
    export_filename = "bieu-mau-can-tai-len"
    list_export = ["paper", "form", "count", "pages"]
    export_headings = {
        "paper": gettext_lazy("Giấy tờ"),
        "form": gettext_lazy("Mẫu"),
        "count": gettext_lazy("Số thủ tục"),
        "pages": gettext_lazy("Trang cần gắn tệp"),
    }

    def get_queryset(self) -> list[WantedForm]:
        return wanted_forms()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailadmin_home"), "label": _("Trang đầu")}, {"url": "", "label": LABEL}]

    def to_row_dict(self, item: Any) -> OrderedDict[str, Any]:
        titles = "; ".join(title for _pk, title in item.pages)
        return OrderedDict(paper=item.paper, form=item.form, count=len(item.pages), pages=titles)


@hooks.register("register_admin_urls")
def wanted_urls() -> list[Any]:
    return [path("bieu-mau-can-tai/", WantedFormList.as_view(), name="forms_wanted")]


@hooks.register("register_reports_menu_item")
def wanted_menu_item() -> MenuItem:
    return GuardedMenuItem(LABEL, reverse_lazy("forms_wanted"), name="bieu-mau-can-tai", icon_name="doc-empty", order=41, may=may_review)
