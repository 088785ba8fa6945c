"""Where the screen stands on the desk: its addresses, and the ways to it from lists of pages and from the long form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem

from ..models import ProcedurePage
from ..translation.composing import is_source
from . import views


@hooks.register("register_admin_urls")
def on_page_urls() -> list[Any]:
    screen = "trang/<int:pk>/"
    return [
        path(f"{screen}su-kien/", views.Reading.as_view(), name="facts_screen"),
        path(f"{screen}su-kien/<slug:fact>/", views.FactForm.as_view(), name="fact_form"),
        path(f"{screen}su-kien/<slug:fact>/<slug:block>/", views.FactForm.as_view(), name="fact_form"),
        path(f"{screen}su-kien/<slug:fact>/<slug:block>/bo/", views.FactGone.as_view(), name="fact_gone"),
        path(f"{screen}dung-nhu-vay/", views.Answered.as_view(), name="facts_answered"),
        path(f"{screen}nguoi-mau-nhan/", views.PeopleToo.as_view(), name="facts_people"),
        path(f"{screen}gop-y/", views.Remarking.as_view(), name="page_remark"),
        path(f"{screen}gop-y/<slug:fact>/", views.Remarking.as_view(), name="fact_remark"),
        path(f"{screen}gop-y/<slug:fact>/<slug:block>/", views.Remarking.as_view(), name="fact_remark"),
        path(f"{screen}gui-duyet/", views.Submitted.as_view(), name="facts_submitted"),
    ]


def edited_here(page: Any) -> bool:
    """Whether facts of the page are edited on the page: a procedure, in Vietnamese, that is there already."""
    return isinstance(page, ProcedurePage) and bool(page.pk) and page.alias_of_id is None and is_source(page)


class EditOnPage(PageMenuItem):
    label = _("Sửa trên trang")
    icon_name = "edit"
    url_name = "facts_screen"

    def is_shown(self, user: Any) -> bool:
        return edited_here(self.page) and bool(self.page.permissions_for_user(user).can_edit())


@hooks.register("register_page_listing_more_buttons")
def in_lists(page: Any, user: Any, next_url: Any = None) -> Iterator[Any]:
    yield EditOnPage(page=page, priority=1)


@hooks.register("register_page_header_buttons")
def over_the_form(page: Any, user: Any, view_name: str, next_url: Any = None) -> Iterator[Any]:
    yield EditOnPage(page=page, priority=5)


def road_to(page: Any) -> str:
    """Where a list of pages leads: of a procedure that readers see to its facts, else to the form."""
    return reverse("facts_screen" if page.live and edited_here(page) else "wagtailadmin_pages:edit", args=[page.pk])
