"""What is handed on: the QR code, and the message for Zalo."""

from __future__ import annotations

import io

import segno
from django.utils.translation import gettext as _

from vietnamese.dates import short

from . import wording
from .addresses import absolute, short_path
from .checklist import Checklist
from .facts import ProcedureFacts


def short_link(facts: ProcedureFacts, checklist: Checklist | None = None) -> str:
    """The absolute short address of this case: survives renames and new codes. The page's own address where it has no code."""
    query = checklist.query if checklist else ""
    path = short_path(facts.code, query) if facts.code else facts.url + (f"?{query}" if query else "")
    return absolute(path)


def qr_svg(address: str, inline: bool = False) -> bytes:
    """An SVG of the address with the 4 modules of quiet zone that readers need. Error level M: survives a fold.

    ``inline``: to stand in a page, which then needs no further request.
    """
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", border=4, xmldecl=False, svgns=not inline, omitsize=True, title=None if inline else "QR")
    return out.getvalue()


def message(facts: ProcedureFacts, checklist: Checklist) -> str:
    """Plain text ready for Zalo: title, case, numbered papers, time, fee, link, date."""
    lines = [facts.title]
    case = wording.case_words(checklist)
    if case:
        lines.append(_("Trường hợp: %(case)s") % {"case": case})
    lines.append(_("Giấy tờ cần mang:"))
    for n, d in enumerate(checklist.needed, 1):
        lines.append(f"{n}. {d.name} ({wording.counts_words(d)}; {wording.handling_short(d).lower()})")
    for o in checklist.open:
        lines.append(f"{wording.condition_words(o)}: {o.document.name}")
    channel = wording.main_channel(facts)
    if channel:
        lines.append(_("Thời hạn: %(time)s") % {"time": wording.time_words(channel.time)})
    cost = wording.main_cost(facts)
    if cost:
        lines.append(f"{wording.cost_kind(cost)}: {wording.cost_words(cost)}")
    lines.append(short_link(facts, checklist))
    if facts.updated_on:
        lines.append(_("Cập nhật %(date)s") % {"date": short(facts.updated_on)})
    return "\n".join(lines)
