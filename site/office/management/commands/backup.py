"""manage.py backup FILE: the whole site as one file, while editors go on working."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from office.backup.archive import BackupProblem
from office.backup.making import make_backup


class Command(BaseCommand):
    help = "Sao lưu cả trang vào một tệp: cơ sở dữ liệu, tệp tải lên, tên các biến cấu hình. Chạy được khi biên tập viên đang làm việc."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="tệp sẽ ghi, ví dụ cam-nang.tar.gz")
        told = "mã hóa cho khóa công khai này; nhiều khóa thì lặp lại. Không ghi thì theo BACKUP_RECIPIENTS"
        parser.add_argument("--for", metavar="age1…", dest="keys", action="append", help=told)
        parser.add_argument("--plain", action="store_true", help="không mã hóa, dù BACKUP_RECIPIENTS có khóa")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            keys = [] if options["plain"] else options["keys"] or settings.BACKUP_RECIPIENTS
            made = make_backup(options["file"], keys)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Đã sao lưu vào {made.file} ({made.size} byte).")
        if keys:
            self.stdout.write(f"Đã mã hóa cho {len(keys)} khóa: phục hồi thì cần khóa riêng (--key).")
        else:
            self.stdout.write("Tệp chứa tài khoản và dữ liệu riêng: hãy cất ở máy khác, nơi chỉ người quản trị mở được.")
