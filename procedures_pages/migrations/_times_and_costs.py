"""From times and costs told once for each channel to times and costs told once for a page. Used by migration 0005; pure.

Blocks are given and returned as stored: [{"type", "value", "id"}]. What several channels say alike becomes one fact. A fact's id is the
channel's (its time) or the item's (a cost), of the first channel that says it, so that a translation, a revision and a translator's strings
find it again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_OID, uuid5

# {the old path's name: the new one}
TIME = {"time_unit": "unit", "time_amount": "amount", "time_from": "counted_from", "time_note": "note"}
COST = {name: name for name in ("kind", "basis", "amount", "per", "label", "note")}


@dataclass
class Moved:
    channels: list[Any] = field(default_factory=list)
    times: list[Any] = field(default_factory=list)
    costs: list[Any] = field(default_factory=list)
    # {"channels.<id>.time_from": "times.<id>.counted_from"}; two old paths may lead to one new one.
    paths: dict[str, str] = field(default_factory=dict)


# What a translation says in words of its own.
WORDS = {"counted_from", "per", "label", "note"}


def moved(channels: list[Any], like: dict[str, str] | None = None, *, translated: bool = False) -> Moved:
    """``like``: the paths of the page of a revision, or of the source of a translation: the same facts get the same ids.

    ``translated``: facts are told apart as in the source, whatever their words.
    """
    out = Moved()
    ways = [c for c in channels if isinstance(c, dict) and isinstance(c.get("value"), dict)]
    every = [c["value"].get("kind") for c in ways]
    for channel in ways:
        value = channel["value"]
        out.channels.append({**channel, "value": {name: value[name] for name in ("kind", "note") if name in value}})
        path, key = f"channels.{channel.get('id')}", str(uuid5(NAMESPACE_OID, f"time of {channel.get('id')}"))
        if any(name in value for name in TIME):
            told = {new: value.get(old) for old, new in TIME.items()}
            paths = {f"{path}.{old}": new for old, new in TIME.items()}
            _add(out, out.times, "time", key, told, value.get("kind"), paths, like or {}, translated)
        for n, item in enumerate(value.get("costs") or []):
            stored = item.get("value") if isinstance(item, dict) and "value" in item else item
            if not isinstance(stored, dict):
                continue
            of_item = item.get("id") if stored is not item else None
            key = of_item or str(uuid5(NAMESPACE_OID, f"cost {n} of {channel.get('id')}"))
            told = {name: stored.get(name) for name in COST}
            paths = {f"{path}.costs.{of_item}.{name}": name for name in COST} if of_item else {}
            _add(out, out.costs, "cost", key, told, value.get("kind"), paths, like or {}, translated)
    for block in (*out.times, *out.costs):
        if set(block["value"]["channels"]) == set(every):
            block["value"]["channels"] = []
    return out


def _add(
    out: Moved,
    blocks: list[Any],
    kind: str,
    key: str,
    told: dict[str, Any],
    channel: Any,
    paths: dict[str, str],
    like: dict[str, str],
    translated: bool,
) -> None:
    """Adds a fact, or its channel to the same fact of another channel."""
    wanted = next((like[path].split(".")[1] for path in paths if path in like), None)
    unsaid = WORDS if translated and wanted else set()

    def is_same(block: Any) -> bool:
        said = block["value"]
        alike = all(said[name] == value for name, value in told.items() if name not in unsaid)
        return alike and channel not in said["channels"] and (not translated or wanted in (None, block["id"]))

    block = next(filter(is_same, blocks), None)
    if block is not None:
        block["value"]["channels"].append(channel)
    else:
        is_free = wanted and all(b["id"] != wanted for b in blocks)
        block = {"type": kind, "value": {**told, "channels": [channel], "applies": []}, "id": wanted if is_free else key}
        blocks.append(block)
    out.paths.update({old: f"{kind}s.{block['id']}.{new}" for old, new in paths.items()})


def moved_back(channels: list[Any], times: list[Any], costs: list[Any]) -> Moved:
    """The same backwards. A channel of then has one time: of several, by case, the first; what they are for is lost."""
    out = Moved()
    for channel in channels:
        if not isinstance(channel, dict) or not isinstance(channel.get("value"), dict):
            continue
        kind, path = channel["value"].get("kind"), f"channels.{channel.get('id')}"
        value = {name: channel["value"][name] for name in ("kind", "note") if name in channel["value"]}
        for time in [block for block in times if _holds(block, kind)][:1]:
            value |= {old: time["value"].get(new) for old, new in TIME.items()}
            out.paths |= {f"times.{time['id']}.{new}": f"{path}.{old}" for old, new in TIME.items()}
        value["costs"] = []
        for cost in [block for block in costs if _holds(block, kind)]:
            is_first = f"costs.{cost['id']}.note" not in out.paths
            key = cost["id"] if is_first else str(uuid5(NAMESPACE_OID, f"{cost['id']} of {channel.get('id')}"))
            value["costs"].append({"type": "item", "value": {name: cost["value"].get(name) for name in COST}, "id": key})
            if is_first:
                out.paths |= {f"costs.{cost['id']}.{name}": f"{path}.costs.{key}.{name}" for name in COST}
        out.channels.append({**channel, "value": value})
    return out


def _holds(block: Any, kind: Any) -> bool:
    value = block.get("value") if isinstance(block, dict) and block.get("id") else None
    return isinstance(value, dict) and (not value.get("channels") or kind in value["channels"])
