"""Which pages have a form of the directory, as the index of references knows them: for the desk, which need not know it this second."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, Q
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from office.form_templates.kept import KeptForm, forms
from office.form_templates.models import FormTemplate


def using_forms(keys: Iterable[int]) -> Q | None:
    """A condition for pages: those that have one of these forms, by key; None without any. No query of its own."""
    wanted = [str(key) for key in keys]
    if not wanted:
        return None
    kinds = ContentType.objects.get_for_models(FormTemplate, Page)
    found = ReferenceIndex.objects.filter(to_content_type=kinds[FormTemplate], to_object_id__in=wanted, base_content_type=kinds[Page])
    return Q(pk__in=found.annotate(page=Cast("object_id", IntegerField())).order_by().values("page"))


def circulars_of(form: KeptForm, day: date) -> set[int]:
    """The keys of the legal texts that the form rests on: of the version in force, and of the next one."""
    return {version.circular.pk for version in (form.in_force(day), form.ahead(day)) if version and version.circular}


def forms_resting_on(law: int, day: date) -> list[int]:
    """The keys of the forms of which that is one."""
    return [form.pk for form in forms().values() if law in circulars_of(form, day)]
