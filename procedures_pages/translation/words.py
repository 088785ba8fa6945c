"""The words of a page, each under its path: "title", "documents.<block id>.name", "questions.<block id>.answers.<item id>.label".

The paths are those that wagtail-localize gives its strings, so that what a translator wrote can be told apart text by text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.fields import TranslatableField

from procedures_pages.blocks import SyncedCharBlock

# (path, the source's text) → what stands there instead.
Replace = Callable[[str, str], str]


def digest(text: str) -> str:
    """8 hexadecimal digits by which a text is known again; white space at its ends does not count."""
    return hashlib.blake2s(text.strip().encode("utf-8", "replace"), digest_size=4).hexdigest()


def worded_fields(model: type[Any]) -> list[str]:
    """The names of the fields that hold words of their own in each language."""
    return [field.field_name for field in model.translatable_fields if isinstance(field, TranslatableField)]


def words_of(page: Any) -> dict[str, str]:
    """{path: text} of every text of the page that is not empty."""
    found: dict[str, str] = {}

    def note(path: str, text: str) -> str:
        found[path] = text
        return text

    for name in worded_fields(type(page)):
        replaced(page, name, note)
    return found


def replaced(page: Any, name: str, replace: Replace) -> Any:
    """The value of the field ``name``, as raw data where it is a stream, with ``replace`` asked for each text in it."""
    field = page._meta.get_field(name)
    value = getattr(page, name)
    if isinstance(field, StreamField):
        return [_child(value.stream_block, child, name, replace) for child in raw_children(value)]
    return replace(name, value) if value else value


def raw_children(stream: Any) -> list[Any]:
    """A StreamValue as it is stored: [{"type", "value", "id"}]."""
    return list(stream.get_prep_value())


def _child(stream_block: Any, child: Any, path: str, replace: Replace) -> Any:
    block = stream_block.child_blocks.get(child.get("type")) if isinstance(child, dict) else None
    return child if block is None else {**child, "value": _value(block, child.get("value"), f"{path}.{child.get('id')}", replace)}


def _value(block: Any, value: Any, path: str, replace: Replace) -> Any:
    if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        named = block.child_blocks
        return {key: _value(named[key], part, f"{path}.{key}", replace) if key in named else part for key, part in value.items()}
    if isinstance(block, blocks.ListBlock) and isinstance(value, list):
        return [_item(block.child_block, item, path, replace) for item in value]
    if isinstance(value, str) and value and _holds_words(block):
        return replace(path, value)
    return value


def _item(block: Any, item: Any, path: str, replace: Replace) -> Any:
    if not isinstance(item, dict) or "id" not in item:
        return item  # stored before items had ids: no translator ever saw it
    return {**item, "value": _value(block, item.get("value"), f"{path}.{item['id']}", replace)}


def _holds_words(block: Any) -> bool:
    return isinstance(block, blocks.CharBlock | blocks.TextBlock) and not isinstance(block, SyncedCharBlock)
