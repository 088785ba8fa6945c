"""What the desk adds for procedures: conditions chosen from lists, links from the to-do list to the fields, a way straight to the shelf."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .models import CatalogueIndexPage


@hooks.register("insert_global_admin_css")
def desk_style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


@hooks.register("insert_editor_js")
def desk_script() -> str:
    return format_html('<script src="{}"></script>', static("desk/desk.js"))


def _shelf_url() -> str:
    shelf = CatalogueIndexPage.objects.filter(locale__language_code="vi").values_list("pk", flat=True).first()
    return reverse("wagtailadmin_explore", args=[shelf]) if shelf else reverse("wagtailadmin_explore_root")


class ShelfMenuItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return True


@hooks.register("register_admin_menu_item")
def shelf_menu_item() -> MenuItem:
    return ShelfMenuItem(_("Thủ tục"), lazy(_shelf_url, str)(), icon_name="list-ul", order=90, name="thu-tuc")
