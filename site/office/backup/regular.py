"""The clock's job "backup": a file every ``BACKUP_EVERY_MINUTES`` in ``BACKUP_DIR``, kept the longer the fewer there are.

All of the last hour, one for each hour of the last day, one for each day of the last ``BACKUP_KEEP_DAYS``: what was wrongly deleted five
minutes ago and what was wrong for a week are both there, in some fifty files.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from vietnamese.numbers import decimal

from ..clock.jobs import JobFailed
from ..models import MadeBackup
from .archive import SCRATCH, BackupProblem
from .encryption import SUFFIX
from .making import make_backup, why

JOB = "backup"
NAME = re.compile(r"cam-nang-(\d{8}-\d{4})\.tar\.gz(?:\.age)?")
MEGA = 1024 * 1024
DAY = 24 * 3600
ALL_FOR, HOURLY_FOR = timedelta(hours=1), timedelta(days=1)


def every() -> int:
    """Seconds between two; a minute at least."""
    return max(60, settings.BACKUP_EVERY_MINUTES * 60)


def backup_job() -> str:
    """Makes a file and takes those away that are no longer kept. Returns what was done; raises JobFailed."""
    folder, now, keys = Path(settings.BACKUP_DIR), timezone.localtime(), settings.BACKUP_RECIPIENTS
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = make_backup(folder / f"cam-nang-{now:%Y%m%d-%H%M}.tar.gz{SUFFIX if keys else ''}", keys)
    except BackupProblem as problem:
        raise JobFailed(str(problem)) from problem
    except OSError as problem:
        raise JobFailed(f"Không ghi được bản sao lưu: {why(problem)}") from problem
    gone = _forget(folder, now)
    told = f"{Path(made.file).name}, {decimal(made.size / MEGA, 1)} MB"
    return f"{told}; bỏ {gone} bản cũ" if gone else told


def no_longer_kept(moments: Iterable[datetime], now: datetime, days: int) -> set[datetime]:
    """Which backups of these moments go. Of an hour, of a day, the last one stays; the newest of all always does."""
    going, taken = set(), set()
    newest_first = sorted(moments, reverse=True)
    for moment in newest_first:
        age = now - moment
        if age <= ALL_FOR:
            continue
        span = moment.strftime("%Y%m%d%H" if age <= HOURLY_FOR else "%Y%m%d")
        if age > timedelta(days=days) or span in taken:
            going.add(moment)
        taken.add(span)
    return going - set(newest_first[:1])


def _forget(folder: Path, now: datetime) -> int:
    """Takes away what this job made and keeps no longer; files with other names are not ours. Returns how many.

    And what a process left behind that was killed.
    """
    made: dict[datetime, list[Path]] = {}
    for path in folder.iterdir():
        if path.name.startswith(SCRATCH) and path.stat().st_mtime < time.time() - DAY:
            shutil.rmtree(path, ignore_errors=True)
        if named := NAME.fullmatch(path.name):
            made.setdefault(timezone.make_aware(datetime.strptime(named[1], "%Y%m%d-%H%M")), []).append(path)
    going = [path for moment in no_longer_kept(made, now, settings.BACKUP_KEEP_DAYS) for path in made[moment]]
    for path in going:
        path.unlink(missing_ok=True)
    MadeBackup.objects.filter(made_at__lt=now - timedelta(days=settings.BACKUP_KEEP_DAYS)).delete()
    return len(going)
