"""What each procedure says of its papers, and of how long it takes, in the reader's language. Kept by version: a reader waits for no facts
but of pages that have changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils import translation

from ..facts import phrases
from ..facts.case import tailor
from ..facts.from_pages import Rows, facts_of
from ..facts.kept import kept_by_version
from ..facts.procedure import RequiredDocument
from ..models import ProcedurePage
from ..queries import with_words
from .keeping import files_stamp

SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Ask:
    """A paper as one procedure asks for it; ``when``: "Chỉ khi nhờ người khác nộp thay", empty where everybody needs it."""

    document: RequiredDocument
    when: str


@dataclass(frozen=True, slots=True)
class ToldProcedure:
    """``page``: as the ``id`` of its facts. ``time``: how long it takes, empty where nobody knows. All words are in ``lang``."""

    page: str
    slug: str
    title: str
    lang: str
    time: str
    asks: tuple[Ask, ...]

    def ask(self, document: str) -> Ask | None:
        return next((ask for ask in self.asks if ask.document.id == document), None)


def _told(page: ProcedurePage) -> ToldProcedure:
    with translation.override(page.locale.language_code):
        facts = facts_of(page, Rows())
        case = tailor(facts, {})
        asks = tuple(Ask(told.fact, phrases.only_words(told.conditions)) for told in case.documents)
        return ToldProcedure(facts.id, facts.slug, facts.title, facts.lang, phrases.time_summary(case), asks)


def told_by(pages: Iterable[str], *languages: str) -> list[dict[str, ToldProcedure]]:
    """For each of the languages {page: what it says} of those of these pages that are public now, in Vietnamese where it is not translated.

    One query, two with English; one more for those that have changed.
    """
    fields = ("pk", "translation_key", "live_revision_id", "title")
    public = ProcedurePage.objects.published().in_source_language().filter(translation_key__in=set(pages)).order_by()
    rows = list(public.values(*fields))
    told = {lang: _in_language(rows, lang) for lang in dict.fromkeys(languages)}
    return [told[lang] for lang in languages]


def _in_language(rows: list[dict[str, Any]], lang: str) -> dict[str, ToldProcedure]:
    with translation.override(lang):
        told = kept_by_version(
            f"paper-told:v1:{files_stamp()}", SECONDS, with_words(rows, ProcedurePage, lang, "title"), partial(map, _told)
        )
    return {one.page: one for one in told.values()}
