"""One way to ask for pages: what a reader may see, in the reader's language, in one query."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Now
from django.db.models.lookups import Exact
from django.http import Http404
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from office.desk.once import stored

from .translation.composing import SOURCE_LANGUAGE, composed

P = TypeVar("P", bound=Page)
# As expressions, so that no index answers them: nearly every page is in Vietnamese and no alias, and SQLite, which keeps no statistics,
# would go through the whole site from such an index rather than look up the few pages that are asked for. (It does the same to give
# pages in the order of the tree, Wagtail's default: where few are asked for, say ``order_by()``.)
IN_SOURCE_LANGUAGE = Q(Exact(Coalesce("locale__language_code", Value("")), Value(SOURCE_LANGUAGE)))
IS_NO_ALIAS = Q(Exact(Coalesce("alias_of_id", Value(0)), Value(0)))


def published(pages: QuerySet[P]) -> QuerySet[P]:
    """Pages that a reader may see: live, not past their end, behind no restriction of their own or of an ancestor.

    A translation moreover only while its Vietnamese source is all that. No alias is: it would be the same page twice. (Wagtail's
    ``public()`` asks twice, and knows nothing of the end before somebody has acted on it.)
    """
    source = _standing(Page.objects.filter(IN_SOURCE_LANGUAGE, translation_key=OuterRef("translation_key")))
    return _standing(pages).filter(IN_SOURCE_LANGUAGE | Exists(source))


def _standing(pages: QuerySet[P]) -> QuerySet[P]:
    return unrestricted(pages).filter(Q(expire_at=None) | Q(expire_at__gt=Now()), live=True)


def unrestricted(pages: QuerySet[P]) -> QuerySet[P]:
    """Pages that are no aliases and stand behind no restriction of their own or of an ancestor, published or not."""
    covering = PageViewRestriction.objects.annotate(asked=ExpressionWrapper(OuterRef("path"), output_field=CharField())).filter(
        asked__startswith=F("page__path")
    )
    return pages.filter(~Exists(covering), IS_NO_ALIAS)


def row_of_readers(page: P) -> P | None:
    """As ``stored``; None where readers do not see the page."""
    row = stored(page)
    return row if row is not None and row.live else None


def versions_at(pages: QuerySet[P], slug: str) -> QuerySet[P]:
    """Of these pages the public versions, in every language, of the one whose Vietnamese version has this slug."""
    keys = Page.objects.filter(IN_SOURCE_LANGUAGE, slug=slug).values("translation_key")
    return published(pages.filter(translation_key__in=keys)).select_related("locale", "translated_words")


def in_readers_language(versions: Iterable[P]) -> tuple[P, list[str]]:
    """The public versions of one page in; the reader's, else the Vietnamese one, and the languages there are out.

    Raises Http404 where there is none.
    """
    by_language = {page.locale.language_code: page for page in versions}
    source = by_language.get(SOURCE_LANGUAGE)
    if source is None:
        raise Http404
    page = by_language.get(get_language() or SOURCE_LANGUAGE, source)
    return page if page is source else composed(page, source), sorted(by_language)


def with_words(rows: Iterable[dict[str, Any]], model: type[Any], lang: str, *names: str) -> list[dict[str, Any]]:
    """Rows of Vietnamese pages, each with "translation_key", in; the same out with the fields ``names`` in the reader's language.

    "lang" says in which language a row's title is; "version" is the key of the version that speaks, "version_revision" its revision. One
    query, none for Vietnamese.
    """
    rows = [{**row, "lang": SOURCE_LANGUAGE, "version": None, "version_revision": None} for row in rows]
    if lang == SOURCE_LANGUAGE or not rows:
        return rows
    noted = {f"noted_{name}": KeyTextTransform(name, "translated_words__made_from") for name in names}
    versions = published(model.objects.filter(locale__language_code=lang)).annotate(**noted)
    if len(rows) < MAX_KEYS:
        versions = versions.filter(translation_key__in=[row["translation_key"] for row in rows])
    fields = ("pk", "live_revision_id", "translation_key", "translated_words__pk", *names, *noted)
    spoken = {version["translation_key"]: version for version in versions.values(*fields)}
    for row in rows:
        if (version := spoken.get(row["translation_key"])) is not None:
            everything = version["translated_words__pk"] is None  # from before texts were noted
            said = {name: version[name] for name in names if version[name] and (everything or version[f"noted_{name}"])}
            row |= {**said, "version": version["pk"], "version_revision": version["live_revision_id"]}
            row["lang"] = lang if "title" in said else SOURCE_LANGUAGE
    return rows


MAX_KEYS = 500  # asked for one by one; with more, all there are


class PublishedQuerySet(PageQuerySet):
    def published(self) -> PublishedQuerySet:
        return published(self)  # type: ignore[return-value]

    def in_source_language(self) -> PublishedQuerySet:
        return self.filter(IN_SOURCE_LANGUAGE)
