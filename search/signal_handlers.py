"""What makes the index stale: publishing, unpublishing, moving, deleting, a new restriction, a renamed area."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from office.models import ThematicArea

from . import index


def _changed(**kwargs: Any) -> None:
    # After the commit: a process that builds the index earlier would still read the old pages.
    transaction.on_commit(index.changed)


def _deleted(sender: type, **kwargs: Any) -> None:
    if issubclass(sender, Page):
        _changed()


def connect() -> None:
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(_changed, dispatch_uid="search-changed")
    post_delete.connect(_deleted, dispatch_uid="search-deleted")
    for model in (PageViewRestriction, ThematicArea):
        post_save.connect(_changed, sender=model, dispatch_uid=f"search-{model.__name__}-saved")
        post_delete.connect(_changed, sender=model, dispatch_uid=f"search-{model.__name__}-deleted")
