"""The unit behind the site: only what nobody has filled in yet is filled in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from office.models import Unit
from vietnamese.normal import clean

if TYPE_CHECKING:
    from . import Details

FIELDS = ("name", "responsible", "address", "phone", "email")


def lacking() -> list[str]:
    """The fields that are still empty, the name first."""
    unit = Unit.objects.first() or Unit()
    return [name for name in FIELDS if not getattr(unit, name)]


def fill(details: Details, made: Counter[str]) -> None:
    """Writes ``details`` into the fields that are empty. Raises ValidationError where one is too long."""
    told = {name: clean(getattr(details, name)) for name in lacking()}
    wanted = {name: words for name, words in told.items() if words}
    if not wanted:
        return
    unit = Unit.objects.first() or Unit()
    for name, words in wanted.items():
        setattr(unit, name, words)
    unit.full_clean(exclude=[field.name for field in Unit._meta.fields if field.name not in wanted])
    unit.save()
    made["unit"] += 1
