"""A page is saved and restored in few questions, however many rows belong to it; what is kept of it is what Wagtail keeps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from asgiref.local import Local
from django.db import transaction
from django.db.models import Field, ForeignKey, Model
from django.db.models.signals import post_delete
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, PageLogEntry, ReferenceIndex, get_page_models
from wagtail.search import index
from wagtail.search.tasks import insert_or_update_object_task
from wagtail.signal_handlers import (
    disable_reference_index_auto_update,
    reference_index_auto_update_disabled,
    update_reference_index_on_save,
)

from ..cleaning import keys_known

# What a page that is restored from a revision takes from its row, whatever the revision says.
OF_THE_ROW = frozenset({"content_type", "locale", "owner", "locked_by", "latest_revision", "alias_of"})
# What noting a new revision writes of a page: no search looks at it, and the page refers to nothing by it.
PLACE = ("path", "slug", "translation_key")
NOTED = frozenset({"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes", COMMENTS_RELATION_NAME})
_saving = Local()


def connect() -> None:
    """Called once, when the app is ready."""
    cleaned = PageLogEntry.clean_fields

    def clean_fields(entry: PageLogEntry, exclude: Any = None) -> None:
        # What a line of the log names has just been read: it is there.
        cleaned(entry, exclude={*(exclude or ()), *keys_known(entry)})

    PageLogEntry.clean_fields = clean_fields
    for model in get_page_models():
        if issubclass(model, SavedAtOnce):
            post_delete.connect(_take_out_of_search, sender=model, dispatch_uid="office-page-search")


def _take_out_of_search(instance: Model, **kwargs: Any) -> None:
    index.remove_object(instance)


_keys_of: dict[Any, tuple[str, ...]] = {}


def _keys(model: Any) -> tuple[str, ...]:
    """The columns of a model's foreign keys."""
    if model not in _keys_of:
        _keys_of[model] = tuple(field.attname for field in model._meta.concrete_fields if isinstance(field, ForeignKey))
    return _keys_of[model]


def _values(page: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: page.__dict__.get(name) for name in names}


class _Content(dict[str, Any]):
    """A revision's content. ``known``: keys that lead to something for sure, by column."""

    known: Mapping[str, Any] = {}


class SavedAtOnce:
    """Of every page model. Wagtail writes each row that belongs to a page, and looks for what the page refers to after each of them.

    ``keys_stored`` are the keys and the place that the database has, or had when the page was read, by column.
    """

    search_auto_update = False  # by ``save``, when the rows that belong to the page are written
    keys_stored: dict[str, Any]

    @classmethod
    def from_db(cls, *args: Any) -> Any:
        page = super().from_db(*args)  # type: ignore[misc]
        page.keys_stored = _values(page, (*_keys(cls), *PLACE))
        return page

    def _is_in_its_place(self) -> bool:
        """Whether the page stands where it was read, under its name: nobody else has come there since."""
        stored = self.__dict__.get("keys_stored", {})
        return bool(stored.get("path")) and all(stored.get(name) == self.__dict__.get(name) for name in PLACE)

    def _check_slug_is_unique(self) -> None:
        if not self._is_in_its_place():
            super()._check_slug_is_unique()  # type: ignore[misc]

    def validate_unique(self, exclude: Any = None) -> None:
        super().validate_unique(exclude={*(exclude or ()), *(PLACE if self._is_in_its_place() else ())})  # type: ignore[misc]

    def save(self: Any, *args: Any, **kwargs: Any) -> Any:
        written = kwargs.get("update_fields")
        if getattr(_saving, "pages", None) is not None:  # within the saving of another page
            saved = super().save(*args, **kwargs)  # type: ignore[misc]
            _saving.pages.append(self)
        elif getattr(reference_index_auto_update_disabled, "value", False):
            saved = super().save(*args, **kwargs)  # type: ignore[misc]
        else:
            saved = self._save_with_references(*args, **kwargs)
        if written is None or not NOTED.issuperset(written):
            insert_or_update_object_task.enqueue(self._meta.app_label, self._meta.model_name, str(self.pk))
        return saved

    def _save_with_references(self: Any, *args: Any, **kwargs: Any) -> Any:
        written = kwargs.get("update_fields")
        rows = _rows_in_memory(self)
        if written is None:
            _forget_unchanged_rows(self)
        _saving.pages = pages = list[Any]()
        try:
            with disable_reference_index_auto_update():
                saved = super().save(*args, **kwargs)  # type: ignore[misc]
        finally:
            _saving.pages = None
        for page in pages:
            update_reference_index_on_save(page)
        if written is None:
            _tell_references(self, rows)
        elif not _is_noting(self, written):
            update_reference_index_on_save(self)
        return saved

    def with_content_json(self: Any, content: dict[str, Any]) -> Any:
        """As Wagtail's. What its keys lead to is there: each comes from the page's row, or has been looked up."""
        restored = _Content((name, value) for name, value in content.items() if name not in OF_THE_ROW)
        restored.known = self.__dict__.get("keys_stored", {})
        page = super().with_content_json(restored)  # type: ignore[misc]
        page.keys_stored = {**_values(page, _keys(type(page))), **_values(self, PLACE)}
        _share_what_is_read(self, page)
        return page

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False) -> Any:
        """As modelcluster's, which looks up each thing that is referred to by itself; that remains where one of them is gone."""
        check_fks = check_fks and not _all_there(cls, data)  # type: ignore[arg-type]
        return super().from_serializable_data(data, check_fks=check_fks, strict_fks=strict_fks)  # type: ignore[misc]


