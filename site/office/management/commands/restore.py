"""manage.py restore FILE: a site from its backup."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from office.backup.archive import BackupProblem
from office.backup.restoring import check_backup, restore


class Command(BaseCommand):
    help = "Phục hồi trang từ tệp sao lưu. Kiểm hết tệp trước khi động vào dữ liệu; bản cũ hơn được đưa lên bản phần mềm này."
    requires_system_checks = ()  # The database may be the one that is damaged.

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="tệp do lệnh backup ghi")
        parser.add_argument("--replace", action="store_true", help="thay dữ liệu đang có; dữ liệu cũ được cất riêng")
        parser.add_argument("--key", type=Path, metavar="TỆP", help="tệp khóa riêng, khi bản sao lưu được mã hóa")
        parser.add_argument("--check", action="store_true", help="chỉ kiểm tệp, không phục hồi")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["check"]:
                self._tell(check_backup(options["file"], options["key"]), "Tệp tốt")
                return
            restored = restore(options["file"], replace=options["replace"], key=options["key"])
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        self._tell(restored.manifest, "Đã phục hồi")
        if restored.unset:
            self.stdout.write(f"Biến đã đặt ở máy cũ mà ở đây chưa đặt: {', '.join(restored.unset)}.")
        for place in restored.kept:
            self.stdout.write(f"Dữ liệu trước đó được cất ở {place}; xóa đi khi không cần nữa.")

    def _tell(self, manifest: dict[str, Any], said: str) -> None:
        made_at, parts = manifest["made_at"][:16].replace("T", " "), manifest["parts"]
        self.stdout.write(f"{said}: bản sao lưu của {manifest['site']}, lúc {made_at} UTC, {len(parts)} phần.")
