"""What is published, taken back, moved, deleted or made private is in the index at once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from guides.models import BaseGuidePage
from office.models import Office, ThematicArea
from procedures_pages.models import ProcedureCode, ProcedurePage
from procedures_pages.register.versions.signals import register_changed
from procedures_pages.translation.keeping import versions_of

from .index import indexing, office_source, page_source, record_source, wake

log = logging.getLogger(__name__)


def _safely(work: Callable[..., None]) -> Callable[..., None]:
    """The index must never stop an editor: what fails here is made up for by the watch."""

    @wraps(work)
    def handler(**kwargs: Any) -> None:
        written = False
        try:
            with transaction.atomic():
                work(**kwargs)
            written = True
        except Exception:
            log.exception("search: the index could not be written")
        # What is not committed yet, nobody else can see.
        transaction.on_commit(partial(wake.wake, everything=not written), robust=True)

    return handler


@_safely
def page_changed(instance: Page, **kwargs: Any) -> None:
    # A guide that comes or goes takes or gives back the place of the records that have its codes.
    kind = "procedure" if isinstance(instance, ProcedurePage) else "guide" if isinstance(instance, BaseGuidePage) else ""
    if not kind:
        return
    # Its translations come, change and go with it.
    keys = [f"{kind}:{pk}" for pk in {instance.pk, *versions_of(instance)}]
    codes: set[str] = set()
    if kind == "procedure":
        codes = {*indexing.codes_of(f"procedure:{instance.pk}")}
        codes.update(ProcedureCode.objects.filter(page_id=instance.pk).values_list("value", flat=True))
    indexing.update([*keys, *record_source.keys_of_codes(codes)])


@_safely
def pages_changed(**kwargs: Any) -> None:
    indexing.update(names=(page_source.SOURCE, record_source.SOURCE))


@_safely
def offices_changed(**kwargs: Any) -> None:
    indexing.update(names=(office_source.SOURCE,))


def register_imported(**kwargs: Any) -> None:
    """Thousands of records take seconds: where a watch runs, it does this beside everything else."""
    if not wake.wake(everything=True):
        indexing.update(names=(record_source.SOURCE,))


def connect() -> None:
    register_changed.connect(register_imported, dispatch_uid="search-records")
    for signal in (page_published, page_unpublished):
        signal.connect(page_changed, dispatch_uid="search-page")
    post_page_move.connect(pages_changed, dispatch_uid="search-pages")
    for model in (ProcedurePage, BaseGuidePage, *BaseGuidePage.__subclasses__()):
        post_delete.connect(page_changed, sender=model, dispatch_uid="search-page")
    for model in (PageViewRestriction, ThematicArea):
        post_save.connect(pages_changed, sender=model, dispatch_uid="search-pages")
        post_delete.connect(pages_changed, sender=model, dispatch_uid="search-pages")
    for signal in (post_save, post_delete):
        signal.connect(offices_changed, sender=Office, dispatch_uid="search-offices")
