"""What the catalogue counts and sorts, held in memory: one small row for each published procedure, so that a request reads none of them.

Read once, then only what has changed: pages that this process saved, and pages that Wagtail's log says another process has changed. Whether
a page that is shown is still public, the database is asked at that moment; only numbers and order come from here.
"""

from __future__ import annotations

import threading
import time
from bisect import bisect_left, insort
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import numpy
from django.conf import settings
from django.core.cache import cache
from django.db import close_old_connections, transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, PageViewRestriction
from wagtail.signals import post_page_move

from office import site_data
from office.models import ThematicArea
from vietnamese.sorting import sort_key

from .facts.procedure import GONE
from .models import ProcedurePage, TranslatedWords
from .queries import with_words

GENERATION = "procedures:catalogue-rows"  # another one where everything is to be read anew
MAX_AGE = 600.0  # seconds after which everything is read anew, for what neither signals nor the log tell of
SETTLED = timedelta(seconds=120)  # older log entries are all committed; of younger ones a smaller number may still come
INLINE = 2_000  # rows that are read anew, only because they are old, while the reader waits; more are read beside
RESTRUCTURING = ("wagtail.move", "wagtail.delete", "wagtail.view_restriction")
LAST = 10**6

# The values of a procedure in the catalogue's filters, by the filters' names in an address.
Cell = tuple[tuple[str, ...], ...]
PARAMETERS = ("linh-vuc", "cap", "doi-tuong", "hinh-thuc")


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    pk: int
    cell: Cell
    is_gone: bool
    expires: datetime | None
    keys: dict[str, str]  # by language: where its title stands among others


@dataclass(frozen=True, slots=True)
class CatalogueRows:
    """Procedures in force in one language, by area and then by title.

    ``cells`` are the different combinations of values with their numbers of procedures, in place of the procedures themselves.
    """

    pks: numpy.ndarray[Any, Any]
    numbers: numpy.ndarray[Any, Any]  # of each procedure's cell
    cells: tuple[tuple[Cell, int], ...]

    def page(self, chosen: Collection[Cell], start: int, stop: int) -> list[int]:
        """The pages with one of these combinations, from the ``start``-th up to the ``stop``-th."""
        wanted = numpy.fromiter((cell in chosen for cell, _n in self.cells), dtype=bool, count=len(self.cells))
        places = numpy.flatnonzero(wanted[self.numbers]) if len(self.cells) else self.pks
        return [int(pk) for pk in self.pks[places[start:stop]]]


def _slug(value: str) -> str:
    return value.replace("_", "-")


def _compact(title: str) -> str:
    """The key of :func:`vietnamese.sorting.sort_key` as one string in the same order; a tenth of the memory."""
    letters, tones, text = sort_key(title)
    return "\0".join(("".join(chr(min(n + 1, 0x10FFFF)) for n in letters), "".join(chr(n + 1) for n in tones), text))


class HeldRows:
    """The rows of all procedures, and what has been made of them since they last changed."""

    def __init__(self) -> None:
        self.next_expiry: datetime | None = None
        self.sources: dict[int, int] = {}  # the Vietnamese page of each version
        self._rows: dict[int, CatalogueRow] = {}
        self._ordered: dict[str, list[tuple[int, str, int]]] = {}
        self._made: dict[str, CatalogueRows] = {}
        self._pks: dict[bool, list[int]] = {}
        self._areas: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self._rows)

    def catalogue(self, lang: str) -> CatalogueRows:
        """The procedures in force."""
        if (made := self._made.get(lang)) is None:
            made = self._made[lang] = self._make(lang)
        return made

    def numbers(self, *, in_force: bool) -> list[int]:
        """Keys of the Vietnamese pages in their order, those no longer in force among them unless ``in_force``."""
        if in_force not in self._pks:
            self._pks[in_force] = sorted(row.pk for row in self._rows.values() if not (in_force and row.is_gone))
        return self._pks[in_force]

    def expiring(self) -> set[int]:
        """Pages that end by themselves."""
        return {row.pk for row in self._rows.values() if row.expires is not None}

    def put(self, read: Collection[tuple[CatalogueRow, Collection[int]]]) -> None:
        """Rows in the place of those of the same pages; each with the keys of its versions."""
        many = len(read) > len(self._rows) // 8
        for row, versions in read:
            if not many:
                self.drop(row.pk)
                for lang, ordered in self._ordered.items():
                    if not row.is_gone:
                        insort(ordered, self._place(row, lang))
            self._rows[row.pk] = row
            self.sources.update(dict.fromkeys(versions, row.pk))
        if many:
            self._ordered = {}
        self._made, self._pks = {}, {}
        now = timezone.now()
        self.next_expiry = min((row.expires for row in self._rows.values() if row.expires and row.expires > now), default=None)

    def drop(self, pk: int) -> None:
        """A page that is not public any more."""
        if (row := self._rows.pop(pk, None)) is not None:
            for lang, ordered in self._ordered.items():
                place = self._place(row, lang)
                at = bisect_left(ordered, place)
                if ordered[at : at + 1] == [place]:
                    del ordered[at]
            self._made, self._pks = {}, {}

    def _place(self, row: CatalogueRow, lang: str) -> tuple[int, str, int]:
        area = row.cell[0][0] if row.cell[0] else ""
        order = self._areas.index(area) if area in self._areas else LAST
        return order, row.keys[lang], row.pk

    def _make(self, lang: str) -> CatalogueRows:
        areas = tuple(area.slug for area in site_data.areas())
        if areas != self._areas:
            self._areas, self._ordered, self._made = areas, {}, {}
        if (ordered := self._ordered.get(lang)) is None:
            ordered = self._ordered[lang] = sorted(self._place(row, lang) for row in self._rows.values() if not row.is_gone)
        cells: dict[Cell, int] = {}
        numbers = numpy.fromiter(
            (cells.setdefault(self._rows[pk].cell, len(cells)) for _area, _key, pk in ordered), dtype=numpy.int32, count=len(ordered)
        )
        pks = numpy.fromiter((pk for _area, _key, pk in ordered), dtype=numpy.int64, count=len(ordered))
        counts = numpy.bincount(numbers, minlength=len(cells))
        return CatalogueRows(pks, numbers, tuple((cell, int(counts[n])) for cell, n in cells.items()))


