"""The place of the report of queries on the desk: its address and its line in the menu. Imported by the app's wagtail_hooks."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from office.desk.access import may_review
from office.desk.menus import GuardedMenuItem

from .query_report import AskedList


@hooks.register("register_admin_urls")
def asked_urls() -> list[Any]:
    addresses = [path("", AskedList.as_view(), name="report")]
    return [path("nguoi-dan-tim-gi/", include((addresses, "search_asked")))]


@hooks.register("register_reports_menu_item")
def asked_menu_item() -> MenuItem:
    label = _("Người dân tìm gì mà không thấy")
    return GuardedMenuItem(label, reverse_lazy("search_asked:report"), name="tim-gi", icon_name="search", order=50, may=may_review)
