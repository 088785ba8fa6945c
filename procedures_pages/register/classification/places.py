"""Whose a record is: decided for the whole country, or by one province, and which. Pure: no Django.

Who decided is read from the decision's number; which province, from where the record names one: its bodies, its title, where papers are
handed in, the acts it rests on, its text. Nothing is guessed: a province that no part of the record names stays unnamed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from office.provinces import named_in

from ..parsing.records import RegisterProcedure

NATIONAL = "national"
SOME_PROVINCE = "province"  # decided by a province; the record does not say by which
UNKNOWN = ""  # the record does not say who decided
# One more whenever the rules change: then every record is judged anew.
RULES = 1

# "2298/QĐ-UBND", "2252/QĐ-VP" (the office of a people's committee), "893/QĐ-TTPVHCC", "205/TTr-SNNMT", "1782SoKHCN2026dacthu".
_BY_PROVINCE = re.compile(r"UBND|H[ĐD]ND|TTPVHCC|TTr[-_]?S|(?<!BNG-)(?<!\w)VP\b|\dSo[A-Z]|dacthu", re.IGNORECASE)
# "2546/QĐ-BYT", "5/QĐ_BYT", "QĐ2338-BTP", "0001-BCA", "151/QĐ-NHNN", "1562/BNG-VP", "4221/EVN-KDMBD", "1032/QĐ-TCHQ", "01/QĐ-CHHĐTVN".
_BY_STATE = re.compile(r"(?<![A-ZĐ])(?:B[A-ZĐ]{1,6}|NHNN|TTg|TTCP|VPCP|TCHQ|TCT|BHXH|KTNN|TANDTC|VKSNDTC|EVN|CHHĐTVN|UBCK\w*)(?![A-ZĐ])")
_LAW_OF_CAPITAL = re.compile(r"\bluật thủ đô\b", re.IGNORECASE)
_LOCAL_ACT = re.compile(r"UBND|HĐND|\b(?:ủy ban|hội đồng) nhân dân (?:tỉnh|thành phố)\b", re.IGNORECASE)
_CENTRAL_BODY = re.compile(r"^(?:Bộ|Cục|Vụ|Tổng cục|Ngân hàng Nhà nước|Thủ tướng|Chính phủ|Thanh tra|Kiểm toán)\b")
CAPITAL = "ha-noi"


def is_province(place: str) -> bool:
    """Whether a place is a province that is known."""
    return place not in (NATIONAL, SOME_PROVINCE, UNKNOWN)


def place_of(procedure: RegisterProcedure) -> str:
    """A record in; :data:`NATIONAL`, a province's slug, :data:`SOME_PROVINCE` or :data:`UNKNOWN` out."""
    if _BY_PROVINCE.search(procedure.decision) is None:
        if _BY_STATE.search(procedure.decision):
            return NATIONAL
        return _without_decision(procedure)
    return _province_of(procedure) or SOME_PROVINCE


def _without_decision(procedure: RegisterProcedure) -> str:
    """Where the number says nothing ("2565", or none): a central body or central law alone is national, a named province its own."""
    bodies = (*procedure.executing, *procedure.deciding)
    if any(map(_CENTRAL_BODY.match, bodies)):
        return NATIONAL
    named = _leader(_named(("; ".join(bodies), 1), (procedure.name, 1)))
    if named:
        return named
    if procedure.laws and not any(_LOCAL_ACT.search(f"{law.number} {law.title}") for law in procedure.laws):
        return NATIONAL
    return UNKNOWN


def _province_of(procedure: RegisterProcedure) -> str:
    """The province that most of the record names; "" for none, or for two alike."""
    text = "\n".join([procedure.steps, procedure.conditions, procedure.description, *_descriptions(procedure), *_rows(procedure)])
    laws = "\n".join(f"{law.number} {law.title}" for law in procedure.laws)
    votes = _named(
        ("; ".join((*procedure.executing, *procedure.deciding, *procedure.delegated)), 5),
        (procedure.name, 4),
        (procedure.reception_address, 4),
        ("; ".join(procedure.coordinating), 2),
        (text, 2),
        (laws, 2),
    )
    if _LAW_OF_CAPITAL.search(f"{procedure.name}\n{laws}"):
        votes[CAPITAL] += 2
    return _leader(votes)


def _descriptions(procedure: RegisterProcedure) -> Iterator[str]:
    for channel in procedure.channels:
        yield channel.description
        yield from (fee.note for fee in channel.fees)


def _rows(procedure: RegisterProcedure) -> Iterator[str]:
    for case in procedure.cases:
        yield case.name
        yield from (row.text for row in case.rows)


def _named(*parts: tuple[str, int]) -> Counter[str]:
    """Parts of a record with what each counts in; how much each province is named out."""
    votes: Counter[str] = Counter()
    for text, weight in parts:
        for slug in named_in(text):
            votes[slug] += weight
    return votes


def _leader(votes: Counter[str]) -> str:
    """The one with most votes; "" where there is none, or two have as many."""
    (first, most), (_second, next_most) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    return first if most > next_most else ""


Act = tuple[str, str]  # a decision's number and the thematic area: two provinces may have used the same number


def places_of_acts(judged: Iterable[tuple[Act, str]]) -> dict[Act, str]:
    """(act, place) of records in; {act: province} of those acts whose records name one province, and no other, out.

    One act is one province's: a record that names nobody is theirs whose act it cites.
    """
    named: dict[Act, set[str]] = {}
    for act, place in judged:
        if act[0] and is_province(place):
            named.setdefault(act, set()).add(place)
    return {act: next(iter(places)) for act, places in named.items() if len(places) == 1}