@dataclass(frozen=True, slots=True)
class LogPosition:
    """How far Wagtail's log has been read: up to ``settled``, and the younger entries ``seen``."""

    settled: int = 0
    seen: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything as it was read at one time. ``began``: the monotonic clock's seconds."""

    rows: HeldRows
    position: LogPosition
    began: float


def _read_everything() -> Reading:
    began, before = time.monotonic(), timezone.now() - SETTLED
    settled = PageLogEntry.objects.filter(timestamp__lt=before).order_by("-pk").values_list("pk", flat=True).first() or 0
    position = LogPosition(settled, frozenset(PageLogEntry.objects.filter(pk__gt=settled).values_list("pk", flat=True)))
    rows = HeldRows()
    rows.put(_read(None))
    return Reading(rows, position, began)


class Everything:
    """What has been read, and what is known to have changed since. Safe for threads."""

    def __init__(self) -> None:
        self._reading = threading.RLock()
        self._changed: set[int] = set()
        self._generation = ""
        self._held = Reading(HeldRows(), LogPosition(), 0.0)
        self._is_renewing = False

    # --- Asked by requests ---

    def catalogue(self, lang: str) -> CatalogueRows:
        """The procedures in force. One query while nothing has changed."""
        with self._reading:
            self._catch_up()
            return self._held.rows.catalogue(lang)

    def numbers(self, *, in_force: bool) -> list[int]:
        """Keys of the Vietnamese pages in their order, those no longer in force among them unless ``in_force``. One query, as above."""
        with self._reading:
            self._catch_up()
            return self._held.rows.numbers(in_force=in_force)

    def note(self, pk: int) -> None:
        """A version of a procedure has changed; read again when somebody asks, and after the change is there for all."""
        self._changed.add(pk)
        transaction.on_commit(partial(self._changed.add, pk))

    # --- Keeping up ---

    def _catch_up(self) -> None:
        if not self._is_this_generation():
            self._read_all()
            return
        changed, everything = self._logged()
        if everything:
            self._read_all()
            return
        while self._changed:
            changed.add(self._changed.pop())
        rows = self._held.rows
        if rows.next_expiry is not None and timezone.now() >= rows.next_expiry:
            changed.update(rows.expiring())
        if changed:
            self._read_again(changed)
        if time.monotonic() - self._held.began > MAX_AGE:
            self._renew()

    def _is_this_generation(self) -> bool:
        told = cache.get(GENERATION)
        if told is None:
            told = uuid4().hex
            cache.set(GENERATION, told, None)
            if self._generation and cache.get(GENERATION) is None:
                return True  # the cache is down: the log goes on telling
        if told == self._generation:
            return True
        self._generation = told
        return False

    def _logged(self) -> tuple[set[int], bool]:
        """Pages of entries of Wagtail's log that have not been seen, and whether one may be about many pages. One query."""
        settled, seen = self._held.position.settled, self._held.position.seen
        entries = list(PageLogEntry.objects.filter(pk__gte=settled).order_by("pk").values_list("pk", "page_id", "action", "timestamp"))
        if settled and (not entries or entries[0][0] != settled):
            return set(), True  # another log, of a restored backup
        fresh = [entry for entry in entries if entry[0] > settled and entry[0] not in seen]
        if fresh or len(seen) > 100:
            self._settle(entries)
        pages = {page for _pk, page, _action, _when in fresh}
        others = {page for _pk, page, action, _when in fresh if action.startswith(RESTRUCTURING)} - self._held.rows.sources.keys()
        if others:
            others -= set(ProcedurePage.objects.filter(pk__in=others).values_list("pk", flat=True))
        return pages, bool(others)

    def _settle(self, entries: Collection[tuple[int, int, str, datetime]]) -> None:
        before = timezone.now() - SETTLED
        settled = max((pk for pk, _page, _action, when in entries if when < before), default=self._held.position.settled)
        seen = frozenset(pk for pk, _page, _action, _when in entries if pk > settled)
        self._held = replace(self._held, position=LogPosition(settled, seen))

    def _read_all(self) -> None:
        self._changed.clear()
        self._held = _read_everything()

    def _read_again(self, versions: set[int]) -> None:
        rows = self._held.rows
        known = {rows.sources[pk] for pk in versions if pk in rows.sources}
        read = _read(Q(pk__in=known) | Q(translation_key__in=Page.objects.filter(pk__in=versions).values("translation_key")))
        for pk in known - {row.pk for row, _versions in read}:
            rows.drop(pk)
        rows.put(read)

    def _renew(self) -> None:
        """Everything is old. A few rows are read at once; many are read beside, while what there is goes on being told."""
        if len(self._held.rows) <= INLINE:
            self._read_all()
        elif not self._is_renewing:
            self._is_renewing = True
            threading.Thread(target=self._renew_beside, name="catalogue-rows", daemon=True).start()

    def _renew_beside(self) -> None:
        try:
            fresh = _read_everything()
            with self._reading:
                self._held = fresh
        finally:
            self._is_renewing = False
            close_old_connections()


