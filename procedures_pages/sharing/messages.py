"""The message for Zalo, SMS and e-mail: plain text from the same facts as the page, with marks and without, and how long it is."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from vietnamese.folding import unmarked

from ..addresses import absolute, localized, short_path
from ..facts import phrases
from ..facts.case import Case
from ..facts.procedure import ProcedureFacts
from ..facts.return_dates import ExpectedReturn
from .links import short_link

# 3GPP TS 23.038: letters of the basic alphabet, in one message and in each of several; with any other letter half of them.
GSM_ONE, GSM_MANY = 160, 153
UCS_ONE, UCS_MANY = 70, 67
# The longest address that opens a program everywhere: Windows hands on no more than 2,083 characters (INTERNET_MAX_URL_LENGTH), with the
# program's own words among them, and does nothing at all with a longer one.
MAX_ADDRESS = 2000
# What a title is cut to where all of it would not fit.
SHORT_TITLE = 70
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
    """``full`` with marks for Zalo and e-mail; ``plain`` the same without marks; ``brief`` without marks and without the list, for SMS.

    ``mail_address`` and ``sms_address`` open the reader's own program with the message in it, in at most ``MAX_ADDRESS`` characters;
    to whom is theirs to say. ``mail_is_short``: the mail has the number of papers, not the list.
    """

    full: Message
    plain: Message
    brief: Message
    mail_address: str
    sms_address: str
    mail_is_short: bool


def _mail(subject: str, body: str) -> str:
    """RFC 6068: lines of the body end with CR and LF."""
    return f"mailto:?subject={quote(subject)}&body={quote(body.replace(chr(10), chr(13) + chr(10)))}"


def _sms(body: str) -> str:
    return f"sms:?body={quote(unmarked(body))}"


def _first_that_fits(addresses: list[str]) -> str:
    """The first of the addresses, from the longest to the shortest, that is no longer than ``MAX_ADDRESS``; else the last."""
    return next((address for address in addresses if len(address) <= MAX_ADDRESS), addresses[-1])


def _text(*lines: str) -> str:
    return "\n".join(filter(None, lines))


def _case_line(case: Case) -> str:
    words = phrases.case_words(case)
    return _("Trường hợp: %(case)s") % {"case": words} if words else ""


def _list(case: Case) -> list[str]:
    """The papers, numbered, and those that still depend on an answer with their condition."""
    lines = [_("Giấy tờ cần mang:")] if case.needed or case.open else []
    for n, d in enumerate(case.needed, 1):
        told = (phrases.counts_words(d), phrases.handling_short(d).lower(), phrases.form_of_case(case, d))
        lines.append(f"{n}. {d.name} ({'; '.join(filter(None, told))})")
    for o in case.open:
        form = phrases.form_of_case(case, o.fact)
        lines.append(f"{phrases.condition_words(o)}: {o.fact.name}" + (f" ({form})" if form else ""))
    return lines + _reserve(case)


def _reserve(case: Case) -> list[str]:
    """The papers that nobody demands, each with what is enough instead."""
    told = []
    for waiting in case.in_reserve:
        when = phrases.when_words(waiting.conditions)
        told.append(f"{', '.join(filter(None, (waiting.fact.name, when)))}: {phrases.reserve_words(waiting.fact)}")
    return [_("Mang theo để phòng, không bắt buộc:"), *told] if told else []


def _number(case: Case) -> str:
    """ "Giấy tờ cần mang: từ 4 giấy tờ"; empty where there is none."""
    if not case.needed:
        return _("Giấy tờ cần mang: còn tùy trường hợp") if case.open else ""
    papers = phrases.papers_count(len(case.needed))
    return _("Giấy tờ cần mang: %(papers)s") % {"papers": _("từ %(papers)s") % {"papers": papers} if case.open else papers}


def _office(case: Case) -> str:
    """ "Nơi nộp: …", where the page tells offices apart."""
    offices = phrases.offices_line(case)
    return _("Nơi nộp: %(offices)s") % {"offices": offices} if offices else ""


def _dates_and_cost(case: Case, due_back: ExpectedReturn | None) -> list[str]:
    time, costs = phrases.time_summary(case), phrases.main_costs(case)
    lines = [line for line in (phrases.deadline_line(case), time and _("Thời hạn: %(time)s") % {"time": time}) if line]
    if due_back:
        lines.append(phrases.return_words(due_back))
    return [*lines, f"{phrases.cost_kind(costs[0].fact)}: {phrases.cost_summary(case)}"] if costs else lines


def message(facts: ProcedureFacts, case: Case, due_back: ExpectedReturn | None = None) -> str:
    """Ready for Zalo: title, case, numbered papers, deadline, time, the day it is due back, fee, link, date."""
    date = _("Cập nhật %(date)s") % {"date": phrases.day_words(facts.updated_on)} if facts.updated_on else ""
    if case.exit:
        return _text(facts.title, _case_line(case), phrases.exit_words(case), _exit_link(case), date)
    return _text(
        facts.title, _case_line(case), *_list(case), _office(case), *_dates_and_cost(case, due_back), short_link(facts, case), date
    )


def _exit_link(case: Case) -> str:
    return absolute(localized(short_path(case.exit.leads_to))) if case.exit else ""


def messages(facts: ProcedureFacts, case: Case, due_back: ExpectedReturn | None = None) -> Messages:
    """All texts to send about one case, and the addresses that open them."""
    title, answers, link = facts.title, _case_line(case), _exit_link(case) or short_link(facts, case)
    line, dates_and_cost = phrases.facts_line(case), [] if case.exit else _dates_and_cost(case, due_back)
    number = phrases.exit_words(case) or _number(case)
    cut = Truncator(title).chars(SHORT_TITLE)
    full, brief = message(facts, case, due_back), _text(title, answers, line, link)
    mails = [
        _mail(title, full),
        _mail(title, _text(title, answers, number, *dates_and_cost, link)),
        _mail(cut, _text(cut, answers, number, *dates_and_cost, link)),
        _mail(cut, _text(cut, number, *dates_and_cost, link)),
        _mail(cut, link),
        # Answers that do not fit are given up before the link is.
        _mail(cut, short_link(facts)),
    ]
    mail = _first_that_fits(mails)
    sms = _first_that_fits([_sms(brief), _sms(_text(cut, line, link)), _sms(link), _sms(short_link(facts))])
    return Messages(Message(full), Message(unmarked(full)), Message(unmarked(brief)), mail, sms, mail_is_short=mail != mails[0])
