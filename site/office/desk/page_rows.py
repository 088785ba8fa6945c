"""A page and its rows (codes, laws, related pages) are saved and read together.

Wagtail notes what a page refers to after each row that is saved, all of the page each time; modelcluster asks of each row of a stored
version whether what it points to is still there. Some four hundred queries of the publication of a page of twenty rows were these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations, model_from_serializable_data
from wagtail.signal_handlers import (
    disable_reference_index_auto_update,
    reference_index_auto_update_disabled,
    update_reference_index_on_save,
)

Row = dict[str, Any]
# What a version of a page has from the page as it is now, whatever was stored (``Page.with_content_json``).
OF_THE_PAGE = ("content_type", "latest_revision", "locale")


class RowsAtOnce:
    """Of every page model: its references are noted once for all its rows, and what they point to is looked up by table, not by row."""

    @transaction.atomic
    def save(self: Any, *args: Any, **kwargs: Any) -> Any:
        if getattr(reference_index_auto_update_disabled, "value", False):
            return super().save(*args, **kwargs)  # type: ignore[misc]
        with disable_reference_index_auto_update():
            saved = super().save(*args, **kwargs)  # type: ignore[misc]
        update_reference_index_on_save(self)
        return saved

    @classmethod
    def from_serializable_data(cls: Any, data: Mapping[str, Any], check_fks: bool = True, strict_fks: bool = False) -> Any:
        """As modelcluster's: the page of a stored version, or None where ``strict_fks`` and what it belongs to is gone.

        A row whose target is gone is left out, a key of the page itself emptied.
        """
        if not check_fks:
            return super().from_serializable_data(data, check_fks=False, strict_fks=strict_fks)  # type: ignore[misc]
        pages = _checked(cls, [data], rows=strict_fks)
        if not pages:
            return None
        page = model_from_serializable_data(cls, pages[0], check_fks=False)
        for relation in get_all_child_relations(cls):
            name, model = relation.get_accessor_name(), relation.related_model
            if name not in data:
                continue
            if hasattr(model, "from_serializable_data"):  # Wagtail's comments, which have rows of their own
                rows = (model.from_serializable_data(row, strict_fks=True) for row in data[name])
            else:
                rows = (model_from_serializable_data(model, row, check_fks=False) for row in _checked(model, data[name], rows=True))
            setattr(page, name, [row for row in rows if row is not None])
        return page


def _checked(model: type[models.Model], data: Iterable[Mapping[str, Any]], *, rows: bool) -> list[Row]:
    """The data of objects of that model, no key of which leads nowhere; ``rows``: without those that cannot be without it."""
    checked = [dict(row) for row in data]
    for field in model._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey) or isinstance(field, ParentalKey) or field.name in OF_THE_PAGE:
            continue
        key = field.target_field
        if field.remote_field.on_delete is models.DO_NOTHING or not (wanted := {row[field.name] for row in checked if row.get(field.name)}):
            continue
        found = field.related_model._default_manager.filter(**{f"{key.name}__in": wanted})
        there = {None, *found.values_list(key.name, flat=True)}
        leads = [key.to_python(row.get(field.name)) in there for row in checked]
        if rows and field.remote_field.on_delete is not models.SET_NULL:
            checked = [row for row, there_is in zip(checked, leads, strict=True) if there_is]
            continue
        for row, there_is in zip(checked, leads, strict=True):
            if not there_is:
                row[field.name] = None
    return checked
