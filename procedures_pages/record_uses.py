"""Which pages name a record of a directory in their blocks, as the index of references knows them: for the desk, which need not know it
this second."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, IntegerField, Model, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex


def using(kind: type[Model], keys: Iterable[object]) -> Q | None:
    """A condition for pages: those that name one of these records of that kind, by key; None where the list of keys is empty.

    A query set of records is as good as their keys. No query of its own.
    """
    wanted: Any
    if isinstance(keys, QuerySet):
        wanted = keys.order_by().annotate(key=Cast("pk", CharField())).values("key")
    elif not (wanted := [str(key) for key in keys]):
        return None
    kinds = ContentType.objects.get_for_models(kind, Page)
    found = ReferenceIndex.objects.filter(to_content_type=kinds[kind], to_object_id__in=wanted, base_content_type=kinds[Page])
    return Q(pk__in=found.annotate(page=Cast("object_id", IntegerField())).order_by().values("page"))
