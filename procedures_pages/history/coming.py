"""Từ 01/03/2027 trang này đổi: the version that has been approved and waits for its hour, told before it, where its writer says so.

Whoever only schedules tells nobody: a date that is fixed today may still move. What is told stands in a row of its own (``ComingVersion``),
whose writing makes pages old that are kept; of versions is read only what they say, which nothing changes any more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import F
from django.db.models.signals import post_save
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from office import site_data
from office.kept_pages import true_until

from ..facts.changes import Change
from ..facts.procedure import ProcedureFacts
from ..models import ComingVersion, ProcedurePage
from .entries import Entry, Telling, entries
from .publications import Publication
from .told import sentences

KEY = "history:coming:v1"
# So many of what will change stand on the page itself.
FIRST = 2
SCHEDULED, TAKEN_BACK = "wagtail.publish.schedule", "wagtail.schedule.cancel"


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
    """{key of the page: the version that comes} of live pages. One query."""
    rows = ComingVersion.objects.filter(at__gt=timezone.now(), page__live=True, before=F("page__live_revision"))
    shown = rows.values_list("page__translation_key", "page__slug", "revision", "before", "at")
    return {str(row[0]): Publication(*row) for row in shown}


def sentence(change: Change, before: str, after: str) -> str:
    """The texts of the change, as they are told, in; one sentence in the present language out."""
    said = {"part": change.part, "before": before, "after": after}
    if before and after:
        return _("%(part)s: nay là “%(before)s”, sẽ là “%(after)s”.") % said
    return (_("%(part)s: sẽ thêm “%(after)s”.") if after else _("%(part)s: sẽ bỏ “%(before)s”.")) % said


# Few of them stand on the page itself.
TELLING = Telling("coming", sentence, acts_first=True)


def _moved(instance: PageLogEntry, **_more: Any) -> None:
    """A version was scheduled, or its hour taken back."""
    if instance.action not in (SCHEDULED, TAKEN_BACK):
        return
    page = ProcedurePage.objects.in_source_language().filter(pk=instance.page_id, live=True).exclude(live_revision=None).first()
    revision = instance.revision if instance.action == SCHEDULED else None
    if page is None or revision is None or not revision.content.get("tells_ahead") or not revision.approved_go_live_at:
        ComingVersion.objects.filter(page=instance.page_id).delete()
    else:
        told = {"revision": revision, "before": page.live_revision, "at": revision.approved_go_live_at}
        ComingVersion.objects.update_or_create(page=page, defaults=told)
    site_data.pages_changed()


def connect() -> None:
    """Called once, when the app is ready."""
    post_save.connect(_moved, sender=PageLogEntry, dispatch_uid="coming-versions")
