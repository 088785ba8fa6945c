"""When something that facts are made of was last changed, whoever did it and how.

Every connection is watched for what it writes, so that a row changed by a form, a command or one ``UPDATE`` of a thousand counts alike. The
stamp is another one after the change is committed. Whoever has read it before reading the facts has either the facts of before under the
stamp of before, or the new ones. Within a transaction that has changed something there is no stamp: nobody else can see that yet.
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
    *("office.LegalResource", "wagtailcore.Page", "wagtailcore.PageViewRestriction", "wagtailcore.Locale"),
    *("wagtailcore.Collection", "wagtailcore.CollectionViewRestriction"),
)
WRITES = re.compile(r"(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE|DELETE FROM|TRUNCATE(?: TABLE)?) [\"`]?(\w+)")


class FactsStamp(models.Model):
    """One row. Without one, nothing is kept."""

    value = models.UUIDField(_("dấu"), default=uuid4)

    class Meta:
        app_label = "procedures_pages"
        verbose_name = _("dấu của dữ kiện")
        verbose_name_plural = _("dấu của dữ kiện")

    def __str__(self) -> str:
        return str(self.value)


def stamp(there: models.QuerySet[Any] | None = None) -> str | None:
    """The present stamp; "" where this transaction has changed something, None where there is no such row as ``there``. One query."""
    if _is_noted(connection):
        return ""
    rows = FactsStamp.objects.filter(pk=1)
    if there is None:
        return str(rows.values_list("value", flat=True).first() or "")
    found = rows.annotate(there=models.Exists(there)).values_list("value", "there").first()
    return "" if found is None else str(found[0]) if found[1] else None


def renew(using: str = "default") -> None:
    """From now on what was made before counts for nothing, in every process. What is written already is not undone where this fails."""
    try:
        FactsStamp.objects.using(using).update_or_create(pk=1, defaults={"value": uuid4()})
    except DatabaseError:
        # Where migrations write before they have made the table, there is nothing to be told.
        log.warning("facts: a change could not be told", exc_info=True)


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


def _after_writing(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    result = execute(sql, params, many, context)
    if (written := WRITES.match(sql)) and written[1] in _tables():
        _note(context["connection"])
    return result


def _note(connection: BaseDatabaseWrapper) -> None:
    if not connection.in_atomic_block:
        renew(connection.alias)
    elif not _is_noted(connection):
        connection.on_commit(partial(renew, connection.alias))


def _is_noted(connection: BaseDatabaseWrapper) -> bool:
    """Whether this transaction has changed something. What a savepoint took back, Django has forgotten with it."""
    return any(getattr(entry[1], "func", None) is renew for entry in connection.run_on_commit)
