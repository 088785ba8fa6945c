"""Records of the national register that nobody has written a guide for: found below the guides."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet

from office.provinces import BY_SLUG, full_name
from procedures_pages.models import RegisterRecord
from procedures_pages.register.classification.places import SOME_PROVINCE
from procedures_pages.register.digest.acts import act_of, is_of_an_abolished_level
from procedures_pages.register.guides import codes_with_a_guide
from vietnamese.slugs import slugify

from .documents import SearchDocument
from .page_source import numbers
from .prepared_queries import Prepared
from .sources import DocumentSource, Keys, register_source

SOURCE = "records"
# Below a guide of the same name; the ward's own before those of the province and the ministries.
BOOSTS = {"ward": 0.97}
OTHERS = 0.93
HISTORY = 0.8  # what a level did that is no more


def register() -> None:
    register_source(DocumentSource(SOURCE, ("record",), versions, read_records, present))


def without_a_guide() -> QuerySet[Any]:
    """Records that the newest snapshot has and no published guide covers."""
    return RegisterRecord.objects.filter(gone_in=None).exclude(code__in=codes_with_a_guide())


def versions(keys: Keys) -> dict[str, object]:
    records = without_a_guide() if keys is None else without_a_guide().filter(pk__in=numbers(keys, "record"))
    return {f"record:{pk}": version for pk, *version in records.values_list("pk", "current_id", "place")}


def present(keys: Collection[str]) -> set[str]:
    return {f"record:{pk}" for pk in _there(numbers(keys, "record"))}


@Prepared
def _there(numbers: Collection[int]) -> QuerySet[Any]:
    return without_a_guide().filter(pk__in=numbers)


def keys_of_codes(codes: Collection[str]) -> list[str]:
    """The keys of the records, covered or not, that have these codes."""
    return [f"record:{pk}" for pk in RegisterRecord.objects.filter(code__in=codes).values_list("pk", flat=True)]


def read_records(keys: Collection[str]) -> Iterator[SearchDocument]:
    for record in RegisterRecord.objects.filter(pk__in=numbers(keys, "record")):
        yield _document(record)


def _document(record: Any) -> SearchDocument:
    levels = record.levels.split(",")
    is_history = is_of_an_abolished_level(record.name, levels, record.authority)
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
        places="\n".join(BY_SLUG[record.place].names) if record.place in BY_SLUG else "",
        area=record.area,
        area_slug=slugify(record.area)[:60],
        level=levels[0],
        result=record.code,
        facts_line=_line(record),
        boost=HISTORY if is_history else max(BOOSTS.get(level, OTHERS) for level in levels),
        place=record.place if record.place in BY_SLUG or record.place == SOME_PROVINCE else "",
        act=act_of(record.name),
        is_history=is_history,
    )


def _line(record: Any) -> str:
    """ "Tỉnh Lai Châu · Văn phòng Đăng ký đất đai": whose it is first, so that every list says it."""
    place = full_name(record.place)
    return " · ".join(part for part in (place[:1].upper() + place[1:], record.authority[:120]) if part)
