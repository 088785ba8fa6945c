"""Whether a legal text is in force on a day, by what itself and other texts say of it; and which texts act on which. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["amends", "repeals", "replaces", "guides"]
State = Literal["unknown", "in_force", "partly", "expired"]
# A text that is amended has ended in part (Luật Ban hành văn bản quy phạm pháp luật 64/2025/QH15); guiding ends nothing.
ENDING: tuple[Kind, ...] = ("repeals", "replaces")


@dataclass(frozen=True, slots=True)
class Edge:
    """What one text does to another from a day on. ``by``: the number of the one that acts; ``articles``: "" where it is the whole text."""

    kind: Kind
    by: str
    since: date
    articles: str = ""

    @property
    def ends_all(self) -> bool:
        return self.kind in ENDING and not self.articles.strip()

    @property
    def ends_part(self) -> bool:
        return self.kind != "guides" and not self.ends_all


@dataclass(frozen=True, slots=True)
class Standing:
    """``since`` and ``by``: from which day and by which text it stands so; None and "" where nobody has said.

    ``ahead``: the next day on which it stands worse, and how; ``ahead_by`` by which text.
    """

    state: State
    since: date | None = None
    by: str = ""
    ahead: date | None = None
    ahead_state: State | None = None
    ahead_by: str = ""


def standing(stored: State, ends_on: date | None, edges: Iterable[Edge], day: date) -> Standing:
    """How a text stands on ``day``. ``stored``: what an editor said of it, which nothing betters; ``ends_on``: the first day on which by
    its own words it is no longer in force."""
    edges = sorted(edges, key=lambda edge: edge.since)
    ends = sorted([(edge.since, edge.by) for edge in edges if edge.ends_all] + ([(ends_on, "")] if ends_on else []))
    parts = [(edge.since, edge.by) for edge in edges if edge.ends_part]
    end, part = next(iter(ends), None), next(iter(parts), None)
    if end and end[0] <= day:
        return Standing("expired", *end)
    if stored == "expired":
        return Standing("expired")
    if part and part[0] <= day:
        now = Standing("partly", *part)
    else:
        now = Standing("in_force" if stored == "unknown" and edges else stored)
    coming = [(*end, "expired")] if end else []
    if now.state != "partly" and part:
        coming.append((*part, "partly"))
    if not coming:
        return now
    ahead, by, state = min(coming)
    return Standing(now.state, now.since, now.by, ahead, state, by)  # type: ignore[arg-type]


def way_back(acts_on: Mapping[int, Iterable[int]], start: int, target: int) -> list[int] | None:
    """How ``target`` acts, itself or through others, on ``start``: the texts from the one to the other; None where it does not.

    An edge from ``start`` to ``target`` would then close a circle.
    """
    ways: dict[int, list[int]] = {target: [target]}
    waiting = [target]
    while waiting:
        here = waiting.pop(0)
        if here == start:
            return ways[here]
        for there in acts_on.get(here, ()):
            if there not in ways:
                ways[there] = [*ways[here], there]
                waiting.append(there)
    return None
