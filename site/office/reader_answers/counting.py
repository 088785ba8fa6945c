"""How often readers said of each page that it is right, and of which part that it is not. A few queries, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from ..models import ReaderReport
from ..settling import Outcome
from .models import ReaderConfirmation


@dataclass(frozen=True, slots=True)
class PageAnswers:
    """``title``: "" where no page has that slug any more. ``no``: how often each part was named, by ``ReaderReport.Part``; "" for none."""

    slug: str
    title: str
    yes: int
    no: Mapping[str, int]
    unanswered: int

    @property
    def noes(self) -> int:
        return sum(self.no.values())


def page_answers(since: date) -> list[PageAnswers]:
    """Every page of which readers have said something since that day, the most often found wrong first. Three queries."""
    yes = dict(ReaderConfirmation.objects.filter(day__gte=since).order_by().values_list("page_slug").annotate(n=Count("pk")))
    reports = _reports(since).values_list("page_slug", "part")
    no: dict[str, dict[str, int]] = defaultdict(dict)
    unanswered: dict[str, int] = defaultdict(int)
    for slug, part, times, waiting in reports.annotate(n=Count("pk"), waiting=Count("pk", filter=Q(outcome=Outcome.OPEN))):
        no[slug][part] = times
        unanswered[slug] += waiting
    slugs = yes.keys() | no.keys()
    # Of a page and its translation, which share an address, the Vietnamese title; it comes last and stays.
    pages = Page.objects.filter(slug__in=slugs, alias_of=None).order_by("locale__language_code")
    titles = dict(pages.values_list("slug", "title"))
    found = [PageAnswers(slug, titles.get(slug, ""), yes.get(slug, 0), no.get(slug, {}), unanswered[slug]) for slug in slugs]
    return sorted(found, key=lambda page: (-page.noes, -page.yes, page.slug))


def totals(since: date) -> tuple[int, int, int]:
    """(yeses, reports, reports that nobody has answered) since that day, of all pages. Two queries."""
    no = _reports(since).aggregate(n=Count("pk"), waiting=Count("pk", filter=Q(outcome=Outcome.OPEN)))
    return ReaderConfirmation.objects.filter(day__gte=since).count(), no["n"], no["waiting"]


def _reports(since: date) -> QuerySet[ReaderReport]:
    midnight = timezone.make_aware(datetime.combine(since, time.min))
    return ReaderReport.objects.filter(created_at__gte=midnight).order_by()
