"""Facts in words: times, costs, counts, ways of handing in. One place, so that page, print, message and search say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Protocol, TypeVar

from django.utils import translation
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from vietnamese import dates
from vietnamese.folding import fold
from vietnamese.money import dong, vnd

from .case import Case, Conditioned, Conditions, OpenGroup, Turns
from .procedure import (
    Answer,
    Cost,
    Deadline,
    File,
    Form,
    OfChannels,
    OfficeFacts,
    ProcedureFacts,
    ProcessingTime,
    Question,
    RequiredDocument,
    Transfer,
    Untranslated,
)
from .return_dates import ExpectedReturn

CHANNELS = {"in_person": gettext_lazy("Tại quầy"), "online": gettext_lazy("Trực tuyến"), "post": gettext_lazy("Qua bưu chính")}


def channel_name(kind: str) -> str:
    return str(CHANNELS.get(kind, ""))


def time_words(time: ProcessingTime) -> str:
    """ "3 ngày làm việc"; without what it counts from."""
    if time.unit == "same_day":
        return _("Trong ngày")
    return _span(time.amount or 0, time.unit)


def _span(n: int, unit: str) -> str:
    """So much time."""
    if unit == "working_days":
        return ngettext("%(n)s ngày làm việc", "%(n)s ngày làm việc", n) % {"n": n}
    if unit == "days":
        return ngettext("%(n)s ngày", "%(n)s ngày", n) % {"n": n}
    if unit == "hours":
        return ngettext("%(n)s giờ", "%(n)s giờ", n) % {"n": n}
    if unit == "months":
        return ngettext("%(n)s tháng", "%(n)s tháng", n) % {"n": n}
    if unit == "years":
        return ngettext("%(n)s năm", "%(n)s năm", n) % {"n": n}
    return _("Chưa có thông tin")


# What is due before a day, not after one.
BEFORE = re.compile(r"(?:trước|before)\b", re.IGNORECASE)


def deadline_words(deadline: Deadline) -> str:
    """ "60 ngày từ ngày sinh"; "ít nhất 3 ngày làm việc trước ngày tạm ngừng"; "trước ngày giấy phép hết hạn"."""
    if deadline.unit == "before":
        return deadline.counted_from
    span = _span(deadline.amount or 0, deadline.unit)
    if BEFORE.match(deadline.counted_from):
        span = _("ít nhất %(time)s") % {"time": span}
    return f"{span} {deadline.counted_from}".strip()


def day_words(value: date) -> str:
    """ "24/11/2026"; "24 November 2026" in English."""
    return dates.english(value) if get_language() == "en" else dates.short(value)


def transfer_words(transfer: Transfer, today: date | None = None) -> str:
    """ "Đến hết 30/06/2025 do A giải quyết, từ 01/07/2025 do B." before the day; from it on, or without ``today``, "Từ 01/07/2025 do B giải
    quyết (trước đó: A)."; then the legal basis."""
    told = {"day": day_words(transfer.date), "to": transfer.to_name, "from": transfer.from_name}
    if today is not None and transfer.date > today:
        told["last"] = day_words(transfer.date - timedelta(1))
        words = _("Đến hết %(last)s do %(from)s giải quyết, từ %(day)s do %(to)s.") % told
    else:
        words = _("Từ %(day)s do %(to)s giải quyết (trước đó: %(from)s).") % told
    return " ".join((words, _("Căn cứ: %(basis)s.") % {"basis": transfer.basis.rstrip(".")})) if transfer.basis else words


def month_words(value: date) -> str:
    """ "07/2026"; "July 2026" in English."""
    return dates.english_month(value) if get_language() == "en" else dates.month(value)


def _weekday_words(value: date) -> str:
    return dates.english_weekday(value) if get_language() == "en" else dates.weekday(value)


def _hour_words(value: time) -> str:
    """ "15 giờ", "11 giờ 30"; "15:00" in English."""
    if get_language() == "en":
        return f"{value:%H:%M}"
    return f"{value.hour} giờ" + (f" {value.minute:02}" if value.minute else "")


