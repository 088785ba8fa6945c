"""What every page carries: the unit, its offices, what the footer leads to. Cached, so that a warm page asks the database for none."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache

from .models import Office, ThematicArea, Unit

KEY = "office:furniture:v3"
# Another one after each change: what was read before a change and is put down after it counts for nothing.
GENERATION = "office:furniture:generation"
SECONDS = 600
_pages_there: Callable[[], frozenset[str]] = frozenset


def set_pages_there(names: Callable[[], frozenset[str]]) -> None:
    """Which of the footer's pages are there is known by a room above, which gives this a function that tells their names."""
    global _pages_there
    _pages_there = names


def _all() -> tuple[Unit, list[Office], list[ThematicArea], frozenset[str]]:
    known = cache.get_many([KEY, GENERATION])
    generation = known.get(GENERATION, "")
    if KEY in known and known[KEY][0] == generation:
        return known[KEY][1]
    found = (Unit.objects.first() or Unit(), list(Office.objects.all()), list(ThematicArea.objects.all()), _pages_there())
    cache.set(KEY, (generation, found), SECONDS)
    return found


def unit() -> Unit:
    """The unit behind the site; an unsaved one without a name where nobody has filled it in."""
    return _all()[0]


def sample_notice() -> bool:
    """Whether pages say that they are a sample: where it was loaded, unless settings say otherwise."""
    return bool(settings.SAMPLE_NOTICE and unit().has_sample)


def pages_there() -> frozenset[str]:
    """Names of the footer's pages that are there, so that none of its links is dead."""
    return _all()[3]


def offices() -> list[Office]:
    """All offices in their order."""
    return _all()[1]


def counter_phone() -> str:
    """A number to call at the counter: the unit's, else an office's; "" where those fields only say that nobody has given one."""
    numbers = [unit().phone, *(office.phone for office in offices())]
    return next((number for number in numbers if any(letter.isdigit() for letter in number)), "")


def areas() -> list[ThematicArea]:
    """All thematic areas in the order of the queue machine."""
    return _all()[2]


def forget() -> None:
    """Called when any of them was saved or deleted."""
    cache.set(GENERATION, uuid4().hex, None)
