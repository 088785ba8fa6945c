"""One way to ask for pages: live, and not behind a restriction, in one query."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.http import Http404
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

P = TypeVar("P", bound=Page)


def published(pages: QuerySet[P]) -> QuerySet[P]:
    """Live pages that no view restriction covers, themselves or through an ancestor (Wagtail's ``public()`` asks twice); no aliases."""
    covering = PageViewRestriction.objects.annotate(asked=ExpressionWrapper(OuterRef("path"), output_field=CharField())).filter(
        asked__startswith=F("page__path")
    )
    return pages.filter(~Exists(covering), live=True, alias_of=None)


def in_readers_language(versions: Iterable[P]) -> tuple[P, list[str]]:
    """The versions of one page, each with its locale, in; the reader's, else the Vietnamese one, and the languages there are out.

    Raises Http404 where it is in neither.
    """
    by_language = {page.locale.language_code: page for page in versions}
    page = by_language.get(get_language() or "vi") or by_language.get("vi")
    if page is None:
        raise Http404
    return page, sorted(by_language)


class PublishedQuerySet(PageQuerySet):
    def published(self) -> PublishedQuerySet:
        return published(self)  # type: ignore[return-value]
