"""On the desk: notices over the pages, among what many pages share."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Banner


class BannerViewSet(SnippetViewSet):
    model = Banner
    icon = "info-circle"
    list_display = (
        "text",
        Column("get_severity_display", label=_("Mức độ"), sort_key="severity"),
        "shown_from",
        "shown_until",
        UpdatedAtColumn(),
    )
    list_filter = ("severity",)


register_snippet(BannerViewSet)
