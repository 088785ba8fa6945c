"""What waits for somebody: rows and figures that rooms tell of, in the order in which they matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ...models import ThematicArea

PEOPLE, SOURCES, DUE, SCHEDULED = "people", "sources", "due", "scheduled"
GROUPS = {PEOPLE: _("Người khác đang chờ"), SOURCES: _("Nguồn đã đổi"), DUE: _("Đến hạn"), SCHEDULED: _("Hẹn giờ")}
# So many rows of one kind; the rest is a list of its own.
FIRST = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do. ``kind`` and ``action`` are a few words; ``area`` is the key of its area, None where everybody answers for it.

    ``detail`` is in our words, ``quote`` in somebody's. ``since``: for how long it has waited, or when it will be; None where nobody knows.
    """

    kind: str
    title: str
    action: str
    url: str
    since: date | datetime | None = None
    detail: str = ""
    quote: str = ""
    area: int | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one source tells: its rows, the oldest or worst first, and where all of them are listed ("" where there is no such list).

    ``more``: how many there are that were not read.
    """

    rows: tuple[Row, ...]
    all_url: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the numbers on top. ``of``: out of so many, 0 where that says nothing."""

    value: str
    label: str
    url: str = ""
    of: int = 0
    is_bad: bool = False


@dataclass
class Desk:
    """Whoever looks, and when; ``everything``: at what belongs to the areas of others, too."""

    user: Any
    everything: bool = False
    now: datetime = field(default_factory=timezone.now)
    _read: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def areas(self) -> frozenset[int]:
        """The areas that they answer for, as responsible or as deputy."""
        mine = ThematicArea.objects.filter(Q(responsible=self.user.pk) | Q(deputy=self.user.pk))
        return frozenset(mine.values_list("pk", flat=True))

    def once(self, name: str, read: Callable[[], Any]) -> Any:
        """What ``read`` gives, read once under that name for all who tell of it on this screen."""
        if name not in self._read:
            self._read[name] = read()
        return self._read[name]

    @cached_property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def is_mine(self, area: int | None) -> bool:
        return area is None or self.everything or not self.areas or area in self.areas


Source = Callable[[Desk], Waiting]
Measure = Callable[[Desk], Figure | None]
_SOURCES: list[tuple[str, int, Source]] = []
_MEASURES: list[tuple[int, Measure]] = []


def source(group: str, order: int) -> Callable[[Source], Source]:
    """Registers what tells of rows in that group, the lower order first."""

    def register(tell: Source) -> Source:
        _SOURCES.append((group, order, tell))
        return tell

    return register


def measure(order: int) -> Callable[[Measure], Measure]:
    """Registers one of the figures on top; it returns None for whom it says nothing."""

    def register(tell: Measure) -> Measure:
        _MEASURES.append((order, tell))
        return tell

    return register


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows of one source as they are shown: the first few, how many more there are, and where."""

    rows: tuple[Row, ...]
    more: int
    all_url: str


@dataclass(frozen=True, slots=True)
class Group:
    label: Any
    lists: tuple[Listed, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Work:
    """``others``: how many rows belong to areas of others and are not shown."""

    groups: tuple[Group, ...]
    others: int

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


def gathered(desk: Desk) -> Work:
    """What waits for that person: of their own areas, and what belongs to none; whoever answers for no area sees it all."""
    groups, others = [], 0
    for name, label in GROUPS.items():
        lists, count = [], 0
        for waiting in (tell(desk) for group, _order, tell in sorted(_SOURCES, key=lambda s: s[1]) if group == name):
            mine = tuple(row for row in waiting.rows if desk.is_mine(row.area))
            others += len(waiting.rows) - len(mine)
            count += len(mine) + waiting.more
            if mine:
                lists.append(Listed(mine[:FIRST], len(mine[FIRST:]) + waiting.more, waiting.all_url))
        if lists:
            groups.append(Group(label, tuple(lists), count))
    return Work(tuple(groups), others)


def figures(desk: Desk) -> list[Figure]:
    return [figure for _order, tell in sorted(_MEASURES, key=lambda m: m[0]) if (figure := tell(desk)) is not None]


def oldest_first(rows: Iterable[Row]) -> tuple[Row, ...]:
    """What has waited longest first; what nobody knows the day of last."""
    return tuple(sorted(rows, key=lambda row: date.max if row.since is None else day_of(row.since)))


def day_of(when: date | datetime) -> date:
    """The day of a moment here; a day is one already."""
    return timezone.localdate(when) if isinstance(when, datetime) else when


def first_of(found: QuerySet[Any], tell: Callable[[Any], Row], all_url: str) -> Waiting:
    """The first few of what may be thousands, each as a row; all others are counted alone. One query, two where there are others."""
    rows = tuple(map(tell, found[:FIRST]))
    return Waiting(rows, all_url, max(0, found.count() - FIRST) if len(rows) == FIRST else 0)
