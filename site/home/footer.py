"""Says which pages the footer may link to: those that are published, so that an empty site has no dead link."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from wagtail.signals import page_published, page_unpublished, post_page_move

from office import site_data
from office.models import Term
from procedures_pages.models import ProcedurePage

from .models import StandardPage

PLAIN_PAGES = ("ve-cam-nang", "kha-nang-tiep-can")
LIST_2022 = "danh-muc-2022"
TERMS = "thuat-ngu"


def pages_there() -> frozenset[str]:
    """The slugs of those plain pages that are published, and the names of the list of 2022 and of the terms
    where they have an entry. Three queries.
    """
    plain = StandardPage.objects.published().filter(slug__in=PLAIN_PAGES, locale__language_code="vi")
    listed = ProcedurePage.objects.published().exclude(list_2022_level="").exists()
    told = Term.objects.filter(live=True).exists()
    return frozenset([*plain.values_list("slug", flat=True), *([LIST_2022] if listed else []), *([TERMS] if told else [])])


def _changed(**kwargs: Any) -> None:
    site_data.pages_changed()


def _procedure_published(instance: ProcedurePage, **kwargs: Any) -> None:
    """One that is in the list of 2022 brings the list, where it is not there yet; one that is not may have been the last in it."""
    known = site_data.pages_known()
    if known is None or (LIST_2022 in known) != bool(instance.list_2022_level):
        site_data.pages_changed()


def connect() -> None:
    site_data.set_pages_there(pages_there)
    for model in (StandardPage, ProcedurePage):
        for signal in (page_published, page_unpublished, post_delete, post_page_move):
            ask = _procedure_published if (model, signal) == (ProcedurePage, page_published) else _changed
            signal.connect(ask, sender=model, dispatch_uid=f"home-footer-{model.__name__}")