def _read(only: Q | None) -> list[tuple[CatalogueRow, Collection[int]]]:
    """Published procedures, all or some, each with the keys of its versions. One query, and two for each further language."""
    fields = ("pk", "translation_key", "title", "area__slug", "level", "audiences", "service_mode", "status", "expire_at")
    pages = ProcedurePage.objects.published().in_source_language()
    rows = list((pages if only is None else pages.filter(only)).values(*fields))
    keys: dict[int, dict[str, str]] = {row["pk"]: {"vi": _compact(row["title"])} for row in rows}
    for lang, _name in settings.LANGUAGES:
        for row in with_words(rows, ProcedurePage, lang, "title"):
            own = keys[row["pk"]]
            own[lang] = own["vi"] if row["lang"] == "vi" else _compact(row["title"])
    versions = _versions({row["translation_key"]: row["pk"] for row in rows}, only is None)
    shared: dict[Cell, Cell] = {}
    read: list[tuple[CatalogueRow, Collection[int]]] = []
    for row in rows:
        cell = _cell(row)
        known = CatalogueRow(row["pk"], shared.setdefault(cell, cell), row["status"] in GONE, row["expire_at"], keys[row["pk"]])
        read.append((known, versions[row["pk"]]))
    return read


def _cell(row: dict[str, Any]) -> Cell:
    area, level, audiences, mode = (row[name] for name in ("area__slug", "level", "audiences", "service_mode"))
    return tuple(tuple(_slug(value) for value in values if value) for values in ([area], [level], audiences or [], [mode]))


def _versions(sources: dict[UUID, int], everything: bool) -> dict[int, list[int]]:
    """{the Vietnamese page: it and its translations}. One query."""
    pages = Page.objects.exclude(locale__language_code="vi") if everything else Page.objects.filter(translation_key__in=list(sources))
    found: dict[int, list[int]] = {pk: [pk] for pk in sources.values()}
    for pk, key in pages.values_list("pk", "translation_key"):
        if (source := sources.get(key)) is not None and pk != source:
            found[source].append(pk)
    return found


_everything = Everything()


def catalogue_rows(lang: str) -> CatalogueRows:
    """The procedures in force as a reader of this language sees them sorted."""
    return _everything.catalogue(lang)


def procedure_numbers(*, in_force: bool = True) -> list[int]:
    """Keys of the published Vietnamese pages, smallest first; all of them where ``in_force`` is False."""
    return _everything.numbers(in_force=in_force)


def read_anew(**kwargs: Any) -> None:
    """What has changed may be about any number of pages."""
    renew: Callable[[], object] = partial(cache.delete, GENERATION)
    renew()
    transaction.on_commit(renew)


def connect() -> None:
    def changed(instance: Any, **kwargs: Any) -> None:
        _everything.note(instance.pk)

    def words_changed(instance: TranslatedWords, **kwargs: Any) -> None:
        _everything.note(instance.page_id)

    for signal in (post_save, post_delete):
        signal.connect(changed, sender=ProcedurePage, weak=False, dispatch_uid="catalogue-rows")
        signal.connect(words_changed, sender=TranslatedWords, weak=False, dispatch_uid="catalogue-rows")
        for model in (PageViewRestriction, ThematicArea):
            signal.connect(read_anew, sender=model, dispatch_uid="catalogue-rows")
    post_page_move.connect(read_anew, dispatch_uid="catalogue-rows")