def _share_what_is_read(one: Any, other: Any) -> None:
    """What the keys of one page lead to is known to another that has the same keys."""
    for field in type(other)._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.is_cached(one) and not field.is_cached(other):
            there = field.get_cached_value(one)
            if there is not None and getattr(one, field.attname) == getattr(other, field.attname):
                field.set_cached_value(other, there)


def _rows_in_memory(page: Any) -> dict[str, list[Any]]:
    """By relation the rows that belong to a page, of those that are in memory."""
    in_memory = page.__dict__.get("_cluster_related_objects", {})
    names = [relation.get_accessor_name() for relation in get_all_child_relations(type(page))]
    return {name: list(in_memory[name]) for name in names if name in in_memory}


def _tell_references(page: Any, rows: dict[str, list[Any]]) -> None:
    """Notes what a page that has just been saved with these rows refers to; they need not be read again."""
    in_memory = page.__dict__.setdefault("_cluster_related_objects", {})
    lent = {name: those for name, those in rows.items() if name not in in_memory}
    in_memory.update(lent)
    try:
        with transaction.atomic(savepoint=False):
            ReferenceIndex.create_or_update_for_object(page)
    finally:
        for name in lent:
            del in_memory[name]


def _is_noting(page: Any, written: Iterable[str] | None) -> bool:
    """Whether a saving wrote no more than that there is a new revision, and no comment was ever made."""
    return written is not None and NOTED.issuperset(written) and not getattr(page, COMMENTS_RELATION_NAME).exists()


def _forget_unchanged_rows(page: Any) -> None:
    """Rows in memory that are as they are stored need not be written."""
    in_memory = page.__dict__.get("_cluster_related_objects", {})
    for relation in get_all_child_relations(type(page)):
        rows = in_memory.get(name := relation.get_accessor_name())
        if page.pk is None or rows is None or any(row.get_deferred_fields() for row in rows):
            continue
        columns = [field.attname for field in relation.related_model._meta.concrete_fields]
        stored = relation.related_model._base_manager.filter(**{relation.field.attname: page.pk}).values_list(*columns)
        if sorted(map(str, stored)) == sorted(str(tuple(getattr(row, column) for column in columns)) for row in rows):
            del in_memory[name]


def _all_there(model: type[Model], data: dict[str, Any]) -> bool:
    """Whether everything exists that a page's serialised content refers to. One query for each kind of thing."""
    wanted: dict[Field[Any, Any], set[Any]] = defaultdict(set)
    for field, value in _references(model, data):
        wanted[field].add(value)
    return all(_are_there(field, values) for field, values in wanted.items())


def _references(model: type[Model], data: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    """(the field that is referred to, value) of each foreign key of a page and of the rows that belong to it, but for those known."""
    known = data.known if isinstance(data, _Content) else {}
    for field in model._meta.concrete_fields:
        value = data.get(field.name)
        if isinstance(field, ForeignKey) and value is not None and known.get(field.attname) != value:
            yield field.target_field, field.target_field.to_python(value)
    for relation in get_all_child_relations(model):
        for row in data.get(relation.get_accessor_name()) or ():
            for field in relation.related_model._meta.concrete_fields:
                value = row.get(field.name)
                if isinstance(field, ForeignKey) and value is not None and not (isinstance(field, ParentalKey) and value == data["pk"]):
                    yield field.target_field, field.target_field.to_python(value)


def _are_there(field: Any, values: set[Any]) -> bool:
    return int(field.model._default_manager.filter(**{f"{field.name}__in": values}).count()) == len(values)
