"""Which pages say a shared record without naming it."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Model, Q
from django.utils import timezone
from wagtail.documents import get_document_model

from office.desk.effects import UNNAMED
from office.form_templates.kept import forms
from office.form_templates.models import FormTemplate
from office.models import CompetentAuthority, LegalResource, Office

from .law_uses import naming, resting_on
from .models import ProcedurePage
from .record_uses import using


def of_every_office(record: Model) -> Q | None:
    """A procedure that names no office is handed in at each of them."""
    return Q(pk__in=ProcedurePage.objects.filter(offices=None).order_by().values("pk")) if isinstance(record, Office) else None


def of_what_it_acts_on(record: Model) -> Q | None:
    """A page that rests on what a legal text acts on tells its readers of that text, as it stands in memory."""
    targets = [effect.target_id for effect in record.effects.all() if effect.target_id] if isinstance(record, LegalResource) else []
    day = timezone.localdate()
    return reduce(or_, (resting_on(target, day) for target in targets)) if targets else None


def of_whom_it_goes_to(record: Model) -> Q | None:
    """A page with a transfer of powers to an authority says that authority from the day on."""
    if not isinstance(record, CompetentAuthority):
        return None
    return Q(pk__in=ProcedurePage.objects.filter(transfer__to_authority=record.pk).order_by().values("pk"))


def of_what_it_issued(record: Model) -> Q | None:
    """A page that has a form of the directory says the circular of its versions; one with a rate tells machines the text that sets it."""
    return naming(record.pk, timezone.localdate()) if isinstance(record, LegalResource) else None


def of_forms_with_it(record: Model) -> Q | None:
    """A page that has a form of the directory leads to the files of its versions."""
    if not isinstance(record, get_document_model()):
        return None
    return using(FormTemplate, (form.pk for form in forms().values() if any(one.file.document == record.pk for one in form.versions)))


def connect() -> None:
    """Called once, when the app is ready."""
    UNNAMED.extend((of_every_office, of_what_it_acts_on, of_whom_it_goes_to, of_what_it_issued, of_forms_with_it))
