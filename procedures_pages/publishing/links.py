"""Rows that each name one thing (a law, a procedure): all the things they name are looked up at once."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import MultipleChooserPanel
from wagtail.models import Page


class LinksPanel(MultipleChooserPanel):
    class BoundPanel(MultipleChooserPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            look_up_together(self.formset, self.panel.chooser_field_name)
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context


def look_up_together(formset: Any, name: str) -> None:
    """Tells the choosers of this field what their rows name; one that is told nothing asks the database, as Wagtail's do."""
    asked = {str(form[name].value() or "") for form in formset.forms}
    model = formset.empty_form.fields[name].widget.model_class
    named = model.objects.filter(pk__in=[key for key in asked if key.isdecimal()])
    known = {str(one.pk): one for one in (named.specific() if issubclass(model, Page) else named)}
    for form in formset.forms:
        widget = form.fields[name].widget
        asks = widget.get_instance
        widget.get_instance = lambda value, asks=asks: known.get(str(value)) or asks(value)
