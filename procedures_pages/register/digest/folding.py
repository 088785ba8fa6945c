"""How much of a list stands open on a telephone, counted in lines: what is over the room is one tap away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import TypeVar

from .passages import passage

Item = TypeVar("Item")

# Signs in a line of 360 pixels beside a number.
SIGNS = 28
# A list is not folded for the sake of less than this.
MIN_FOLDED = 2
# What a tap takes: "Đọc tiếp".
TAP = 1.6
# Space between two entries.
GAP = 0.8


def lines_of(text: str, room: int) -> float:
    """About how many lines a passage takes with its rest folded away."""
    told = passage(text, room)
    return sum(ceil(len(line) / SIGNS) or 1 for line in told.lead.split("\n")) + (TAP if told.rest else 0) + GAP


def open_count(items: Sequence[Item], lines: Callable[[Item], float], room: float, least: int = 2) -> int:
    """How many of the first items stand open: those that fit into ``room`` lines, at least ``least``; all where few would be left over."""
    used, count = 0.0, 0
    for item in items:
        used += lines(item)
        if used > room and count >= least:
            break
        count += 1
    return len(items) if len(items) - count < MIN_FOLDED else count
