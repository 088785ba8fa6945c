"""The strings that translators see of a page, brought up to it: what has changed is written, in a few queries.

wagtail-localize asks four times for each string, changed or not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from modelcluster.models import get_serializable_data_for_fields
from wagtail_localize.models import String, StringSegment, TranslationContext, TranslationSource, get_schema_version
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

Key = tuple[int, int, int, str]  # context, order, string, attributes


def update(source: TranslationSource, page: Any, content: Mapping[str, Any]) -> None:
    """As ``source.update_from_db()``: the source says what ``page`` says, which has just been published with this content.

    Within a transaction.
    """
    source.content_json = json.dumps({**content, **get_serializable_data_for_fields(page)}, cls=DjangoJSONEncoder)
    source.schema_version = get_schema_version(page._meta.app_label)
    source.object_repr = str(page)[:200]
    source.last_updated_at = timezone.now()
    source.save(update_fields=["content_json", "schema_version", "object_repr", "last_updated_at"])
    values = list(extract_segments(page))
    if all(type(value) is StringSegmentValue for value in values):
        _refresh(source, page, values)
    else:
        source.refresh_segments()


def _refresh(source: TranslationSource, page: Any, values: list[StringSegmentValue]) -> None:
    strings = _strings(source, {value.string.data for value in values})
    contexts = _contexts(source, page, {value.path for value in values})
    wanted: dict[Key, None] = {}
    for value in values:
        attributes = json.dumps(value.attrs, cls=DjangoJSONEncoder)
        wanted[contexts[value.path], value.order, strings[value.string.data], attributes] = None
    kept: set[Key] = set()
    stale = []
    for pk, *key in source.stringsegment_set.values_list("pk", "context_id", "order", "string_id", "attrs"):
        if (known := (key[0], key[1], key[2], key[3])) in wanted and known not in kept:
            kept.add(known)
        else:
            stale.append(pk)
    if stale:
        source.stringsegment_set.filter(pk__in=stale).delete()
    new = [key for key in wanted if key not in kept]
    StringSegment.objects.bulk_create(
        StringSegment(source=source, context_id=context, order=order, string_id=string, attrs=attributes)
        for context, order, string, attributes in new
    )


def _strings(source: TranslationSource, texts: Iterable[str]) -> dict[str, int]:
    """{text: number of its string}."""
    by_hash = {String._get_data_hash(text): text for text in texts}
    rows = String.objects.filter(locale_id=source.locale_id, data_hash__in=by_hash)
    known = dict(rows.values_list("data_hash", "pk"))
    if missing := [key for key in by_hash if key not in known]:
        new = [String(locale_id=source.locale_id, data_hash=key, data=by_hash[key]) for key in missing]
        String.objects.bulk_create(new, ignore_conflicts=True)
        known = dict(rows.all().values_list("data_hash", "pk"))
    return {by_hash[key]: pk for key, pk in known.items()}


def _contexts(source: TranslationSource, page: Any, paths: Iterable[str]) -> dict[str, int]:
    """{path: number of its context}, each with the field that it belongs to."""
    rows = TranslationContext.objects.filter(object_id=source.object_id)
    known = {context.path: context for context in rows}
    for path in sorted(paths):
        if path not in known:
            known[path] = TranslationContext.objects.create(object_id=source.object_id, path=path)
        known[path].get_field_path(page)
    return {path: context.pk for path, context in known.items()}
