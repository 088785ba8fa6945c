"""A page and its rows (codes, laws, related pages) are saved and read together.

Wagtail notes what a page refers to after each row that is saved, all of the page each time; modelcluster asks of each row of a stored
version whether what it points to is still there. Some four hundred queries of the publication of a page of twenty rows were these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from typing import Any

from django.db import connection, models, transaction
from django.db.models.signals import post_delete
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations, model_from_serializable_data
from modelsearch.index import insert_or_update_object, remove_object
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update, reference_index_auto_update_disabled

from .once import once
from .once import rows as rows_of

Row = dict[str, Any]
# {name of a key: {number: what it leads to}}
Targets = dict[str, dict[Any, Any]]
# What a version of a page has from the page as it is now, whatever was stored (``Page.with_content_json``).
OF_THE_PAGE = ("content_type", "latest_revision", "locale")
# What is written beside a version that is saved: it refers to nothing that an index tells, and is searched by no word.
OF_VERSIONS = {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"}
# Written by Wagtail, never by a form: that they lead somewhere, and that no two pages share them, the database itself holds.
OF_WAGTAIL = {*OF_THE_PAGE, "live_revision", "alias_of", "owner", "locked_by"}
UNIQUE_IN_THE_DATABASE = {"path", "translation_key"}


class RowsAtOnce:
    """Of every page model: its references are noted once for all its rows, and what they point to is looked up by table, not by row.

    So are its words for the desk's search, with the rows as they are then: Wagtail notes them before the rows are written.
    """

    search_auto_update = False

    def save(self: Any, *args: Any, **kwargs: Any) -> Any:
        noted = not getattr(reference_index_auto_update_disabled, "value", False)
        names = kwargs.get("update_fields")
        # Wagtail's own saving has its savepoint: what is refused there breaks nothing around it.
        with nullcontext() if connection.in_atomic_block else transaction.atomic():
            rows = dict(getattr(self, "_cluster_related_objects", None) or {})
            changed = _without_unchanged(self, rows.keys() if names is None else rows.keys() & {*names})
            with disable_reference_index_auto_update() if noted else nullcontext():
                saved = super().save(*args, **kwargs)  # type: ignore[misc]
            if names is not None and not changed and {*names} <= OF_VERSIONS | _relations(self):
                return saved
            if names is None:
                _note(self, rows, noted)
            else:  # what else is in memory is not written
                _note(type(self)._default_manager.get(pk=self.pk), {}, noted)
        return saved

    def clean_fields(self: Any, exclude: Any = None) -> None:
        super().clean_fields(exclude={*(exclude or ()), *OF_WAGTAIL})  # type: ignore[misc]

    def validate_unique(self: Any, exclude: Any = None) -> None:
        unique = set() if self._state.adding else UNIQUE_IN_THE_DATABASE
        super().validate_unique(exclude={*(exclude or ()), *unique})  # type: ignore[misc]

    def with_content_json(self: Any, content: Mapping[str, Any]) -> Any:
        """As Wagtail's. Which version is live, the page knows as it is now, as it does all else that is no version's."""
        parent = self._cached_parent_obj = once(("parent", self.path), [Page], self.get_parent)
        version: Any = super().with_content_json({name: value for name, value in content.items() if name != "live_revision"})  # type: ignore[misc]
        version.live_revision_id = self.live_revision_id
        version._cached_parent_obj = parent
        if type(self).locale.is_cached(self):
            version.locale = self.locale
        return version

    @classmethod
    def from_serializable_data(cls: Any, data: Mapping[str, Any], check_fks: bool = True, strict_fks: bool = False) -> Any:
        """As modelcluster's: the page of a stored version, or None where ``strict_fks`` and what it belongs to is gone.

        A row whose target is gone is left out, a key of the page itself emptied.
        """
        if not check_fks:
            return super().from_serializable_data(data, check_fks=False, strict_fks=strict_fks)  # type: ignore[misc]
        there: Targets = {}
        pages = _checked(cls, [data], there, rows=strict_fks)
        if not pages:
            return None
        page = model_from_serializable_data(cls, pages[0], check_fks=False)
        _lead(cls, [page], there)
        for relation in get_all_child_relations(cls):
            name, model = relation.get_accessor_name(), relation.related_model
            if name not in data:
                continue
            if hasattr(model, "from_serializable_data"):  # Wagtail's comments, which have rows of their own
                rows = [model.from_serializable_data(row, strict_fks=True) for row in data[name]]
            else:
                there = {}
                rows = [model_from_serializable_data(model, row, check_fks=False) for row in _checked(model, data[name], there, rows=True)]
                _lead(model, rows, there)
            setattr(page, name, [row for row in rows if row is not None])
        return page


def _relations(page: Any) -> set[str]:
    return {relation.get_accessor_name() for relation in get_all_child_relations(page)}


def _without_unchanged(page: Any, names: Iterable[str]) -> set[str]:
    """Takes the rows that are as they are stored out of what the page saves with itself. Returns the names of the others."""
    changed = set()
    for relation in get_all_child_relations(page):
        name, model = relation.get_accessor_name(), relation.related_model
        if name not in names:
            continue
        rows = page._cluster_related_objects[name]
        if (rows and issubclass(model, ClusterableModel)) or None in (pks := {row.pk for row in rows}):
            changed.add(name)  # rows that have rows of their own; new ones
            continue
        columns = [field.attname for field in model._meta.concrete_fields if field.attname != relation.field.attname]
        stored = {row.pop("pk"): row for row in model._default_manager.filter(**{relation.field.name: page.pk}).values("pk", *columns)}
        if pks == stored.keys() and all(stored[row.pk][column] == getattr(row, column) for row in rows for column in columns):
            del page._cluster_related_objects[name]
        else:
            changed.add(name)
    return changed


def _note(page: Any, rows: Mapping[str, list[Any]], noted: bool) -> None:
    """Notes what the page refers to and its words for the desk's search. ``rows``: in memory, as they have just been written."""
    stored = getattr(page, "_cluster_related_objects", None)
    page._cluster_related_objects = {**(stored or {}), **rows}
    try:
        insert_or_update_object(page)
        if noted and ReferenceIndex.is_indexed(type(page)):
            ReferenceIndex.create_or_update_for_object(page)
    finally:
        page._cluster_related_objects = stored or {}


