"""What the rows of a form choose is looked up by table, not by row: Django asks of each box of each row whether its choice is there."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField, ModelMultipleChoiceField


def look_up_together(formset: Any) -> None:
    """Gives the boxes of a formset that was sent the rows that they choose. What is not among these is asked for, and refused, as ever."""
    boxes: dict[str, list[tuple[Any, Any]]] = {}
    for form in formset.forms:
        for name, field in form.fields.items():
            if isinstance(field, ModelChoiceField) and not isinstance(field, ModelMultipleChoiceField) and not field.to_field_name:
                sent = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
                if (pk := _number(field, sent)) is not None:
                    boxes.setdefault(name, []).append((field, pk))
    for chosen in boxes.values():
        found = chosen[0][0].queryset.in_bulk({pk for _field, pk in chosen})
        for field, _pk in chosen:
            field.__dict__["to_python"] = partial(_known, field, found, field.to_python)


def _number(field: Any, sent: Any) -> Any:
    try:
        return field.queryset.model._meta.pk.to_python(sent) if sent not in field.empty_values else None
    except (TypeError, ValueError, ValidationError):
        return None


def _known(field: Any, found: dict[Any, Any], ask: Any, value: Any) -> Any:
    row = found.get(_number(field, getattr(value, "pk", value)))
    return ask(value) if row is None else row
