"""Translations that are made sentence by sentence: who wrote is said by the sentences, not by versions.

A version of them is saved when they are sent to be checked, and when they are published.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.db.models.signals import pre_delete
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Page, PageLogEntry, Revision
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation


def translation_of(page: Page) -> Translation | None:
    """The work of translators that the page is made of; None where it is edited as any page."""
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return None
    of = {"source__object_id": page.translation_key, "target_locale_id": page.locale_id, "enabled": True}
    found: Translation | None = Translation.objects.filter(**of).select_related("source").first()
    return found


def is_translated(page: Page) -> bool:
    return translation_of(page) is not None


TAKEN_OUT = "office.sentence_taken_out"


def _taken_out(instance: Any, **_more: Any) -> None:
    """Of a sentence that is gone nothing says by whom: the page's history does."""
    user = get_active_log_context().user
    page = Page.objects.filter(translation_key=instance.context.object_id, locale=instance.locale_id).first() if user else None
    if page is not None:
        log(instance=page, action=TAKEN_OUT, user=user)


def connect() -> None:
    """Called once, when the app is ready."""
    for model in (StringTranslation, SegmentOverride):
        pre_delete.connect(_taken_out, sender=model, dispatch_uid="sentence-taken-out")


class Written(NamedTuple):
    """``by``: the number of the user; None for no user."""

    at: datetime
    by: int | None


def last_written(page: Page) -> Written | None:
    """The last sentence written, or taken out, since the page was published; None where nobody did either."""
    since = page.last_published_at if page.live else None
    newest: list[tuple[datetime, int | None]] = []
    for model in (StringTranslation, SegmentOverride):
        written = model.objects.filter(Q(updated_at__gt=since) if since else Q(), context__object_id=page.translation_key)
        written = written.filter(locale_id=page.locale_id).order_by("-updated_at", "-pk")
        newest += written.values_list("updated_at", "last_translated_by_id")[:1]
    taken_out = PageLogEntry.objects.filter(Q(timestamp__gt=since) if since else Q(), page=page.pk, action=TAKEN_OUT)
    newest += taken_out.order_by("-timestamp").values_list("timestamp", "user_id")[:1]
    return Written(*max(newest, key=lambda row: row[0])) if newest else None


def translated_by(page: Page) -> int | None:
    """The number of the user who last wrote a sentence since the page was published; None where nobody did, or no user."""
    written = last_written(page)
    return written.by if written else None


def version_of(page: Page, translation: Translation) -> Revision:
    """The sentences as they stand as a version that somebody can check and approve, by whoever wrote last. The row stays: readers see it.

    Raises ValidationError.
    """
    draft = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    writer = translated_by(page)
    version: Revision = draft.save_revision(user=get_user_model().objects.filter(pk=writer).first() if writer else None)
    return version