def _day_and_month(value: date) -> str:
    return f"{value.day} {dates.ENGLISH_MONTHS[value.month - 1]}" if get_language() == "en" else f"{value:%d/%m}"


def _handed_in(found: ExpectedReturn) -> dict[str, str]:
    day = found.handed_in.day
    return {"hour": _hour_words(found.handed_in.until), "weekday": _weekday_words(day), "day": _day_and_month(day)}


def return_words(found: ExpectedReturn) -> str:
    """ "Nộp tại quầy trước 15 giờ thứ Hai 30/11, dự kiến trả thứ Năm 03/12/2026": no "today", so that it is true whenever it is read."""
    if found.is_same_day:
        return _("Nộp tại quầy trước %(hour)s %(weekday)s %(day)s, trả trong ngày") % _handed_in(found)
    back = f"{_weekday_words(found.day)} {day_words(found.day)}"
    return _("Nộp tại quầy trước %(hour)s %(weekday)s %(day)s, dự kiến trả %(back)s") % {**_handed_in(found), "back": back}


def return_glance(found: ExpectedReturn) -> str:
    """The same beside the time itself: where that is "Trong ngày", only until when to hand in."""
    return _("Nộp trước %(hour)s %(weekday)s %(day)s") % _handed_in(found) if found.is_same_day else return_words(found)


def return_short(found: ExpectedReturn) -> str:
    """ "nộp trước 15 giờ 27/11, dự kiến trả 02/12/2026": the same where there is little room."""
    if found.is_same_day:
        return return_glance(found)
    return _("nộp trước %(hour)s %(day)s, dự kiến trả %(back)s") % {**_handed_in(found), "back": day_words(found.day)}


def cost_kind(cost: Cost) -> str:
    return _("Phí") if cost.kind == "phi" else _("Lệ phí")


def cost_words(cost: Cost) -> str:
    """ "2.000 đồng/trang", "Miễn phí", "Không thu", "Theo nghị quyết HĐND tỉnh", "Chưa có thông tin": never one for another.

    In English "2,000 VND per page". Of a rate that ends soon: "100.000 đồng (đến hết 31/12/2026; từ 01/01/2027: 200.000 đồng)"; of one that
    has ended, or has not begun, no amount of another day: "Mức thu đã hết hiệu lực ngày 31/12/2026; hỏi tại quầy".
    """
    words = _sum_words(cost.basis, cost.amount, cost.per)
    told = {"words": words}
    if cost.until is not None:
        told["until"] = day_words(cost.until)
    if cost.then is not None:
        told |= {"day": day_words(cost.then.since), "next": _sum_words(cost.then.basis, cost.then.amount, cost.per)}
    if cost.basis == "not_yet" and cost.then:
        return _("Từ %(day)s: %(next)s") % told
    if cost.basis == "ended" and cost.until:
        if cost.then:
            return _("Mức thu đã hết hiệu lực ngày %(until)s; từ %(day)s: %(next)s") % told
        return _("Mức thu đã hết hiệu lực ngày %(until)s; hỏi tại quầy") % told
    if not (cost.is_end_near and cost.until):
        return words
    if cost.then:
        return _("%(words)s (đến hết %(until)s; từ %(day)s: %(next)s)") % told
    return _("%(words)s (đến hết %(until)s)") % told


def _sum_words(basis: str, amount: int | None, per: str) -> str:
    if basis == "amount" and amount is not None:
        return (vnd if get_language() == "en" else dong)(amount, per or None)
    return {
        "free": _("Miễn phí"),
        "not_charged": _("Không thu"),
        "by_council": _("Theo nghị quyết Hội đồng nhân dân tỉnh"),
    }.get(basis, _("Chưa có thông tin"))


class Counted(Protocol):
    """What has a number of originals and of copies."""

    @property
    def originals(self) -> int: ...
    @property
    def copies(self) -> int: ...


