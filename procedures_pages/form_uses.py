"""Which legal texts the forms of the directory rest on, and which forms rest on a text."""

from __future__ import annotations

from datetime import date

from office.form_templates.kept import KeptForm, forms


def circulars_of(form: KeptForm, day: date) -> set[int]:
    """The keys of the legal texts that the form rests on: of the version in force, and of the next one."""
    return {version.circular.pk for version in (form.in_force(day), form.ahead(day)) if version and version.circular}


def forms_resting_on(law: int, day: date) -> list[int]:
    """The keys of the forms of which that is one."""
    return [form.pk for form in forms().values() if law in circulars_of(form, day)]
