"""Which pages rest on a legal text: by their own list of laws, by a form of the directory that it issued, by a rate that it sets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce
from itertools import chain
from operator import or_
from typing import Any

from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Coalesce

from office.form_templates.kept import KeptForm, form_of, forms
from office.form_templates.models import FormTemplate
from office.set_costs.models import Rate

from .models import ProcedureLegalResource
from .record_uses import using


def laws_of_form(form: KeptForm, day: date) -> set[int]:
    """The keys of the texts that the form rests on: of the version in force, and of the next one."""
    return {version.circular.pk for version in (form.in_force(day), form.ahead(day)) if version and version.circular}


def laws_of_forms(keys: Iterable[str | int | None], day: date) -> set[int]:
    """The same of all published forms with these keys."""
    return {law for form in map(form_of, keys) if form for law in laws_of_form(form, day)}


def _rates(day: date) -> QuerySet[Any]:
    """The published rates, each with the texts that set what holds on that day (``holds``) and what follows (``follows``)."""
    after = Coalesce("then_law", "law")
    return Rate.objects.filter(live=True).annotate(
        holds=Case(When(then_from__lte=day, then=after), default="law"),
        follows=Case(When(then_from__isnull=False, then=after), default="law"),
    )


def laws_of_rates(keys: Iterable[str | int], day: date) -> set[int]:
    """The keys of the texts on which published rates with these keys rest. One query, none without a key."""
    wanted = list(keys)
    return set(chain.from_iterable(_rates(day).filter(pk__in=wanted).values_list("holds", "follows"))) if wanted else set()


def naming(law: int, day: date) -> Q:
    """Pages that name a form or a rate that rests on that text on that day, or will with what comes next."""
    found = (
        using(FormTemplate, (form.pk for form in forms().values() if law in laws_of_form(form, day))),
        using(Rate, _rates(day).filter(Q(holds=law) | Q(follows=law))),
    )
    return reduce(or_, filter(None, found), Q(pk__in=()))


def resting_on(law: int, day: date) -> Q:
    """Pages that have it in their own list, too."""
    return Q(pk__in=ProcedureLegalResource.objects.filter(resource=law).order_by().values("page")) | naming(law, day)
