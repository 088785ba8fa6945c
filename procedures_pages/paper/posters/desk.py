"""The desk's page "Áp phích và mã QR": what hangs in the office and goes into others' documents, one click each, for everyone there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button

from procedures_pages.addresses import catalogue_path, procedure_path
from procedures_pages.facts.procedure import GONE
from procedures_pages.models import ProcedurePage

from .listing import area_listings

LABEL = gettext_lazy("Áp phích và mã QR")
PER_PAGE = 100


class Posters(WagtailAdminTemplateMixin, TemplateView):
    """Every procedure in force by area; ``linh-vuc`` only those of one, ``p`` which page of a long list."""

    page_title = LABEL
    header_icon = "doc-full-inverse"
    template_name = "procedures_pages/desk/posters.html"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailadmin_home"), "label": _("Trang đầu")}, {"url": "", "label": LABEL}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = area_listings("vi")
        area = next((listing for listing in found if listing.slug == self.request.GET.get("linh-vuc")), None)
        # Whatever language the desk speaks, the wall speaks Vietnamese.
        rows = [(listing, row, procedure_path(row.slug, lang="vi")) for listing in ([area] if area else found) for row in listing.rows]
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "area_listings": found,
            "area": area,
            "page_obj": page,
            "catalogue": catalogue_path(lang="vi"),
        }


@hooks.register("register_admin_urls")
def poster_urls() -> list[Any]:
    return [path("ap-phich/", Posters.as_view(), name="procedure_posters")]


@hooks.register("register_admin_menu_item")
def poster_menu_item() -> MenuItem:
    return MenuItem(LABEL, reverse_lazy("procedure_posters"), name="ap-phich", icon_name="doc-full-inverse", order=97)


def _button(page: Any) -> Iterator[Button]:
    """Only for what can be hung up: a live procedure in force."""
    page = page.specific_deferred
    if isinstance(page, ProcedurePage) and page.live and page.status not in GONE:
        address = procedure_path(page.slug, "ap-phich.pdf", lang=page.locale.language_code)
        yield Button(_("Áp phích (PDF)"), address, icon_name="doc-full-inverse", priority=68, attrs={"target": "_blank", "rel": "noopener"})


@hooks.register("register_page_header_buttons")
def poster_in_header(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    return _button(page)


@hooks.register("register_page_listing_more_buttons")
def poster_in_listing(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    return _button(page)
