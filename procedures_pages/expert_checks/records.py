"""What the national register says of each part of a page, in words, to stand beside the page's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..on_page.parts import PARTS
from ..register.desk.labels import field_name, said
from ..register.models import RegisterVersion
from ..register.parsing.records import RegisterProcedure
from ..register.review.parts import PARTS_OF
from ..register.versions.diff import FIELDS

# A record has no questions of its own: they are read from its cases, which stand beside the papers.
ONCE = {"cases": "giay-to"}
SHORT = 900  # signs: a screen of a telephone


@dataclass(frozen=True, slots=True)
class RecordField:
    name: str
    texts: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        """Whether it may stand open on a telephone without pushing the questions away."""
        return sum(map(len, self.texts)) <= SHORT


@dataclass(frozen=True, slots=True)
class RecordBeside:
    """One record, by the version that was beside the page when the link was made."""

    code: str
    day: date
    fields: dict[str, tuple[RecordField, ...]]

    def of(self, part: str) -> tuple[RecordField, ...]:
        return self.fields.get(part, ())


def fields_of_part(part: str) -> list[str]:
    """The record's fields that a part of the page follows from, in the order of the record."""
    of_page = next(one.fields for one in PARTS if one.key == part)
    found = [name for name in FIELDS if any(one.removesuffix("_id") in of_page for one in PARTS_OF.get(name, ()))]
    return [name for name in found if ONCE.get(name, part) == part]


def beside(versions: Sequence[int]) -> list[RecordBeside]:
    """Those records; without one of which the register keeps no such version."""
    rows = RegisterVersion.objects.filter(pk__in=list(versions)).select_related("record", "snapshot").defer("snapshot__report")
    return [RecordBeside(row.record.code, row.snapshot.date, _fields(row.procedure)) for row in rows]


def _fields(record: RegisterProcedure) -> dict[str, tuple[RecordField, ...]]:
    told = {part.key: [_field(record, name) for name in fields_of_part(part.key)] for part in PARTS}
    return {part: tuple(one for one in fields if one.texts) for part, fields in told.items()}


def _field(record: RegisterProcedure, name: str) -> RecordField:
    return RecordField(field_name(name), tuple(said(name, text.strip()) for text in FIELDS[name](record) if text and text.strip()))
