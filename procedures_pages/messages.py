"""The message for Zalo, SMS and e-mail: plain text from the same facts as the page, with marks and without, and how long it is."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _

from vietnamese.dates import short
from vietnamese.folding import unmarked

from . import wording
from .checklist import Checklist
from .facts import ProcedureFacts
from .sharing import short_link

# 3GPP TS 23.038: letters of the basic alphabet, in one message and in each of several; with any other letter half of them.
GSM_ONE, GSM_MANY = 160, 153
UCS_ONE, UCS_MANY = 70, 67
# These take two places of the basic alphabet; the backquote is not in it.
GSM_DOUBLE = frozenset("^{}\\[~]|")


def sms_parts(text: str) -> int:
    """How many text messages a text takes; it is billed by those."""
    if text.isascii() and "`" not in text:
        length, one, many = len(text) + sum(c in GSM_DOUBLE for c in text), GSM_ONE, GSM_MANY
    else:
        length, one, many = len(text.encode("utf-16-le")) // 2, UCS_ONE, UCS_MANY
    return 1 if length <= one else -(-length // many)


@dataclass(frozen=True, slots=True)
class Message:
    """One text to send. ``length`` in characters, ``parts`` in text messages."""

    text: str

    @property
    def length(self) -> int:
        return len(self.text)

    @property
    def parts(self) -> int:
        return sms_parts(self.text)


@dataclass(frozen=True, slots=True)
class Messages:
    """``full`` with marks for Zalo and e-mail; ``plain`` the same without marks; ``brief`` without marks and without the list, for SMS."""

    subject: str
    full: Message
    plain: Message
    brief: Message

    @property
    def mail_address(self) -> str:
        """Opens the reader's mail program with the message in it; to whom is theirs to say."""
        return f"mailto:?subject={quote(self.subject)}&body={quote(self.full.text)}"

    @property
    def sms_address(self) -> str:
        return f"sms:?body={quote(self.brief.text)}"


def message(facts: ProcedureFacts, checklist: Checklist) -> str:
    """Ready for Zalo: title, case, numbered papers, time, fee, link, date."""
    lines = [facts.title, *_case(checklist)]
    if checklist.needed or checklist.open:
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


def messages(facts: ProcedureFacts, checklist: Checklist) -> Messages:
    full = message(facts, checklist)
    brief = "\n".join(filter(None, (facts.title, *_case(checklist), wording.facts_line(facts, checklist), short_link(facts, checklist))))
    return Messages(facts.title, Message(full), Message(unmarked(full)), Message(unmarked(brief)))


def _case(checklist: Checklist) -> list[str]:
    case = wording.case_words(checklist)
    return [_("Trường hợp: %(case)s") % {"case": case}] if case else []
