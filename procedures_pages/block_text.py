"""The text in a stream of blocks: cleaned in its stored form, whichever way it came there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from wagtail import blocks

from office.trackers import address
from vietnamese import typed

Cleaner = Callable[[str], str]


def text_cleaner(block: Any) -> Cleaner | None:
    """The function that cleans a block's text: the block's own (``text_cleaner``) or its kind's; None where the block holds no text."""
    if given := getattr(block, "text_cleaner", None):
        return cast(Cleaner, given)
    if isinstance(block, blocks.TextBlock):
        return typed.prose
    if isinstance(block, blocks.URLBlock):
        return address
    if isinstance(block, blocks.EmailBlock):
        return typed.own_line
    return typed.line if isinstance(block, blocks.CharBlock) else None


def clean_stored(block: Any, value: Any) -> Any:
    """Cleans the text in a block's stored value (parsed JSON) and returns the value. What does not fit the block stays as it is."""
    if isinstance(block, blocks.BaseStreamBlock) and isinstance(value, list):
        return [_child(block.child_blocks.get(item.get("type")), item) if isinstance(item, dict) else item for item in value]
    if isinstance(block, blocks.BaseStructBlock) and isinstance(value, dict):
        children = block.child_blocks
        return {name: clean_stored(children[name], part) if name in children else part for name, part in value.items()}
    if isinstance(block, blocks.ListBlock) and isinstance(value, list):
        one = block.child_block
        return [_child(one, item) if isinstance(item, dict) and "value" in item else clean_stored(one, item) for item in value]
    cleaner = text_cleaner(block) if isinstance(value, str) and value else None
    return cleaner(typed.meant(value)) if cleaner else value


def _child(block: Any, item: dict[str, Any]) -> dict[str, Any]:
    return {**item, "value": clean_stored(block, item["value"])} if block and "value" in item else item


def leaves(block: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """(path, block) of every block in a block that has no others in it."""
    if isinstance(block, blocks.BaseStreamBlock | blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from leaves(child, f"{path}.{name}")
    elif isinstance(block, blocks.ListBlock):
        yield from leaves(block.child_block, f"{path}[]")
    else:
        yield path, block
