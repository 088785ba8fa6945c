"""The outgoing links of what is done elsewhere, which readers who search for it are shown."""

from __future__ import annotations

from collections.abc import Iterator

from office.links import found
from office.links.found import Found

from ..models import Elsewhere


def of_elsewhere() -> Iterator[Found]:
    for row in Elsewhere.objects.filter(live=True).exclude(link=""):
        yield Found(row.link, "guide", str(row), found.record_edit_path(row))


def connect() -> None:
    """Called once, when the app is ready."""
    found.register(of_elsewhere)
