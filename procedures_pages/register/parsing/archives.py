"""Archives of records, opened without trust: all of it is walked through before the first file is handed out."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from .limits import MAX_FILES, MAX_IN_ALL, MAX_IN_ONE, MAX_RATIO, RATIO_FROM, UnreadableSource, bomb

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
XZ, GZIP, BZIP = b"\xfd7zXZ\x00", b"\x1f\x8b", b"BZh"
TAR_MAGIC = (XZ, GZIP, BZIP)
OPENERS: dict[bytes, Callable[[IO[bytes]], IO[bytes]]] = {
    XZ: lzma.LZMAFile,
    GZIP: lambda raw: gzip.GzipFile(fileobj=raw),  # type: ignore[dict-item,return-value]
    BZIP: bz2.BZ2File,
}
BROKEN = (
    *(tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError, zlib.error, struct.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, IndexError, KeyError, OverflowError),
)
STEP = 1 << 20


class _Bounded(io.RawIOBase):
    """What unpacks, forward only, counted: too much of it, or too much at once, raises."""

    def __init__(self, inner: IO[bytes], packed: int) -> None:
        self.inner = inner
        self.most = min(MAX_IN_ALL, max(RATIO_FROM, packed * MAX_RATIO))
        self.at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.at

    def seek(self, offset: int, whence: int = 0) -> int:
        wanted = offset if whence == 0 else self.at + offset
        if whence == 2 or wanted < self.at:
            raise UnreadableSource("Kho lưu trữ bị hỏng.")
        while self.at < wanted and self.read(min(STEP, wanted - self.at)):
            pass
        return self.at

    def read(self, size: int = -1) -> bytes:
        # A header may claim that gigabytes of names follow.
        if size < 0 or size > MAX_IN_ONE + STEP:
            raise bomb()
        data = self.inner.read(size)
        self.at += len(data)
        if self.at > self.most:
            raise bomb()
        return data


def tar_files(path: Path) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the files of a tar, packed or not. Raises UnreadableSource before the first where any is not to be trusted."""
    for _name, _data in _tar(path, wanted=False):
        pass
    return _tar(path, wanted=True)


def _tar(path: Path, wanted: bool) -> Iterator[tuple[str, bytes]]:
    count = 0
    try:
        with path.open("rb") as raw:
            head = raw.read(6)
            raw.seek(0)
            opener = next((opener for magic, opener in OPENERS.items() if head.startswith(magic)), None)
            stream = _Bounded(opener(raw) if opener else raw, path.stat().st_size if opener else MAX_IN_ALL)
            with tarfile.open(fileobj=stream, mode="r:") as archive:
                for member in archive:
                    # The list of members is of no use here and grows with every one.
                    archive.members = []  # type: ignore[attr-defined]
                    count += 1
                    _check(member.name, member.size, member.isreg() or member.isdir(), count)
                    if member.isreg() and _is_ours(member.name):
                        part = archive.extractfile(member) if wanted else None
                        yield member.name, part.read() if part else b""
                # Only at its very end does an archive say whether it is whole.
                while stream.read(STEP):
                    pass
    except UnreadableSource:
        raise
    except BROKEN as error:
        raise UnreadableSource("Kho lưu trữ bị hỏng hoặc không phải là kho lưu trữ.") from error
    if not count:
        raise UnreadableSource("Kho lưu trữ không có tệp nào.")


def is_small_zip(path: Path) -> bool:
    """Whether the directory at a zip's end claims no more than we take: reading a huge one takes seconds."""
    with path.open("rb") as stream:
        stream.seek(0, 2)
        stream.seek(max(0, stream.tell() - 66_000))
        tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 16:
        return True
    entries, size = struct.unpack("<HI", tail[at + 10 : at + 16])
    return bool(entries <= MAX_FILES and size <= MAX_FILES * 400)


def zip_files(path: Path) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the files of a zip; as ``tar_files``."""
    if not is_small_zip(path):
        raise UnreadableSource(_too_many())
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not m.filename.endswith("/")]
    except BROKEN as error:
        raise UnreadableSource("Kho lưu trữ bị hỏng hoặc không phải là kho lưu trữ.") from error
    total = 0
    for count, member in enumerate(members, 1):
        is_link = (member.external_attr >> 16) & 0o170000 == 0o120000
        _check(member.filename, member.file_size, not is_link, count)
        if member.flag_bits & 1:
            raise UnreadableSource("Kho lưu trữ có mật khẩu.")
        total += member.file_size
        if total > MAX_IN_ALL or (total > RATIO_FROM and total > path.stat().st_size * MAX_RATIO):
            raise bomb()
    if not members:
        raise UnreadableSource("Kho lưu trữ không có tệp nào.")
    check_zip(path)
    return _zip(path, [m for m in members if _is_ours(m.filename)])


def check_zip(path: Path) -> None:
    """Unpacks all of a zip once: only at its end does each file say whether it is whole. Raises UnreadableSource where one is not."""
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                with archive.open(member) as stream:
                    while stream.read(STEP):
                        pass
    except BROKEN as error:
        raise UnreadableSource("Kho lưu trữ bị hỏng.") from error


def _zip(path: Path, members: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            for member in members:
                with archive.open(member) as stream:
                    # Not trusting what the directory says of its size.
                    yield member.filename, stream.read(MAX_IN_ONE + 1)
    except BROKEN as error:
        raise UnreadableSource("Kho lưu trữ bị hỏng.") from error


def _check(name: str, size: int, is_file: bool, count: int) -> None:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or name.startswith(("/", "\\")) or (parts and ":" in parts[0]):
        raise UnreadableSource(f"Kho lưu trữ có đường dẫn không an toàn: “{name[:80]}”.")
    if not is_file:
        raise UnreadableSource(f"Kho lưu trữ có liên kết hoặc tệp đặc biệt: “{name[:80]}”.")
    if size > MAX_IN_ONE:
        raise UnreadableSource(f"Tệp “{name[:80]}” trong kho lưu trữ quá lớn để là một bản ghi.")
    if count > MAX_FILES:
        raise UnreadableSource(_too_many())


def _too_many() -> str:
    return f"Kho lưu trữ có quá nhiều tệp (nhiều hơn {MAX_FILES})."


def _is_ours(name: str) -> bool:
    """Not what operating systems leave in archives."""
    return not any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)
