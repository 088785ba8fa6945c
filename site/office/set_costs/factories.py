"""Rates, made for tests."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from office.factories import LegalResourceFactory

from .models import Rate


class RateFactory(DjangoModelFactory):
    class Meta:
        model = Rate

    name = factory.Sequence(lambda n: f"Mức thu thử {n}")
    law = factory.SubFactory(LegalResourceFactory)
    amount = 100_000
