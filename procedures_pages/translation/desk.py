"""The desk's list "Bản dịch cần xem lại", its line in the menu of reports, and what the desk's front page says of it."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import BaseListingView

from office.desk.access import ReviewersOnly, may_review
from office.desk.lists import TagColumn
from office.desk.menus import GuardedMenuItem
from office.desk.work.rows import DUE, Desk, Row, Waiting, source

from .waiting import WaitingTranslation, waiting

LABEL = gettext_lazy("Bản dịch cần xem lại")
LANGUAGES = {"en": gettext_lazy("Tiếng Anh")}


def state_words(version: WaitingTranslation) -> tuple[str, str]:
    """(words, tone) of what the version waits for."""
    if not version.live:
        return _("Bản dịch chưa xuất bản"), ""
    return _("%(n)s trên %(all)s câu chưa dịch theo trang tiếng Việt hiện nay") % {"n": version.lacking, "all": version.texts}, "amber"


class TranslationList(ReviewersOnly, BaseListingView):
    page_title = LABEL
    header_icon = "wagtail-localize-language"
    results_template_name = "office/desk/list_results.html"
    index_url_name = "translations_waiting"
    paginate_by = 50
    no_results_message = gettext_lazy("Không có bản dịch nào cần xem lại: mọi bản dịch theo kịp trang tiếng Việt.")
    columns = [
        TitleColumn("title", label=gettext_lazy("Trang"), get_url=lambda version: reverse("wagtailadmin_pages:edit", args=[version.pk])),
        Column("language", label=gettext_lazy("Ngôn ngữ"), accessor=lambda version: LANGUAGES.get(version.language, version.language)),
        TagColumn("state", label=gettext_lazy("Tình trạng"), accessor=state_words),
    ]

    def get_queryset(self) -> list[WaitingTranslation]:
        return waiting()

    def get_table_kwargs(self) -> dict[str, Any]:
        return {**super().get_table_kwargs(), "caption": LABEL}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailadmin_home"), "label": _("Trang đầu")}, {"url": "", "label": LABEL}]


@source(DUE, 20)
def behind(desk: Desk) -> Waiting:
    """Versions in other languages that do not say what their source says."""
    rows = [
        Row(
            kind=_("Bản dịch chậm"),
            title=version.title,
            detail=state_words(version)[0],
            action=_("Dịch"),
            url=reverse("wagtailadmin_pages:edit", args=[version.pk]),
            area=version.area,
        )
        for version in waiting()
    ]
    return Waiting(tuple(rows), reverse("translations_waiting"))


@hooks.register("register_admin_urls")
def translation_urls() -> list[Any]:
    return [path("ban-dich-can-xem/", TranslationList.as_view(), name="translations_waiting")]


@hooks.register("register_reports_menu_item")
def translation_menu_item() -> MenuItem:
    url = reverse_lazy("translations_waiting")
    return GuardedMenuItem(LABEL, url, name="ban-dich", icon_name="wagtail-localize-language", order=40, may=may_review)