def counts_words(document: Counted) -> str:
    """ "1 bản chính, 1 bản sao"."""
    parts = []
    if document.originals:
        parts.append(ngettext("%(n)s bản chính", "%(n)s bản chính", document.originals) % {"n": document.originals})
    if document.copies:
        parts.append(ngettext("%(n)s bản sao", "%(n)s bản sao", document.copies) % {"n": document.copies})
    words = ", ".join(parts)
    return _("mỗi người %(counts)s") % {"counts": words} if words and getattr(document, "per_person", False) else words


HANDLINGS = {
    "submit": gettext_lazy("Nộp"),
    "show": gettext_lazy("Xuất trình (cho xem rồi nhận lại)"),
    "number": gettext_lazy("Chỉ cần đọc số"),
    "looked_up": gettext_lazy("Quầy tự tra"),
    "waived": gettext_lazy("Không còn phải nộp"),
}


def handling_words(document: RequiredDocument) -> str:
    return str(HANDLINGS[document.handling])


def handling_short(document: RequiredDocument) -> str:
    return _("Xuất trình") if document.handling == "show" else handling_words(document)


def reserve_words(document: RequiredDocument) -> str:
    """Of a paper that nobody demands: "Chỉ cần đọc số. Mang theo phòng khi quầy không tra được. Nghị định 18/2026/NĐ-CP."."""
    return sentences(handling_words(document), document.note, document.fallback, document.basis)


def sentences(*texts: str) -> str:
    """Texts in, those that say something one after the other, each with one full stop."""
    return " ".join(f"{text.rstrip('.')}." for text in texts if text)


def online_words(document: RequiredDocument) -> str:
    """How the same paper is handed in online; empty where nobody has said."""
    return {
        "photo": _("Nộp trực tuyến: tải ảnh chụp"),
        "digital": _("Nộp trực tuyến: khai trên Cổng"),
        "not_needed": _("Nộp trực tuyến: không cần"),
    }.get(document.handling_online, "")


def file_words(form: RequiredDocument | Form) -> str:
    """The form's file before it is loaded on a telephone: "DOCX, 48 KB"."""
    return kind_and_size(form.form_kind, form.form_bytes)


def example_words(file: File) -> str:
    """The same of a form that is filled in."""
    return kind_and_size(file.kind, file.bytes)


def kind_and_size(kind: str, size: int) -> str:
    """ "DOCX, 48 KB" of an ending and a number of bytes, 0 where nobody knows it."""
    told = _("%(n)s KB") % {"n": max(1, round(size / 1024))} if size else ""
    return ", ".join(filter(None, (kind.upper(), told)))


def papers_count(n: int) -> str:
    return ngettext("%(n)s giấy tờ", "%(n)s giấy tờ", n) % {"n": n}


FIRST_WORD = re.compile(r"(?:khi|nếu|when|if)\s+", re.IGNORECASE)
# Answers that say nothing without their question.
BARE = {"co", "khong", "dung", "sai", "roi", "chua", "yes", "no"}


def answer_words(question: Question, answer: Answer) -> str:
    """The answer where its question is not to be seen: "Một mình tôi".

    A bare yes or no comes with its question: "Có người nộp thay? Không". One that goes on after it, "Không, hoặc không có bên Việt Nam",
    is told by its phrase if it has one: "bên Việt Nam chưa từng ly hôn".
    """
    first, goes_on, _rest = answer.label.partition(",")
    if fold(first) not in BARE:
        return answer.label
    if goes_on and answer.phrase:
        return FIRST_WORD.sub("", answer.phrase)
    return f"{question.label} {answer.label}"


def case_words(case: Turns) -> str:
    """ "Một mình tôi; Tôi tự nộp"; empty without answers."""
    return "; ".join(answer_words(q, a) for q, a in case.chosen)


def answer_phrase(question: Question, answer: Answer) -> str:
    """The answer within a sentence: "khi nhờ người khác nộp thay"; where nobody wrote that down, "khi trả lời “Có”"."""
    return answer.phrase or _("khi trả lời “%(answer)s”") % {"answer": answer_words(question, answer)}


