"""What every page carries: the unit and its offices. Kept in the cache, so that a warm page asks the database for neither."""

from __future__ import annotations

from uuid import uuid4

from django.core.cache import cache

from .models import Office, ThematicArea, Unit

KEY = "office:furniture:v2"
# Another one after each change: what was read before a change and is put down after it counts for nothing.
GENERATION = "office:furniture:generation"
SECONDS = 600


def _all() -> tuple[Unit, list[Office], list[ThematicArea]]:
    known = cache.get_many([KEY, GENERATION])
    generation = known.get(GENERATION, "")
    if KEY in known and known[KEY][0] == generation:
        return known[KEY][1]
    found = (Unit.objects.first() or Unit(), list(Office.objects.all()), list(ThematicArea.objects.all()))
    cache.set(KEY, (generation, found), SECONDS)
    return found


def unit() -> Unit:
    """The unit behind the site; unsaved defaults where nobody has filled it in."""
    return _all()[0]


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
