"""One way to ask for pages: live, and not behind a restriction, in one query."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

P = TypeVar("P", bound=Page)


def published(pages: QuerySet[P]) -> QuerySet[P]:
    """Live pages that no view restriction covers, themselves or through an ancestor (Wagtail's ``public()`` asks twice)."""
    covering = PageViewRestriction.objects.annotate(asked=ExpressionWrapper(OuterRef("path"), output_field=CharField())).filter(
        asked__startswith=F("page__path")
    )
    return pages.filter(~Exists(covering), live=True)


class PublishedQuerySet(PageQuerySet):
    def published(self) -> PublishedQuerySet:
        return published(self)  # type: ignore[return-value]
