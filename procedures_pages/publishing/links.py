"""Rows that each name one thing (a law, a procedure): one line each, and all the things they name are looked up at once.

Wagtail draws a panel for each, with a heading, a box and a menu: seventeen laws were half of their part's bytes and nodes.
"""

from __future__ import annotations

from typing import Any

from django.forms import Media
from wagtail.admin.panels import MultipleChooserPanel
from wagtail.models import Page


class LinksPanel(MultipleChooserPanel):
    class BoundPanel(MultipleChooserPanel.BoundPanel):
        template_name = "procedures_pages/desk/links_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            name = self.panel.chooser_field_name
            look_up_together(self.formset, name)
            context: dict[str, Any] = super().get_context_data(parent_context)
            boxes = [child.form[name] for child in (*self.children, self.empty_child)]
            for box in boxes:
                box.field.widget.template_name = "procedures_pages/desk/link_chooser.html"
            return context | {"boxes": boxes[:-1], "empty_box": boxes[-1]}

        @property
        def media(self) -> Media:
            return super().media + Media(css={"all": ["desk/links.css"]})


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
