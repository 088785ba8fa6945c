"""Which legal texts the rates of the directory rest on, and which rates rest on a text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from office.set_costs.models import Rate


def laws_of(rate: Rate, day: date) -> set[int]:
    """The keys of the texts that set it: of what holds on that day, and of what follows."""
    if rate.then_from is None:
        return {rate.law_id}
    after = rate.then_law_id or rate.law_id
    return {after} if rate.then_from <= day else {rate.law_id, after}


def laws_of_rates(keys: Iterable[str | int], day: date) -> set[int]:
    """The same of all published rates with these keys. One query, none without a key."""
    wanted = list(keys)
    return {law for rate in Rate.objects.filter(pk__in=wanted, live=True) for law in laws_of(rate, day)} if wanted else set()


def rates_resting_on(law: int, day: date) -> QuerySet[Rate]:
    """The published rates of which that is one."""
    now = Q(law=law) & (Q(then_from=None) | Q(then_from__gt=day))
    after = Q(then_from__isnull=False) & (Q(then_law=law) | Q(then_law=None, law=law))
    return Rate.objects.filter(now | after, live=True)
