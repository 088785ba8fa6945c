"""Từ 01/03/2027 trang này đổi: the version that has been approved and waits for its hour, told before it, where its writer says so.

Whoever only schedules tells nobody: a date that is fixed today may still move.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models.signals import post_save
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, Revision

from office import site_data
from office.kept_pages import true_until

from ..facts import stamp
from ..facts.changes import Change
from ..facts.procedure import ProcedureFacts
from ..models import ProcedurePage
from .entries import Entry, Telling, entries
from .publications import Publication
from .told import sentences

KEY = "history:coming:v1"
# So many of what will change stand on the page itself.
FIRST = 2
MOVES = ("wagtail.publish.schedule", "wagtail.schedule.cancel")


@dataclass(frozen=True, slots=True)
class Coming:
    """``entry``: of the version that will take the place of today's, its sentences in the language of the facts."""

    entry: Entry

    @property
    def day(self) -> date:
        return self.entry.day

    @property
    def sentences(self) -> list[str]:
        """All of them, without what the editors will tell when it has come."""
        return sentences(replace(self.entry, note=""))

    @property
    def first(self) -> tuple[str, ...]:
        return self.entry.lines[:FIRST]

    @property
    def more(self) -> int:
        return len(self.entry.lines) - len(self.first) + self.entry.more


def coming_of(facts: ProcedureFacts) -> Coming | None:
    """What readers of these facts are told of what comes; None where nothing does. No query where all is known."""
    found = site_data.kept(KEY, _read, of=site_data.PAGES_GENERATION).get(facts.id)
    if found is None or found.at <= timezone.now():
        return None
    true_until(found.at)
    told = entries([found], facts.lang, TELLING)
    return Coming(told[0]) if told and told[0].lines else None


def _read() -> dict[str, Publication]:
    """{key of the page: the version that comes} of live Vietnamese pages. Two queries, one where nothing comes."""
    waiting = Revision.objects.page_revisions().filter(approved_go_live_at__gt=timezone.now(), content__tells_ahead=True)
    comes: dict[int, tuple[int, datetime]] = {
        int(page): (pk, at) for page, pk, at in waiting.values_list("object_id", "pk", "approved_go_live_at")
    }
    if not comes:
        return {}
    pages = ProcedurePage.objects.in_source_language().filter(pk__in=comes, live=True).exclude(live_revision=None).order_by()
    rows = pages.values_list("pk", "translation_key", "slug", "live_revision")
    return {str(key): Publication(key, slug, comes[pk][0], live, comes[pk][1]) for pk, key, slug, live in rows}


def sentence(change: Change, before: str, after: str) -> str:
    """The texts of the change, as they are told, in; one sentence in the present language out."""
    said = {"part": change.part, "before": before, "after": after}
    if before and after:
        return _("%(part)s: nay là “%(before)s”, sẽ là “%(after)s”.") % said
    return (_("%(part)s: sẽ thêm “%(after)s”.") if after else _("%(part)s: sẽ bỏ “%(before)s”.")) % said


# Few of them stand on the page itself.
TELLING = Telling("coming", sentence, acts_first=True)


def _moved(instance: Any, **_more: Any) -> None:
    """Nothing that is written when a version is scheduled tells readers' pages that they are old."""
    if instance.action in MOVES:
        site_data.pages_changed()
        stamp.pages_change()


def connect() -> None:
    """Called once, when the app is ready."""
    post_save.connect(_moved, sender=PageLogEntry, dispatch_uid="coming-versions")
