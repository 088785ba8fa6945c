"""What a page uses is not deleted under it: a form, a picture, an area, an authority, a law, an office.

The desk names the pages, live and draft, and refuses. Refused is the deletion itself: no list, bulk action or command goes round it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, ProtectedError, Q
from django.db.models.signals import pre_delete
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.bulk_action.mixins import ReferenceIndexMixin
from wagtail.models import Page, ReferenceIndex, Revision

from vietnamese.sorting import sort_key

MAX_NAMED = 20
_guarded: set[type[Model]] = set()
_drafted: set[type[Model]] = set()


@dataclass(frozen=True, slots=True)
class Use:
    """A page, or a row of reference data, that uses something; ``is_draft``: only a version that is not live does."""

    owner: Any
    is_draft: bool = False

    @property
    def title(self) -> str:
        return str(self.owner.get_admin_display_title() if isinstance(self.owner, Page) else self.owner)


class InUse(Exception):
    """``thing`` was to be deleted and is used."""

    def __init__(self, thing: Model, uses: list[Use]) -> None:
        super().__init__(f"{thing!r} is used by {', '.join(use.title for use in uses)}")
        self.thing, self.uses = thing, uses


def guard(*models: type[Model]) -> None:
    """From now on, rows of these models cannot be deleted while something uses them. Called by each app when it is ready."""
    if not _guarded:
        _guard_bulk_actions()
    for model in models:
        _guarded.add(model)
        pre_delete.connect(_refuse, sender=model, dispatch_uid=f"office-in-use-{model._meta.label}")


def _guard_bulk_actions() -> None:
    ask_about = ReferenceIndexMixin.annotate_items

    def annotate_items(view: Any, items: Any) -> Any:
        # Of the bulk actions that delete: they need not ask whether one is sure.
        for thing in filter(is_guarded, items):
            _refuse(thing)
        return ask_about(view, items)

    ReferenceIndexMixin.annotate_items = annotate_items


def look_into_drafts_of(*models: type[Model]) -> None:
    """From now on what only a draft of such a shared record uses is in use, too. Called once, when all apps are ready."""
    _drafted.update(models)


def is_guarded(thing: Any) -> bool:
    return type(thing) in _guarded


def uses_of(thing: Model) -> list[Use]:
    """Everything that uses it, live or in a draft, by name."""
    owners: dict[tuple[str, Any], Use] = {}

    def add(owner: Any, is_draft: bool) -> None:
        kind = "page" if isinstance(owner, Page) else owner._meta.label
        owners.setdefault((kind, owner.pk), Use(owner, is_draft))

    for owner, _references in ReferenceIndex.get_references_to(thing).group_by_source_object():
        add(owner, False)
    for relation in thing._meta.get_fields(include_hidden=True):
        # The index of references leaves out many-to-many fields.
        if relation.auto_created and relation.many_to_many and issubclass(relation.related_model, Page):  # type: ignore[arg-type]
            for page in relation.related_model.objects.filter(**{relation.field.name: thing}):  # type: ignore[union-attr]
                add(page, False)
    for draft in _drafts():
        if _refers(draft, thing):
            add(draft, True)
    return sorted(owners.values(), key=lambda use: sort_key(use.title))


def _drafts() -> Iterator[Any]:
    """Pages as their newest versions, and those that wait for their hour, have them: no index knows these. Shared records likewise."""
    for model in _drafted:
        rows = model._default_manager.filter(has_unpublished_changes=True).values("latest_revision")
        kind = ContentType.objects.get_for_model(model)
        for revision in Revision.objects.filter(Q(pk__in=rows) | Q(approved_go_live_at__isnull=False), content_type=kind):
            yield revision.as_object()
    unpublished = Page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    pages = ContentType.objects.get_for_model(Page)
    for revision in Revision.objects.filter(Q(pk__in=unpublished) | Q(approved_go_live_at__isnull=False), base_content_type=pages):
        yield revision.as_object()


def _refers(page: Any, thing: Model) -> bool:
    wanted = (ReferenceIndex._get_base_content_type(type(thing)).pk, str(thing.pk))
    if any((kind, pk) == wanted for kind, pk, *_paths in ReferenceIndex._extract_references_from_object(page)):
        return True
    many = [field.name for field in page._meta.many_to_many if field.related_model is type(thing)]
    return any(row.pk == thing.pk for name in many for row in getattr(page, name).all())


def _refuse(instance: Model, **kwargs: Any) -> None:
    if uses := uses_of(instance):
        raise InUse(instance, uses)


def names(uses: list[Use], user: Any) -> SafeString:
    """The first of them as a list of links to where they are edited, for a message."""
    finder = AdminURLFinder(user)
    rows = []
    for use in uses[:MAX_NAMED]:
        url = finder.get_edit_url(use.owner)
        name = format_html('<a href="{}">{}</a>', url, use.title) if url else use.title
        rows.append((name, " " + _("(bản nháp)") if use.is_draft else ""))
    if len(uses) > MAX_NAMED:
        rows.append((_("và %(n)d trang khác") % {"n": len(uses) - MAX_NAMED}, ""))
    return format_html('<ul class="cn-list">{}</ul>', format_html_join("", "<li>{}{}</li>", rows))


class TellWhatUsesIt:
    """Middleware: whoever tries to delete what is in use is told what uses it, and led back to it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        # Nothing else asks who this is: a reader's page would then differ by its cookies.
        if not isinstance(exception, InUse | ProtectedError) or not getattr(request, "user", None):
            return None
        if isinstance(exception, InUse):
            told, uses = _("Chưa xóa, chưa gỡ được “%(name)s” vì đang được dùng ở:") % {"name": exception.thing}, exception.uses
            back = AdminURLFinder(request.user).get_edit_url(exception.thing)
        else:
            # The database's own rule was quicker than the guard.
            told, back = _("Chưa xóa được vì đang được dùng ở:"), None
            owners = {getattr(row, "page", row) for row in exception.protected_objects}
            uses = sorted(map(Use, owners), key=lambda use: sort_key(use.title))
        messages.error(request, format_html("{} {}", told, names(uses, request.user)))
        return redirect(back or "wagtailadmin_home")
