"""The mirror's folder: ``www`` is what nginx shows, ``manifest.json`` what is in it and since when, ``new`` what is being written.

A file is written beside and put into its place in one step, so whoever reads, and whoever is killed, has the old one or the new one whole.
"""

from __future__ import annotations

import errno
import fcntl
import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from office.desk.writing import NO_ROOM, NOT_ALLOWED

VERSION = 1
PACKED = (".css", ".js", ".svg", ".json")  # nginx sends what lies packed beside them


class MirrorError(Exception):
    """Why there is no mirror, in Vietnamese, for whoever named the folder. What was in it is as it was, each file whole."""


class HeldError(MirrorError):
    """Somebody else is writing in it."""


class Folder:
    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.www, self.new, self.manifest = self.path / "www", self.path / "new", self.path / "manifest.json"

    @contextmanager
    def held(self) -> Iterator[None]:
        """The folder is there, is a mirror or empty, and nobody else writes in it. Raises MirrorError, of what is written within, too."""
        try:
            self._begin()
            with (self.path / "lock").open("w") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise HeldError(_("Đang có tiến trình khác ghi bản lưu vào %(folder)s.") % {"folder": self.path}) from None
                shutil.rmtree(self.new, ignore_errors=True)  # of one that was killed
                self.new.mkdir()
                self.www.mkdir(exist_ok=True)
                yield
        except OSError as error:
            raise MirrorError(self._why(error)) from error

    def _begin(self) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise MirrorError(_("%(folder)s là một tệp, không phải thư mục.") % {"folder": self.path})
        self.path.mkdir(parents=True, exist_ok=True)
        if self.manifest.exists():
            return
        # Killed before it had a manifest, it had nothing else but these.
        if any(inside.name not in ("lock", "new", "manifest.new") for inside in self.path.iterdir()):
            raise MirrorError(_("%(folder)s có tệp khác và không phải bản lưu: hãy chọn thư mục trống.") % {"folder": self.path})
        self.save({})

    def _why(self, error: OSError) -> str:
        if error.errno in NO_ROOM or error.errno == errno.EFBIG:
            return _("Hết chỗ trên đĩa của %(folder)s: bản lưu chưa đủ, các tệp đã có vẫn nguyên.") % {"folder": self.path}
        if error.errno in NOT_ALLOWED:
            return _("Không có quyền ghi vào %(folder)s.") % {"folder": self.path}
        return _("Không ghi được vào %(folder)s: %(error)s") % {"folder": self.path, "error": error.strerror or error}

    def load(self) -> dict[str, Any]:
        """What ``save`` was given last; {} where that cannot be read, or an earlier version wrote it."""
        try:
            found = json.loads(self.manifest.read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) and found.get("version") == VERSION else {}

    def save(self, manifest: dict[str, Any]) -> None:
        beside = self.path / "manifest.new"
        _write(beside, json.dumps({"version": VERSION, **manifest}, ensure_ascii=False, separators=(",", ":")).encode())
        beside.replace(self.manifest)

    def digest(self, name: str) -> str:
        """Of a file as it lies there; "" where there is none."""
        try:
            return digest_of((self.www / name).read_bytes())
        except OSError:
            return ""

    def put(self, name: str, data: bytes) -> bool:
        """The file has this content. Returns whether it had another before, or was not there."""
        target = self.www / name
        if target.is_file() and target.read_bytes() == data:
            return False
        for above in reversed(target.relative_to(self.www).parents):  # where an address has become that of a folder
            if (self.www / above).is_file():
                (self.www / above).unlink()
        if target.is_dir():
            shutil.rmtree(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix in PACKED:
            self._put(target.with_name(f"{target.name}.gz"), gzip.compress(data, 9, mtime=0))
        self._put(target, data)
        return True

    def _put(self, target: Path, data: bytes) -> None:
        beside = self.new / hashlib.sha256(str(target).encode()).hexdigest()[:16]
        _write(beside, data)
        beside.replace(target)

    def remove(self, name: str) -> bool:
        """Returns whether it was there. Folders that are empty now go with it."""
        target = self.www / name
        with suppress(FileNotFoundError):
            target.with_name(f"{target.name}.gz").unlink()
        try:
            target.unlink()
        except FileNotFoundError:
            return False
        for above in target.parents:
            if above == self.www or any(above.iterdir()):
                break
            above.rmdir()
        return True

    def remove_others(self, names: Collection[str]) -> int:
        """Whatever else lies there goes. Returns how many files."""
        kept = {self.www / name for name in names}
        kept |= {path.with_name(f"{path.name}.gz") for path in kept if path.suffix in PACKED}
        others = [path for path in self.www.rglob("*") if path.is_file() and path not in kept]
        return sum(self.remove(path.relative_to(self.www).as_posix()) for path in others)


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write(path: Path, data: bytes) -> None:
    """For everybody to read, whatever the mask of the process: nginx is another user. Leaves nothing where it fails."""
    try:
        with path.open("wb") as file:
            os.fchmod(file.fileno(), 0o644)
            file.write(data)
    except OSError:
        path.unlink(missing_ok=True)
        raise
