"""The register's place on the desk: menu, addresses, home panel, permission. Imported by the app's wagtail_hooks."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from office.desk.access import may_review
from office.desk.menus import GuardedMenuItem

from . import freshness_views  # noqa: F401 (registers its address, its line in the menu and its rows)
from .access import may_import

PREFIX = "co-so-du-lieu/"


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path(PREFIX, include("procedures_pages.register.desk.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    def item(label: Any, view: str, icon: str, order: int, **more: Any) -> GuardedMenuItem:
        return GuardedMenuItem(label, reverse_lazy(f"register_desk:{view}"), name=f"csdl-{view}", icon_name=icon, order=order, **more)

    items = [
        item(_("Bản ghi"), "records", "table", 1),
        item(_("Trang cần đối chiếu"), "waiting", "tasks", 2, may=may_review),
        item(_("Luật đổi"), "laws", "warning", 3, may=may_review),
        item(_("Theo lĩnh vực"), "areas", "grid", 4),
        item(_("Nhập bản chụp"), "upload", "upload", 5, may=may_import),
    ]
    return SubmenuMenuItem(_("Cơ sở dữ liệu quốc gia"), Menu(items=items), name="csdl", icon_name="folder-inverse", order=95)


@hooks.register("register_permissions")
def import_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="procedures_pages", codename="add_registersnapshot")
