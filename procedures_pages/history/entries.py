"""What each publication changed for readers, in sentences of their language. Made once for each pair of versions, then kept."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Revision

from ..facts.changes import Change, changes
from ..facts.from_pages import facts_of, rows_in_memory
from ..facts.procedure import ProcedureFacts
from ..models import ProcedurePage
from ..queries import published
from ..translation.composing import SOURCE_LANGUAGE, composed
from .publications import Publication

log = logging.getLogger(__name__)
SECONDS = 7 * 24 * 3600
MOST_LINES = 40
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """``lines``: one sentence for each thing that changed; ``more``: how many others did. ``note``: what the editors told readers.

    ``decision``: the one that the version rests on. ``title`` and ``lang``: the page's, then; ``slug``: its own today.
    """

    revision: int
    at: datetime
    title: str
    lang: str
    slug: str
    is_first: bool
    decision: str
    note: str
    lines: tuple[str, ...]
    more: int = 0

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)

    @property
    def is_told(self) -> bool:
        """Whether readers saw any of it: dates of checking are no change."""
        return self.is_first or bool(self.note or self.lines)


@dataclass(frozen=True, slots=True)
class Telling:
    """``name``: under which its entries are kept; ``sentence``: of a change with the texts before and after it, as they are told, one
    sentence in the present language. ``acts_first``: what readers act upon before all else, else in the order of the page."""

    name: str
    sentence: Callable[[Change, str, str], str]
    acts_first: bool = False


def _has_changed(change: Change, before: str, after: str) -> str:
    said = {"part": change.part, "before": before, "after": after}
    if before and after:
        return _("%(part)s: trước là “%(before)s”, nay là “%(after)s”.") % said
    return (_("%(part)s: thêm “%(after)s”.") if after else _("%(part)s: bỏ “%(before)s”.")) % said


HAS_CHANGED = Telling("history", _has_changed)


def entries(found: Iterable[Publication], lang: str, telling: Telling = HAS_CHANGED) -> list[Entry]:
    """What readers of this language saw change, in the order given; what changed nothing for them is left out. No query where all is known,
    one in another language than the source's."""
    found = list(found)
    spoken = _translations(found, lang)
    keys = {one: f"{telling.name}:v1:{_language(one, spoken, lang)}:{one.revision}:{one.before or 0}" for one in found}
    known: dict[str, Entry] = cache.get_many(list(keys.values()))
    missing = [one for one in found if keys[one] not in known]
    if missing:
        revisions = Revision.objects.in_bulk({pk for one in missing for pk in (one.revision, one.before) if pk})
        made = {keys[one]: entry for one in missing if (entry := _made(one, revisions, spoken.get(one.key), telling))}
        cache.set_many(made, SECONDS)
        known |= made
    # The same version may have gone live twice, and its page may stand elsewhere since.
    told = [replace(known[keys[one]], at=one.at, slug=one.slug) for one in found if keys[one] in known]
    return [entry for entry in told if entry.is_told]


def _translations(found: list[Publication], lang: str) -> dict[Any, ProcedurePage]:
    """{key of the page: its public version in the reader's language}; empty for the source's."""
    if lang == SOURCE_LANGUAGE:
        return {}
    pages = published(ProcedurePage.objects.filter(locale__language_code=lang, translation_key__in={one.key for one in found}))
    return {page.translation_key: page for page in pages.select_related("locale", "translated_words").order_by()}


def _language(one: Publication, spoken: dict[Any, ProcedurePage], lang: str) -> str:
    """In which words it is told: they change with the translation."""
    page = spoken.get(one.key)
    return f"{lang}-{page.live_revision_id}" if page else SOURCE_LANGUAGE


def _made(one: Publication, revisions: dict[int, Revision], translated: ProcedurePage | None, telling: Telling) -> Entry | None:
    """None where a version cannot be read any more."""
    try:
        if one.before is None:
            return _first(one, revisions[one.revision].content, translated)
        before, after = (_facts(revisions[pk], translated) for pk in (one.before, one.revision))
        with translation.override(after.lang):
            told = changes(before, after)
            if telling.acts_first:
                told.sort(key=lambda change: not change.acts)
            lines = tuple(_line(change, telling) for change in told[:MOST_LINES])
    except Exception:
        log.exception("history: version %s cannot be told", one.revision)
        return None
    news = after.news.text if after.news and after.news != before.news else ""
    return Entry(
        *(one.revision, one.at, _plain(after.title), after.lang, one.slug, False),
        *(_plain(after.source.decision), _plain(news), lines, max(0, len(told) - MOST_LINES)),
    )


def _first(one: Publication, content: dict[str, Any], translated: ProcedurePage | None) -> Entry:
    """Of the version that readers saw first nothing is compared: what it has stored says enough, for a feed of all pages."""
    title, lang = (translated.title, translated.locale.language_code) if translated else (content["title"], SOURCE_LANGUAGE)
    decision, news = _plain(content.get("source_decision") or ""), _plain(content.get("news") or "")
    return Entry(one.revision, one.at, _plain(title), lang, one.slug, True, decision, news if lang == SOURCE_LANGUAGE else "", ())


def _facts(revision: Revision, translated: ProcedurePage | None) -> ProcedureFacts:
    page = revision.as_object()
    if translated is not None:
        page = composed(ProcedurePage.objects.select_related("locale", "translated_words").get(pk=translated.pk), page)
    lang = page.locale.language_code
    with translation.override(lang):
        return facts_of(page, rows_in_memory(page), links=lang)


def _line(change: Change, telling: Telling) -> str:
    return telling.sentence(change, *(_plain(text).rstrip(".") for text in (change.before, change.after)))


def _plain(text: str) -> str:
    """Without signs that no XML may hold."""
    return _NOT_IN_XML.sub(" ", text)
