"""A whole workbook gone through: looked at, or written as drafts. Both ways are the same until a page is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from ..models import ProcedurePage
from ..on_page.saving import locked, save
from .comparing import Wanted, by_page, is_touched, wanted
from .opening import open_book
from .sheets import REVISION, around_all


@dataclass(slots=True)
class Outcome:
    """``ready``: pages that become, or became, drafts; ``left``: pages that are left alone, each with its reason or its wrong cells.

    ``stray``: rows of no page; ``untouched``: how many pages the file says nothing new of; ``moved``: those of them that have changed on
    the desk meanwhile; ``notes``: what the file lacks.
    """

    ready: list[Wanted] = field(default_factory=list)
    left: list[Wanted] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    untouched: int = 0
    moved: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def wrong_cells(self) -> int:
        return len(self.stray) + sum(len(one.wrong) for one in self.left)


def look(path: Path, user: Any) -> Outcome:
    """What the workbook would do. Raises UnreadableSource."""
    return _through(path, user, lambda page, fields: None)


def write(path: Path, user: Any, done: Callable[[ProcedurePage], None] = lambda page: None) -> Outcome:
    """Saves a draft of each page that is ready, each by itself; ``done`` is told of every one. Raises UnreadableSource."""

    def saved(page: ProcedurePage, fields: list[str]) -> None:
        save(page, user, fields)
        done(page)

    return _through(path, user, saved)


def _through(path: Path, user: Any, put: Callable[[ProcedurePage, list[str]], None]) -> Outcome:
    with translation.override("vi"):
        book = open_book(path)
        lines, around = by_page(book), around_all()
        out = Outcome(stray=lines.stray, notes=book.notes)
        if lines.others:
            out.notes.append(_("%(n)s dòng là của thủ tục không có ở trang “Thủ tục” của tệp: để nguyên.") % {"n": lines.others})
        same: dict[int, str] = {}
        for pk, row in lines.pages.items():
            if not is_touched(book, lines, pk):
                same[pk] = row.cells[REVISION]
                continue
            # Nobody else's small form of the page is saved between looking and saving.
            with transaction.atomic():
                locked(pk)
                one = wanted(book, lines, pk, user, around)
                if one.is_ready and one.page is not None:
                    put(one.page, one.fields)
            if one.left or one.wrong:
                out.left.append(one)
            elif one.changes:
                out.ready.append(one)
            else:
                out.untouched += 1
        out.untouched += len(same)
        out.moved = _moved(same)
    return out


def _moved(same: dict[int, str]) -> list[str]:
    """The names of those pages that have another version now than when the file was written."""
    rows = ProcedurePage.objects.filter(pk__in=same).order_by("title").values_list("pk", "title", "latest_revision_id")
    return [title for pk, title, revision in rows if str(revision or "") != same[pk]]
