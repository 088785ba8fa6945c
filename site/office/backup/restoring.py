"""Puts a backup in the place of the site: everything is unpacked, checked and brought up to this version beside it, and then swapped in.

What was there before is kept aside, and comes back where the swap fails.
"""

from __future__ import annotations

import io
import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from wagtail.models import Page

from ..models import MadeBackup
from . import archive
from .archive import BackupProblem
from .databases import Stored, the_database
from .encryption import readable
from .making import roots, settings_named, why, why_database

log = logging.getLogger(__name__)
FIRST_DEPTH = 3  # of a page under a front page; what is above, ``manage.py setup`` makes by itself


@dataclass(frozen=True, slots=True)
class Restored:
    """``manifest``: the backup's; ``kept``: where what was there before is now; ``unset``: variables set there and not here."""

    manifest: dict[str, Any]
    kept: tuple[str, ...]
    unset: tuple[str, ...]


def check_backup(file: Path, key: Path | None = None) -> dict[str, Any]:
    """Reads a backup to its end and says what is in it; changes nothing. ``key``: as ``readable`` has it. Raises BackupProblem."""
    with _told(), readable(file, key) as plain:
        archive.check_seal(plain)
        manifest = archive.unpack(plain, lambda name: Path(os.devnull))
        _fits(manifest, the_database(""))
        return manifest


def restore(file: Path, *, replace: bool, key: Path | None = None) -> Restored:
    """``key``: as ``readable`` has it. Raises BackupProblem; the site is then as it was."""
    moment = timezone.now().strftime("%Y%m%d%H%M%S")
    database = the_database(moment)
    folders = {name: _Folder(root, moment) for name, root in roots().items()}
    with _told(), readable(file, key) as plain:
        digest, size = archive.check_seal(plain), file.stat().st_size
        had = not _is_empty(database)
        if had and not replace:
            raise BackupProblem("Trang này đã có dữ liệu. Thêm --replace để thay bằng bản sao lưu (dữ liệu cũ được cất riêng, không xóa).")
        try:
            manifest = _unpack(plain, database, folders)
            database.keep_others_out()
            _swap(database, folders)
        finally:
            database.drop_loaded()
            for folder in folders.values():
                folder.drop_loaded()
        if not had and database.old:
            database.drop_old()
    _settle({"file": str(file.absolute()), "size": size, "sha256": digest, "made_at": datetime.fromisoformat(manifest["made_at"])})
    kept = tuple(filter(None, [database.old, *(folder.old for folder in folders.values())]))
    return Restored(manifest, kept, tuple(sorted(set(manifest.get("settings", [])) - set(settings_named()))))


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise BackupProblem(f"Không phục hồi được: {why(problem)}") from problem
    except (DatabaseError, sqlite3.Error) as problem:
        raise BackupProblem(f"Không phục hồi được: {why_database(problem)}") from problem


class _Folder:
    """A folder of files: the new one is made beside it. ``old``: where the one of before was put, "" while there is none."""

    def __init__(self, path: Path, moment: str) -> None:
        self.path = path
        self.loaded = path.with_name(f".{path.name}.restoring-{moment}")
        self._aside = path.with_name(f"{path.name}.before-restore-{moment}")
        self.old = ""
        self._is_swapped = False

    def swap(self) -> None:
        self.loaded.mkdir(parents=True, exist_ok=True)
        if self.path.is_dir() and any(self.path.iterdir()):
            self.path.rename(self._aside)
            self.old = str(self._aside)
        elif self.path.is_dir():
            self.path.rmdir()
        self.loaded.rename(self.path)
        self._is_swapped = True

    def swap_back(self) -> None:
        if self._is_swapped:
            self.path.rename(self.loaded)
            self._is_swapped = False
        if self.old:
            self._aside.rename(self.path)
            self.old = ""

    def drop_loaded(self) -> None:
        shutil.rmtree(self.loaded, ignore_errors=True)


def _unpack(file: Path, database: Stored, folders: dict[str, _Folder]) -> dict[str, Any]:
    scratch = folders["uploads"].loaded.with_name(f"{folders['uploads'].loaded.name}-database")

    def place_of(name: str) -> Path:
        first, _slash, rest = name.partition("/")
        return folders[first].loaded / rest if rest else scratch / name

    try:
        manifest = archive.unpack(file, place_of)
        _fits(manifest, database)
        database.load(scratch / archive.DATABASES[database.kind])
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return manifest


def _fits(manifest: dict[str, Any], database: Stored) -> None:
    """Raises BackupProblem where this version of the site cannot take it."""
    if manifest["database"] != database.kind:
        told = f"Bản sao lưu là của {manifest['database']}, trang này dùng {database.kind}. Hãy đặt DATABASE_URL cùng loại."
        raise BackupProblem(f"{told} Chưa động vào dữ liệu nào.")
    loader = MigrationLoader(None)
    known = set(loader.disk_migrations) | {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    unknown = [f"{app}.{name}" for app, names in manifest["migrations"].items() for name in names if (app, name) not in known]
    if unknown:
        more = f" và {len(unknown) - 3} bước khác" if len(unknown) > 3 else ""
        told = (
            f"Bản sao lưu do phần mềm mới hơn làm ra: bản này chưa biết {', '.join(unknown[:3])}{more}. Hãy cài bản mới hơn rồi phục hồi."
        )
        raise BackupProblem(f"{told} Chưa động vào dữ liệu nào.")


def _is_empty(database: Stored) -> bool:
    """Whether nobody has worked here yet: no account, no page beside those that ``manage.py setup`` makes, no file."""
    if any(path.is_file() for root in roots().values() if root.is_dir() for path in root.rglob("*")):
        return False
    if not database.exists():
        return True
    try:
        tables = connection.introspection.table_names()
        if Page._meta.db_table not in tables:
            return not tables
        return not (get_user_model().objects.exists() or Page.objects.filter(depth__gt=FIRST_DEPTH).exists())
    except DatabaseError:  # damaged: something was there
        return False
    finally:
        connection.close()


def _swap(database: Stored, folders: dict[str, _Folder]) -> None:
    done: list[Any] = []
    try:
        parts: list[Any] = [database, *folders.values()]
        for part in parts:
            done.append(part)
            part.swap()
    except BaseException:
        for part in reversed(done):
            with suppress(Exception):
                part.swap_back()
        raise


def _settle(restored_from: dict[str, Any]) -> None:
    """What is made of the database is made anew where it is not what the database says; what other processes keep is void.

    The site is restored already: what fails here is in the log, and the clock does it.
    """
    # An Elasticsearch may hold an index of after the backup under the same numbers: only one made anew is told apart.
    again = {"without_meaning": True, "rebuild": bool(settings.SEARCH_URL), "verbosity": 0, "stdout": io.StringIO()}
    for step in (partial(call_command, "update_search", **again), cache.clear, partial(_note, restored_from)):
        try:
            step()
        except Exception as problem:
            log.warning("restore: left to the clock: %s", problem)


def _note(restored_from: dict[str, Any]) -> None:
    MadeBackup.objects.get_or_create(sha256=restored_from["sha256"], defaults=restored_from)
