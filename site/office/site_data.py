"""What every page carries: the unit and its notices, its offices, what the footer leads to. Cached, so that a warm page asks for none.

What an editor changes is there for the next reader of every process that shares the cache, and within ``SITE_DATA_SECONDS`` in one that
has a cache of its own.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from wagtail.models import Collection, CollectionViewRestriction

from .models import HolidayYear, Office, ThematicArea, Unit
from .terms import TermEntries, read_entries
from .working_days import OfficialYear, UnreadableDays, WorkingCalendar, calendar_of

log = logging.getLogger(__name__)
KEY = "office:furniture:v9"
TERMS_KEY = "office:terms:v1"
PAGES_KEY = "office:pages-there:v1"
PRIVATE_KEY = "office:private-collections:v2"
# Another one after each change: what was read before a change and is put down after it counts for nothing.
GENERATION = "office:furniture:generation"
# Of the pages alone: one that is published changes nothing else.
PAGES_GENERATION = "office:pages-there:generation"
T = TypeVar("T")
_pages_there: Callable[[], frozenset[str]] = frozenset


def set_pages_there(names: Callable[[], frozenset[str]]) -> None:
    """Which of the footer's pages are there is known by a room above, which gives this a function that tells their names."""
    global _pages_there
    _pages_there = names


def kept(key: str, read: Callable[[], T], of: str = GENERATION) -> T:
    """What ``read`` finds, from the cache where it has been put down since the last change (``of``: where its number stands)."""
    generation, found = _put_down(key, of)
    if found is None:
        found = (read(),)
        cache.set(key, (generation, *found), settings.SITE_DATA_SECONDS)
    return cast(T, found[0])


def _put_down(key: str, of: str) -> tuple[str, tuple[Any] | None]:
    """(the number of the last change, what has been put down since; None where nothing was)."""
    known = cache.get_many([key, of])
    generation = known.get(of, "")
    return generation, known[key][1:] if key in known and known[key][0] == generation else None


def _read_all() -> tuple[Unit, list[Office], list[ThematicArea], WorkingCalendar]:
    return (
        Unit.objects.first() or Unit(),
        list(Office.objects.filter(live=True)),
        list(ThematicArea.objects.filter(live=True)),
        calendar_of(_known_years()),
    )


def _known_years() -> Iterator[OfficialYear]:
    for row in HolidayYear.objects.filter(live=True):
        try:
            yield row.official
        except UnreadableDays:
            # Written past the desk's form: a year that nobody can read is not known.
            log.warning("the holidays of %s cannot be read", row.year)


def _all() -> tuple[Unit, list[Office], list[ThematicArea], WorkingCalendar]:
    return kept(KEY, _read_all)


def unit() -> Unit:
    """The unit behind the site; an unsaved one without a name where nobody has filled it in."""
    return _all()[0]


def sample_notice() -> bool:
    """Whether pages say that they are a sample: where it was loaded, unless settings say otherwise."""
    return bool(settings.SAMPLE_NOTICE and unit().has_sample)


def pages_there() -> frozenset[str]:
    """Names of the footer's pages that are there, so that none of its links is dead."""
    return kept(PAGES_KEY, lambda: _pages_there(), PAGES_GENERATION)


def pages_known() -> frozenset[str] | None:
    """As ``pages_there``, without asking the database; None where nobody has since the last change."""
    _generation, found = _put_down(PAGES_KEY, PAGES_GENERATION)
    return found[0] if found else None


def offices() -> list[Office]:
    """All offices that are published, in their order."""
    return _all()[1]


def calendar() -> WorkingCalendar:
    """The years whose official days off are written down and published."""
    return _all()[3]


def counter_phone() -> str:
    """A number to call at the counter: the unit's, else an office's; "" where those fields only say that nobody has given one."""
    numbers = [unit().phone, *(office.phone for office in offices())]
    return next((number for number in numbers if any(letter.isdigit() for letter in number)), "")


def areas() -> list[ThematicArea]:
    """All published thematic areas in the order of the queue machine."""
    return _all()[2]


def terms() -> TermEntries:
    """The terms that pages explain."""
    return kept(TERMS_KEY, read_entries)


def private_collections() -> frozenset[int]:
    """Collections whose files readers do not get: restricted themselves, or under one that is."""
    return kept(PRIVATE_KEY, _read_private)


def _read_private() -> frozenset[int]:
    paths = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    return frozenset(pk for path in paths for pk in Collection.objects.filter(path__startswith=path).values_list("pk", flat=True))


def forget_site_data() -> None:
    """What is cached counts for nothing from now on, in all processes that share the cache."""
    cache.set(GENERATION, uuid4().hex, None)
    _forget_pages()


def _forget_pages() -> None:
    cache.set(PAGES_GENERATION, uuid4().hex, None)


def changed() -> None:
    """Called when any of it was saved or deleted, in the transaction that does it.

    At once for whoever goes on in this transaction. After it what is there now is written down, because a reader in between has read what
    was there before, and put it down as new.
    """
    forget_site_data()
    transaction.on_commit(_renew, robust=True)


def _renew() -> None:
    forget_site_data()
    _all()
    pages_there()
    terms()
    private_collections()


def pages_changed() -> None:
    """As ``changed``, when a page came or went: all else is as it was."""
    _forget_pages()
    transaction.on_commit(_renew_pages, robust=True)


def _renew_pages() -> None:
    _forget_pages()
    pages_there()
