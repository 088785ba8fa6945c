"""Imports a snapshot of the national register: a folder, an archive, the portal's list or its JSON."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from socket import gethostname
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from procedures_pages.register.parsing.sources import WHOLE, kind_of, read_source
from procedures_pages.register.review.snapshots import import_snapshot
from procedures_pages.register.versions.importer import Importer, Report
from procedures_pages.register.versions.snapshot_days import snapshot_day

SHOWN = 10


class Command(BaseCommand):
    help = "Imports a snapshot of the national register and says what is new, changed, gone and refused."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="folder, .tar.xz, .zip, .xlsx or .csv list, portal .json")
        parser.add_argument("--snapshot", help="day of the snapshot, 2026-07-20; from the file's name where not given")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--partial", action="store_true", help="what is not in this file is not gone")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of words")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        if not path.exists():
            raise CommandError(f"Không có tệp hay thư mục “{path}”.")
        tell = self._progress(options["json"])
        try:
            complete = not options["partial"] and kind_of(path) in WHOLE
            day = snapshot_day(options["snapshot"], path.name)
            if options["dry_run"]:
                importer = Importer(day, path.name, write=False, complete=complete)
                importer.store(read_source(path, importer.marks()), tell)
            else:
                who = _("Lệnh import_register trên máy %(host)s (tiến trình %(pid)s)") % {"host": gethostname(), "pid": os.getpid()}
                importer = import_snapshot(path, day, who, complete=complete, tell=tell)
        except ValueError as error:  # another import, an older snapshot, a day that is none or lies ahead, a source that cannot be read
            raise CommandError(str(error)) from error
        report = importer.report
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
        else:
            self._say(report, importer.snapshot.date, options["dry_run"])
        if report.refused and not (report.new or report.changed or report.unchanged):
            raise CommandError("Không nhập được bản ghi nào.")

    def _progress(self, quiet: bool) -> Any:
        if quiet or not sys.stderr.isatty():
            return lambda n: None

        def tell(n: int) -> None:
            self.stderr.write(f"\r{'█' * min(30, n // 200)} {n}", ending="")

        return tell

    def _say(self, report: Report, day: date, dry: bool) -> None:
        out = self.stdout.write
        out(f"{'Sẽ nhập' if dry else 'Đã nhập'} bản chụp ngày {day:%d/%m/%Y}:")
        words = ("mới", "đổi", "như cũ", "không còn", "bị từ chối")
        for note in dict.fromkeys(note["text"] for note in report.notes):
            out(f"  {note}")
        out("  " + ", ".join(f"{word} {n}" for word, n in zip(words, report.counts().values(), strict=True)))
        for code, fields in list(report.changed.items())[:SHOWN]:
            out(f"  đổi {code}: {', '.join(fields) or 'cách ghi'}")
        for code in report.gone[:SHOWN]:
            out(f"  không còn {code}")
        for refusal in report.refused[:SHOWN]:
            out(self.style.WARNING(f"  từ chối {refusal['source']}: {refusal['reason']}"))
        more = max(len(report.changed), len(report.gone), len(report.refused)) - SHOWN
        if more > 0:
            out("  … (tất cả: thêm --json)")
