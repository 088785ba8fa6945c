"""A whole import, from the desk or the command line: one at a time, from the file to the pages that were written from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from office.clock import exclusive
from vietnamese.dates import stamp

from ..parsing.sources import read_source
from ..versions.importer import Importer
from .sources import note_baselines, pages_with_a_source

WORK = "import_register"


class ImportRuns(ValueError):
    """Another import runs, or has taken this one's place; the message, in Vietnamese, says whose and since when."""


def running_import() -> str:
    """Who imports a snapshot now and since when, in words; "" where nobody does. One query."""
    holder = exclusive.holder_of(WORK)
    return _words(holder) if holder else ""


def import_snapshot(path: Path, day: date, who: str, *, complete: bool, tell: Callable[[int], None] = lambda n: None) -> Importer:
    """Imports the source as the snapshot of that day, in the name of ``who``, while nobody else imports. ``tell`` hears how many were read.

    Raises UnreadableSource, OlderSnapshot, DayToCome, or ImportRuns where another import runs, all before anything is written; and
    ImportRuns in the middle where this process stood still for so long that another took its place: whole records are written by then.
    """
    try:
        with exclusive.held(WORK, who) as renew:
            importer = Importer(day, path.name, complete=complete)
            importer.store(_alive(read_source(path, importer.marks()), renew), tell)
            note_baselines(pages_with_a_source(), importer.first_read)
    except exclusive.Held as other:
        raise ImportRuns(_words(other.holder)) from other
    except exclusive.Lost as lost:
        raise ImportRuns(_("Lần nhập này ngừng quá lâu nên lần nhập khác đã thay chỗ. Hãy xem kết quả của lần ấy rồi nhập lại.")) from lost
    return importer


def _words(holder: exclusive.Holder) -> str:
    words = _("%(who)s đang nhập bản chụp, bắt đầu lúc %(since)s. Đợi xong rồi hãy nhập; nếu lần ấy bị ngắt, hai phút sau nhập được.")
    return words % {"who": holder.who, "since": stamp(holder.since)}


def _alive(reads: Iterable[Any], renew: Callable[[], None]) -> Iterator[Any]:
    """The same, with a sign of life at each."""
    for found in reads:
        renew()
        yield found
