"""Lists of the desk: what their cells show, and that they can be taken away whole."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import BaseListingView

from .exports import NeutralExportMixin


class TagColumn(Column):
    """A word in a frame; ``tone`` is "", "amber" or "red", and never says anything that the word does not."""

    cell_template_name = "office/desk/tag_cell.html"


class ExportedList(NeutralExportMixin, BaseListingView):
    """A list that can be taken away whole, as it was narrowed, not only the page shown."""

    results_template_name = "office/desk/list_results.html"
    caption: Any = ""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponseBase:
        if self.is_export:
            return self.as_spreadsheet(context["object_list"], self.request.GET["export"])
        return super().render_to_response(context, **kwargs)

    def get_table_kwargs(self) -> dict[str, Any]:
        return {**super().get_table_kwargs(), "caption": self.caption}
