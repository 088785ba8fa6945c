"""Which parts of a page follow from which field of a record, and whether such a part is another since somebody looked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ...models import ProcedurePage
from ...translation.words import digest

# A field that stands here nowhere (a description, a keyword) is mended by any publication.
PARTS_OF: dict[str, tuple[str, ...]] = {
    "name": ("official_name",),
    "decision": ("source_decision",),
    "levels": ("level",),
    "area": ("area_id",),
    "audiences": ("audiences",),
    "cases": ("documents", "questions"),
    "steps": ("steps",),
    "channels": ("channels", "times", "costs", "deadlines"),
    "executing": ("authority_id", "offices", "places"),
    "deciding": ("authority_id",),
    "reception_address": ("offices", "places"),
    "outputs": ("outputs",),
    "conditions": ("conditions",),
    "laws": ("legal",),
    "case_codes": ("codes", "entries"),
}


def _stored(page: ProcedurePage, name: str) -> Any:
    if name == "legal":
        return sorted(page.legal.values_list("resource_id", flat=True))
    if name == "codes":
        return sorted(page.codes.values_list("value", "is_present"))
    if name == "offices":
        return sorted(page.offices.values_list("pk", flat=True))
    value = getattr(page, name)
    return value.get_prep_value() if hasattr(value, "get_prep_value") else value


def part_digests(page: ProcedurePage, fields: Iterable[str]) -> dict[str, str]:
    """{field of the record: digest of what the page says of it now}; fields of no part are left out. ``page``: as stored."""
    told = {field: [_stored(page, name) for name in PARTS_OF[field]] for field in fields if field in PARTS_OF}
    return {field: digest(json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)) for field, parts in told.items()}
