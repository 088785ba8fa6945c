"""Who stands behind the facts of a page: told by the rooms above, which know who was asked about it."""

from __future__ import annotations

from collections.abc import Callable

from ..models import ProcedurePage

# A page in memory in, {anchor of a fact: who stands behind it, in words} out.
Tell = Callable[[ProcedurePage], dict[str, str]]
_told_by: list[Tell] = []


def register(tell: Tell) -> None:
    _told_by.append(tell)


def behind(page: ProcedurePage) -> dict[str, str]:
    return {anchor: words for tell in _told_by for anchor, words in tell(page).items()}
