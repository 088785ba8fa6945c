"""What editors have to say to a query, to be shown above its hits: answers put first, matters of other offices, what is mixed up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from wagtail.models import Page

from guides.building import guide_path
from procedures_pages.addresses import procedure_path
from procedures_pages.models import ProcedureCode
from procedures_pages.queries import IN_SOURCE_LANGUAGE, published

from ..query.reading import Query
from . import vocabulary_rules
from .vocabulary_rules import ConfusionRule, ElsewhereRule, Side

MAX_NOTICES = 2  # of a kind; the closest come first


@dataclass(frozen=True, slots=True)
class NoticeLink:
    """A page that is live and public in the reader's language; ``result`` as in ``data-result``."""

    title: str
    url: str
    result: str
    lang: str


@dataclass(frozen=True, slots=True)
class PromotedNotice:
    kind: ClassVar[str] = "promoted"
    link: NoticeLink
    reason: str


@dataclass(frozen=True, slots=True)
class ElsewhereNotice:
    """``host`` is the link's, without www., for showing where it goes."""

    kind: ClassVar[str] = "elsewhere"
    title: str
    who: str
    explanation: str
    url: str
    host: str


@dataclass(frozen=True, slots=True)
class ShownSide:
    name: str
    text: str
    link: NoticeLink | None


@dataclass(frozen=True, slots=True)
class ConfusionNotice:
    kind: ClassVar[str] = "confusion"
    difference: str
    sides: tuple[ShownSide, ShownSide]


Notice = PromotedNotice | ElsewhereNotice | ConfusionNotice


def notices(query: Query, locale: str) -> tuple[Notice, ...]:
    """A query and the reader's language in; what to say above its hits out, at most two of a kind, answers first.

    Asks the database once, and only where something that matched leads to a page.
    """
    words = vocabulary_rules.current()
    promoted, confusions = words.promoted(query), words.confusions(query)[:MAX_NOTICES]
    wanted = {row.page for row in promoted} | {side.page for row in confusions for side in (row.first, row.second) if side.page}
    links = _links(wanted, locale) if wanted else {}
    # One answer a page, whatever it is listed for.
    answers = {row.page: PromotedNotice(links[row.page], row.reason) for row in reversed(promoted) if row.page in links}
    order = [page for page in dict.fromkeys(row.page for row in promoted) if page in answers]
    return (
        *(answers[page] for page in order[:MAX_NOTICES]),
        *done_elsewhere(query),
        *(_confusion(row, links) for row in confusions),
    )


def done_elsewhere(query: Query) -> tuple[ElsewhereNotice, ...]:
    """A query in; what of it other offices do out, at most two. Asks the database nothing."""
    return tuple(map(_elsewhere, vocabulary_rules.current().elsewhere(query)[:MAX_NOTICES]))


def _elsewhere(row: ElsewhereRule) -> ElsewhereNotice:
    host = (urlsplit(row.link).hostname or "").removeprefix("www.")
    return ElsewhereNotice(row.title, row.who, row.explanation, row.link, host)


def _confusion(row: ConfusionRule, links: dict[UUID, NoticeLink]) -> ConfusionNotice:
    return ConfusionNotice(row.difference, (_side(row.first, links), _side(row.second, links)))


def _side(side: Side, links: dict[UUID, NoticeLink]) -> ShownSide:
    return ShownSide(side.name, side.text, links.get(side.page) if side.page else None)


def _links(keys: Collection[UUID], locale: str) -> dict[UUID, NoticeLink]:
    """Of the pages (and their translations) under these keys, those that a reader of that language may open, at the source's address."""
    source = Page.objects.filter(IN_SOURCE_LANGUAGE, translation_key=OuterRef("translation_key"))
    code = ProcedureCode.objects.filter(
        page__locale__language_code="vi", page__translation_key=OuterRef("translation_key"), is_present=True
    ).values("value")[:1]
    rows = (
        published(Page.objects.filter(translation_key__in=keys, locale__language_code=locale))
        .filter(Q(procedurepage__isnull=False) | Q(baseguidepage__isnull=False))
        .values_list("translation_key", "title", Subquery(source.values("slug")[:1]), "procedurepage__pk", Subquery(code))
    )
    return {key: _link(title, slug, locale, bool(procedure), present) for key, title, slug, procedure, present in rows}


def _link(title: str, slug: str, locale: str, is_procedure: bool, code: Any) -> NoticeLink:
    url = procedure_path(slug, lang=locale) if is_procedure else guide_path(slug, locale)
    return NoticeLink(title, url, code or url, locale)
