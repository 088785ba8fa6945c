"""Uploaded sources and the day they are of, between the preview and the import."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from office.desk import kept_uploads
from office.desk.kept_uploads import lost

SALT = "procedures_pages.register.desk.uploads"


@dataclass(frozen=True, slots=True)
class Upload:
    path: Path
    day: date


def token_of(path: Path, day: date, user: Any) -> str:
    """What the preview's form carries: good for this user, for a day."""
    return kept_uploads.token_of(path, user, SALT, day=day.isoformat())


@contextmanager
def taken(token: str, user: Any) -> Iterator[Upload]:
    """The upload of a token, for this one use. Raises LostUpload."""
    with kept_uploads.taken(token, user, SALT) as (path, said):
        try:
            day = date.fromisoformat(said["day"])
        except (KeyError, TypeError, ValueError) as error:
            raise lost() from error
        yield Upload(path, day)
