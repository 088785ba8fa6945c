"""Người dân cần biết?: what a publication tells readers. Written into a draft, kept with the page once it is live, then gone from drafts.

A scheduled publication keeps its note until its hour; whatever was drafted meanwhile does not tell it once more. Nor is what follows told
ahead of its hour because this one was.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from .models import ProcedurePage
from .translation.composing import is_source


def tell(sender: Any, instance: Page, revision: Revision, keeps_news: bool = False, **_more: Any) -> None:
    """The page has just gone live: its note becomes its news of today, in place of those of the publication before.

    ``keeps_news``: of who changed one fact of many pages at once; what a page told its readers stands.
    """
    if keeps_news or not isinstance(instance, ProcedurePage):
        return
    note, today = instance.change_note, timezone.localdate()
    changed: dict[str, Any] = {}
    if note or instance.news:
        changed = {"change_note": "", "news": note, "news_on": today if note else None}
    told_ahead = instance.tells_ahead
    if told_ahead:
        changed["tells_ahead"] = False
    # "Cập nhật" of the day on which the draft was saved stands for the day on which readers get it.
    if is_source(instance) and instance.updated_on == timezone.localdate(revision.created_at) < today:
        changed["updated_on"] = today
    if not changed:
        return
    ProcedurePage.objects.filter(pk=instance.pk).update(**changed)
    for name, value in changed.items():
        setattr(instance, name, value)
    stored = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in changed.items()}
    _write(revision, stored)
    if note or told_ahead:
        for later in Revision.objects.for_instance(instance).filter(pk__gt=revision.pk):
            repeated: dict[str, Any] = {"change_note": ""} if note and later.content.get("change_note") == note else {}
            repeated |= {"tells_ahead": False} if told_ahead and later.content.get("tells_ahead") else {}
            if repeated:
                _write(later, repeated)


def _write(revision: Revision, values: dict[str, Any]) -> None:
    """Into what the version has stored, and nothing else of it."""
    revision.content.update(values)
    Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def connect() -> None:
    page_published.connect(tell, dispatch_uid="change_note_told")
