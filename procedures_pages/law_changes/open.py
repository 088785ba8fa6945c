"""What is open: of all pages for the desk and the public list, of one page for its readers."""

from __future__ import annotations

from datetime import date
from functools import partial

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


# Of a page no more than its name and its place: its streams take two milliseconds to read.
SHOWN = (
    *("kind", "effective_from", "articles", "acting__number", "acting__title", "acting__link", "target__number"),
    *("page__title", "page__draft_title", "page__slug", "page__translation_key"),
)


def open_effects(*more: str) -> QuerySet[EffectOnPage]:
    """Those of pages that readers see and that are in force, by texts that are published; since longest first. One query.

    Their rows know what ``SHOWN`` names, and ``more``.
    """
    pages = published(ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE)).exclude(status__in=GONE).order_by()
    rows = EffectOnPage.objects.filter(outcome=Outcome.OPEN, acting__live=True, page__in=pages.values("pk"))
    related = {name.rpartition("__")[0] for name in (*SHOWN, *more) if "__" in name}
    ordered = rows.order_by("effective_from", "acting__number", "page__title", "pk")
    return ordered.select_related(*related).only(*SHOWN, *more)


def _keys() -> frozenset[str]:
    """Of the pages with something open: mostly few, and asked for with every page."""
    return frozenset(map(str, open_effects().order_by().values_list("page__translation_key", flat=True)))


def _changes(page_key: str) -> tuple[LawChange, ...]:
    return tuple(row.change for row in open_effects().filter(page__translation_key=page_key))


def told_on(page_key: str, day: date | None = None) -> list[str]:
    """What the readers of a page (by its translation key) are told on ``day``, today without it; each sentence once. No query mostly."""
    day = day or timezone.localdate()
    if page_key not in site_data.kept(KEY, _keys):
        return []
    changes = site_data.kept(f"{KEY}:{page_key}", partial(_changes, page_key))
    return list(dict.fromkeys(sentence(change, day) for change in changes if is_told(change, day)))
