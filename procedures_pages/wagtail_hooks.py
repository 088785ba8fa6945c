"""What the desk adds for procedures: conditions chosen from lists, links from the to-do list to fields, a way to the list of procedures."""

from __future__ import annotations

from typing import Any, ClassVar

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from office import site_data
from office.desk.access import may_review
from office.desk.menus import GuardedMenuItem

from . import (
    ending_rates,  # noqa: F401 (tells of rates that end)
    english_note,  # noqa: F401 (registers the change note of translations)
    listing,  # noqa: F401 (registers the lists of pages)
    reader_changes,  # noqa: F401 (registers the screen of what readers will see)
    views,
    withdrawing,  # noqa: F401 (registers what taking a page down asks)
)
from .models import CatalogueIndexPage, ProcedurePage
from .on_page import hooks as on_page_hooks  # noqa: F401 (registers the screen where a page is edited fact by fact)
from .paper.posters import desk as poster_desk  # noqa: F401 (registers the page of posters)
from .paper_places import desk as paper_desk  # noqa: F401 (registers the report of forms)
from .publishing.parted import stay
from .register.desk import hooks as register_hooks  # noqa: F401 (registers the register's screens)
from .remarks import desk as remarks_desk  # noqa: F401 (registers what officers say of pages)
from .transfers import desk as transfers_desk  # noqa: F401 (registers what puts a transfer of powers into many pages)
from .translation import desk as translation_desk  # noqa: F401 (registers the list of translations)
from .workbook import desk as workbook_desk  # noqa: F401 (registers the workbook of procedures and their list)

SHELF_KEY = "procedures:shelf:v1"


# Last of all: what is told where to go on hears of no other hook.
hooks.register("after_create_page", stay, order=1000)
hooks.register("after_edit_page", stay, order=1000)


@hooks.register("insert_global_admin_css")
def desk_style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


@hooks.register("insert_editor_js")
def desk_script() -> str:
    return format_html('<script src="{}" data-session="{}"></script>', static("desk/desk.js"), reverse("desk_session"))


@hooks.register("insert_editor_js")
def word_list_script() -> str:
    """Asks before a pasted list becomes papers."""
    return render_to_string("procedures_pages/word_lists.html")


def _shelf() -> int | None:
    return CatalogueIndexPage.objects.filter(locale__language_code="vi").values_list("pk", flat=True).first()


def _shelf_url() -> str:
    shelf = site_data.kept(SHELF_KEY, _shelf)
    return reverse("wagtailadmin_explore", args=[shelf]) if shelf else reverse("wagtailadmin_explore_root")


@hooks.register("register_admin_menu_item")
def shelf_menu_item() -> MenuItem:
    return GuardedMenuItem(_("Thủ tục"), lazy(_shelf_url, str)(), icon_name="list-ul", order=90, name="thu-tuc", may=may_review)


@hooks.register("register_admin_urls")
def page_of_day_url() -> list[Any]:
    return [path("ban-cua-ngay/<slug:slug>/", views.page_of_day, name="page_of_day")]


class CounterPanel(Component):
    """The first screen of whoever works at the counter and writes nothing: where their own work is."""

    name = "counter"
    order = 10
    template_name = "procedures_pages/desk/counter_panel.html"


@hooks.register("construct_homepage_panels")
def counter_panel(request: Any, panels: list[Any]) -> None:
    if not may_review(request.user):
        panels.append(CounterPanel())


class ReadingPages(PagesAdminAPIViewSet):
    """The desk's own screens only read here. Publishing and copying would go round the rules, so they are not offered."""

    actions: ClassVar[dict[str, Any]] = {}


@hooks.register("construct_admin_api")
def admin_api_only_reads(router: Any) -> None:
    router.register_endpoint("pages", ReadingPages)


@hooks.register("after_copy_page")
def copy_is_a_draft(request: Any, page: Any, new_page: Any) -> None:
    """A copy carries the codes of its original: it stays a draft until it has its own."""
    if new_page.live and isinstance(new_page.specific, ProcedurePage):
        new_page.specific.unpublish(user=request.user)
