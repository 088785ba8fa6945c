"""Lines of the desk's menus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail import hooks
from wagtail.admin.menu import MenuItem, SubmenuMenuItem
from wagtail.images.wagtail_hooks import ImagesSummaryItem


class GuardedMenuItem(MenuItem):
    """Shown to those whom ``may`` lets in."""

    def __init__(self, *args: Any, may: Callable[[Any], bool] = lambda user: True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may = may

    def is_shown(self, request: Any) -> bool:
        return self.may(request.user)


@hooks.register("construct_homepage_summary_items", order=100)
def count_no_pictures(request: Any, items: list[Any]) -> None:
    items[:] = [item for item in items if not isinstance(item, ImagesSummaryItem)]


@hooks.register("construct_main_menu", order=100)
def leave_out_what_does_nothing(request: Any, menu_items: list[MenuItem]) -> None:
    """No page of this site shows an uploaded picture. Which Wagtail it is, whoever runs the server reads in requirements.txt."""
    menu_items[:] = [item for item in menu_items if item.name != "images"]
    for at, item in enumerate(menu_items):
        if item.name == "settings":
            menu_items[at] = SubmenuMenuItem(item.label, item.menu, name=item.name, icon_name=item.icon_name, order=item.order)
