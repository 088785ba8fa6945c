"""Styles are laid out for those who write them; readers on slow telephones get them without comments and blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile, File
from whitenoise.storage import CompressedManifestStaticFilesStorage

_STRING_OR_COMMENT = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|/\*.*?\*/", re.S)
_BLANKS = re.compile(r"\s+")
# A blank means something between two words (`a b`, `1px solid`, `and (`) and around + and - in a sum. A sign of `>` stands in selectors and
# in conditions alone; a colon is followed by a blank in declarations alone.
_BLANKS_AROUND = re.compile(r" ?([{};,>]) ?|(?<=:) ")


def tightened(css: str) -> str:
    """A style sheet in, one out that means the same, in fewer signs; strings are left as they are."""

    def outside(part: str) -> str:
        return _BLANKS_AROUND.sub(lambda found: found[1] or "", _BLANKS.sub(" ", part))

    pieces, at, strings = [], 0, list[str]()
    for found in _STRING_OR_COMMENT.finditer(css):
        pieces.append(css[at : found.start()])
        at = found.end()
        if found[0].startswith("/*"):
            pieces.append(" ")
        else:
            strings.append(found[0])
            pieces.append("\x00")
    tight = outside("".join([*pieces, css[at:]])).strip().replace(";}", "}")
    kept = iter(strings)
    return re.sub("\x00", lambda _mark: next(kept), tight)


class _Tightened:
    """Where files come from, in between: the project's own styles are tightened as they are read."""

    def __init__(self, storage: Any) -> None:
        self.storage = storage

    def open(self, path: str) -> File:
        with self.storage.open(path) as file:
            return ContentFile(tightened(file.read().decode()).encode(), name=path)


class Storage(CompressedManifestStaticFilesStorage):
    """Names with a hash of the content, packed beside themselves, our own styles tightened."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        ours = {name: (_Tightened(storage), path) for name, (storage, path) in paths.items() if is_ours(name)}
        yield from super().post_process({**paths, **ours}, dry_run=dry_run, **options)


def is_ours(name: str) -> bool:
    """Whether a static file is a style sheet that readers' pages load."""
    return name.startswith(("site/", "print/")) and name.endswith(".css")
