"""The clock's job "backup": one file a day in ``BACKUP_DIR``, those of the last ``BACKUP_KEEP_DAYS`` days kept."""

from __future__ import annotations

import re
import shutil
import time
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from vietnamese.numbers import decimal

from ..clock.jobs import JobFailed
from .archive import BackupProblem
from .making import SCRATCH, make_backup, why

JOB = "backup"
NAME = re.compile(r"cam-nang-(\d{8}-\d{4})\.tar\.gz")
MEGA = 1024 * 1024
DAY = 24 * 3600


def backup_job() -> str:
    """Makes today's file and takes those away that are older than they are kept. Returns what was done; raises JobFailed."""
    folder, now = Path(settings.BACKUP_DIR), timezone.localtime()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = make_backup(folder / f"cam-nang-{now:%Y%m%d-%H%M}.tar.gz")
    except BackupProblem as problem:
        raise JobFailed(str(problem)) from problem
    except OSError as problem:
        raise JobFailed(f"Không ghi được bản sao lưu: {why(problem)}") from problem
    gone = _forget(folder, now - timedelta(days=settings.BACKUP_KEEP_DAYS))
    told = f"{Path(made.file).name}, {decimal(made.size / MEGA, 1)} MB"
    return f"{told}; bỏ {gone} bản cũ" if gone else told


def _forget(folder: Path, before: datetime) -> int:
    """Takes away what this job made before that moment; files with other names are not ours. Returns how many.

    And what a process left behind that was killed.
    """
    gone = 0
    for path in folder.iterdir():
        if path.name.startswith(SCRATCH) and path.stat().st_mtime < time.time() - DAY:
            shutil.rmtree(path, ignore_errors=True)
        if (named := NAME.fullmatch(path.name)) and timezone.make_aware(datetime.strptime(named[1], "%Y%m%d-%H%M")) < before:
            path.unlink(missing_ok=True)
            gone += 1
    return gone
