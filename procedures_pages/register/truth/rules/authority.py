"""Level and authority as in the record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from vietnamese.folding import fold

from ....facts.phrases import LEVELS
from ..findings import Compared, Difference, rule
from ..said import PLACE

# One province's own office in a record for all of them says nothing of ours.
_OF_A_PROVINCE = re.compile(r"[\s,–-]*(?:[Tt]hành phố|TP\.?|[Tt]ỉnh) ?[A-ZĐÀ-Ỹ].*$")
_UNKNOWN = "chua co thong tin"
_COMMUNE = re.compile(r"\b(?:xa|phuong|thi tran)\b")


@rule(lambda: _("Cấp thực hiện và cơ quan như bản ghi."))
def same_level(compared: Compared) -> Iterator[Difference]:
    facts = compared.facts
    levels = list(dict.fromkeys(level for record in compared.records for level in record.levels))
    if levels and facts.level and facts.level not in levels:
        yield Difference(PLACE, str(LEVELS.get(facts.level, facts.level)), ", ".join(str(LEVELS.get(level, level)) for level in levels))
    named = [name for record in compared.records for name in (*record.executing, *record.deciding, *record.delegated)]
    # Who only acts for an authority that the record does not name is not it.
    competent = {name for record in compared.records for name in (*record.executing, *record.deciding)}
    ours = [name for name in dict.fromkeys(named) if competent and not _OF_A_PROVINCE.search(name)]
    own = fold(facts.authority.name) if facts.authority else ""
    if ours and own and not own.startswith(_UNKNOWN) and not _among(own, [fold(_OF_A_PROVINCE.sub("", name)) for name in named]):
        texts = [fold(text) for record in compared.records for text in (record.steps, *(c.description for c in record.channels))]
        if not any(_core(own) in text for text in texts):
            yield Difference(PLACE, facts.authority.name if facts.authority else "", "; ".join(ours))


def _core(name: str) -> str:
    """ "Chủ tịch Ủy ban nhân dân cấp xã (phường)" without its head and what stands in brackets."""
    name = re.sub(r"\s*\(.*?\)", "", name).replace("ubnd", "uy ban nhan dan").replace("cap tinh", "tinh").strip(" .")
    return name.removeprefix("chu tich ")


def _among(own: str, named: list[str]) -> bool:
    core = _core(own)
    if any(core in _core(name) or _core(name) in core for name in named):
        return True
    # "Ủy ban nhân dân xã, phường, thị trấn" is that of the commune's level.
    return core.startswith("uy ban nhan dan cap xa") and any("uy ban nhan dan" in _core(n) and _COMMUNE.search(n) for n in named)
