"""Saves a draft in which one fact is another; tells whether somebody else has changed that same fact meanwhile."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import Page, Revision, WorkflowState

from office.two_people.changing import OF_ROWS

from ..facts.from_pages import REFERENCES
from ..models import ProcedurePage
from ..publishing.forms import TOUCHES
from ..queries import IN_SOURCE_LANGUAGE, IS_NO_ALIAS
from ..remarks.models import open_remarks
from ..translation.words import digest
from .parts import Kind, Stream, stream_child

# Keys of a page to rows that need not be looked up where its draft has the same.
SHARED = ("area", "authority", "transfer", "successor", "live_revision", "owner")
# As Wagtail's ``prefetch_workflow_states``, which of pages of one kind finds nothing.
CURRENT_WORKFLOWS = Prefetch(
    "_specific_workflow_states",
    WorkflowState.objects.active().select_related("current_task_state__task"),
    to_attr="_current_workflow_states",
)


def row_of(pk: int) -> ProcedurePage:
    """The row of a Vietnamese procedure page, with all that is asked of it here. Raises Http404."""
    rows = ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE, IS_NO_ALIAS, pk=pk).select_related(*REFERENCES, "latest_revision__user")
    rows = rows.annotate(has_remarks=Exists(open_remarks(OuterRef("pk"))))
    row: ProcedurePage | None = rows.prefetch_related(CURRENT_WORKFLOWS).first()
    if row is None:
        raise Http404
    return row


def hold_rows(page: ProcedurePage) -> None:
    """Has a page's rows of other tables in memory, as those of a draft are: asked for once, not by each rule anew."""
    for name in ("codes", "legal", "related", "offices"):
        getattr(page, name).get_object_list()


def draft_of(row: ProcedurePage) -> ProcedurePage:
    """The page as its latest draft has it; ``row`` itself where that is no other, as of Wagtail's ``get_latest_revision_as_object``."""
    revision = row.latest_revision
    if revision is None or not row.has_unpublished_changes:
        hold_rows(row)
        return row
    # What row and draft both refer to is there: it is not looked up once more.
    same = [name for name in SHARED if revision.content.get(name) == getattr(row, f"{name}_id")]
    draft: ProcedurePage = row.with_content_json({name: value for name, value in revision.content.items() if name not in same})
    for name in same:
        setattr(draft, f"{name}_id", getattr(row, f"{name}_id"))
        if row._meta.get_field(name).is_cached(row):
            setattr(draft, name, getattr(row, name))
    draft.latest_revision, draft.locale = revision, row.locale
    return draft


def mark(page: ProcedurePage, kind: Kind, block: str = "") -> str:
    """What a page in memory says of one fact, in short: the same as long as it says the same. "" of a block that is not there."""
    if isinstance(kind, Stream):
        child = stream_child(page, kind, block)
        return _digest(child.get_prep_value()) if child is not None else ""
    return _digest([_stored(page, name) for name in kind.fields])


def _stored(page: ProcedurePage, name: str) -> Any:
    field = page._meta.get_field(name)
    if field.one_to_many:
        rows = map(get_serializable_data_for_fields, getattr(page, name).all())
        return [{key: value for key, value in row.items() if key not in OF_ROWS} for row in rows]
    if field.many_to_many:
        return sorted(one.pk for one in getattr(page, name).all())
    return field.value_from_object(page)


def _digest(stored: Any) -> str:
    return digest(json.dumps(stored, ensure_ascii=False, sort_keys=True, cls=DjangoJSONEncoder))


def locked(pk: int) -> None:
    """Holds the page for the rest of the transaction, so that two small forms of it are saved one after the other."""
    Page.objects.select_for_update().filter(pk=pk).first()


def save(page: ProcedurePage, user: Any, changed: list[str]) -> Revision:
    """A new draft of the page as it is in memory. As Wagtail's own form: a page that readers do not see is stored as well."""
    for touch in TOUCHES:
        touch(page, changed)
    with transaction.atomic():
        if not page.live:
            page.save(clean=False)
        revision: Revision = page.save_revision(user=user, log_action=True, clean=False)
    return revision
