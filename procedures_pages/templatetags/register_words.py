"""A register record's times and fees in words."""

from __future__ import annotations

import re
from math import ceil

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from procedures_pages.register.parsing.records import RegisterChannel, RegisterFee
from vietnamese.money import dong
from vietnamese.numbers import decimal

register = template.Library()
UNITS = {
    "working_days": lambda n, count: ngettext("%(n)s ngày làm việc", "%(n)s ngày làm việc", count) % {"n": n},
    "days": lambda n, count: ngettext("%(n)s ngày", "%(n)s ngày", count) % {"n": n},
    "hours": lambda n, count: ngettext("%(n)s giờ", "%(n)s giờ", count) % {"n": n},
    "months": lambda n, count: ngettext("%(n)s tháng", "%(n)s tháng", count) % {"n": n},
    "years": lambda n, count: ngettext("%(n)s năm", "%(n)s năm", count) % {"n": n},
    "minutes": lambda n, count: ngettext("%(n)s phút", "%(n)s phút", count) % {"n": n},
}


@register.filter
def register_time(channel: RegisterChannel) -> str:
    """ "3 ngày làm việc"; a number without a unit is said to be one."""
    if channel.time_amount is None:
        return channel.time_text or _("Thời hạn: không ghi")
    amount = decimal(channel.time_amount)
    if channel.time_unit in UNITS:
        return UNITS[channel.time_unit](amount, ceil(channel.time_amount))
    return _("Cổng ghi %(n)s nhưng không ghi đơn vị") % {"n": amount}


@register.filter
def register_fee(fee: RegisterFee) -> str:
    """The amount with its note; 0 in the register means that nobody entered one."""
    if fee.amount is None:
        return fee.note or _("Phí, lệ phí: không ghi")
    if not fee.currency:
        amount = _("Cổng ghi %(n)s VNĐ, có lẽ sai đơn vị") % {"n": fee.amount}
    else:
        amount = dong(fee.amount) if fee.currency == "VND" else f"{fee.amount} {fee.currency}"
    return f"{amount}. {fee.note}" if fee.note else amount


@register.filter
def flowing(text: str) -> str:
    """The text with the line breaks that fall inside a sentence taken out: the source was wrapped for another page."""
    out: list[str] = []
    for line in text.splitlines():
        words = line.strip()
        if out and words[:1].islower() and not re.match(r"[a-zđ]{1,3}[.)]", words) and out[-1][-1:] not in ".;:!?":
            out[-1] += f" {words}"
        elif words:
            out.append(words)
    return "\n".join(out)
