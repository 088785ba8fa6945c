"""When something that facts, or readers' pages, are made of was last changed, whoever did it and how.

Every connection is watched for what it writes, so that a row changed by a form, a command or one ``UPDATE`` of a thousand counts alike.
Facts are made of the tables named here; of pages only the tables are named that none of them shows, so that one that nobody thought of
counts. The stamp is another one after the change is committed. Whoever has read it before reading the facts has either the facts of
before under the stamp of before, or the new ones. Within a transaction that has changed something there is no stamp: nobody else can see
that yet.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import cache, partial
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import DatabaseError, connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model

log = logging.getLogger(__name__)
# What ``from_pages`` reads, and what says which pages are public.
MADE_OF = (
    *("procedures_pages.ProcedurePage", "procedures_pages.ProcedurePage_offices", "procedures_pages.ProcedureCode"),
    *("procedures_pages.ProcedureLegalResource", "procedures_pages.RelatedProcedure", "procedures_pages.TranslatedWords"),
    *("office.Unit", "office.Office", "office.ThematicArea", "office.CompetentAuthority", "office.AuthorityTransfer"),
    *("form_templates.FormTemplate", "form_templates.FormVersion"),
    *("office.LegalResource", "wagtailcore.Page", "wagtailcore.PageViewRestriction", "wagtailcore.Locale"),
    # Not of facts, but told with them on paper that is kept as long as they are.
    "procedures_pages.EffectOnPage",
    *("wagtailcore.Collection", "wagtailcore.CollectionViewRestriction", "links.DeadSubmission", "set_costs.Rate"),
)
# What no reader's page shows, by how its tables begin: who may do what, the desk and its history, the clock, queries, the search index.
# That no page that is kept reads any of it is tested.
UNSEEN = (
    *("auth_", "axes_", "django_session", "django_migrations", "otp_", "wagtailadmin_", "wagtailusers_", "wagtailsearch_", "search_"),
    *("wagtailcore_comment", "wagtailcore_group", "wagtailcore_modellogentry", "wagtailcore_pagelogentry", "wagtailcore_pagesubscription"),
    *("wagtailcore_referenceindex", "wagtailcore_revision", "wagtailcore_task", "wagtailcore_uploadedfile", "wagtailcore_workflow"),
    *(
        "office_madebackup",
        "office_queuedmail",
        "office_readerconfirmation",
        "office_readerreport",
        "office_scheduledjob",
        "office_urgentpublication",
        "office_weeklymail",
        "wagtail_localize_translationlog",
    ),
    *("procedures_pages_factsstamp", "procedures_pages_findingwaiver", "procedures_pages_remark", "procedures_pages_settleddoubt"),
    *("procedures_pages_settledproposal", "procedures_pages_transfer", "links_link"),
    *("expert_checks_expertanswer", "expert_checks_expertuse"),
)
# What of a page is its draft's: readers' pages stay as they are when an editor saves one.
OF_DRAFTS = frozenset(
    ("draft_title", "has_unpublished_changes", "latest_revision_id", "latest_revision_created_at", "locked", "locked_at", "locked_by_id")
)
PAGES_TABLE = "wagtailcore_page"
SETS = re.compile(r"UPDATE \S+ SET (.+?) WHERE ", re.DOTALL)
WRITES = re.compile(r"(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE|DELETE FROM|TRUNCATE(?: TABLE)?) [\"`]?(\w+)")


# The rows of the stamps, by their keys.
FACTS, PAGES = 1, 2


class FactsStamp(models.Model):
    """A row for facts and one for whole pages. Without its row, nothing is kept of either."""

    value = models.UUIDField(_("dấu"), default=uuid4)

    class Meta:
        app_label = "procedures_pages"
        verbose_name = _("dấu của dữ kiện")
        verbose_name_plural = _("dấu của dữ kiện")

    def __str__(self) -> str:
        return str(self.value)


def stamp(there: models.QuerySet[Any] | None = None) -> str | None:
    """The present stamp of facts; "" where this transaction has changed something, None where there is no such row as ``there``.

    One query.
    """
    if _is_noted(connection, FACTS):
        return ""
    rows = FactsStamp.objects.filter(pk=FACTS)
    if there is None:
        return str(rows.values_list("value", flat=True).first() or "")
    found = rows.annotate(there=models.Exists(there)).values_list("value", "there").first()
    return "" if found is None else str(found[0]) if found[1] else None


def pages_stamp() -> str:
    """The present stamp of pages; "" where this transaction has changed something. One query, which nearly every request asks."""
    if _is_noted(connection, PAGES):
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM procedures_pages_factsstamp WHERE id = %s", [PAGES])
        row = cursor.fetchone()
    return str(row[0]) if row else ""


_renewed = 0


def renewals() -> int:
    """How often this process has told of a change: another number says that what it read before may be old."""
    return _renewed


def renew(using: str = "default", keys: tuple[int, ...] = (FACTS, PAGES)) -> None:
    """From now on what was made before counts for nothing, in every process. What is written already is not undone where this fails."""
    global _renewed
    stamps = FactsStamp.objects.using(using)
    value = uuid4()
    try:
        if stamps.filter(pk__in=keys).update(value=value) < len(keys):
            for key in keys:
                stamps.update_or_create(pk=key, defaults={"value": value})
    except DatabaseError:
        # Where migrations write before they have made the table, there is nothing to be told.
        log.warning("facts: a change could not be told", exc_info=True)
    _renewed += 1


def watch() -> None:
    """Called once, when the apps are ready: every connection from now on is watched."""
    connection_created.connect(_watch_connection, dispatch_uid="facts-stamp")
    pre_migrate.connect(_leave_connection, dispatch_uid="facts-stamp")
    post_migrate.connect(_come_back, dispatch_uid="facts-stamp")


def start() -> None:
    """Called when a serving process starts: another may have been killed between a change and telling of it."""
    renew()


def _watch_connection(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if _after_writing not in connection.execute_wrappers:
        connection.execute_wrappers.append(_after_writing)


def _leave_connection(using: str, **kwargs: Any) -> None:
    """Migrations write while tables come and go."""
    wrappers = connections[using].execute_wrappers
    if _after_writing in wrappers:
        wrappers.remove(_after_writing)


def _come_back(using: str, **kwargs: Any) -> None:
    if _after_writing not in connections[using].execute_wrappers:
        _watch_connection(connections[using])
        renew(using)


@cache
def _tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in (*map(apps.get_model, MADE_OF), get_document_model()))


@cache
def _told_by(table: str) -> tuple[int, ...]:
    """Which stamps a write to this table renews."""
    return (FACTS, PAGES) if table in _tables() else () if table.startswith(UNSEEN) else (PAGES,)


def _after_writing(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    result = execute(sql, params, many, context)
    if (written := WRITES.match(sql)) and (keys := _told_by(written[1])):
        _note(context["connection"], (FACTS,) if written[1] == PAGES_TABLE and _is_of_drafts(sql) else keys)
    return result


def _is_of_drafts(sql: str) -> bool:
    """Whether it sets nothing of a page but what is its draft's. What is not understood is not."""
    found = SETS.match(sql)
    columns = set(re.findall(r"[\"`](\w+)[\"`] = ", found[1])) if found else set()
    return bool(columns) and columns <= OF_DRAFTS


def _note(connection: BaseDatabaseWrapper, keys: tuple[int, ...]) -> None:
    if not connection.in_atomic_block:
        renew(connection.alias, keys)
    elif not all(_is_noted(connection, key) for key in keys):
        connection.on_commit(partial(renew, connection.alias, keys))


def _is_noted(connection: BaseDatabaseWrapper, key: int) -> bool:
    """Whether this transaction has changed something. What a savepoint took back, Django has forgotten with it."""
    noted: list[Any] = [entry[1] for entry in connection.run_on_commit]
    return any(getattr(told, "func", None) is renew and key in told.args[1] for told in noted)
