"""Keeps with each record whose it is, and judges anew what older rules have judged."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ..classification.places import RULES, SOME_PROVINCE, place_of, places_of_acts
from ..models import RegisterRecord
from ..parsing.records import RegisterProcedure
from .serialization import unpack
from .signals import register_changed

AT_ONCE = 200


def place_columns(procedure: RegisterProcedure) -> dict[str, Any]:
    """What a record's row says of its place, as far as the record itself tells."""
    return {"decision": procedure.decision[:120], "place": place_of(procedure), "place_rules": RULES}


def settle_places(records: QuerySet[Any] | None = None) -> int:
    """Gives records of some province the one that the other records of the same act name. Returns how many it gave one."""
    records = RegisterRecord.objects.all() if records is None else records
    open_rows = list(records.filter(place=SOME_PROVINCE).exclude(decision="").values_list("pk", "decision", "area"))
    if not open_rows:
        return 0
    same = records.filter(decision__in={decision for _pk, decision, _area in open_rows})
    known = places_of_acts(((decision, area), place) for decision, area, place in same.values_list("decision", "area", "place"))
    given: dict[str, list[int]] = {}
    for pk, decision, area in open_rows:
        if place := known.get((decision, area)):
            given.setdefault(place, []).append(pk)
    for place, numbers in given.items():
        records.filter(pk__in=numbers).update(place=place)
    return sum(map(len, given.values()))


def renew_places(records: QuerySet[Any] | None = None) -> int:
    """Judges every record that these rules have not judged yet, a few hundred at a time. Returns how many there were.

    ``records`` may be those of a migration's model.
    """
    records = RegisterRecord.objects.all() if records is None else records
    stale = list(records.exclude(place_rules=RULES).filter(current__isnull=False).values_list("pk", flat=True))
    for at in range(0, len(stale), AT_ONCE):
        rows = list(records.filter(pk__in=stale[at : at + AT_ONCE]).select_related("current").only("pk", "current__content"))
        for row in rows:
            for name, value in place_columns(unpack(bytes(row.current.content))).items():
                setattr(row, name, value)
        records.bulk_update(rows, ["decision", "place", "place_rules"])
    if stale:
        settle_places(records)
    return len(stale)


def renew_job() -> str:
    """For the clock: nothing to do but after a change of the rules."""
    renewed = renew_places()
    if renewed:
        register_changed.send(sender=RegisterRecord)
    return str(renewed) if renewed else ""
