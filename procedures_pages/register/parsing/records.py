"""One procedure as the national register published it, every field typed. Pure: no Django.

Texts are cleaned (NFC, old-style tone marks, no zero-width characters, NBSP as space); ``raw`` is the source as it came, for audit.
Empty text and empty tuples mean that the register says nothing ("Không có thông tin"); None means "not entered".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Method = Literal["in_person", "online", "post", "other"]
Unit = Literal["working_days", "days", "hours", "months", "years", "minutes", "other", ""]


# Fields of RegisterProcedure whose order says nothing: the register itself shuffles them.
UNORDERED = frozenset(
    [
        "levels",
        "channels",
        "cases",
        "audiences",
        "executing",
        "deciding",
        "delegated",
        "coordinating",
        "outputs",
        "laws",
        "keywords",
        "related",
    ]
)


@dataclass(frozen=True, slots=True)
class RegisterFee:
    """``amount`` in units of ``currency``; None where the register has 0 or nothing, which means "not entered" and never "free".

    ``currency`` is "VND", "USD" or another code; empty where the register says VNĐ of an amount too small to be đồng
    (5 or 100: dollars, thousands).
    """

    amount: int | None
    currency: str = "VND"
    note: str = ""


@dataclass(frozen=True, slots=True)
class RegisterChannel:
    """One row of "Cách thức thực hiện"; a method may have several. ``time_unit`` "other" is the register's bare token OTHER.

    ``time_amount`` is whole but for the few "3.5 ngày làm việc"; ``time_text`` stands where the register has words instead of a number.
    """

    method: Method
    time_amount: float | None
    time_unit: Unit
    fees: tuple[RegisterFee, ...] = ()
    description: str = ""
    time_text: str = ""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row of "Thành phần hồ sơ" as published; whether it is a paper is decided in ``rows``. ``position`` counts from 0 in its case."""

    text: str
    originals: int | None
    copies: int | None
    form: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class RegisterCase:
    name: str
    rows: tuple[RegisterRow, ...]


@dataclass(frozen=True, slots=True)
class RegisterLaw:
    """``date`` only where the title says it."""

    number: str
    title: str
    date: date | None = None


@dataclass(frozen=True, slots=True)
class RegisterProcedure:
    code: str
    name: str
    decision: str = ""
    decision_date: date | None = None
    levels: tuple[str, ...] = ()  # "ward", "province", "ministry", "other"
    kind: str = ""
    area: str = ""
    area_code: str = ""
    steps: str = ""
    channels: tuple[RegisterChannel, ...] = ()
    cases: tuple[RegisterCase, ...] = ()
    audiences: tuple[str, ...] = ()
    executing: tuple[str, ...] = ()
    deciding: tuple[str, ...] = ()
    delegated: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    reception_address: str = ""
    outputs: tuple[str, ...] = ()
    laws: tuple[RegisterLaw, ...] = ()
    conditions: str = ""
    keywords: tuple[str, ...] = ()
    description: str = ""
    related: tuple[str, ...] = ()
    portal_id: str = ""
    case_codes: tuple[str, ...] = ()  # "2.000815.01"
    raw: str = ""
    is_stub: bool = False  # from the portal's list: code, name, authority and area only
