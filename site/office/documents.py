"""Files that readers download: what a file is told by its bytes, whatever its name says.

A page of HTML called mau.pdf would run in the reader's browser as the office's own; one of zeros would print as nothing.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from .published_files.rule import is_fixed, is_hidden, moved_words, replaced_words, told_before
from .uploads import MEGA, bound

MAX_BYTES = 10 * MEGA
HEAD = 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word and Excel before 2007

Test = Callable[[IO[bytes]], bool]


def _begins(file: IO[bytes], size: int = HEAD) -> bytes:
    file.seek(0)
    return file.read(size)


def _is_pdf(file: IO[bytes]) -> bool:
    """The mark may stand a little later (ISO 32000-1, Annex H): programs write a line of their own before it, never a web page."""
    head = _begins(file)
    before, mark, _rest = head.partition(b"%PDF-")
    return bool(mark) and b"<" not in before


def _is_ole(file: IO[bytes]) -> bool:
    return _begins(file, len(OLE)) == OLE


def _zip_with(part: str, told: str = "") -> Test:
    """A zip in which ``part`` stands (a folder's name ends in /); where ``told``, that file says so."""

    def test(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            with zipfile.ZipFile(file) as archive:
                names = archive.namelist()
                if not any(name == part or (part.endswith("/") and name.startswith(part)) for name in names):
                    return False
                return not told or (
                    archive.getinfo(part).file_size < HEAD and archive.read(part).decode("ascii", "replace").startswith(told)
                )
        except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError, KeyError, EOFError):
            return False

    return test


_ODF = "application/vnd.oasis.opendocument."
TESTS: dict[str, Test] = {
    "pdf": _is_pdf,
    "doc": _is_ole,
    "xls": _is_ole,
    "docx": _zip_with("word/"),
    "xlsx": _zip_with("xl/"),
    "odt": _zip_with("mimetype", _ODF + "text"),
    "ods": _zip_with("mimetype", _ODF + "spreadsheet"),
}


def extension_of(name: str) -> str:
    return PurePath(name).suffix.removeprefix(".").lower()


def is_what_it_says(file: IO[bytes], name: str) -> bool:
    """Whether the bytes are those of a file of that name; True for a kind that nobody tests. The file is left at its beginning."""
    test = TESTS.get(extension_of(name))
    fits = test is None or test(file)
    file.seek(0)
    return fits


class DocumentForm(BaseDocumentForm):
    """What an editor uploads is what its name says, and no larger than a cheap telephone can load.

    A document that a page or a draft leads to keeps its file, and stays where readers find it, or do not.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was_hidden = is_hidden(self.instance.collection_id)
        if field := self.fields.get("file"):
            bound(field, MAX_BYTES)
            field.help_text = _("Nhiều nhất %(most)d MB, để điện thoại tải được.") % {"most": MAX_BYTES // MEGA}
            if self.instance.pk and self.is_fixed:
                field.disabled, field.help_text = True, told_before(self.instance)

    @cached_property
    def is_fixed(self) -> bool:
        return is_fixed(self.instance)

    def clean(self) -> Any:
        cleaned = super().clean()
        if not self.instance.pk:
            return cleaned
        # Whose box was drawn shut, or from before there was a use.
        if "file" in self.fields and self.is_fixed and self.files.get(self.add_prefix("file")):
            self.add_error("file", ValidationError(replaced_words() % {"title": self.instance}, code="file_kept"))
        collection = self.cleaned_data.get("collection")
        if collection and is_hidden(collection.pk) != self.was_hidden and self.is_fixed:
            self.add_error("collection", ValidationError(moved_words() % {"title": self.instance}, code="file_kept"))
        return cleaned

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data and not is_what_it_says(file, file.name):
            words = _("Bên trong tệp “%(name)s” không phải là %(kind)s. Mở tệp bằng chương trình của nó rồi lưu lại, hoặc chọn đúng tệp.")
            raise ValidationError(words % {"name": file.name[-60:], "kind": extension_of(file.name).upper()}, code="kind")
        return file
