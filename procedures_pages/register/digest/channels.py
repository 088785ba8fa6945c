"""The rows of "Cách thức thực hiện" in; what is the same for all of them told once, the rest under the ways it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..parsing.records import Method, RegisterChannel, RegisterFee
from .passages import flowing

# The order in which a reader thinks of them.
ORDER: tuple[Method, ...] = ("in_person", "online", "post", "other")


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for some ways of handing in. ``time`` is a row that says the time; None and empty: told elsewhere, once for all."""

    methods: tuple[Method, ...]
    time: RegisterChannel | None
    fees: tuple[RegisterFee, ...]
    description: str


@dataclass(frozen=True, slots=True)
class FoldedChannels:
    """``common`` holds for every way; ``groups`` what differs, each with its ways, and is empty where nothing does."""

    methods: tuple[Method, ...]
    common: Terms
    groups: tuple[Terms, ...]

    @property
    def is_same_everywhere(self) -> bool:
        return len(self.methods) > 1 and not self.groups


def fold_channels(channels: Sequence[RegisterChannel]) -> FoldedChannels:
    """Time, fees and words that are the same in every row are common; rows that say the same in the rest become one group."""
    methods = _ordered(channel.method for channel in channels)
    if not channels:
        return FoldedChannels((), Terms((), None, (), ""), ())
    first = channels[0]
    same_time = len({_time(channel) for channel in channels}) == 1
    same_fees = len({_fees(channel) for channel in channels}) == 1
    same_words = len({_words(channel) for channel in channels}) == 1
    common = Terms(methods, first if same_time else None, _fees(first) if same_fees else (), _words(first) if same_words else "")
    if same_time and same_fees and same_words:
        return FoldedChannels(methods, common, ())
    groups: dict[object, list[RegisterChannel]] = {}
    for channel in channels:
        key = (not same_time and _time(channel), not same_fees and _fees(channel), not same_words and _words(channel))
        groups.setdefault(key, []).append(channel)
    return FoldedChannels(
        methods,
        common,
        tuple(
            Terms(
                _ordered(row.method for row in rows),
                None if same_time else rows[0],
                () if same_fees else _fees(rows[0]),
                "" if same_words else _words(rows[0]),
            )
            for rows in groups.values()
        ),
    )


def _ordered(methods: object) -> tuple[Method, ...]:
    present = set(methods)  # type: ignore[call-overload]
    return tuple(method for method in ORDER if method in present)


def _time(channel: RegisterChannel) -> tuple[float | None, str, str]:
    return channel.time_amount, channel.time_unit, channel.time_text


def _fees(channel: RegisterChannel) -> tuple[RegisterFee, ...]:
    """Each fee once; one without amount and note says nothing beside others."""
    fees = tuple(dict.fromkeys(channel.fees))
    return tuple(fee for fee in fees if fee.amount is not None or fee.note.strip(" |")) or fees[:1]


def _words(channel: RegisterChannel) -> str:
    return flowing(channel.description)
