"""What a change of a shared record changes: "N trang sẽ đổi", with the first of their names, before anything is live."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, Model, Q
from django.db.models.functions import Cast
from wagtail.admin.panels import Panel
from wagtail.models import Page, ReferenceIndex

from vietnamese.sorting import sort_key

NAMED = 5
# What rooms above know of pages that say a record without referring to it: a condition for pages, or None.
UNNAMED: list[Callable[[Model], Q | None]] = []


class Road(NamedTuple):
    """Where one goes from the form of a record."""

    url: str
    label: str


# What rooms above offer beside what a change of a record changes: (record) to a road, or None.
ROADS: list[Callable[[Any], Road | None]] = []


class Shown(NamedTuple):
    pk: int
    title: str


def pages_showing(record: Model) -> list[Shown]:
    """The published Vietnamese pages that say what the record says, by title. One query, however many there are."""
    referring = ReferenceIndex.get_references_to(record).filter(base_content_type=ContentType.objects.get_for_model(Page))
    wanted = Q(pk__in=referring.annotate(page=Cast("object_id", IntegerField())).order_by().values("page"))
    for relation in record._meta.get_fields(include_hidden=True):
        # The index of references leaves out many-to-many fields.
        if relation.auto_created and relation.many_to_many and issubclass(relation.related_model, Page):  # type: ignore[arg-type]
            rows = relation.related_model._default_manager.filter(**{relation.field.name: record.pk})  # type: ignore[union-attr]
            wanted |= Q(pk__in=rows.order_by().values("pk"))
    for unnamed in UNNAMED:
        wanted |= unnamed(record) or Q()
    live = Page.objects.live().filter(wanted, locale__language_code=settings.LANGUAGE_CODE, alias_of=None).order_by()
    return sorted((Shown(*row) for row in live.values_list("pk", "title")), key=lambda page: sort_key(page.title))


class EffectPanel(Panel):
    """Over the form of a shared record."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "office/desk/effects.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            pages = pages_showing(self.instance)
            roads = [road for lead in ROADS if (road := lead(self.instance))]
            told = {"count": len(pages), "more": len(pages) - NAMED, "record": self.instance, "roads": roads}
            return context | {"pages": pages[:NAMED]} | told
