"""Records of the national register that nobody has written a guide for: found below the guides."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from typing import Any

from django.db.models import Max

from .documents import SearchDocument
from .sources import register_source

SOURCE = "records"
# Below a guide of the same name; the ward's own before those of the province and the ministries.
BOOSTS = {"ward": 0.97}
OTHERS = 0.93
Kept = dict[int, tuple[Hashable, SearchDocument]]
_kept: Kept = {}


def register() -> None:
    register_source(SOURCE, record_documents, fingerprint, present)


def record_documents() -> Iterator[SearchDocument]:
    """Every record that the newest snapshot has and no guide covers. What was read before of the same version is kept."""
    from procedures_pages.models import RegisterRecord
    from procedures_pages.register.guides import codes_with_a_guide

    covered = set(codes_with_a_guide().values_list("value", flat=True))
    stamps = {
        pk: version
        for pk, version, code in RegisterRecord.objects.filter(gone_in=None).values_list("pk", "current_id", "code")
        if code not in covered
    }
    changed = [pk for pk, version in stamps.items() if pk not in _kept or _kept[pk][0] != version]
    for at in range(0, len(changed), 200):
        for record in RegisterRecord.objects.filter(pk__in=changed[at : at + 200]):
            _kept[record.pk] = (record.current_id, _document(record))
    for pk in _kept.keys() - stamps.keys():
        del _kept[pk]
    yield from (document for _version, document in _kept.values())


def _document(record: Any) -> SearchDocument:
    levels = record.levels.split(",")
    keywords = record.keywords.split("\n") if record.keywords else []
    return SearchDocument(
        key=f"record:{record.pk}",
        kind="record",
        locale="vi",
        title=record.name,
        url=f"/tra-cuu/{record.code}/",
        codes=(record.code, *(word for word in keywords if word.startswith(record.code))),
        keywords=tuple(word for word in keywords if not word.startswith(record.code)),
        body=record.search_text,
        area=record.area,
        level=levels[0],
        result=record.code,
        facts_line=record.authority[:120],
        boost=max(BOOSTS.get(level, OTHERS) for level in levels),
    )


def fingerprint() -> Hashable:
    from procedures_pages.models import RegisterSnapshot

    return tuple(RegisterSnapshot.objects.aggregate(Max("imported_at"), Max("pk")).values())


def present(keys: Collection[str]) -> Collection[str]:
    from procedures_pages.models import RegisterRecord
    from procedures_pages.register.guides import codes_with_a_guide

    wanted = {int(key.partition(":")[2]): key for key in keys if key.startswith("record:")}
    there = RegisterRecord.objects.filter(pk__in=wanted, gone_in=None).values_list("pk", "code")
    covered = set(codes_with_a_guide().values_list("value", flat=True)) if wanted else set()
    return {wanted[pk] for pk, code in there if code not in covered} | (set(keys) - set(wanted.values()))
