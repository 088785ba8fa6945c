"""The index of papers, held in memory: read once from the stored blocks of all published pages, and again when one has changed.

A list of papers asks only whether anything has changed (no query); the papers' own pages ask the database which pages are public at this
moment (one query). What procedures say of a paper, in their own words, is kept by version (``telling``).
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction
from wagtail.signals import post_page_move

from office.form_templates.kept import form_of, stamp_today

from ..facts.procedure import GONE
from ..models import ProcedurePage
from .index import NamedPaper, PaperIndex, index_of

GENERATION = "procedures:paper-places"  # another one after each change
FILES = "procedures:paper-files"  # another one after each change of a file
MAX_AGE = 60.0  # seconds after which a list asks the database too: other processes may have caches of their own

Stamp = tuple[tuple[int, int | None, datetime | None], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The index of one time. ``stamp``: the pages it is of, with their versions; ``at``: the monotonic clock's seconds.

    ``forms``: as ``stamp_today`` of the forms of the directory, whose names and files are in it.
    """

    index: PaperIndex
    stamp: Stamp
    forms: str
    generation: str
    at: float

    @property
    def is_fresh(self) -> bool:
        now = timezone.now()
        return time.monotonic() - self.at < MAX_AGE and all(end is None or end > now for _pk, _version, end in self.stamp)


_lock = threading.Lock()
_held: Reading | None = None


def paper_index(*, exact: bool = False) -> PaperIndex:
    """The papers of the published procedures in force. ``exact``: as the database says at this moment."""
    global _held
    generation = _generation()
    held = _held
    forms = stamp_today()
    is_known = held is not None and held.generation == generation and held.forms == forms
    if held is not None and is_known and held.is_fresh and not exact:
        return held.index
    with _lock:
        stamp = _stamp()
        if held is not None and is_known and held.stamp == stamp:
            index = held.index
        else:
            index = _read()
        _held = Reading(index, stamp, forms, generation, time.monotonic())
    return index


def _generation() -> str:
    told: str | None = cache.get(GENERATION)
    if told is None:
        cache.set(GENERATION, uuid4().hex, None)
        told = cache.get(GENERATION, "")  # still none: the cache is down, and the age alone decides
    return str(told)


def _pages() -> Any:
    return ProcedurePage.objects.published().in_source_language().exclude(status__in=GONE).order_by("pk")


def _stamp() -> Stamp:
    return tuple(_pages().values_list("pk", "live_revision_id", "expire_at"))


def _read() -> PaperIndex:
    """From the blocks as they are stored: a tenth of the time that facts take. One query."""
    papers: list[NamedPaper] = []
    outputs: dict[str, list[str]] = defaultdict(list)
    for key, documents, results in _pages().values_list("translation_key", "documents", "outputs"):
        papers += named_papers(str(key), documents)
        for value in _values(results):
            outputs[value.get("name") or ""].append(str(key))
    return index_of(papers, outputs)


def _values(stream: Any) -> list[dict[str, Any]]:
    return [block["value"] for block in stream.raw_data if isinstance(block, dict) and isinstance(block.get("value"), dict)]


def named_papers(page: str, documents: Any) -> list[NamedPaper]:
    """The papers of a stream of documents."""
    return [_paper(page, value) for value in _values(documents)]


def _paper(page: str, value: dict[str, Any]) -> NamedPaper:
    slug, name, form, issued_by = (str(value.get(field) or "") for field in ("slug", "name", "form", "issued_by"))
    templates = tuple(form.pk for form in map(form_of, _chosen(value)) if form)
    if chosen := form_of(value.get("form_template")):
        version = chosen.in_force(timezone.localdate())
        has_file = bool(version and version.file.is_public)
        return NamedPaper(page, slug, name, chosen.words(version, name), has_file, issued_by, templates)
    return NamedPaper(page, slug, name, form, bool(value.get("form_file")), issued_by, templates)


def _chosen(value: dict[str, Any]) -> Iterator[Any]:
    """What a paper and its forms by case have chosen from the directory, as it is stored."""
    yield value.get("form_template")
    for item in value.get("forms") or ():
        form = item.get("value", item) if isinstance(item, dict) else None
        if isinstance(form, dict):
            yield form.get("form_template")


def files_stamp() -> str:
    """Another text after each change of an uploaded file, of who may see it, or of a form of the directory, also at its day."""
    return str(cache.get(FILES) or "") + stamp_today()


def changed(key: str = GENERATION, **kwargs: Any) -> None:
    """What there was counts for nothing from now on, and again when the change is there for all."""
    renew: Callable[[], object] = partial(cache.set, key, uuid4().hex, None)
    renew()
    transaction.on_commit(renew)


def connect() -> None:
    def page_changed(**kwargs: Any) -> None:
        changed()

    def file_changed(**kwargs: Any) -> None:
        changed(FILES)

    for signal in (post_save, post_delete):
        for model in (ProcedurePage, PageViewRestriction):
            signal.connect(page_changed, sender=model, weak=False, dispatch_uid="paper-places")
        # Of a file that a page leads to nothing else changes (``office.published_files``).
        signal.connect(file_changed, sender=CollectionViewRestriction, weak=False, dispatch_uid="paper-places")
    post_page_move.connect(page_changed, weak=False, dispatch_uid="paper-places")
