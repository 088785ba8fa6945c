"""Counters as search sees them: by name, ward and the former wards they took over, in both languages."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from office.models import Office

from .documents import SearchDocument
from .sources import DocumentSource, Keys, register_source

SOURCE = "offices"
BOOST = 0.85  # a procedure first where both answer


def register() -> None:
    register_source(DocumentSource(SOURCE, ("office",), versions, read_offices))


def versions(keys: Keys) -> dict[str, object]:
    offices = Office.objects.filter(live=True)
    if keys is not None:
        offices = offices.filter(pk__in=[key.partition("-")[0] for key in (k.partition(":")[2] for k in keys)])
    fields = ("pk", "name", "name_en", "slug", "ward", "province", "address", "hours", "predecessors")
    rows = {pk: tuple(values) for pk, *values in offices.values_list(*fields)}
    return {f"office:{pk}-{locale}": version for pk, version in rows.items() for locale, _name in settings.LANGUAGES}


def read_offices(keys: Collection[str]) -> Iterator[SearchDocument]:
    wanted = [key.partition(":")[2].partition("-") for key in keys]
    offices = Office.objects.filter(live=True).in_bulk([int(number) for number, _dash, _locale in wanted])
    for number, _dash, locale in wanted:
        if (office := offices.get(int(number))) is None:
            continue
        with translation.override(locale):
            url = f"{reverse('offices')}#{office.slug}"
        yield SearchDocument(
            key=f"office:{number}-{locale}",
            kind="office",
            locale=locale,
            title=office.name_en if locale == "en" and office.name_en else office.name,
            url=url,
            official_name=office.name,
            summary=office.address,
            keywords=(office.ward, *office.predecessor_names),
            result=url,
            facts_line=office.hours,
            boost=BOOST,
        )
