"""An import in two steps: what it would do, then doing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ..models import RegisterRecord, RegisterSnapshot
from ..parsing.records import RegisterProcedure
from ..parsing.sources import WHOLE, kind_of, read_source
from ..review.snapshots import import_snapshot
from ..versions.importer import Importer
from .labels import field_names

SHOWN_NEW = 50
SHOWN = 200


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import does or did, ready to be shown. ``new`` and ``gone`` are (code, name), ``changed`` (code, name, fields in words);
    each is cut at what a page can show, and ``counts`` has all of them. ``notes``: how the file was read, in words."""

    new: list[tuple[str, str]]
    changed: list[tuple[str, str, str]]
    gone: list[tuple[str, str]]
    refused: list[dict[str, str]]
    counts: dict[str, int]
    notes: list[str]

    @property
    def is_empty(self) -> bool:
        return not any(self.counts.values())


def preview(path: Path, day: date) -> ImportOutcome:
    """Reads all of it and writes nothing. Raises UnreadableSource, OlderSnapshot or DayToCome.

    ``gone`` is what would be marked if the file is the whole register.
    """
    importer = Importer(day, path.name, write=False, complete=kind_of(path) != "single")
    names: dict[str, str] = {}
    report = importer.store(_named(read_source(path, importer.marks()), names))
    return outcome(report.as_json(), names)


def looks_whole(path: Path, result: ImportOutcome) -> bool:
    """Whether to suppose that the file is the whole register: an archive that would not mark more records than it leaves."""
    kept = result.counts["changed"] + result.counts["unchanged"]
    return kind_of(path) in WHOLE and (result.counts["gone"] <= kept)


def write(path: Path, day: date, complete: bool, user: Any) -> RegisterSnapshot:
    """The import itself. Raises what :func:`import_snapshot` does."""
    who = user.get_full_name() or user.get_username()
    return import_snapshot(path, day, who, complete=complete and kind_of(path) != "single").snapshot


def outcome(report: dict[str, Any], names: dict[str, str]) -> ImportOutcome:
    """A report in code to one in words. ``new`` of a stored report is only a number."""
    new = report.get("new") or []
    codes = new[:SHOWN_NEW] if isinstance(new, list) else []
    changed, gone = report.get("changed") or {}, report.get("gone") or []
    known = [*list(changed)[:SHOWN], *gone[:SHOWN]]
    names = {**names, **dict(RegisterRecord.objects.filter(code__in=known).values_list("code", "name"))}
    refused = report.get("refused") or []
    counts = {name: report.get("counts", {}).get(name, 0) for name in ("new", "changed", "unchanged", "gone", "refused")}
    return ImportOutcome(
        [(code, names.get(code, "")) for code in codes],
        [(code, names.get(code, ""), field_names(fields)) for code, fields in list(changed.items())[:SHOWN]],
        [(code, names.get(code, "")) for code in gone[:SHOWN]],
        [{"source": item.get("source", ""), "reason": item.get("reason", "")} for item in refused[:SHOWN]],
        counts,
        list(dict.fromkeys(item.get("text", "") for item in report.get("notes") or [])),
    )


def _named(reads: Iterable[Any], names: dict[str, str]) -> Iterator[Any]:
    for one in reads:
        if isinstance(one, RegisterProcedure):
            names[one.code] = one.name
        yield one


def summary(counts: dict[str, int]) -> str:
    """ "3 mới, 2 đổi, …" """
    words = {"new": _("mới"), "changed": _("đổi"), "unchanged": _("như cũ"), "gone": _("không còn"), "refused": _("bị từ chối")}
    return ", ".join(f"{number_format(counts[key], force_grouping=True)} {word}" for key, word in words.items())
