"""The file of a backup: a tar in gzip, so that any machine opens it, with nothing in it that could be damaged unseen.

The last part of the tar is the manifest, with the size and SHA-256 of every other part. The file ends in an empty member of gzip
whose comment is the SHA-256 of all before it; programs that unpack gzip pass over it.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import IO, Any

FORMAT = 1
MANIFEST = "manifest.json"
FOLDERS = ("media", "uploads")
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
SCRATCH = ".backup-"  # how the name of a folder begins while something is made or read in it
LEVEL = 4  # of gzip: half the time of its usual 6, a tenth more room
BLOCK = 1024 * 1024
_SEAL_START = b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x00\xffsha256="
_SEAL_END = b"\x00\x03\x00" + bytes(8)
SEAL = len(_SEAL_START) + 64 + len(_SEAL_END)


class BackupProblem(Exception):
    """No backup could be made, or this one is not restored; the message says why, in Vietnamese."""


class _Hashed:
    """A file that is read or written through it, and the SHA-256 of what was."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._digest.update(data)
        return data

    def write(self, data: Any) -> int:
        self._digest.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    @property
    def hex(self) -> str:
        return self._digest.hexdigest()


class Writer:
    """Writes a backup into an open file. Call ``add_file`` and ``add_folder``, then ``finish`` once. Raises OSError."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hashed = _Hashed(file)
        self._gzip = gzip.GzipFile(filename="", mode="wb", compresslevel=LEVEL, fileobj=self._hashed, mtime=0)
        self._tar = tarfile.TarFile(fileobj=self._gzip, mode="w", format=tarfile.PAX_FORMAT)
        self._seen: dict[str, tuple[int, int]] = {}
        self.parts: dict[str, dict[str, Any]] = {}

    def add_file(self, name: str, path: Path) -> None:
        """As it is now; where it was added before and has not changed since, nothing is done."""
        with path.open("rb") as source:
            state = os.fstat(source.fileno())
            if self._seen.get(name) == (state.st_size, state.st_mtime_ns):
                return
            hashed = _Hashed(source)
            self._add(name, state.st_size, int(state.st_mtime), hashed)
        self._seen[name] = (state.st_size, state.st_mtime_ns)
        self.parts[name] = {"bytes": state.st_size, "sha256": hashed.hex}

    def add_folder(self, name: str, folder: Path) -> None:
        """Every file in it, by its path. What goes while it is read is left out; links are followed nowhere."""
        for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
            if path.is_file() and not path.is_symlink():
                try:
                    self.add_file(f"{name}/{path.relative_to(folder).as_posix()}", path)
                except FileNotFoundError:
                    continue

    def finish(self, manifest: dict[str, Any]) -> str:
        """Writes the manifest and the seal. Returns the SHA-256 of the file before its seal."""
        told = {"format": FORMAT, **manifest, "parts": self.parts}
        content = json.dumps(told, ensure_ascii=False, indent=1).encode()
        self._add(MANIFEST, len(content), int(manifest.get("made_at_unix", 0)), io.BytesIO(content))
        self._tar.close()
        self._gzip.close()
        self._file.write(_SEAL_START + self._hashed.hex.encode() + _SEAL_END)
        return self._hashed.hex

    def _add(self, name: str, size: int, mtime: int, source: Any) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, mtime, 0o600
        self._tar.addfile(info, source)


def check_seal(path: Path) -> str:
    """Reads the whole file and returns its SHA-256. Raises BackupProblem where a byte is missing or another one, OSError."""
    with path.open("rb") as file:
        rest = os.fstat(file.fileno()).st_size - SEAL
        digest = hashlib.sha256()
        if file.read(2) != b"\x1f\x8b":
            raise BackupProblem(f"“{path}” không phải tệp sao lưu của Cẩm nang Một cửa.")
        file.seek(0)
        while rest > 0 and (data := file.read(min(BLOCK, rest))):
            digest.update(data)
            rest -= len(data)
        if file.read() != _SEAL_START + digest.hexdigest().encode() + _SEAL_END:
            raise BackupProblem(f"“{path}” bị cắt cụt hoặc bị hỏng: mã kiểm SHA-256 ở cuối tệp không khớp. Chưa động vào dữ liệu nào.")
    return digest.hexdigest()


def unpack(path: Path, place_of: Callable[[str], Path]) -> dict[str, Any]:
    """Writes every part where ``place_of`` says, and returns the manifest. Raises BackupProblem where parts and manifest do not agree."""
    found: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] = {}
    try:
        with tarfile.open(path, "r|gz", bufsize=BLOCK) as tar:
            for member in tar:
                source = tar.extractfile(member) if member.isreg() and _is_ours(member.name) else None
                if source is None:
                    raise BackupProblem(f"“{path}” có phần lạ: {member.name!r}. Chưa động vào dữ liệu nào.")
                if member.name == MANIFEST:
                    manifest = _read_manifest(path, source.read())
                else:
                    found[member.name] = _write(source, place_of(member.name))
    except (tarfile.TarError, zlib.error, EOFError, gzip.BadGzipFile) as problem:
        raise BackupProblem(f"“{path}” không mở được ({problem}). Chưa động vào dữ liệu nào.") from problem
    if manifest.get("parts") != found:
        raise BackupProblem(f"“{path}” không đủ các phần mà bảng kê trong tệp ghi. Chưa động vào dữ liệu nào.")
    return manifest


def _read_manifest(path: Path, content: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(content)
    except ValueError as problem:
        raise BackupProblem(f"“{path}” có bảng kê không đọc được. Chưa động vào dữ liệu nào.") from problem
    if manifest.get("format") != FORMAT:
        told = f"“{path}” theo định dạng {manifest.get('format')}, bản phần mềm này chỉ đọc được định dạng {FORMAT}."
        raise BackupProblem(f"{told} Chưa động vào dữ liệu nào.")
    return dict(manifest)


def _is_ours(name: str) -> bool:
    """Whether a part may be in a backup: its place is within a folder of ours."""
    parts = PurePosixPath(name).parts
    if len(parts) == 1:
        return name == MANIFEST or name in DATABASES.values()
    return parts[0] in FOLDERS and ".." not in parts


def _write(source: IO[bytes], target: Path) -> dict[str, Any]:
    target.parent.mkdir(parents=True, exist_ok=True)
    hashed, size = _Hashed(source), 0
    with target.open("wb") as file:
        while data := hashed.read(BLOCK):
            size += file.write(data)
    return {"bytes": size, "sha256": hashed.hex}
