"""Legal texts that act on others, as the desk publishes them."""

from datetime import date

from office.factories import LegalResourceFactory
from office.models import LegalEffect, LegalResource

DAY = date(2026, 11, 15)


def act(*targets, number="", kind="amends", since=DAY, title="", **more):
    """A published text that acts on each of the targets (rows or numbers) from a day on."""
    acting = LegalResourceFactory(**({"number": number} if number else {}), **({"title": title} if title else {}))
    acting = LegalResource.objects.get(pk=acting.pk)
    for target in targets:
        row = LegalResource.objects.get(number=target) if isinstance(target, str) else target
        acting.effects.add(LegalEffect(target=row, kind=kind, effective_from=since, **more))
    acting.save_revision().publish()
    return LegalResource.objects.get(pk=acting.pk)