def _one_of(question: Question, answers: Sequence[Answer], *, bare: bool = False) -> str:
    """ "nếu thuê nhà hoặc mượn nhà": the first word is said once where all begin with it, not at all where ``bare``."""
    told = [answer_phrase(question, a) for a in answers]
    first, *others = [FIRST_WORD.match(text) for text in told] or [None]
    if bare or (first and all(other and other[0] == first[0] for other in others)):
        told = [*told[: 0 if bare else 1], *(FIRST_WORD.sub("", text) for text in told[0 if bare else 1 :])]
    return _(" hoặc ").join(told)


def when_words(conditions: Conditions) -> str:
    """When an open fact holds: "nếu thuê nhà hoặc mượn nhà, trừ khi nhờ người khác nộp thay"; empty without conditions.

    Where most answers would do, the few that would not are named instead.
    """
    wanted, excepted = [], []
    for question, answers in conditions:
        others = [a for a in question.answers if a not in answers]
        if 0 < len(others) < len(answers):
            excepted.append(_one_of(question, others, bare=True))
        else:
            wanted.append((len(answers), _one_of(question, answers)))
    # "C, và A hoặc B": heard the other way round nobody knows what belongs together.
    words = _(", và ").join(text for _n, text in sorted(wanted, key=lambda one: one[0]))
    if not excepted:
        return words
    exception = _("trừ khi %(answers)s") % {"answers": _(" hoặc ").join(excepted)}
    return _("%(words)s, %(exception)s") % {"words": words, "exception": exception} if words else exception


def sentence(conditions: Conditions) -> str:
    """As :func:`when_words`, as the beginning of a sentence: "Khi nhờ người khác nộp thay"."""
    words = when_words(conditions)
    return words[:1].upper() + words[1:]


def only_words(conditions: Conditions) -> str:
    """As :func:`sentence`, where nothing else says that it is a condition: "Chỉ khi nhờ người khác nộp thay"."""
    words = when_words(conditions)
    first = FIRST_WORD.match(words)
    return _("Chỉ khi %(case)s") % {"case": words[first.end() :]} if first else sentence(conditions)


def condition_words(waiting: Conditioned[RequiredDocument] | OpenGroup) -> str:
    """When a paper is needed: "Khi nhờ người khác nộp thay"."""
    return sentence(waiting.conditions)


def main_channel(case: Case) -> str:
    """The kind of the channel that the summary speaks of: at the counter where there is one; empty without any."""
    kinds = [c.fact.kind for c in case.channels]
    return next((kind for kind in ("in_person", *kinds) if kind in kinds), "")


T = TypeVar("T", ProcessingTime, Cost)
V = TypeVar("V", ProcessingTime, Cost, Deadline, OfficeFacts)


def holding_for(told: Iterable[Conditioned[T]], kind: str) -> list[Conditioned[T]]:
    """The times or costs that hold, or may hold, for one channel."""
    return [one for one in told if one.fact.is_for(kind)]


def main_times(case: Case) -> list[Conditioned[ProcessingTime]]:
    return holding_for(case.times, main_channel(case))


def main_costs(case: Case) -> list[Conditioned[Cost]]:
    return holding_for(case.costs, main_channel(case))


def _with_condition(words: str, conditions: Conditions) -> str:
    when = when_words(conditions)
    return f"{words} {when}" if when else words


def _told(facts: Iterable[Conditioned[V]], words: Callable[[V], str]) -> str:
    """ "7 ngày nếu là nhà ở; 10 ngày trong trường hợp khác": each value with its condition, said once."""
    by_words: dict[str, list[Conditions]] = {}
    for one in facts:
        by_words.setdefault(words(one.fact), []).append(one.conditions)
    rest = _rest_of(by_words)
    lines = []
    for said, conditions in by_words.items():
        when = [] if () in conditions else [_("trong trường hợp khác")] if said == rest else [when_words(c) for c in conditions]
        lines.append(" ".join(filter(None, (said, _(" hoặc ").join(dict.fromkeys(when))))))
    return "; ".join(lines)


