"""Where an office is on a day, and when it opens otherwise than as usual: what readers are told of it ahead, and at midnight by itself.

A place that hands out or takes papers has an address, an entrance, coordinates, a number of twelve digits and a state (Nghị định
326/2026/NĐ-CP). Pure but for the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from vietnamese.dates import short

from .working_days import UnreadableDays, read_days

# So long ahead are readers told of a day with other hours, and of a move.
OTHER_HOURS_AHEAD, MOVE_AHEAD = timedelta(days=14), timedelta(days=60)


@dataclass(frozen=True, slots=True)
class OtherHours:
    """``first`` to ``last``: the days; ``words``: what holds then ("nghỉ cả ngày")."""

    first: date
    last: date
    words: str

    def __str__(self) -> str:
        days = short(self.first) if self.first == self.last else f"{short(self.first)} – {short(self.last)}"
        return f"{days}: {self.words}"


def read_other_hours(text: str) -> Iterator[OtherHours]:
    """One line each: "24/12/2026: nghỉ cả ngày", "02/02/2027 – 05/02/2027: chỉ làm buổi sáng". Raises UnreadableDays for any other line."""
    yield from map(_read, _lines(text))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _read(line: str) -> OtherHours:
    told, _colon, words = line.partition(":")
    days = read_days(told)
    if not days or not words.strip():
        raise UnreadableDays(line)
    return OtherHours(min(days), max(days), words.strip())


def _readable(text: str) -> Iterator[OtherHours]:
    """What was written past the desk's form and cannot be read is told to nobody."""
    for line in _lines(text):
        with suppress(UnreadableDays):
            yield _read(line)


def hours_on(hours: str, other: str, day: date) -> str:
    """The usual hours, and every day of other hours that is not past and at most ``OTHER_HOURS_AHEAD`` away."""
    near = [one for one in _readable(other) if one.last >= day and one.first - day <= OTHER_HOURS_AHEAD]
    if not near:
        return hours
    return ". ".join(filter(None, (hours.rstrip("."), *map(str, sorted(near, key=lambda one: one.first)))))


def address_on(address: str, entrance: str, moves_on: date | None, moves_to: str, day: date) -> str:
    """The address with its entrance; ahead of a move with where to from when, and from that day on the new one alone."""
    if moves_on is not None and moves_on <= day:
        return moves_to
    here = _("%(address)s (lối vào: %(entrance)s)") % {"address": address, "entrance": entrance} if entrance and address else address
    if moves_on is None or moves_on - day > MOVE_AHEAD:
        return here
    return _("%(address)s; từ %(day)s chuyển đến %(to)s") % {"address": here or _("chưa ghi"), "day": short(moves_on), "to": moves_to}


def map_of(latitude: object, longitude: object) -> str:
    """A map with the place in its middle: for degrees with a point, as the database keeps them; "" without."""
    if latitude is None or longitude is None:
        return ""
    return f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=18/{latitude}/{longitude}"
