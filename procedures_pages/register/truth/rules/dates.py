"""Dates that hold: checked only against a snapshot and not after it; no "năm 2022" on a page in force."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from vietnamese.dates import short

from ...parsing.law_numbers import LEGAL_NUMBER
from ..amounts import sentences
from ..findings import Compared, Difference, rule
from ..said import DATES, page_texts

# The day of a law, "22 tháng 9 năm 2022", is none.
_YEAR_2022 = re.compile(r"(?<!tháng \d )(?<!tháng \d\d )\bnăm 2022\b|\btháng \d{1,2}/2022\b", re.IGNORECASE)

# A law with its year, "Luật Dầu khí năm 2022", is in force.
_LAW_OF_A_YEAR = re.compile(r"\b(?:Bộ luật|Luật|Pháp lệnh)(?: (?!quy định|mức|theo)[^\s.;:()]+){1,8} năm \d{4}\b")


@rule(lambda: _("“Ngày kiểm tra” chỉ ghi khi có bản chụp đã đối chiếu, và không sau ngày của bản chụp ấy."), without_record=True)
def dates_hold(compared: Compared) -> Iterator[Difference]:
    facts = compared.facts
    if facts.verified_on is None or facts.is_gone:
        return
    checked = _("Ngày kiểm tra: %(day)s") % {"day": short(facts.verified_on)}
    if not facts.source.record or facts.source.snapshot is None:
        yield Difference(DATES, checked, _("trang không ghi bản ghi nào đã đối chiếu"))
    elif facts.verified_on > facts.source.snapshot:
        yield Difference(DATES, checked, _("bản chụp ngày %(day)s") % {"day": short(facts.source.snapshot)})


@rule(lambda: _("Trang đang áp dụng không dẫn quy định của năm 2022."), without_record=True)
def nothing_of_2022(compared: Compared) -> Iterator[Difference]:
    if compared.facts.status != "in_force":
        return
    for text in page_texts(compared.facts):
        for sentence in sentences(text.words):
            if _YEAR_2022.search(_LAW_OF_A_YEAR.sub("", LEGAL_NUMBER.sub("", sentence))):
                yield Difference(text.part, sentence, _("quy định hiện hành, không phải của năm 2022"))
