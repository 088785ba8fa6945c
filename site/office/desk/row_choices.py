"""What a form and its rows choose is looked up by table, not by row: Django asks of each box of each row whether its choice is there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseModelForm, ModelChoiceField, ModelMultipleChoiceField

from .once import rows


def look_up_together(forms: Iterable[Any]) -> None:
    """Gives the boxes of forms that were sent the rows that they choose. What is not among these is asked for, and refused, as ever."""
    boxes: dict[str, list[tuple[Any, Any]]] = {}
    for form in forms:
        for name, field in form.fields.items():
            if not isinstance(field, ModelChoiceField) or isinstance(field, ModelMultipleChoiceField) or not _is_by_number(field):
                continue
            sent = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
            if (pk := _number(field, sent)) is None:
                continue
            if isinstance(form, BaseModelForm) and (name, pk) == (form._meta.model._meta.pk.name, form.instance.pk):
                _give(field, {pk: form.instance})  # which row of the page this form is of: the page has it
            else:
                boxes.setdefault(name, []).append((field, pk))
    for chosen in boxes.values():
        queryset, wanted = chosen[0][0].queryset, {pk for _field, pk in chosen}
        found = queryset.in_bulk(wanted) if queryset.query.where else rows(queryset.model, wanted)
        for field, _pk in chosen:
            _give(field, found)


def _give(field: Any, found: dict[Any, Any]) -> None:
    field.__dict__["to_python"] = partial(_known, field, found, field.to_python)


def _is_by_number(field: Any) -> bool:
    return field.to_field_name in (None, field.queryset.model._meta.pk.name)


def _number(field: Any, sent: Any) -> Any:
    try:
        return field.queryset.model._meta.pk.to_python(sent) if sent not in field.empty_values else None
    except (TypeError, ValueError, ValidationError):
        return None


def _known(field: Any, found: dict[Any, Any], ask: Any, value: Any) -> Any:
    row = found.get(_number(field, getattr(value, "pk", value)))
    return ask(value) if row is None else row
