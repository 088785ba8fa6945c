"""What every page carries: the unit and its offices. Kept in the cache, so that a warm page asks the database for neither."""

from __future__ import annotations

from django.core.cache import cache
from wagtail.models import Collection, CollectionViewRestriction

from .models import Office, ThematicArea, Unit

KEY = "office:furniture:v1"
PRIVATE_KEY = "office:private-collections:v1"
SECONDS = 600


def _all() -> tuple[Unit, list[Office], list[ThematicArea]]:
    found = cache.get(KEY)
    if found is None:
        found = (Unit.objects.first() or Unit(), list(Office.objects.all()), list(ThematicArea.objects.all()))
        cache.set(KEY, found, SECONDS)
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


def private_collections() -> frozenset[int]:
    """Collections whose files readers do not get: restricted themselves, or under one that is."""
    found = cache.get(PRIVATE_KEY)
    if found is None:
        found = frozenset[int]()
        for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
            found |= frozenset(Collection.objects.filter(path__startswith=path).values_list("pk", flat=True))
        cache.set(PRIVATE_KEY, found, SECONDS)
    return found


def forget() -> None:
    """Called when any of them was saved or deleted."""
    cache.delete_many([KEY, PRIVATE_KEY])
