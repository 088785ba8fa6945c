"""What a change of a shared record changes: "N trang sẽ đổi", with the first of their names, before anything is live."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db.models import Model, Q
from wagtail.admin.panels import Panel
from wagtail.models import Page, ReferenceIndex

from vietnamese.sorting import sort_key

NAMED = 5
# What rooms above know of pages that say a record without referring to it.
UNNAMED: list[Callable[[Model], Iterable[Page]]] = []


def pages_showing(record: Model) -> list[Page]:
    """The published Vietnamese pages that say what the record says, by title."""
    found = {}
    numbers = {str(owner.pk) for owner, _references in ReferenceIndex.get_references_to(record).group_by_source_object()}
    live = Page.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE, alias_of=None)
    wanted = Q(pk__in=[number for number in numbers if number.isdigit()])
    for relation in record._meta.get_fields(include_hidden=True):
        # The index of references leaves out many-to-many fields.
        if relation.auto_created and relation.many_to_many and issubclass(relation.related_model, Page):  # type: ignore[arg-type]
            rows = relation.related_model._default_manager.filter(**{relation.field.name: record.pk})  # type: ignore[union-attr]
            wanted |= Q(pk__in=rows.values("pk"))
    for page in live.filter(wanted):
        found[page.pk] = page
    for unnamed in UNNAMED:
        for page in unnamed(record):
            found[page.pk] = page
    return sorted(found.values(), key=lambda page: sort_key(page.title))


class EffectPanel(Panel):
    """Over the form of a shared record."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "office/desk/effects.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            pages = pages_showing(self.instance)
            return context | {"pages": pages[:NAMED], "count": len(pages), "more": len(pages) - NAMED, "record": self.instance}
