"""What a migration has to know of blocks: their names, how they stand in each other, and what kind of value each one holds."""

from __future__ import annotations

from typing import Any

from wagtail import blocks


def outline(block: Any) -> Any:
    """A block of ours in; the same out of Wagtail's own classes, without labels, help texts, choices, limits and defaults.

    Wagtail's classes stay, so that old migrations run whatever becomes of ours. Raises TypeError for a kind that cannot be made without
    arguments: what of them the stored value depends on is then to be kept here.
    """
    if isinstance(block, blocks.BaseStreamBlock):
        return blocks.StreamBlock(_children(block))
    if isinstance(block, blocks.BaseStructBlock):
        return blocks.StructBlock(_children(block))
    if isinstance(block, blocks.ListBlock):
        return blocks.ListBlock(outline(block.child_block))
    return next(kind for kind in type(block).__mro__ if kind.__module__.startswith("wagtail."))()


def _children(block: Any) -> list[tuple[str, Any]]:
    return [(name, outline(child)) for name, child in block.child_blocks.items()]
