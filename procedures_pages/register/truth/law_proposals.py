"""What the register makes likely of legal texts and nobody has entered: for a person to accept or to refuse. Pure: no Django.

Three things it may show: a text that some record of our pages cites and no page lists; a newer law of the same name; the day on which what
a text sets comes to its end.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ..parsing.law_numbers import LEGAL_NUMBER
from .register_view import RegisterView, last_days
from .rules.laws import law_name, tidy

Kind = Literal["amends", "repeals", "replaces", "new", "ends"]
# By the verb that stands first in its title.
_VERBS: tuple[tuple[str, Kind], ...] = (
    ("sửa đổi", "amends"),
    ("bổ sung", "amends"),
    ("thay thế", "replaces"),
    ("bãi bỏ", "repeals"),
)


@dataclass(frozen=True, slots=True)
class PageLaws:
    """What a published page lists, and the codes of its records."""

    title: str
    codes: tuple[str, ...]
    laws: frozenset[str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """``number`` does ``kind`` to ``target`` (a number; "" where the title does not say). Of kind "ends": it ends itself, ``day`` the first
    day without it. ``pages``: the titles of those concerned."""

    kind: Kind
    number: str
    title: str
    target: str = ""
    day: date | None = None
    pages: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What a decision about it is kept under."""
        return "|".join((self.kind, self.number, self.target, self.day.isoformat() if self.day else ""))


def proposals(
    pages: Collection[PageLaws], view: RegisterView, edges: Collection[tuple[str, str]], ends: Mapping[str, date | None]
) -> list[Proposal]:
    """``edges``: (acting, target) that are entered; ``ends``: {number of a known text: the day that is entered}. The surest first."""
    pages = [PageLaws(page.title, page.codes, frozenset(map(tidy, page.laws))) for page in pages]
    found = [*_ending(pages, view, ends), *_named(pages, view), *_newer(pages, view), *_cited(pages, view)]
    entered = {(tidy(acting), tidy(target)) for acting, target in edges}
    acting = {one for one, _target in entered}
    out: dict[str, Proposal] = {}
    told: set[str] = set()
    for one in found:
        is_entered = (one.number, one.target) in entered or (one.kind == "new" and (one.number in acting or one.number in told))
        if not is_entered:
            out.setdefault(one.key, one)
            told.add(one.number)
    return list(out.values())


def _resting(pages: Iterable[PageLaws], number: str) -> tuple[str, ...]:
    return tuple(page.title for page in pages if number in page.laws)


def _ending(pages: list[PageLaws], view: RegisterView, ends: Mapping[str, date | None]) -> Iterator[Proposal]:
    known = {tidy(number): day for number, day in ends.items()}
    for number, last in last_days(view).items():
        day = last + timedelta(1)
        if (resting := _resting(pages, tidy(number))) and known.get(tidy(number)) != day:
            yield Proposal("ends", tidy(number), _title(view, number), day=day, pages=resting)


def _named(pages: list[PageLaws], view: RegisterView) -> Iterator[Proposal]:
    """Texts that no page lists and whose title says which listed ones they change."""
    listed = frozenset().union(*(page.laws for page in pages))
    for number, titles in view.laws.items():
        if tidy(number) in listed:
            continue
        for title in sorted(titles):
            verb = re.search("|".join(word for word, _kind in _VERBS), title, re.IGNORECASE)
            if verb is None:
                continue
            kind = dict(_VERBS)[verb[0].lower()]
            for target in map(tidy, LEGAL_NUMBER.findall(title[verb.end() :])):
                if target in listed and target != tidy(number):
                    yield Proposal(kind, tidy(number), title, target, pages=_resting(pages, target))


def _newer(pages: list[PageLaws], view: RegisterView) -> Iterator[Proposal]:
    """Laws of parliament of the same name and a later year than one that a page lists."""
    by_name: dict[str, set[str]] = {}
    titles: dict[str, str] = {}
    for number, said in view.laws.items():
        for title in said:
            if name := law_name(number, title):
                by_name.setdefault(name, set()).add(tidy(number))
                titles[tidy(number)] = title
    for numbers in by_name.values():
        newest = max(numbers, key=_year)
        for older in sorted(numbers - {newest}):
            if _year(older) < _year(newest) and (resting := _resting(pages, older)):
                yield Proposal("replaces", newest, titles[newest], older, pages=resting)


def _cited(pages: list[PageLaws], view: RegisterView) -> Iterator[Proposal]:
    """Texts that a page's own record cites and no page lists at all."""
    listed = frozenset().union(*(page.laws for page in pages))
    by_number: dict[str, list[str]] = {}
    for page in pages:
        for number in {tidy(law) for code in page.codes for law in view.cited.get(code, ())}:
            if number not in listed and LEGAL_NUMBER.fullmatch(number):
                by_number.setdefault(number, []).append(page.title)
    for number, titles in sorted(by_number.items()):
        yield Proposal("new", number, _title(view, number), pages=tuple(titles))


def _title(view: RegisterView, number: str) -> str:
    titles = view.laws.get(number) or next((said for one, said in view.laws.items() if tidy(one) == tidy(number)), frozenset())
    return next(iter(sorted(titles)), "")


def _year(number: str) -> int:
    return int(number.split("/")[1])
