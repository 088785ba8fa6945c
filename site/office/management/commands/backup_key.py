"""manage.py backup_key FILE: a pair of keys for encrypted backups."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from office.backup.archive import BackupProblem
from office.backup.encryption import new_key


class Command(BaseCommand):
    help = "Tạo cặp khóa cho bản sao lưu mã hóa: khóa riêng ghi vào tệp, khóa công khai in ra để đặt BACKUP_RECIPIENTS."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="tệp mới sẽ ghi khóa riêng; hãy cất ngoài máy chủ")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            public = new_key(options["file"])
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Khóa công khai: {public}")
        self.stdout.write(
            f"Khóa riêng ở {options['file']}: hãy chuyển sang nơi khác, đừng để trên máy chủ. Mất nó thì không mở được bản sao lưu nào."
        )