def _rest_of(by_words: dict[str, list[Conditions]]) -> str:
    """Of values that share out the answers of one question, the last that is for several of them; empty where there is none."""
    every = [condition for conditions in by_words.values() for condition in conditions]
    if len(by_words) < 2 or any(len(c) != 1 for c in every) or len({c[0][0].id for c in every}) != 1:
        return ""
    answers = {said: {a.id for c in conditions for a in c[0][1]} for said, conditions in by_words.items()}
    is_shared_out = sorted(a for ids in answers.values() for a in ids) == sorted(a.id for a in every[0][0][0].answers)
    return next((said for said in reversed(by_words) if len(answers[said]) > 1), "") if is_shared_out else ""


def _by_channel(case: Case, facts: tuple[Conditioned[T], ...], tell: Callable[[list[Conditioned[T]]], str]) -> list[str]:
    """One line where all channels say the same, else one for each thing that is said, with the names of its channels."""
    channels: dict[str, list[str]] = {}
    for channel in case.channels:
        name = _with_condition(channel_name(channel.fact.kind), channel.conditions)
        channels.setdefault(tell(holding_for(facts, channel.fact.kind)), []).append(name)
    if len(channels) <= 1:
        return [line for line in channels if line]
    return [f"{_joined(names)}: {line}" for line, names in channels.items() if line]


def _joined(names: Sequence[str]) -> str:
    return ", ".join([*names[:1], *(name[:1].lower() + name[1:] for name in names[1:])])


def channel_names(fact: OfChannels) -> str:
    """ "Tại quầy, qua bưu chính"; empty where it is the same for all channels."""
    return _joined([channel_name(kind) for kind in fact.channels])


def then_words(of: Case | ProcedureFacts) -> str:
    """ "(quy định năm 2022)" of a page that tells the rules of then; else empty."""
    return _("(quy định năm %(year)s)") % {"year": of.year_of_then} if of.year_of_then else ""


def _of_then(case: Case, words: str) -> str:
    """ "3 ngày làm việc (quy định năm 2022)": never as if it were today's."""
    return f"{words} {then_words(case)}".strip() if words else ""


def _whole_times(times: list[Conditioned[ProcessingTime]]) -> str:
    """With what they count from, once where that is the same for all."""
    since = {t.fact.counted_from for t in times}
    if len(since) != 1:
        return _told(times, lambda t: f"{time_words(t)} {t.counted_from}".strip())
    told = _told(times, time_words)
    return (", " if "; " in told else " ").join(filter(None, (told, since.pop())))


def time_lines(case: Case) -> list[str]:
    """ "3 ngày làm việc kể từ ngày nhận đủ hồ sơ"; by channel and by case where they differ."""
    return [_of_then(case, line) for line in _by_channel(case, case.times, _whole_times)]


def time_summary(case: Case) -> str:
    """ "7 ngày nếu là nhà ở; 10 ngày nếu là công trình khác": of the main channel, without what it counts from; empty without times."""
    return _of_then(case, _told(main_times(case), time_words))


def counted_from(case: Case) -> str:
    """What the main channel's times count from, where that is the same for all of them."""
    said = {t.fact.counted_from for t in main_times(case)}
    return said.pop() if len(said) == 1 else ""


def deadline_summary(case: Case) -> str:
    """ "60 ngày từ ngày sinh": by when the citizen has to come, by case where that is open; empty where the law sets nothing."""
    return _of_then(case, _told(case.deadlines, deadline_words))


def deadline_line(case: Case) -> str:
    """ "Hạn: 60 ngày từ ngày sinh"; empty where the law sets nothing."""
    deadline = deadline_summary(case)
    return _("Hạn: %(deadline)s") % {"deadline": deadline} if deadline else ""


def deadline_notes(case: Case) -> list[str]:
    """What happens when it is late, each sentence once."""
    return _once(deadline.fact.after for deadline in case.deadlines)


def cost_line(cost: Cost) -> str:
    """ "Phí chứng thực: 2.000 đồng/trang"."""
    return f"{cost.label or cost_kind(cost)}: {cost_words(cost)}"


