"""Tells what a file is by what is in it, never by its name, and reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from ..parsing import Refusal, Refused, Same, parse_text, source_mark
from ..records import RegisterProcedure
from .archives import TAR_MAGIC, ZIP_MAGIC, tar_files, zip_files
from .limits import MOST_FILES, MOST_IN_ONE, UnreadableSource
from .portal_json import read_json
from .workbooks import is_workbook, read_workbook

__all__ = ["WHOLE", "Kind", "Read", "UnreadableSource", "kind_of", "read"]

Read = RegisterProcedure | Refusal | Same
Files = Iterator[tuple[str, bytes]]
# A folder or an archive may be the whole register; the portal's list may have been filtered, and one file is a record or a few.
Kind = Literal["folder", "tar", "zip", "list", "single"]
WHOLE: frozenset[Kind] = frozenset(["folder", "tar", "zip"])


def kind_of(path: Path) -> Kind:
    """What a source is. Raises UnreadableSource where it cannot be opened, is empty, or is a broken archive."""
    if path.is_dir():
        return "folder"
    try:
        with path.open("rb") as stream:
            head = stream.read(512)
    except OSError as error:
        raise UnreadableSource(f"Không mở được tệp “{path.name}”.") from error
    if head.startswith(ZIP_MAGIC):
        return "list" if is_workbook(path) else "zip"
    if head.startswith(TAR_MAGIC) or head[257:262] == b"ustar":
        return "tar"
    if not head.strip():
        raise UnreadableSource("Tệp trống.")
    return "single"


def read(path: Path, known: Mapping[str, str] | None = None) -> Iterator[Read]:
    """The records of a folder, an archive (.tar, .tar.xz, .tar.gz, .zip), the portal's list (.xlsx), its JSON, or one text.

    ``known``: {source mark: code} of texts read before; they come as Same, unparsed.
    What cannot be read comes as a Refusal between the records, and the rest goes on. Raises UnreadableSource, before the first record,
    where the whole cannot be trusted: a broken or hostile archive, or none of these shapes.
    """
    kind = kind_of(path)
    if kind == "list":
        return read_workbook(path)
    if kind in FILES:
        return _texts(FILES[kind](path), known)
    if path.stat().st_size > MOST_IN_ONE:
        raise UnreadableSource("Tệp không phải là kho lưu trữ và quá lớn để là một bản ghi.")
    return _texts(iter([(path.name, path.read_bytes())]), known)


def _folder(path: Path) -> Files:
    names = sorted(p for p in path.rglob("*") if p.is_file() and not p.is_symlink() and not p.name.startswith("."))
    if not names:
        raise UnreadableSource("Thư mục không có tệp nào.")
    if len(names) > MOST_FILES:
        raise UnreadableSource(f"Thư mục có quá nhiều tệp (nhiều hơn {MOST_FILES}).")

    def files() -> Files:
        for name in names:
            with name.open("rb") as stream:
                yield str(name.relative_to(path)), stream.read(MOST_IN_ONE + 1)

    return files()


FILES: dict[Kind, Callable[[Path], Files]] = {"folder": _folder, "tar": tar_files, "zip": zip_files}


def _texts(files: Files, known: Mapping[str, str] | None) -> Iterator[Read]:
    """Each file by what is in it: JSON begins with a bracket, everything else is a text record."""
    for name, data in files:
        if len(data) > MOST_IN_ONE:
            yield Refusal(name, 0, "Tệp quá lớn để là một bản ghi.")
            continue
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            yield Refusal(name, data[: error.start].count(b"\n") + 1, "Tệp không phải văn bản UTF-8.")
            continue
        if text.lstrip()[:1] in ("{", "["):
            yield from read_json(name, text)
        else:
            yield _text(name, text, known or {})


def _text(name: str, text: str, known: Mapping[str, str]) -> Read:
    code = known.get(source_mark(text)) if known else None
    if code:
        return Same(code)
    try:
        return parse_text(text)
    except Refused as refused:
        return Refusal(name, refused.line, refused.reason)
