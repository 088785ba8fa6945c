"""Hits of one act, each at another level, of another province or under another number, become one hit with its variants inside. Pure.

First stands what serves a citizen here: our own guide, a record that still holds, of a place that was named, of the ward before the
province and the ministry. What the query names itself (a level, a province, a code) keeps a place of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ..engines import Hit
from ..query.reading import Query, stands_in
from ..query.tokens import tokens

NEAREST = ("ward", "province", "ministry")
LEVELS = {
    "ward": ("cấp xã", "cấp phường"),
    "province": ("cấp tỉnh",),
    "district": ("cấp huyện",),
    "ministry": ("cấp bộ", "trung ương", "cấp tw"),
}
_SAID = {level: [tokens(said) for said in names] for level, names in LEVELS.items()}

Act = tuple[str, str, str, str]


def grouped(hits: Sequence[Hit], query: Query, places: Collection[str] = ()) -> list[Hit]:
    """Hits, best first, in; the same with variants within their group, which stands where its best member did, out.

    ``places``: provinces that the query names.
    """
    if query.codes:
        return list(hits)
    levels = asked_levels(query)
    groups: list[list[Hit]] = []
    by_act: dict[Act, list[Hit]] = {}
    guides = {hit.document.act: hit for hit in reversed(hits) if _leads(hit)}
    for hit in hits:
        if hit.document.kind != "record" or not hit.document.act:
            act: Act = ("", hit.document.key, "", "")
        else:
            place = hit.document.place if hit.document.place in places else ""
            level = hit.document.level if hit.document.level in levels else ""
            guide = guides.get(hit.document.act) if not place and not level else None
            act = ("", guide.document.key, "", "") if guide else (hit.document.act, hit.document.area_slug, place, level)
        if act not in by_act:
            by_act[act] = []
            groups.append(by_act[act])
        by_act[act].append(hit)
    return [_one(group) for group in groups]


def asked_levels(query: Query) -> frozenset[str]:
    """The levels that a query names."""
    readings = [word.readings for word in query.words]
    return frozenset(level for level, phrases in _SAID.items() if any(stands_in(readings, phrase) for phrase in phrases))


def _leads(hit: Hit) -> bool:
    return hit.document.kind == "procedure" and not hit.document.is_gone and bool(hit.document.act)


def _one(group: list[Hit]) -> Hit:
    """The one that serves a citizen here, at the score of the best, with the others inside; a level that is no more comes last."""
    if len(group) == 1:
        return group[0]

    def turn(hit: Hit) -> tuple[bool, bool, int]:
        level = hit.document.level
        return hit.document.kind == "record", hit.document.is_history, NEAREST.index(level) if level in NEAREST else len(NEAREST)

    first, *others = sorted(group, key=turn)
    return replace(first, score=group[0].score, variants=tuple(others))
