"""The desk's lists of pages: what is shown of each comes with the list, in as many queries for fifty pages as for one."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import LocaleFilter
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet, PageListingMixin
from wagtail.coreutils import get_content_languages
from wagtail.models import Page, Revision

from .translations import with_translations

STATES = [
    ("draft", _("Bản nháp, chưa xuất bản lần nào")),
    ("live", _("Đang xuất bản")),
    ("changed", _("Đang xuất bản, có bản nháp mới hơn")),
    ("scheduled", _("Hẹn giờ xuất bản")),
    ("withdrawn", _("Đã gỡ xuống hoặc hết hạn")),
]


def connect() -> None:
    """Called once, when the app is ready: of the explorer, the search and every other list of pages."""
    annotated = PageListingMixin.annotate_queryset

    def annotate(view: PageListingMixin, pages: Any) -> Any:
        pages = with_translations(annotated(view, pages))
        return pages.select_related("locale", "content_type", for_specific_subqueries=True)

    PageListingMixin.annotate_queryset = annotate


class StateFilter(django_filters.ChoiceFilter):
    """What readers have of a page."""

    def filter(self, pages: QuerySet[Page], state: str) -> QuerySet[Page]:
        if state == "scheduled":
            planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False, object_id=Cast(OuterRef("pk"), CharField()))
            return pages.filter(Exists(planned))
        conditions = {
            "draft": Q(live=False, first_published_at=None),
            "live": Q(live=True),
            "changed": Q(live=True, has_unpublished_changes=True),
            "withdrawn": Q(live=False, first_published_at__isnull=False),
        }
        return pages.filter(conditions[state]) if state in conditions else pages


def _languages() -> list[tuple[str, str]]:
    return list(get_content_languages().items())


class PageFilters(GenericPageFilterSet):
    """Wagtail's filters of the explorer, and the state of a page."""

    state = StateFilter(label=_("Trạng thái"), choices=STATES, empty_label=_("Tất cả"), widget=forms.RadioSelect)
    # As Wagtail adds it, but of the languages in the settings, which are all there.
    locale = LocaleFilter(label=_("Ngôn ngữ"), choices=_languages, empty_label=None, null_label=_("Tất cả"), widget=forms.RadioSelect)


class Explorer(ExplorableIndexView):
    """Wagtail's, without a column that it asks for and never shows."""

    base_columns = [column for column in ExplorableIndexView.base_columns if column.name != "parent"]
