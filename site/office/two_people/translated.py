"""Translations that are made sentence by sentence: who wrote is said by the sentences, not by versions.

A version of them is saved when they are sent to be checked, and when they are published.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.models import Page, Revision
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


class Written(NamedTuple):
    """``by``: the number of the user; None for no user."""

    at: datetime
    by: int | None


def last_written(page: Page) -> Written | None:
    """The last sentence written since the page was published; None where nobody wrote any."""
    since = Q(updated_at__gt=page.last_published_at) if page.live and page.last_published_at else Q()
    newest: list[tuple[datetime, int | None]] = []
    for model in (StringTranslation, SegmentOverride):
        written = model.objects.filter(since, context__object_id=page.translation_key, locale_id=page.locale_id)
        newest += written.order_by("-updated_at", "-pk").values_list("updated_at", "last_translated_by_id")[:1]
    return Written(*max(newest, key=lambda row: row[0])) if newest else None


def translated_by(page: Page) -> int | None:
    """The number of the user who last wrote a sentence since the page was published; None where nobody did, or no user."""
    written = last_written(page)
    return written.by if written else None


def lacks_sentences(page: Page, revision: Revision) -> bool:
    """Whether a sentence was written after the version was saved: published, it would let that one pass for one that readers know."""
    if not is_translated(page):
        return False
    written = last_written(page)
    return written is not None and written.at > revision.created_at


def version_of(page: Page, translation: Translation) -> Revision:
    """The sentences as they stand as a version that somebody can check and approve, by whoever wrote last. The row stays: readers see it.

    Raises ValidationError.
    """
    draft = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    writer = translated_by(page)
    version: Revision = draft.save_revision(user=get_user_model().objects.filter(pk=writer).first() if writer else None)
    return version
