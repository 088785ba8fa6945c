"""What is open: of all pages for the desk and the public list, of one page for its readers."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from office import site_data
from office.settling import Outcome

from ..facts.procedure import GONE
from ..models import ProcedurePage
from ..queries import IN_SOURCE_LANGUAGE, published
from .models import EffectOnPage
from .words import LawChange, is_told, sentence

KEY = "procedures:law-changes:v1"


def open_effects() -> QuerySet[EffectOnPage]:
    """Those of pages that readers see and that are in force, by texts that are published; since longest first. One query."""
    pages = published(ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE)).exclude(status__in=GONE).order_by()
    rows = EffectOnPage.objects.filter(outcome=Outcome.OPEN, acting__live=True, page__in=pages.values("pk"))
    return rows.select_related("acting", "target", "page").order_by("effective_from", "acting__number", "page__title", "pk")


def _by_page() -> dict[str, tuple[LawChange, ...]]:
    found: dict[str, list[LawChange]] = {}
    for row in open_effects():
        found.setdefault(str(row.page.translation_key), []).append(row.change)
    return {key: tuple(changes) for key, changes in found.items()}


def told_on(page_key: str, day: date | None = None) -> list[str]:
    """What the readers of a page (by its translation key) are told on ``day``, today without it; each sentence once. No query mostly."""
    day = day or timezone.localdate()
    changes = site_data.kept(KEY, _by_page).get(page_key, ())
    return list(dict.fromkeys(sentence(change, day) for change in changes if is_told(change, day)))