def cost_lines(case: Case) -> list[str]:
    """Every cost once; by channel and by case where they differ."""
    if all(not c.fact.channels for c in case.costs):
        lines = _once(_with_condition(cost_line(c.fact), c.conditions) for c in case.costs)
    else:
        lines = _by_channel(case, case.costs, lambda costs: _told(costs, cost_line))
    return [_of_then(case, line) for line in lines]


def cost_summary(case: Case) -> str:
    """What the first thing to pay for costs on the main channel: "100.000 đồng", by case where it is open; empty without costs."""
    costs = main_costs(case)
    first = [c for c in costs if (c.fact.kind, c.fact.label) == (costs[0].fact.kind, costs[0].fact.label)]
    # Several for the same are shares of one charge; a decided one stands for itself.
    return _of_then(case, _told(first[:1] if not first[0].conditions else first, cost_words)) if costs else ""


GLANCE = 90  # signs: more are no glance


def _glance(case: Case, whole: str, facts: Iterable[Conditioned[V]], words: Callable[[V], str]) -> str:
    facts = list(facts)
    if len(whole) <= GLANCE or not any(one.conditions for one in facts):
        return whole
    values = _(" hoặc ").join(_with_unit_once(list(dict.fromkeys(words(one.fact) for one in facts))))
    return _of_then(case, _("%(values)s, tùy trường hợp") % {"values": values})


def _with_unit_once(values: list[str]) -> list[str]:
    """ "7 ngày", "10 ngày" as "7", "10 ngày"; others as they are."""
    amounts = [value.partition(" ") for value in values]
    if all(n.isdecimal() for n, _space, _unit in amounts) and len({unit for _n, _space, unit in amounts}) == 1:
        return [n for n, _space, _unit in amounts[:-1]] + values[-1:]
    return values


def time_glance(case: Case) -> str:
    """``time_summary`` for the first screen: where it is long, without the conditions, "7 hoặc 10 ngày, tùy trường hợp"."""
    return _glance(case, time_summary(case), main_times(case), time_words)


def deadline_glance(case: Case) -> str:
    """``deadline_summary`` likewise."""
    return _glance(case, deadline_summary(case), case.deadlines, deadline_words)


COST_GLANCE = 40  # signs: beside its heading on a telephone, one line or two


def cost_glance(case: Case) -> tuple[str, str]:
    """``cost_summary`` for the first screen, and what else there is: ("Miễn phí", "có trường hợp mất phí").

    Where the summary is long with its conditions, the editor's first cost stands for the usual one, and the second says what else may hold;
    otherwise it is empty.
    """
    whole, costs = cost_summary(case), main_costs(case)
    if len(whole) <= COST_GLANCE or not costs[0].conditions:
        return whole, ""
    usual = cost_words(costs[0].fact)
    others = {c.fact.basis for c in costs[1:] if c.conditions and cost_words(c.fact) != usual}
    more = _("mức phí tùy trường hợp")
    if costs[0].fact.basis in _NOTHING and others and not others & _OTHER_DAYS:
        more = _("có trường hợp mất phí") if "amount" in others else _("có trường hợp tỉnh quy định")
    elif others and others <= _NOTHING:
        more = _("có trường hợp miễn phí")
    return _of_then(case, usual), more


_NOTHING = {"free", "not_charged"}
_OTHER_DAYS = {"ended", "not_yet"}


def has_more_costs(case: Case) -> bool:
    """Whether the summary leaves out a cost, of another kind or of another channel."""
    return len({cost_line(c.fact) for c in case.costs}) > 1


