"""A register record's times, fees, ways and places in a reader's words. What the register leaves out is said to be left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import ceil

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vietnamese.money import dong
from vietnamese.numbers import decimal

from ..facts.phrases import channel_name, level_name
from .parsing.records import RegisterChannel, RegisterFee, RegisterProcedure

UNITS = {
    "working_days": lambda n, count: ngettext("%(n)s ngày làm việc", "%(n)s ngày làm việc", count) % {"n": n},
    "days": lambda n, count: ngettext("%(n)s ngày", "%(n)s ngày", count) % {"n": n},
    "hours": lambda n, count: ngettext("%(n)s giờ", "%(n)s giờ", count) % {"n": n},
    "months": lambda n, count: ngettext("%(n)s tháng", "%(n)s tháng", count) % {"n": n},
    "years": lambda n, count: ngettext("%(n)s năm", "%(n)s năm", count) % {"n": n},
    "minutes": lambda n, count: ngettext("%(n)s phút", "%(n)s phút", count) % {"n": n},
}
# What a row of the first screen holds; longer words stand further down.
MAX_IN_ROW, MAX_PLACE = 90, 70
# Words of the description that tell a time where the column for it has none.
_DAYS = re.compile(r"\d\s*(?:\([^()]*\)\s*)?(?:ngày|giờ|tháng)")
NOT_SAID = frozenset({"", "-", "|"})


class Unsaid(str):
    """Words of a row that tell no fact: the record says nothing, or more than a row holds (:class:`Referring`)."""

    __slots__ = ()


class Referring(Unsaid):
    """Words that send the reader to a part of the page."""

    __slots__ = ()


def channel_time(channel: RegisterChannel) -> str:
    """ "3 ngày làm việc"; a number without a unit is said to be one."""
    if channel.time_amount is None:
        return channel.time_text or _("Thời hạn: không ghi")
    said = span_words(channel.time_amount, channel.time_unit)
    return said or _("Cổng ghi %(n)s nhưng không ghi đơn vị") % {"n": decimal(channel.time_amount)}


def span_words(amount: float, unit: str) -> str:
    """ "2,5 ngày làm việc"; empty in a unit that is none."""
    return UNITS[unit](decimal(amount), ceil(amount)) if unit in UNITS else ""


def fee_words(fee: RegisterFee) -> str:
    """The amount with its note; 0 in the register means that nobody entered one."""
    if fee.amount is None:
        return fee.note or _("Phí, lệ phí: không ghi")
    amount = _amount(fee)
    return f"{amount}. {fee.note}" if fee.note else amount


def method_names(methods: Iterable[str]) -> str:
    """ "Tại quầy, trực tuyến, qua bưu chính"."""
    names = [channel_name(method) or _("Cách khác") for method in methods]
    return ", ".join([*names[:1], *(name[:1].lower() + name[1:] for name in names[1:])])


def time_in_a_row(procedure: RegisterProcedure) -> str:
    """One time where there is one; from the shortest to the longest where several have one unit."""
    said = [channel for channel in procedure.channels if _says_time(channel)]
    words = list(dict.fromkeys(channel_time(channel) for channel in said))
    if not words:
        told_apart = any(_DAYS.search(channel.description) for channel in procedure.channels)
        return Referring(_("Xem phần thời hạn")) if told_apart else Unsaid(_("Bản ghi không ghi rõ, hãy hỏi tại quầy"))
    if len(words) == 1:
        return words[0] if len(words[0]) <= MAX_IN_ROW else Referring(_("Xem phần thời hạn"))
    counted = [channel for channel in said if channel.time_amount is not None and channel.time_unit in UNITS]
    if len(counted) == len(said) and len({channel.time_unit for channel in counted}) == 1:
        ordered = sorted(counted, key=lambda channel: channel.time_amount or 0)
        shortest = decimal(ordered[0].time_amount or 0)
        return _("%(least)s đến %(most)s, tùy trường hợp") % {"least": shortest, "most": channel_time(ordered[-1])}
    joined = _(" hoặc ").join(words)
    return joined if len(words) == 2 and len(joined) <= MAX_IN_ROW else Referring(_("Tùy trường hợp, xem phần thời hạn"))


def cost_in_a_row(procedure: RegisterProcedure) -> str:
    """Amounts where there are some; a short note; else that nothing is said, which is not "free"."""
    fees = [fee for channel in procedure.channels for fee in channel.fees]
    amounts = sorted({(fee.currency, fee.amount) for fee in fees if fee.amount is not None})
    notes = list(dict.fromkeys(note for fee in fees if fee.amount is None and (note := fee.note.strip()) not in NOT_SAID))
    if not amounts:
        if not notes:
            return Unsaid(_("Bản ghi không ghi, hãy hỏi tại quầy"))
        if len(notes) == 1 and len(notes[0]) <= MAX_IN_ROW:
            return notes[0].rstrip(".")
        return Referring(_("Có quy định riêng, xem phần lệ phí"))
    least, most = (_amount(RegisterFee(amount, currency)) for currency, amount in (amounts[0], amounts[-1]))
    if len({currency for currency, _n in amounts}) > 1:
        return Referring(_("Nhiều mức, xem phần lệ phí"))
    told = least if len(amounts) == 1 else _("%(least)s đến %(most)s, tùy trường hợp") % {"least": least, "most": most}
    return Referring(_("%(amount)s và khoản khác, xem phần lệ phí") % {"amount": told}) if notes else told


def place_in_a_row(procedure: RegisterProcedure) -> str:
    """Where papers are received; else who decides upon them; else the level, which is all that the record says."""
    address = procedure.reception_address.strip()
    bodies = procedure.executing or procedure.deciding
    if address and len(address) <= MAX_PLACE:
        return address
    if bodies:
        first = Truncator(bodies[0]).chars(MAX_PLACE)
        if len(bodies) == 1:
            return first
        others = len(bodies) - 1
        return ngettext("%(first)s và %(n)s nơi khác", "%(first)s và %(n)s nơi khác", others) % {"first": first, "n": others}
    if address:
        return Referring(_("Xem phần nơi nộp"))
    levels = ", ".join(filter(None, map(level_name, procedure.levels)))
    return _("%(levels)s (bản ghi không ghi tên cơ quan)") % {"levels": levels} if levels else Unsaid(_("Bản ghi không ghi"))


def ways_in_a_row(methods: Iterable[str]) -> str:
    """Online or not, first of all."""
    present = list(methods)
    if not present:
        return Unsaid(_("Bản ghi không ghi"))
    if "online" not in present:
        return _("Không. Nộp %(ways)s") % {"ways": method_names(present).lower()}
    others = [method for method in present if method != "online"]
    if not others:
        return _("Được, và chỉ nộp trực tuyến")
    return _("Được, hoặc %(ways)s") % {"ways": method_names(others).lower()}


def _says_time(channel: RegisterChannel) -> bool:
    """A number without a unit says nothing."""
    return channel.time_unit in UNITS if channel.time_amount is not None else channel.time_text.strip() not in NOT_SAID


def _amount(fee: RegisterFee) -> str:
    if not fee.currency:
        return _("Cổng ghi %(n)s VNĐ, có lẽ sai đơn vị") % {"n": fee.amount}
    return dong(fee.amount or 0) if fee.currency == "VND" else f"{fee.amount} {fee.currency}"
