"""What readers ask and do not find: questions to the counts, each one query however long the list is.

The desk reads the words of queries here and nowhere else. What fewer than ``MIN_ASKED`` searches of a period asked for is in none of its
lists: a rare query may be about one person whom somebody at the counter knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Sum
from django.utils import timezone

from ..models import AskedQuery, OpenedHit

MIN_ASKED = 5  # searches, of the same words in the same language within the period that is shown
GOOD_POSITIONS = 3  # what was opened among the first three was found


@dataclass(frozen=True, slots=True)
class QueryRow:
    """One query in a period: asked and missed how often, how many hits the last time, where it was opened on average (from 1) or None."""

    text: str
    locale: str
    asked: int
    missed: int
    hits: int
    position: float | None


@dataclass(frozen=True, slots=True)
class Day:
    """How often anything was asked, and found nothing; ``share`` in whole per cent."""

    asked: int
    missed: int
    day: date | None = None

    @property
    def share(self) -> int:
        return round(self.missed * 100 / self.asked) if self.asked else 0


def first_day(days: int) -> date:
    """The first of the last so many days, today among them."""
    return timezone.localdate() - timedelta(days=days - 1)


def not_found(since: date) -> QuerySet[Any, Any]:
    """Queries that found nothing at least once, the most often missed first."""
    return _counted(AskedQuery.objects.filter(day__gte=since)).filter(missed__gt=0).order_by("-missed", "-asked", "text", "locale")


def not_opened(since: date) -> QuerySet[Any, Any]:
    """Queries that found something of which nothing was opened, or nothing among the first three; the most often asked first."""
    good = OpenedHit.objects.filter(text=OuterRef("text"), locale=OuterRef("locale"), day__gte=since, position__lte=GOOD_POSITIONS)
    rows = AskedQuery.objects.filter(~Exists(good), day__gte=since)
    return _counted(rows).filter(asked__gt=F("missed")).order_by("-asked", "text", "locale")


def _counted(rows: QuerySet[AskedQuery]) -> QuerySet[Any, Any]:
    """Each query with its sums; rare ones are left out."""
    sums = rows.order_by().values("text", "locale").annotate(asked=Sum("times"), missed=Sum("without_hits"))
    return sums.filter(asked__gte=MIN_ASKED)


def filled(counted: Sequence[dict[str, Any]], since: date) -> list[QueryRow]:
    """Some rows of one of the lists in; the same with their last hits and where they were opened out. Two queries."""
    texts = [row["text"] for row in counted]
    asked = AskedQuery.objects.filter(text__in=texts, day__gte=since).order_by("day")
    hits = {(text, locale): n for text, locale, n in asked.values_list("text", "locale", "hits")}
    opened = OpenedHit.objects.filter(text__in=texts, day__gte=since).order_by().values_list("text", "locale")
    sums = opened.annotate(Sum("times"), positions=Sum(F("position") * F("times")))
    positions = {(text, locale): total / times for text, locale, times, total in sums if times}
    return [
        QueryRow(**row, hits=hits.get((row["text"], row["locale"]), 0), position=positions.get((row["text"], row["locale"])))
        for row in counted
    ]


def by_day(since: date) -> list[Day]:
    """The days on which anything was asked, the last first."""
    rows = AskedQuery.objects.filter(day__gte=since).order_by().values("day")
    return [Day(**row) for row in rows.annotate(asked=Sum("times"), missed=Sum("without_hits")).order_by("-day")]


def counts(since: date) -> tuple[int, int]:
    """(searches, searches that found nothing) of all words together."""
    sums = AskedQuery.objects.filter(day__gte=since).aggregate(asked=Sum("times"), missed=Sum("without_hits"))
    return sums["asked"] or 0, sums["missed"] or 0


def opened(since: date) -> int:
    """How often any hit was opened."""
    return OpenedHit.objects.filter(day__gte=since).aggregate(n=Sum("times"))["n"] or 0
