"""The explorer's lists of pages: Wagtail's, narrowed by area and state. The shelf of procedures offers what tells procedures apart."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from office import site_data
from office.desk.listing import Explorer, PageFilters

from .models import ProcedurePage


def _areas() -> list[tuple[str, str]]:
    return [(str(area.pk), area.name) for area in site_data.areas()]


class AreaFilter(django_filters.MultipleChoiceFilter):
    """Procedures of any of the areas that are ticked."""

    def filter(self, pages: QuerySet[Page], areas: list[str]) -> QuerySet[Page]:
        return pages.filter(pk__in=ProcedurePage.objects.filter(area__in=areas).order_by().values("pk")) if areas else pages


class SitePageFilters(PageFilters):
    area = AreaFilter(label=_("Lĩnh vực"), choices=_areas, widget=forms.CheckboxSelectMultiple)


class ProcedureFilters(SitePageFilters):
    """Without what is the same for every procedure: it is of one kind and one site and has nothing under it."""

    content_type = site = has_child_pages = None


class SitePages(PageViewSet):
    model = Page
    index_view_class = Explorer
    filterset_class = SitePageFilters


class Procedures(PageViewSet):
    """Of what stands on the shelf of procedures."""

    model = ProcedurePage
    index_view_class = Explorer
    filterset_class = ProcedureFilters


@hooks.register("register_admin_viewset")
def page_lists() -> list[Any]:
    return [SitePages("pages"), Procedures("procedures")]
