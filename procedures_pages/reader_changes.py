"""Người đọc sẽ thấy điều gì đổi: the draft of a page beside what readers see, as facts, in every language that the page has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.panels import Panel
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from office.desk.access import ReviewersOnly
from office.desk.once import lead

from .facts.changes import Change, changes, people_changes
from .facts.from_pages import Rows, facts_of, rows_acted_upon, rows_in_memory
from .facts.people import Outcome
from .facts.procedure import ProcedureFacts
from .models import ProcedurePage
from .publishing.forms import TOUCHES
from .queries import IN_SOURCE_LANGUAGE, row_of_readers
from .translation.composing import as_read, composed, is_source


@dataclass(frozen=True, slots=True)
class Spoken:
    """What changes for the readers of one language."""

    lang: str
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class ReaderChanges:
    """``spoken``: Vietnamese first; ``people``: whom of the example people it concerns."""

    spoken: list[Spoken]
    people: list[Outcome]

    @property
    def count(self) -> int:
        return len(self.spoken[0].changes)

    @property
    def is_seen(self) -> bool:
        """Whether any reader sees any of it."""
        return any(spoken.changes for spoken in self.spoken)


def _facts(page: ProcedurePage, lang: str, rows: Rows | None = None) -> ProcedureFacts:
    lead(page, "area", "authority", "transfer", "successor")
    with translation.override(lang):
        return facts_of(page, rows or rows_in_memory(page), links=lang)


def _changes(before: ProcedureFacts, after: ProcedureFacts, lang: str) -> list[Change]:
    with translation.override(lang):
        return changes(before, after)


def changes_of(draft: ProcedurePage) -> list[Change]:
    """What publishing the draft (a Vietnamese page in memory) changes for readers of Vietnamese; empty where they see nothing of it yet."""
    return _changes_since(row_of_readers(draft), draft)


def _changes_since(live: ProcedurePage | None, draft: ProcedurePage) -> list[Change]:
    return _changes(_facts(live, "vi"), _facts(draft, "vi"), "vi") if live else []


def reader_changes(draft: ProcedurePage) -> ReaderChanges | None:
    """The same in every language of the page, and for whom; None where readers see nothing of the page yet."""
    live = row_of_readers(draft)
    return between(live, draft) if live else None


def between(old: ProcedurePage, new: ProcedurePage) -> ReaderChanges:
    """From one version of a Vietnamese page to another, in every language of the page, and for whom."""
    before, after = _facts(old, "vi"), _facts(new, "vi")
    spoken = [Spoken("vi", _changes(before, after, "vi"))]
    for other in old.get_translations().filter(live=True).select_related("locale"):
        lang = other.locale.language_code
        was, now = (_facts(composed(ProcedurePage.objects.get(pk=other.pk), source), lang) for source in (old, new))
        spoken.append(Spoken(lang, _changes(was, now, lang)))
    with translation.override("vi"):
        return ReaderChanges(spoken, people_changes(before, after))


def between_versions(old: Any, new: Any) -> ReaderChanges | None:
    """For two versions of any page: None where it is no procedure. Of a translation, what its own sentences change for its readers."""
    if not isinstance(old, ProcedurePage) or not isinstance(new, ProcedurePage):
        return None
    if is_source(old):
        return between(old, new)
    lang = old.locale.language_code
    return ReaderChanges([Spoken(lang, _changes(_facts(as_read(old), lang), _facts(as_read(new), lang), lang))], [])


def note_the_day(page: Any, changed: list[str]) -> None:
    """What readers act upon changes today, or the editor tells them of a change: "Cập nhật" is today.

    Unless the editor has written a day, now or before (a correction need not be news). Of a page that readers have not seen, only a
    missing day is filled in. When it is published later than that, the day moves on (``change_notes``).
    """
    if not isinstance(page, ProcedurePage) or not is_source(page) or "updated_on" in changed:
        return
    today = timezone.localdate()
    if page.updated_on is not None and page.updated_on >= today:
        return
    live = row_of_readers(page) if page.updated_on else None
    if page.updated_on is None or (not _written_by_hand(page, live) and _is_update(page, live)):
        page.updated_on = today


def _is_update(page: ProcedurePage, live: ProcedurePage | None) -> bool:
    if page.change_note or live is None:
        return bool(page.change_note)
    before, after = (_facts(one, "vi", rows_acted_upon(one)) for one in (live, page))
    return any(change.acts for change in _changes(before, after, "vi"))


def _written_by_hand(page: ProcedurePage, live: ProcedurePage | None) -> bool:
    """Whether the draft's "Cập nhật" is neither what readers see nor the day on which the draft was saved: then somebody chose it."""
    saved = page.latest_revision_created_at
    saved_on = timezone.localdate(saved) if saved else None
    return live is not None and page.updated_on not in (live.updated_on, saved_on)


TOUCHES.append(note_the_day)


class ReaderChangesView(ReviewersOnly, WagtailAdminTemplateMixin, TemplateView):
    """The latest draft beside what readers see."""

    header_icon = "doc-full-inverse"
    template_name = "procedures_pages/desk/reader_changes.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        row = get_object_or_404(ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE), pk=kwargs["pk"])
        self.page = row.get_latest_revision_as_object()

    def get_page_title(self) -> str:
        return _("Người đọc sẽ thấy: %(title)s") % {"title": self.page.get_admin_display_title()}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.page.get_admin_display_title()},
            {"url": "", "label": _("Người đọc sẽ thấy")},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"page": self.page, "found": reader_changes(self.page)}


class ReaderChangesPanel(Panel):
    """Over the form: how much of what readers see the saved draft changes, and the way to the whole of it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "procedures_pages/desk/reader_changes_panel.html"

        def is_shown(self) -> bool:
            page = self.instance
            return bool(page.pk and page.live and page.has_unpublished_changes and is_source(page))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"page": self.instance, "changes": changes_of(self.instance)}


@hooks.register("register_admin_urls")
def reader_changes_urls() -> list[Any]:
    return [path("nguoi-doc-se-thay/<int:pk>/", ReaderChangesView.as_view(), name="reader_changes")]
