"""What readers of each page will see change, in every language it has, before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone, translation

from office.models import AuthorityTransfer
from vietnamese.sorting import sort_key

from ..facts.changes import changes
from ..facts.from_pages import REFERENCES, facts_of, rows_of
from ..models import ProcedurePage
from ..reader_changes import ReaderChanges, Spoken
from ..translation.composing import SOURCE_LANGUAGE, composed

Wanted = list[tuple[int, AuthorityTransfer | None]]


@dataclass(frozen=True, slots=True)
class Alike:
    """Pages whose readers see the same change."""

    pages: list[ProcedurePage]
    found: ReaderChanges


def previews(wanted: Wanted, today: date | None = None) -> list[Alike]:
    """``wanted``: (number of a Vietnamese page, the transfer it is to have). The same change stands once, with its pages.

    ``today``: the day on which it is read. A fixed number of queries, some more for each language.
    """
    today = today or timezone.localdate()
    after = dict(wanted)
    sources = list(ProcedurePage.objects.filter(pk__in=after).select_related(*REFERENCES, "translated_words").order_by())
    spoken: dict[int, list[Spoken]] = {page.pk: [] for page in sources}
    for lang, pages in _by_language(sources).items():
        with translation.override(lang):
            rows = rows_of(page for _pk, page in pages)
            for pk, page in pages:
                now = facts_of(page, rows[page.pk])
                page.transfer = after[pk]
                spoken[pk].append(Spoken(lang, changes(now, facts_of(page, rows[page.pk]), today)))
    alike: dict[str, Alike] = {}
    for page in sources:
        found = ReaderChanges(spoken[page.pk], [])
        alike.setdefault(repr(found.spoken), Alike([], found)).pages.append(page)
    for one in alike.values():
        one.pages.sort(key=lambda page: sort_key(page.title))
    return sorted(alike.values(), key=lambda one: -len(one.pages))


def _by_language(sources: Iterable[ProcedurePage]) -> dict[str, list[tuple[int, ProcedurePage]]]:
    """{language: (number of the source, the page as read)}, Vietnamese first."""
    by_key = {page.translation_key: page for page in sources}
    out: dict[str, list[tuple[int, ProcedurePage]]] = defaultdict(list)
    out[SOURCE_LANGUAGE] = [(page.pk, page) for page in by_key.values()]
    others = ProcedurePage.objects.filter(translation_key__in=by_key, live=True).exclude(locale__language_code=SOURCE_LANGUAGE)
    for page in others.select_related("locale", "translated_words").order_by():
        source = by_key[page.translation_key]
        out[page.locale.language_code].append((source.pk, composed(page, source)))
    return dict(out)
