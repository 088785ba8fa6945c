"""Until when a page that is made now may be kept, though nothing is written meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Min
from django.db.models.functions import Now
from django.utils import timezone
from wagtail.models import Page

QUARTER = 15
# What a room holds in memory of the database, each by its own rules, is as old as this at most: what was made of it right after a change is
# made once more when that time is over.
SETTLED = timedelta(seconds=60)


class Ends:
    """The next page that comes to its end, which changes no row. Asked once for each stamp (and when it was seen), and again at that end.

    By the clock of the database, which says what is public: where this one is ahead, the page is made anew until both say so.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: tuple[tuple[str, datetime | None], datetime | None] = (("", None), None)

    def next(self, stamp: tuple[str, datetime | None], now: datetime) -> datetime | None:
        with self._lock:
            known, end = self._known
            if known != stamp or (end is not None and end <= now):
                end = Page.objects.filter(live=True, expire_at__gt=Now()).aggregate(first=Min("expire_at"))["first"]
                self._known = stamp, end
            return end


def next_quarter(now: datetime) -> datetime:
    """Days, opening hours and "today before 15:00" begin and end at a quarter of an hour, midnight among them."""
    here = timezone.localtime(now)
    begun = here.replace(minute=here.minute - here.minute % QUARTER, second=0, microsecond=0)
    return begun + timedelta(minutes=QUARTER)


def until(now: datetime, since: datetime | None, ends: Iterable[datetime | None]) -> datetime:
    """``since``: when this process first saw the present stamp; ``ends``: moments at which something on the page is no longer true."""
    settled = since + SETTLED if since is not None else None
    moments = [next_quarter(now), settled if settled and settled > now else None, *ends]
    return min(moment for moment in moments if moment is not None)
