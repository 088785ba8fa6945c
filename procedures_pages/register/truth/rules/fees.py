"""Fees: each amount that the record asks for one way of handing in stands on the page; two of them as two costs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from vietnamese.folding import fold

from ....facts.phrases import channel_name, cost_words
from ...parsing.records import RegisterChannel
from ..amounts import Amount, amounts, in_words, sentences
from ..findings import Compared, Difference, rule
from ..said import FEES, ToldChannel, cost_text, record_fees, told_channels, typed_fees
from .times import _by_method as by_method

# The most that is asked in all is no fee of a case; "ít hơn 100.000 đồng" is the value of what is judged.
_CAP = re.compile(r"\b(?:toi da|khong qua|khong vuot|tri gia|gia tri|duoi|tren|den|von|tu \d)\b")
_FEE = re.compile(r"\b(?:phi|muc thu|thu|dong/|nop)")


@rule(lambda: _("Bản ghi nêu các mức phí, lệ phí của một cách nộp thì trang ghi đủ từng mức."))
def fees_by_case(compared: Compared) -> Iterator[Difference]:
    for kind, of_record in by_method(compared.records).items():
        channel = told_channels(compared.facts).get(kind)
        if channel is None:
            continue
        named = {fee for row in of_record for fee in record_fees(row) | _named(row)}
        said = typed_fees(channel)
        if len(named) == 1:
            said = said | {amount for cost in channel.costs for amount in amounts(cost_text(cost))} | set(amounts(channel.note))
        if named - said:
            # The same for each way of handing in unless the record says otherwise: told once.
            name = "" if _same_for_all(compared) else f"{channel_name(kind)}: "
            yield Difference(FEES, name + _costs(channel), name + in_words(named))


def _same_for_all(compared: Compared) -> bool:
    rows = by_method(compared.records).values()
    return len({frozenset(fee for row in of for fee in record_fees(row)) for of in rows}) <= 1


def _named(row: RegisterChannel) -> set[Amount]:
    texts = [row.description, *(fee.note for fee in row.fees)]
    parts = [part for text in texts for sentence in sentences(text) for part in re.split(r"[;,] (?!\d)", sentence)]
    return {
        amount
        for part in parts
        if _FEE.search(fold(part)) and not _CAP.search(fold(part))
        for amount in amounts(part)
        if amount.unit == "dong"
    }


def _costs(channel: ToldChannel) -> str:
    return "; ".join(dict.fromkeys(cost_words(cost) for cost in channel.costs))
