"""Who last changed what a version says. What says the same is no change, whoever saved it: approving, scheduling, typing back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision

from ..desk.once import row_of
from .translated import is_translated, last_written

# Of the row, not of what it says: its place, its state, who holds it, remarks; and the hour, for choosing it is publishing.
APART = {
    *("pk", "path", "depth", "numchild", "url_path", "content_type", "owner", "alias_of", "draft_title"),
    *("live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision", "latest_revision"),
    *("latest_revision_created_at", "go_live_at", "expired", "locked", "locked_at", "locked_by", "wagtail_admin_comments"),
    # Whoever publishes tells readers of it, afterwards or ahead; and what they were told before.
    *("change_note", "tells_ahead", "news", "news_on"),
}
# Which row of a page, which block of a stream: what is moved or numbered anew says the same.
OF_ROWS, OF_BLOCKS = {"pk", "page", "sort_order"}, {"id"}
# The desk writes it by itself, as the day on which a version is saved.
DAY = "updated_on"


def said(content: Mapping[str, Any]) -> dict[str, Any]:
    """What a version's stored content says, in a form that can be compared."""
    return {name: told for name, value in content.items() if name not in APART and not _is_empty(told := _plain(value))}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        if value[:1] in ("[", "{"):  # a stream
            try:
                return _plain(json.loads(value))
            except ValueError:
                pass
        return value.replace("\r\n", "\n")
    if isinstance(value, Mapping):
        unsaid = OF_ROWS if "pk" in value else OF_BLOCKS if {"type", "value"} <= value.keys() else ()
        return {key: told for key, inner in value.items() if key not in unsaid and not _is_empty(told := _plain(inner))}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


def differ(older: dict[str, Any], newer: dict[str, Any], day: str) -> bool:
    """Whether the newer version, saved on ``day`` (ISO), says anything else than the one before it. Both as ``said`` gives them."""
    but = {DAY} if newer.get(DAY) == day else set()
    return any(older.get(name) != newer.get(name) for name in (older.keys() | newer.keys()) - but)


@dataclass(frozen=True, slots=True)
class Change:
    """The last change of what a version says. ``by``: the number of the user; None for no user (an import, a command).

    ``is_later``: of a translation, a sentence that was written after the version was saved, and that it lacks.
    """

    by: int | None
    is_later: bool = False


def changed_by(revision: Revision) -> int | None:
    """The number of the user who last changed what ``revision`` says; None where nobody did since what readers see, or no user."""
    change = last_change(revision)
    return change.by if change else None


def _as_it_is_now(revision: Revision) -> Any:
    model: Any = ContentType.objects.get_for_id(revision.content_type_id).model_class()
    found = row_of(model, revision.object_id, anew=True) if issubclass(model, Page) else None
    return found or model._base_manager.get(pk=revision.object_id)


def last_change(revision: Revision) -> Change | None:
    """The last change of what ``revision`` says; None where it says what readers see.

    A translation made of sentences: of the last sentence written, by a user.
    """
    # Not the object that the version was made of, which has been edited.
    thing = _as_it_is_now(revision)
    if isinstance(thing, Page) and is_translated(thing):
        written = last_written(thing)
        return Change(written.by, written.at > revision.created_at) if written else None
    live = thing.live_revision_id if thing.live else None
    if live == revision.pk:
        return None
    earlier = Q(created_at__lt=revision.created_at) | Q(created_at=revision.created_at, pk__lte=revision.pk)
    versions = Revision.objects.filter(earlier, base_content_type_id=revision.base_content_type_id, object_id=revision.object_id)
    newer: tuple[dict[str, Any], int | None, str] | None = None
    versions = versions.order_by("-created_at", "-pk").values_list("pk", "user_id", "created_at", "content")
    for pk, user, saved_at, content in versions.iterator(chunk_size=2):
        told = said(content)
        if newer and differ(told, newer[0], newer[2]):
            return Change(newer[1])
        if pk == live:
            return None
        newer = told, user, timezone.localdate(saved_at).isoformat()
    if newer is None:
        return None
    if thing.live and live is None:  # from before it had versions: the row itself is what readers see
        row = json.loads(json.dumps(thing.serializable_data(), cls=DjangoJSONEncoder))
        if not differ(said(row), newer[0], newer[2]):
            return None
    return Change(newer[1])
