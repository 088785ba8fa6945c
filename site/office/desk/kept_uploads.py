"""Uploaded files wait in a private folder between a preview and what it leads to: a random name, one day at most, gone once used."""

from __future__ import annotations

import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

KEPT_SECONDS = 24 * 3600
NAME = re.compile(r"[0-9a-f]{32}")


class LostUpload(ValueError):
    """The token is forged, somebody else's or too old, or its file is gone; the message is for the editor."""


def _folder() -> Path:
    folder = Path(settings.UPLOADS_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def lost() -> LostUpload:
    return LostUpload(_("Tệp đã tải lên không còn, hoặc đã được nhập rồi. Hãy tải lên lại."))


def keep(upload: UploadedFile) -> Path:
    """Writes an upload to a place of its own, under its own name, which messages speak of. Raises OSError where that cannot be done."""
    sweep()
    folder = _folder() / secrets.token_hex(16)
    folder.mkdir(mode=0o700)
    path = folder / get_valid_filename(Path(upload.name or "").name or "tep")[-120:]
    try:
        with path.open("wb") as out:
            for chunk in upload.chunks():
                out.write(chunk)
    except BaseException:
        discard(path)
        raise
    return path


def discard(path: Path) -> None:
    shutil.rmtree(path.parent, ignore_errors=True)


def sweep() -> None:
    """Takes away what was uploaded more than a day ago and never used."""
    for folder in _folder().iterdir():
        with suppress(FileNotFoundError):  # another node was quicker
            if time.time() - folder.stat().st_mtime > KEPT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def sweep_job() -> str:
    """The clock's job: :func:`sweep`, where anything was ever uploaded."""
    if Path(settings.UPLOADS_ROOT).is_dir():
        sweep()
    return ""


def token_of(path: Path, user: Any, salt: str, **said: str) -> str:
    """What the preview's form carries: good for this user, for a day; ``salt``: what the file is for; ``said``: what comes with it."""
    return signing.dumps({**said, "name": path.parent.name, "user": user.pk}, salt=salt)


@contextmanager
def taken(token: str, user: Any, salt: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The file of a token and what came with it, for this one use: whoever comes second finds nothing. Raises LostUpload."""
    try:
        said = signing.loads(token, salt=salt, max_age=KEPT_SECONDS)
        name = said["name"]
    except (signing.BadSignature, KeyError, TypeError, ValueError) as error:
        raise lost() from error
    if said.get("user") != user.pk or not NAME.fullmatch(name):
        raise lost()
    folder = _folder() / name
    mine = folder.with_name(f"{name}.taken")
    try:
        folder.rename(mine)
        path = next(mine.iterdir())
    except (OSError, StopIteration) as error:
        raise lost() from error
    try:
        yield path, said
    finally:
        discard(path)
