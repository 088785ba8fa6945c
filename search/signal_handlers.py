"""What is published, taken back, moved, deleted or made private makes the index of every process stale."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from office.models import ThematicArea
from procedures_pages.register.signals import register_changed

from .adapters import PAGES
from .index import bump
from .records import SOURCE


def pages_changed(sender: type, **kwargs: Any) -> None:
    # A guide that comes or goes takes or gives back the place of its record.
    for name in (*PAGES, SOURCE):
        bump(name)


def page_deleted(sender: type, **kwargs: Any) -> None:
    if issubclass(sender, Page):
        pages_changed(sender)


def register_imported(**kwargs: Any) -> None:
    bump(SOURCE)


def connect() -> None:
    register_changed.connect(register_imported, dispatch_uid="search-records")
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(pages_changed, dispatch_uid="search-pages")
    post_delete.connect(page_deleted, dispatch_uid="search-pages")
    for model in (PageViewRestriction, ThematicArea):
        post_save.connect(pages_changed, sender=model, dispatch_uid="search-pages")
        post_delete.connect(pages_changed, sender=model, dispatch_uid="search-pages")
