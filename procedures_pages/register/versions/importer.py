"""Puts a snapshot of the register into the database: each content once, what is gone marked, all or nothing for each record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from ..models import RegisterRecord, RegisterSnapshot, RegisterVersion
from ..parsing.records import RegisterProcedure
from ..parsing.text_record import Note, Same, source_mark
from .diff import changed_fields
from .fingerprint import fingerprint
from .places import place_columns, settle_places
from .serialization import pack
from .signals import register_changed
from .snapshot_days import past_day

AT_ONCE = 400
MAX_NOTES = 60
SEARCHED = 1200  # characters of outputs and papers; the rest repeats itself


class OlderSnapshot(ValueError):
    """The snapshot is older than what is known; versions would come in the wrong order."""


@dataclass
class Report:
    """What an import did, or would do. ``refused`` has the file (with its line where known) and the reason; ``notes`` how it was read."""

    new: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)
    notes: list[dict[str, str]] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        names = ("new", "changed", "unchanged", "gone", "refused")
        return {name: len(getattr(self, name)) for name in names}

    def as_json(self) -> dict[str, Any]:
        """{"counts": {…}, "new": codes, "changed": {code: fields}, "unchanged": how many, "gone": codes, "refused": [{source, reason}]}

        With "notes": [{source, text}] where there is something to know of how the source was read.
        """
        found = {"new": self.new, "changed": self.changed, "unchanged": len(self.unchanged), "gone": self.gone, "refused": self.refused}
        return {"counts": self.counts(), **found, **({"notes": self.notes} if self.notes else {})}


@dataclass(frozen=True, slots=True)
class _Known:
    pk: int
    fingerprint: str
    is_stub: bool
    gone: bool


class Importer:
    """One import. ``store`` may be asked with ``write=False``: the same report, nothing written."""

    def __init__(self, day: date, source: str = "", write: bool = True, complete: bool = True) -> None:
        """Raises OlderSnapshot or DayToCome, whoever asks."""
        past_day(day)
        newest = RegisterSnapshot.objects.order_by("-date").values_list("date", flat=True).first()
        if newest and day < newest:
            days = {"day": f"{day:%d/%m/%Y}", "newest": f"{newest:%d/%m/%Y}"}
            raise OlderSnapshot(_("Bản chụp ngày %(day)s cũ hơn bản đã nhập ngày %(newest)s.") % days)
        self.write = write
        self.complete = complete
        self.report = Report()
        self.seen: set[str] = set()
        self.spared: set[str] = set()
        self.first_read: set[str] = set()  # codes of the records whose content, more than a name, has come for the first time
        self.snapshot = RegisterSnapshot.objects.filter(date=day).first() or RegisterSnapshot(date=day)
        self.snapshot.source = source[:255]
        rows = RegisterRecord.objects.values_list("code", "pk", "current__fingerprint", "is_stub", "gone_in")
        self.known = {code: _Known(pk, mark or "", stub, gone is not None) for code, pk, mark, stub, gone in rows}

    def marks(self) -> dict[str, str]:
        """{source mark: code} of every record's current version, for the reader."""
        rows = RegisterRecord.objects.exclude(current__source_mark="").values_list("current__source_mark", "code")
        return dict(rows)

    def store(self, reads: Iterable[Any], tell: Callable[[int], None] = lambda n: None) -> Report:
        """``reads`` yields RegisterProcedure, Same, Note, or refusals with ``source``, ``line``, ``reason``.

        ``tell`` hears how many were read.
        """
        if self.write:
            self.snapshot.save()
        for n, chunk in enumerate(_chunks(self._fresh(reads), AT_ONCE), 1):
            self._chunk(chunk)
            tell(n * AT_ONCE)
        self._gone()
        if self.write:
            self.snapshot.report = {**self.report.as_json(), "new": len(self.report.new)}
            self.snapshot.save()
            settle_places()
            if self.report.new or self.report.changed or self.report.gone:
                transaction.on_commit(lambda: register_changed.send(sender=RegisterRecord))
        return self.report

    def _fresh(self, reads: Iterable[Any]) -> Iterator[RegisterProcedure | Same]:
        for read in reads:
            if isinstance(read, Note):
                if len(self.report.notes) < MAX_NOTES:
                    self.report.notes.append({"source": read.source, "text": read.text})
            elif not isinstance(read, RegisterProcedure | Same):
                place = f"{read.source}:{read.line}" if read.line else read.source
                # A file that cannot be read is not a record that is gone.
                self.spared.add(PurePath(read.source).stem)
                self.report.refused.append({"source": place, "reason": read.reason})
            elif read.code in self.seen:
                self.report.refused.append({"source": read.code, "reason": _("Mã này có hai lần trong tệp; giữ bản đọc trước.")})
            else:
                self.seen.add(read.code)
                yield read

    def _chunk(self, procedures: list[RegisterProcedure | Same]) -> None:
        fresh, other, same = [], [], []
        for p in procedures:
            known = self.known.get(p.code)
            if isinstance(p, Same):
                if known:
                    same.append(known.pk)
                    self.report.unchanged.append(p.code)
                continue
            mark = fingerprint(p)
            if known is None:
                fresh.append((p, mark))
            elif known.fingerprint == mark or (p.is_stub and not known.is_stub):
                same.append(known.pk)
                self.report.unchanged.append(p.code)
            else:
                other.append((p, mark, known))
        if fresh:
            self._guarded(self._new, fresh)
        for item in other:
            self._guarded(self._changed, [item])
        if self.write and same:
            RegisterRecord.objects.filter(pk__in=same).update(last_seen=self.snapshot, gone_in=None)

    def _guarded(self, do: Callable[[list[Any]], None], items: list[Any]) -> None:
        """Together where that works; one by one where one of them does not, so that only that one is refused."""
        try:
            with transaction.atomic():
                do(items)
        except (DatabaseError, ValueError) as error:
            if len(items) == 1:
                reason = _("Không ghi được: %(error)s") % {"error": str(error)[:200]}
                self.report.refused.append({"source": items[0][0].code, "reason": reason})
                return
            for item in items:
                self._guarded(do, [item])

    def _columns(self, p: RegisterProcedure) -> dict[str, Any]:
        return {
            "name": p.name[:1000],
            "area": p.area[:255],
            "levels": ",".join(p.levels)[:60],
            "authority": "; ".join(p.executing or p.deciding)[:1000],
            "keywords": "\n".join((*p.keywords, *p.case_codes))[:2000],
            "search_text": "\n".join([*p.outputs, *(row.text for case in p.cases for row in case.rows)])[:SEARCHED],
            "is_stub": p.is_stub,
            **place_columns(p),
        }

    def _new(self, items: list[tuple[RegisterProcedure, str]]) -> None:
        if self.write:
            records = RegisterRecord.objects.bulk_create(
                [RegisterRecord(code=p.code, first_seen=self.snapshot, last_seen=self.snapshot, **self._columns(p)) for p, _mark in items]
            )
            versions = RegisterVersion.objects.bulk_create(
                [
                    RegisterVersion(record=record, fingerprint=mark, content=pack(p), snapshot=self.snapshot, source_mark=_source(p))
                    for record, (p, mark) in zip(records, items, strict=True)
                ]
            )
            for record, version in zip(records, versions, strict=True):
                record.current = version
            RegisterRecord.objects.bulk_update(records, ["current"])
        self.report.new += [p.code for p, _mark in items]
        self.first_read |= {p.code for p, _mark in items if not p.is_stub}

    def _changed(self, items: list[tuple[RegisterProcedure, str, _Known]]) -> None:
        for p, mark, known in items:
            record = RegisterRecord.objects.select_related("current").get(pk=known.pk)
            before = record.current.procedure if record.current else None
            first = {"content": pack(p), "snapshot": self.snapshot, "source_mark": _source(p)}
            here: dict[str, Any] = {"last_seen": self.snapshot, "gone_in": None}
            if record.current and before and before.raw == p.raw and record.current.source_mark not in ("", _source(p)):
                # The register says what it said, word for word: only the parser reads it otherwise.
                self.report.unchanged.append(p.code)
                version = self._read_anew(record.current, mark, first)
            else:
                self.report.changed[p.code] = changed_fields(before, p) if before else []
                here["changed_in"] = self.snapshot
                version = self._version(record, mark, first)
                if known.is_stub and not p.is_stub:
                    self.first_read.add(p.code)
            if self.write:
                for name, value in {**self._columns(p), **here, "current": version}.items():
                    setattr(record, name, value)
                record.save()

    def _version(self, record: RegisterRecord, mark: str, first: dict[str, Any]) -> RegisterVersion | None:
        """The record's version of this content, made where there is none yet."""
        return RegisterVersion.objects.get_or_create(record=record, fingerprint=mark, defaults=first)[0] if self.write else None

    def _read_anew(self, version: RegisterVersion, mark: str, first: dict[str, Any]) -> RegisterVersion | None:
        """A version read again by a newer parser stays the version that pages were checked against."""
        twin = RegisterVersion.objects.filter(record=version.record_id, fingerprint=mark).exists()
        if not self.write or twin:
            return self._version(version.record, mark, first)
        RegisterVersion.objects.filter(pk=version.pk).update(fingerprint=mark, content=first["content"], source_mark=first["source_mark"])
        return version

    def _gone(self) -> None:
        """What a complete snapshot no longer has. An empty one says nothing: a broken file must not empty the register."""
        if not self.complete or not self.seen:
            return
        gone = [(code, k.pk) for code, k in self.known.items() if code not in self.seen | self.spared and not k.gone]
        if self.write:
            for part in _chunks(iter(gone), AT_ONCE):
                RegisterRecord.objects.filter(pk__in=[pk for _code, pk in part]).update(gone_in=self.snapshot)
        self.report.gone = sorted(code for code, _pk in gone)


def _source(p: RegisterProcedure) -> str:
    return "" if p.is_stub else source_mark(p.raw)


def _chunks(items: Iterator[Any], size: int) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
