"""A new office: its page tree in both languages, roles and workflow, the unit's name. What is there already is left as it is.

``manage.py setup`` and the sample build on it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from office import site_data
from office.holiday_years import make_known_years

from . import roles, tree, unit


@dataclass(frozen=True, slots=True)
class Details:
    """What the unit is called and how it is reached; "" where it is not known yet."""

    name: str = ""
    responsible: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


def set_up(details: Details = Details()) -> Counter[str]:
    """Everything a site needs before its first page, or nothing. Returns how much of each kind was made.

    Raises ValidationError where the unit's details do not fit their fields.
    """
    made: Counter[str] = Counter()
    with transaction.atomic():
        tree.make(made)
        roles.make(made)
        unit.fill(details, made)
        if years := make_known_years():
            made["year of holidays"] = years
    site_data.forget_site_data()
    return made