def _unsearched(instance: Any, **_more: Any) -> None:
    if isinstance(instance, RowsAtOnce):
        remove_object(instance)


def connect() -> None:
    """Called once, when the app is ready: what is deleted is found no longer."""
    post_delete.connect(_unsearched, dispatch_uid="page-rows")


def _lead(model: type[models.Model], objects: Iterable[Any], there: Targets) -> None:
    """Gives the objects what their keys lead to, which was read to see that it is there."""
    for name, targets in there.items():
        field: Any = model._meta.get_field(name)
        for one in objects:
            if one is not None and (target := targets.get(getattr(one, field.attname))) is not None:
                field.set_cached_value(one, target)


def _checked(model: type[models.Model], data: Iterable[Mapping[str, Any]], there: Targets, *, rows: bool) -> list[Row]:
    """The data of objects of that model, no key of which leads nowhere; ``rows``: without those that cannot be without it.

    ``there`` comes to hold what they lead to, but for versions: those are long, and seldom read.
    """
    checked = [dict(row) for row in data]
    for field in model._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey) or isinstance(field, ParentalKey) or field.name in OF_THE_PAGE:
            continue
        key = field.target_field
        if field.remote_field.on_delete is models.DO_NOTHING or not (wanted := {row[field.name] for row in checked if row.get(field.name)}):
            continue
        if issubclass(field.related_model, Revision) or not key.primary_key:
            found = field.related_model._default_manager.filter(**{f"{key.name}__in": wanted})
            known = {None, *found.values_list(key.name, flat=True)}
        else:
            there[field.name] = rows_of(field.related_model, map(key.to_python, wanted))
            known = {None, *there[field.name]}
        leads = [key.to_python(row.get(field.name)) in known for row in checked]
        if rows and field.remote_field.on_delete is not models.SET_NULL:
            checked = [row for row, there_is in zip(checked, leads, strict=True) if there_is]
            continue
        for row, there_is in zip(checked, leads, strict=True):
            if not there_is:
                row[field.name] = None
    return checked
