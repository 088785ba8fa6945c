"""Every outgoing link of what readers see, and where it is used. Each room tells its own: it registers a source when its app is ready."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.contrib.admin.utils import quote
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext_lazy

from office.models import LegalResource, Office, Unit

SUBMISSION = "submission"
KINDS = {
    SUBMISSION: gettext_lazy("Nộp trực tuyến"),
    "legal": gettext_lazy("Văn bản pháp luật"),
    "map": gettext_lazy("Bản đồ"),
    "guide": gettext_lazy("Việc làm ở nơi khác"),
    "unit": gettext_lazy("Cuối mọi trang"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """``kind``: a name of KINDS; ``area``: the key of the area to which the page belongs; ``is_home``: whether it is edited there."""

    url: str
    kind: str
    title: str
    edit_path: str
    area: int | None = None
    is_home: bool = True


Source = Callable[[], Iterable[Found]]
_sources: list[Source] = []


def register(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def collect() -> list[Found]:
    """Every link of published pages and shared records, once for each place where it is used."""
    return list(dict.fromkeys(one for source in _sources for one in source() if one.url))


def page_edit_path(pk: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk])


def record_edit_path(record: Model) -> str:
    """Where a shared record is edited."""
    # By its name: in a command nobody has loaded the desk's views yet.
    return reverse(f"wagtailsnippets_{record._meta.app_label}_{record._meta.model_name}:edit", args=[quote(record.pk)])


def of_records() -> Iterator[Found]:
    """Laws, offices' maps, and where every page's foot leads."""
    for law in LegalResource.objects.filter(live=True).exclude(link=""):
        yield Found(law.link, "legal", str(law)[:255], record_edit_path(law))
    for office in Office.objects.filter(live=True):
        if office.map_today:
            yield Found(office.map_today, "map", office.name, record_edit_path(office))
    unit = Unit.objects.first()
    if unit is not None:
        yield Found(
            unit.portal_tracking, "unit", str(Unit._meta.verbose_name), reverse("wagtailsettings:edit", args=["office", "unit", unit.pk])
        )
