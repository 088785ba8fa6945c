"""Translations that are made sentence by sentence: a version is saved when one is published, so versions do not say who wrote."""

from __future__ import annotations

from django.db.models import Q
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation


def translation_of(page: Page) -> Translation | None:
    """The work of translators that the page is made of; None where it is edited as any page."""
    of = {"source__object_id": page.translation_key, "target_locale_id": page.locale_id, "enabled": True}
    found: Translation | None = Translation.objects.filter(**of).select_related("source").first()
    return found


def is_translated(page: Page) -> bool:
    return translation_of(page) is not None


def translated_by(page: Page) -> int | None:
    """The number of the user who last wrote a sentence since the page was published; None where nobody did, or no user."""
    since = Q(updated_at__gt=page.last_published_at) if page.live and page.last_published_at else Q()
    newest = []
    for model in (StringTranslation, SegmentOverride):
        written = model.objects.filter(since, context__object_id=page.translation_key, locale_id=page.locale_id)
        newest += written.order_by("-updated_at", "-pk").values_list("updated_at", "last_translated_by_id")[:1]
    return max(newest, key=lambda row: row[0])[1] if newest else None
