"""Which pages name a record of a directory in their blocks, as the index of references knows them: for the desk, which need not know it
this second."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, IntegerField, Model, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

Keys = Iterable[object] | QuerySet[Any]


def references(kind: type[Model], keys: Keys) -> QuerySet[ReferenceIndex]:
    """What of pages names one of these records of that kind, by key; a query set of records is as good as their keys."""
    kinds = ContentType.objects.get_for_models(kind, Page)
    named: Any
    if isinstance(keys, QuerySet):
        named = keys.order_by().annotate(key=Cast("pk", CharField())).values("key")
    else:
        named = [str(key) for key in keys]
    return ReferenceIndex.objects.filter(to_content_type=kinds[kind], to_object_id__in=named, base_content_type=kinds[Page])


def using(kind: type[Model], keys: Keys) -> Q | None:
    """A condition for pages: those that name one of them; None where the list of keys is empty. No query of its own."""
    wanted = keys if isinstance(keys, QuerySet) else list(keys)
    if isinstance(wanted, list) and not wanted:
        return None
    found = references(kind, wanted)
    return Q(pk__in=found.annotate(page=Cast("object_id", IntegerField())).order_by().values("page"))
