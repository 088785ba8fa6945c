"""Imports a snapshot of the national register: a folder, an archive, the portal's list or its JSON."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from procedures_pages.register.readers import WHOLE, UnreadableSource, kind_of, read
from procedures_pages.register.reviewing import note_baselines, pages_with_a_source
from procedures_pages.register.storing import Importer, OlderSnapshot, Report

SHOWN = 10


def day_of(text: str | None, path: Path) -> date:
    """The snapshot's day: as given (2026-07-20, 20/07/2026 or 2026-07), else from the file's name, else today.

    Raises CommandError for a day that is none.
    """
    found = re.search(r"(\d{4})-(\d{2})(?:-(\d{2}))?", text or path.name)
    turned = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", text or "")
    try:
        if turned:
            return date(int(turned[3]), int(turned[2]), int(turned[1]))
        if found:
            return date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError as error:
        raise CommandError(f"Không có ngày {text}.") from error
    if text:
        raise CommandError(f"Không đọc được ngày “{text}”. Ví dụ: 2026-07-20")
    return timezone.localdate()


class Command(BaseCommand):
    help = "Imports a snapshot of the national register and says what is new, changed, gone and refused."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="folder, .tar.xz, .zip, .xlsx list or portal .json")
        parser.add_argument("--snapshot", help="day of the snapshot, 2026-07-20; from the file's name where not given")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--partial", action="store_true", help="what is not in this file is not gone")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of words")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        if not path.exists():
            raise CommandError(f"Không có tệp hay thư mục “{path}”.")
        try:
            complete = not options["partial"] and kind_of(path) in WHOLE
            importer = Importer(day_of(options["snapshot"], path), path.name, write=not options["dry_run"], complete=complete)
            reads = read(path, importer.marks())
        except (OlderSnapshot, UnreadableSource) as error:
            raise CommandError(str(error)) from error
        try:
            report = importer.store(reads, self._progress(options["json"]))
        except UnreadableSource as error:
            raise CommandError(str(error)) from error
        if not options["dry_run"]:
            note_baselines(pages_with_a_source())
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
