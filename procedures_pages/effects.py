"""Which pages say a shared record without naming it."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, IntegerField, Model, Q
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex

from office.desk.effects import UNNAMED
from office.form_templates.kept import forms
from office.models import CompetentAuthority, LegalResource, Office
from office.set_costs.models import Rate

from .form_uses import forms_resting_on, using_forms
from .models import ProcedureLegalResource, ProcedurePage


def of_every_office(record: Model) -> Q | None:
    """A procedure that names no office is handed in at each of them."""
    return Q(pk__in=ProcedurePage.objects.filter(offices=None).order_by().values("pk")) if isinstance(record, Office) else None


def of_what_it_acts_on(record: Model) -> Q | None:
    """A page that rests on what a legal text acts on tells its readers of that text, as it stands in memory."""
    targets = [effect.target_id for effect in record.effects.all() if effect.target_id] if isinstance(record, LegalResource) else []
    return Q(pk__in=ProcedureLegalResource.objects.filter(resource__in=targets).order_by().values("page")) if targets else None


def of_whom_it_goes_to(record: Model) -> Q | None:
    """A page with a transfer of powers to an authority says that authority from the day on."""
    if not isinstance(record, CompetentAuthority):
        return None
    return Q(pk__in=ProcedurePage.objects.filter(transfer__to_authority=record.pk).order_by().values("pk"))


def of_rates_that_it_sets(record: Model) -> Q | None:
    """A page with a rate tells machines the number of the text that sets it."""
    if not isinstance(record, LegalResource):
        return None
    rates = Rate.objects.filter(Q(law=record.pk) | Q(then_law=record.pk)).annotate(key=Cast("pk", CharField()))
    naming = ReferenceIndex.objects.filter(
        to_content_type__app_label=Rate._meta.app_label,
        to_content_type__model=Rate._meta.model_name,
        to_object_id__in=rates.order_by().values("key"),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    return Q(pk__in=naming.annotate(page=Cast("object_id", IntegerField())).order_by().values("page"))


def of_forms_with_it(record: Model) -> Q | None:
    """A page that has a form of the directory says the circular of its versions, and leads to their files."""
    if isinstance(record, LegalResource):
        return using_forms(forms_resting_on(record.pk, timezone.localdate()))
    if isinstance(record, get_document_model()):
        return using_forms(form.pk for form in forms().values() if any(one.file.document == record.pk for one in form.versions))
    return None


def connect() -> None:
    """Called once, when the app is ready."""
    UNNAMED.extend((of_every_office, of_what_it_acts_on, of_whom_it_goes_to, of_rates_that_it_sets, of_forms_with_it))
