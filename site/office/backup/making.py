"""Makes a backup: files, the database, and files once more, so that every file that the database knows of is there.

It is written under another name and takes the place of an older one when it has been read back whole.
"""

from __future__ import annotations

import errno
import logging
import os
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from ..desk.writing import NO_ROOM, NOT_ALLOWED
from ..models import MadeBackup
from . import archive
from .archive import SCRATCH, BackupProblem
from .databases import the_database
from .encryption import encrypt, recipients

log = logging.getLogger(__name__)
PACKAGES = ("Django", "wagtail", "wagtail-localize")


def roots() -> dict[str, Path]:
    """{name in the archive: folder}."""
    return {"media": Path(settings.MEDIA_ROOT), "uploads": Path(settings.UPLOADS_ROOT)}


def make_backup(target: Path, keys: Sequence[str] = ()) -> MadeBackup:
    """Writes the site into this file and notes it. What was there before stays where anything goes wrong. Raises BackupProblem.

    ``keys``: public keys of age; with one, whoever has none of their private keys cannot read the file.
    """
    target, readers = target.absolute(), recipients(keys)
    for folder in roots().values():
        if target.resolve().is_relative_to(folder.resolve()):
            raise BackupProblem(f"Không sao lưu vào {folder}: thư mục ấy là một phần của bản sao lưu.")
    made_at = timezone.now()
    try:
        with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=target.parent) as scratch:
            # The scratch folder and what is in it are its owner's alone: fingerprints of passwords are among it.
            written = Path(scratch) / "backup"
            digest = _write(written, Path(scratch), made_at)
            if archive.check_seal(written) != digest:
                raise BackupProblem("Tệp vừa ghi đọc lại không giống: đĩa có thể hỏng.")
            if readers:
                plain, written = written, Path(scratch) / "encrypted"
                encrypt(plain, written, readers)
            written.chmod(0o600)
            written.replace(target)
        _sync(target.parent)
    except OSError as problem:
        raise BackupProblem(f"Không ghi được bản sao lưu: {why(problem)}") from problem
    except (DatabaseError, sqlite3.Error) as problem:
        raise BackupProblem(f"Không sao lưu được: {why_database(problem)}") from problem
    made = MadeBackup(made_at=made_at, file=str(target), size=target.stat().st_size, sha256=digest)
    try:
        made.save()
    except DatabaseError as problem:  # one that is only read, or not yet brought up to this version: the file is good all the same
        log.warning("backup: that it was made could not be noted: %s", problem)
    return made


def why(problem: OSError) -> str:
    """What an error of the disk means."""
    where = f" ({problem.filename})" if problem.filename else ""
    if problem.errno in NO_ROOM:
        return f"đĩa hết chỗ{where}."
    if problem.errno in NOT_ALLOWED:
        return f"không được phép ghi{where}."
    if problem.errno == errno.ENOENT:
        return f"không có tệp hay thư mục ấy{where}."
    return f"{problem.strerror or problem}{where}."


def why_database(problem: Exception) -> str:
    """What an error of the database means."""
    return "đĩa hết chỗ." if "disk is full" in str(problem) else f"cơ sở dữ liệu báo {str(problem).strip()}"


def applied_migrations() -> dict[str, list[str]]:
    """{app: names} of what the database has been through."""
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found


def settings_named() -> list[str]:
    """The names of the environment's variables that the settings read and that are set here; of no value anything."""
    return sorted(name for name in settings.ENVIRONMENT_READ if name in os.environ)


def _write(file: Path, scratch: Path, made_at: datetime) -> str:
    database = the_database("")
    copy = scratch / archive.DATABASES[database.kind]
    with file.open("wb") as opened:
        writer = archive.Writer(opened)
        for name, folder in roots().items():
            writer.add_folder(name, folder)
        migrations = applied_migrations()
        database.copy(copy)
        writer.add_file(copy.name, copy)
        copy.unlink()
        for name, folder in roots().items():
            writer.add_folder(name, folder)
        digest = writer.finish(_about(database.kind, made_at, migrations))
        opened.flush()
        os.fsync(opened.fileno())
    return digest


def _about(kind: str, made_at: datetime, migrations: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "made_at": made_at.isoformat(),
        "made_at_unix": int(made_at.timestamp()),
        "site": settings.SITE_URL,
        "database": kind,
        "packages": {name: version(name) for name in PACKAGES},
        "migrations": migrations,
        "settings": settings_named(),
    }


def _sync(folder: Path) -> None:
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
