"""The strings that translators see of a page, brought up to it: what has changed is written, in a few queries.

wagtail-localize asks four times for each string, changed or not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from modelcluster.models import get_serializable_data_for_fields
from wagtail_localize.models import OverridableSegment, String, StringSegment, TranslationContext, TranslationSource, get_schema_version
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


def update(source: TranslationSource, page: Any, content: Mapping[str, Any]) -> None:
    """As ``source.update_from_db()``: the source says what ``page`` says, which has just been published with this content.

    Within a transaction.
    """
    source.content_json = json.dumps({**content, **get_serializable_data_for_fields(page)}, cls=DjangoJSONEncoder)
    source.schema_version = _schema_version(page._meta.app_label)
    source.object_repr = str(page)[:200]
    source.last_updated_at = timezone.now()
    source.save(update_fields=["content_json", "schema_version", "object_repr", "last_updated_at"])
    values = list(extract_segments(page))
    if all(type(value) in (StringSegmentValue, OverridableSegmentValue) for value in values):
        _refresh(source, page, values)
    else:
        source.refresh_segments()


def _refresh(source: TranslationSource, page: Any, values: list[StringSegmentValue | OverridableSegmentValue]) -> None:
    """``OverridableSegmentValue``: what a page leads to, which its translation may lead elsewhere."""
    contexts = _contexts(source, page, {value.path for value in values})
    said = [value for value in values if type(value) is StringSegmentValue]
    strings = _strings(source, {value.string.data for value in said})
    _keep(
        source,
        StringSegment,
        ("context_id", "order", "string_id", "attrs"),
        [(contexts[value.path], value.order, strings[value.string.data], _stored(value.attrs)) for value in said],
    )
    if chosen := [value for value in values if type(value) is OverridableSegmentValue]:
        _keep(
            source,
            OverridableSegment,
            ("context_id", "order", "data_json"),
            [(contexts[value.path], value.order, _stored(value.data)) for value in chosen],
        )


@cache
def _schema_version(app: str) -> str:
    """Of this process: it reads and writes as the migrations say that were there when it began."""
    version: str = get_schema_version(app)
    return version


def _stored(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder)


def _keep(source: TranslationSource, model: Any, columns: tuple[str, ...], wanted: Iterable[tuple[Any, ...]]) -> None:
    """Of the source's segments of this kind those with the wanted columns stay, each once; others go, and what is missing comes."""
    rows = model.objects.filter(source=source)
    missing = dict.fromkeys(wanted)
    stale = []
    for pk, *key in rows.values_list("pk", *columns):
        if (known := tuple(key)) in missing:
            del missing[known]
        else:
            stale.append(pk)
    if stale:
        rows.filter(pk__in=stale).delete()
    model.objects.bulk_create(model(source=source, **dict(zip(columns, key, strict=True))) for key in missing)


def _strings(source: TranslationSource, texts: Iterable[str]) -> dict[str, int]:
    """{text: number of its string}."""
    by_hash = {String._get_data_hash(text): text for text in texts}
    rows = String.objects.filter(locale_id=source.locale_id, data_hash__in=by_hash)
    known = dict(rows.values_list("data_hash", "pk"))
    if missing := [key for key in by_hash if key not in known]:
        new = [String(locale_id=source.locale_id, data_hash=key, data=by_hash[key]) for key in missing]
        unique = ["locale", "data_hash"]  # what another has written meanwhile is written over by the same, so that its number is told
        made = String.objects.bulk_create(new, update_conflicts=True, unique_fields=unique, update_fields=["data"])
        known |= {string.data_hash: string.pk for string in made}
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