def _once(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def cost_notes(case: Case) -> list[str]:
    return _once(cost.fact.note for cost in case.costs)


def time_notes(case: Case) -> list[str]:
    return _once(time.fact.note for time in case.times)


def exit_words(case: Turns) -> str:
    """Where an answer leads to another procedure: "Việc này làm theo thủ tục khác: Nhận cha, mẹ, con (mã 1.001022)"; else empty."""
    if case.exit is None:
        return ""
    return _("Việc này làm theo thủ tục khác: %(name)s (mã %(code)s)") % {"name": case.exit.leads_to_name, "code": case.exit.leads_to}


def standing_words(case: Case) -> str:
    """How far the reader is, in one line, for the eye and the ear: "2 giấy chắc chắn, 1 tùy câu trả lời"."""
    if case.exit:
        return exit_words(case)
    needed, open_ = len(case.needed), len(case.open)
    parts = [ngettext("%(n)s giấy chắc chắn", "%(n)s giấy chắc chắn", needed) % {"n": needed}] if needed or not open_ else []
    if open_:
        parts.append(ngettext("%(n)s tùy câu trả lời", "%(n)s tùy câu trả lời", open_) % {"n": open_})
    return ", ".join(parts)


SENTENCE = re.compile(r".+?[.?!](?=\s|$)", re.DOTALL)


def first_sentence(text: str) -> str:
    """What a page says first of itself: "Dành cho cha mẹ có trẻ mới sinh."; the whole text where it is one."""
    found = SENTENCE.match(text)
    return found.group() if found else text


def after_first_sentence(text: str) -> str:
    return text[len(first_sentence(text)) :].strip()


def takes_online(case: Case) -> bool:
    """Whether it can be handed in online, or may be; the address of its page on the portal need not be known."""
    return case.may_use("online")


def entry_line(case: Case) -> str:
    """ "1.004859; 2.000748 nếu có yếu tố nước ngoài": the code, and where it depends on an answer the others with their condition."""
    return "; ".join(_with_condition(entry.fact.code, entry.conditions) for entry in case.entries if entry.fact.code)


def offices_line(case: Case) -> str:
    """ "Phường nơi người mất cư trú khi biết nơi ấy; phường nơi mất trong trường hợp khác": the offices that the page itself tells apart.

    Empty where the unit's counters are all there is to say.
    """
    return _told([told for told in case.offices if told.fact.is_told_apart], lambda office: office.name)


def form_label(name: str) -> str:
    """What stands before a form's name: "Mẫu: "; nothing before "Mẫu số 1", which says it itself."""
    label = _("Mẫu")
    return "" if fold(name).split()[:1] == [fold(label)] else f"{label}: "


def form_under(name: str, paper: str) -> str:
    """A form's name where the paper's own stands above it: "Mẫu kèm Nghị định 95/2023/NĐ-CP", not "Mẫu: Tờ khai, kèm Nghị định …"."""
    rest = name.removeprefix(f"{paper}, ")
    return form_label(name) + name if rest == name else " ".join((_("Mẫu"), rest))


def form_line(case: Case, document: RequiredDocument) -> str:
    """ "Mẫu số 1a; Mẫu số 1b khi xin cho trẻ em": the form of a paper, by case where that is open; empty where it has none."""
    return "; ".join(_with_condition(told.fact.form, told.conditions) for told in case.forms_of(document))


def form_of_case(case: Case, document: RequiredDocument) -> str:
    """ "Mẫu số 1a", where the form differs by case; else empty: what is the same for all is said on the page and on paper."""
    line = form_line(case, document) if document.form_names else ""
    return form_label(line) + line if line else ""


def outcome_lines(case: Case) -> list[str]:
    """All that comes out for somebody, a line each: the papers with what is done with them, time, costs, code; or the other procedure."""
    if case.exit:
        return [exit_words(case)]
    lines = []
    for d in case.needed:
        told = f"{d.name}: {handling_short(d).lower()} {counts_words(d)}"
        lines.append(". ".join(filter(None, (told, form_of_case(case, d)))))
    lines += [f"{one.fact.name}: {handling_words(one.fact).lower()}" for one in case.in_reserve if not one.conditions]
    if offices := offices_line(case):
        lines.append(f"{_('Nơi nộp')}: {offices}")
    if deadline := deadline_line(case):
        lines.append(deadline)
    lines += [f"{_('Thời hạn')}: {line}" for line in time_lines(case)]
    lines += cost_lines(_without_ends(case))
    code = entry_line(case)
    return [*lines, f"{_('Mã')}: {code}"] if code else lines


def _without_ends(case: Case) -> Case:
    """What comes out for somebody is written down as an amount: that its end draws near makes it no other."""
    if not any(cost.fact.is_end_near for cost in case.costs):
        return case
    return replace(case, costs=tuple(replace(cost, fact=replace(cost.fact, is_end_near=False)) for cost in case.costs))


def facts_line(case: Case) -> str:
    """ "4 giấy tờ · 3 ngày làm việc · 100.000 đồng": for search hits and preview cards. Without answers: the papers everyone needs."""
    if case.exit:
        return exit_words(case)
    parts = []
    if always := len(case.needed):
        parts.append(_("từ %(papers)s") % {"papers": papers_count(always)} if case.open else papers_count(always))
    times = [t for t in main_times(case) if t.fact.unit != "unknown"]
    if case.year_of_then:
        return " · ".join(parts)
    if times:
        parts.append(_told(times, lambda t: time_words(t).lower()))
    costs = main_costs(case)
    if costs and all(c.fact.basis in ("amount", "free", "not_charged") for c in costs[:1]):
        parts.append(cost_summary(case))
    return " · ".join(parts)


def listed_line(case: Case, lang: str) -> str:
    """``facts_line`` for a list, of a page in ``lang``: in the reader's language, but where the page's own words stand in it in the page's.

    "3 working days" helps whoever cannot read the page; "3 working days nếu cửa hàng đổi chủ" helps nobody.
    """
    costs = main_costs(case)
    has_own_words = any(time.conditions for time in main_times(case)) or any(cost.conditions or cost.fact.per for cost in costs)
    if lang == get_language() or not has_own_words:
        return facts_line(case)
    with translation.override(lang):
        return Untranslated(facts_line(case))


LEVELS = {
    "ward": gettext_lazy("Cấp phường, xã"),
    "province": gettext_lazy("Cấp tỉnh"),
    "ministry": gettext_lazy("Cấp bộ"),
    "other": gettext_lazy("Cơ quan khác"),
}
AUDIENCES = {
    "citizen": gettext_lazy("Công dân Việt Nam"),
    "overseas_vietnamese": gettext_lazy("Người Việt Nam định cư ở nước ngoài"),
    "foreigner": gettext_lazy("Người nước ngoài"),
    "household_business": gettext_lazy("Hộ kinh doanh"),
    "enterprise": gettext_lazy("Doanh nghiệp"),
    "organisation": gettext_lazy("Tổ chức"),
    "agency": gettext_lazy("Cơ quan nhà nước"),
}
SERVICE_MODES = {
    "full": gettext_lazy("Toàn trình"),
    "partial": gettext_lazy("Một phần"),
    "in_person_only": gettext_lazy("Chỉ nộp trực tiếp"),
    "unknown": gettext_lazy("Chưa rõ"),
}
STATUSES = {
    "in_force": gettext_lazy("Đang áp dụng"),
    "under_review": gettext_lazy("Đang rà soát"),
    "about_to_change": gettext_lazy("Sắp thay đổi"),
    "replaced": gettext_lazy("Đã thay thế"),
    "abolished": gettext_lazy("Đã bãi bỏ"),
}


def level_name(level: str) -> str:
    return str(LEVELS.get(level, ""))


def audience_name(audience: str) -> str:
    return str(AUDIENCES.get(audience, audience))


def service_mode_name(mode: str) -> str:
    return str(SERVICE_MODES.get(mode, SERVICE_MODES["unknown"]))


def status_name(status: str) -> str:
    return str(STATUSES.get(status, ""))


def note_of_status(facts: ProcedureFacts) -> str:
    """What stands beside the status's name: "Đang rà soát: theo quy định năm 2022." without saying that name twice."""
    name, _colon, rest = facts.status_note.partition(": ")
    return rest[:1].upper() + rest[1:] if rest and name == status_name(facts.status) else facts.status_note
