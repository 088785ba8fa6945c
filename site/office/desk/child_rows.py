"""The rows of a page's form (its codes, its legal basis …), checked in a few queries however many there are."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.forms import ModelChoiceField
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations


def in_memory(page: Any) -> None:
    """Reads the rows that belong to a page once: its form asks for them again and again."""
    if page.pk:
        for relation in get_all_child_relations(type(page)):
            getattr(page, relation.get_accessor_name()).get_object_list()
        for field in get_all_child_m2m_relations(type(page)):
            getattr(page, field.name).get_object_list()


def look_up_together(formset: Any) -> None:
    """Before a formset is checked: what its rows name is looked up in one query for each column, not row by row."""
    names = [name for name, field in formset.empty_form.fields.items() if isinstance(field, ModelChoiceField)]
    for name in names:
        fields = [(form.fields[name], form[name].data) for form in formset.forms if name in form.fields]
        if name == formset.model._meta.pk.name:
            known = {str(form.instance.pk): form.instance for form in formset.forms if form.instance.pk}
        else:
            pks = {data for _field, data in fields if str(data or "").isdecimal() and len(str(data)) < 19}
            known = {str(pk): row for pk, row in fields[0][0].queryset.in_bulk(pks).items()} if pks else {}
        for field, _data in fields:
            field.to_python = partial(_chosen, field, known)


def _chosen(field: Any, known: dict[str, Any], value: Any) -> Any:
    row = known.get(str(value))
    by_pk = field.to_field_name in (None, "pk", field.queryset.model._meta.pk.name)
    return row if row is not None and by_pk else type(field).to_python(field, value)
