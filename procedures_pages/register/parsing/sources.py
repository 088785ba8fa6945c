"""Tells what a file is by what is in it, never by its name, and reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from vietnamese.legacy import LOST, is_garbled, restored

from .archives import TAR_MAGIC, ZIP_MAGIC, tar_files, zip_files
from .decoding import decoded
from .file_kinds import web_page, why_not_read
from .limits import MAX_FILES, MAX_IN_ONE, MAX_SENT, UnreadableSource
from .list_headers import Table
from .list_tables import read_tables
from .portal_json import read_json
from .records import RegisterProcedure
from .text_record import Note, Refusal, Refused, Same, parse_text, source_mark
from .text_tables import csv_tables, html_tables, is_web_page
from .workbooks import is_workbook, read_workbook

__all__ = ["WHOLE", "Kind", "Read", "UnreadableSource", "kind_of", "read_source"]

Read = RegisterProcedure | Refusal | Same | Note
Files = Iterator[tuple[str, bytes]]
# A folder or an archive may be the whole register; the portal's list may have been filtered, and one file is a record or a few.
Kind = Literal["folder", "tar", "zip", "list", "single"]
WHOLE: frozenset[Kind] = frozenset(["folder", "tar", "zip"])
_RECORD = re.compile(r"^Mã thủ tục:", re.MULTILINE)
NO_TEXT = "Tệp không phải văn bản (UTF-8 hay một bảng mã tiếng Việt)."


def kind_of(path: Path) -> Kind:
    """What a source is. Raises UnreadableSource where it cannot be opened, is empty or too large, or is a file that we do not read."""
    if path.is_dir():
        return "folder"
    try:
        with path.open("rb") as stream:
            head = stream.read(512)
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableSource(f"Không mở được tệp “{path.name}”.") from error
    if size > MAX_SENT:
        raise UnreadableSource(f"Tệp lớn hơn {MAX_SENT // 1024**2} MB; không nhập.")
    if head.startswith(ZIP_MAGIC):
        return "list" if is_workbook(path) else "zip"
    if head.startswith(TAR_MAGIC) or head[257:262] == b"ustar":
        return "tar"
    if not head.strip():
        raise UnreadableSource("Tệp trống.")
    if size > MAX_IN_ONE:
        raise UnreadableSource("Tệp không phải là kho lưu trữ và quá lớn để là một bản ghi.")
    data = path.read_bytes()
    if reason := why_not_read(data, path.name):
        raise UnreadableSource(reason)
    text = decoded(data)
    return "single" if text is None or _is_record_or_json(text) or _list(path.name, text) is None else "list"


def read_source(path: Path, known: Mapping[str, str] | None = None) -> Iterator[Read]:
    """The records of a folder, an archive (.tar, .tar.xz, .tar.gz, .zip), a list (.xlsx, .csv, a web page), the portal's JSON, or one text.

    ``known``: {source mark: code} of texts read before; they come as Same, unparsed.
    What cannot be read comes as a Refusal between the records, and the rest goes on. Raises UnreadableSource, before the first record,
    where the whole cannot be trusted: a broken or hostile archive, or none of these shapes.
    """
    kind = kind_of(path)
    if kind in FILES:
        return _texts(FILES[kind](path), known)
    with path.open("rb") as stream:
        is_zip = stream.read(4).startswith(ZIP_MAGIC)
    return read_workbook(path) if is_zip else _texts(iter([(path.name, path.read_bytes())]), known)


def _folder(path: Path) -> Files:
    names = sorted(p for p in path.rglob("*") if p.is_file() and not p.is_symlink() and not p.name.startswith("."))
    if not names:
        raise UnreadableSource("Thư mục không có tệp nào.")
    if len(names) > MAX_FILES:
        raise UnreadableSource(f"Thư mục có quá nhiều tệp (nhiều hơn {MAX_FILES}).")
    for name in names:
        try:
            name.open("rb").close()
        except OSError as error:
            raise UnreadableSource(f"Không mở được tệp “{name.relative_to(path)}”.") from error

    def files() -> Files:
        for name in names:
            with name.open("rb") as stream:
                yield str(name.relative_to(path)), stream.read(MAX_IN_ONE + 1)

    return files()


FILES: dict[Kind, Callable[[Path], Files]] = {"folder": _folder, "tar": tar_files, "zip": zip_files}


def _texts(files: Files, known: Mapping[str, str] | None) -> Iterator[Read]:
    """Each file by what is in it: JSON, a text record, or a list."""
    for name, data in files:
        if len(data) > MAX_IN_ONE:
            yield Refusal(name, 0, "Tệp quá lớn để là một bản ghi.")
        elif data.startswith(ZIP_MAGIC):
            yield Refusal(name, 0, "Kho lưu trữ có một tệp Excel hay kho lưu trữ nữa bên trong: hãy nhập riêng tệp ấy.")
        elif reason := why_not_read(data, name):
            yield Refusal(name, 0, reason)
        elif (text := decoded(data)) is None:
            yield Refusal(name, 0, NO_TEXT)
        else:
            yield from _text(name, text, known or {})


def _text(name: str, text: str, known: Mapping[str, str]) -> Iterator[Read]:
    if text.lstrip()[:1] in ("{", "["):
        yield from read_json(name, text)
    elif not _is_record_or_json(text) and (found := _list(name, text)) is not None:
        yield from found
    elif is_web_page(text):
        yield Refusal(name, 0, web_page(name))
    else:
        yield from _record(name, text, known)


def _is_record_or_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[") or _RECORD.search(text) is not None


def _list(name: str, text: str) -> Iterator[Read] | None:
    """The list that a text is; None where it is none."""
    try:
        if is_web_page(text):
            return read_tables(name, html_tables(text))
        # Only one sign parts the columns; the others give no header.
        return next((found for table in csv_tables(text) if (found := _table(name, table)) is not None), None)
    except UnreadableSource:
        return None


def _table(name: str, table: Table) -> Iterator[Read] | None:
    try:
        return read_tables(name, [table])
    except UnreadableSource:
        return None


def _record(name: str, text: str, known: Mapping[str, str]) -> Iterator[Read]:
    code = known.get(source_mark(text)) if known else None
    if code:
        yield Same(code)
        return
    found = restored(text)
    meant = found.text if found else text
    try:
        procedure = parse_text(meant)
    except Refused as refused:
        yield Refusal(name, refused.line, refused.reason)
        return
    if LOST in meant or is_garbled(procedure.name):
        line = meant[: meant.index(LOST)].count("\n") + 1 if LOST in meant else 0
        yield Refusal(name, line, f"{procedure.code}: chữ bị hỏng, không đọc được. Xin lại tệp gốc.")
        return
    if found and found.charset not in ("Unicode", "Symbol"):
        yield Note(name, f"Chữ theo bảng mã cũ ({found.charset}) đã được đổi sang Unicode. Hãy đọc lại bản ghi {procedure.code}.")
    yield replace(procedure, raw=text)
