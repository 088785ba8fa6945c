"""What readers see change when one version of a page takes the place of another, in their words. Pure: facts in, pairs of lines out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from . import phrases
from .case import Case, Conditioned, tailor
from .people import Outcome, outcomes
from .procedure import ProcedureFacts, RequiredDocument


@dataclass(frozen=True, slots=True)
class Change:
    """``before`` or ``after`` is empty where a line comes or goes. ``acts``: whether readers do something else because of it."""

    part: str
    before: str
    after: str
    acts: bool = True


# (key, line) of each thing that a part says; a thing with the same key is the same thing, an empty key stands for the line itself.
Lines = list[tuple[str, str]]


def _when(words: str, told: Conditioned[Any]) -> str:
    when = phrases.only_words(told.conditions) if told.conditions else ""
    return phrases.sentences(words, when) if when else words


def _paper(case: Case, told: Conditioned[RequiredDocument]) -> str:
    paper = told.fact
    does = ". ".join(filter(None, (phrases.handling_words(paper), phrases.online_words(paper))))
    parts = (phrases.counts_words(paper), does, phrases.form_line(case, paper), "; ".join(paper.alternatives), paper.note)
    return _when(f"{paper.name}: {phrases.sentences(*filter(None, parts))}", told)


def _lines(*texts: str) -> Lines:
    return [("", text) for text in texts if text]


def _status(facts: ProcedureFacts) -> str:
    return phrases.sentences(phrases.status_name(facts.status), facts.status_note)


def _questions(facts: ProcedureFacts) -> Lines:
    return [(q.id, f"{q.label} {' / '.join(a.label for a in q.answers)}") for q in facts.questions]


def _transfer(facts: ProcedureFacts, today: date | None) -> Lines:
    return [("transfer", phrases.transfer_words(facts.transfer, today))] if facts.transfer else []


Told = Callable[[ProcedureFacts, Case], Lines]
# (name, what it says, whether readers act upon it), in the order of the page.
PARTS: list[tuple[Callable[[], str], Told, bool]] = [
    (lambda: _("Tên bằng lời người dân"), lambda f, c: [("title", f.title)], False),
    (lambda: _("Tên chính thức"), lambda f, c: [("official", f.official_name)], False),
    (lambda: _("Tóm tắt"), lambda f, c: [("summary", f.summary)], False),
    (lambda: _("Tình trạng"), lambda f, c: [("status", _status(f))], True),
    (lambda: _("Hạn của người dân"), lambda f, c: _lines(phrases.deadline_summary(c), *phrases.deadline_notes(c)), True),
    (lambda: _("Thời hạn"), lambda f, c: _lines(*phrases.time_lines(c), *phrases.time_notes(c)), True),
    (lambda: _("Phí, lệ phí"), lambda f, c: _lines(*phrases.cost_lines(c), *phrases.cost_notes(c)), True),
    (lambda: _("Giấy tờ"), lambda f, c: [(d.fact.id, _paper(c, d)) for d in c.documents], True),
    (lambda: _("Câu hỏi"), lambda f, c: _questions(f), True),
    (
        lambda: _("Cách nộp"),
        lambda f, c: [(w.fact.kind, _when(phrases.sentences(phrases.channel_name(w.fact.kind), w.fact.note), w)) for w in c.channels],
        True,
    ),
    (lambda: _("Cơ quan thực hiện"), lambda f, c: [("authority", c.entry.authority)] if c.entry.authority else [], True),
    (lambda: _("Nơi nộp"), lambda f, c: [(o.fact.slug or o.fact.name, _when(o.fact.name, o)) for o in c.offices], True),
    (lambda: _("Nộp trực tuyến"), lambda f, c: _lines(f.submission.url or f.submission.none_reason, *f.submission.asks), True),
    (lambda: _("Mã"), lambda f, c: _lines(phrases.entry_line(c), *(code.value for code in f.former_codes)), True),
    (lambda: _("Các bước"), lambda f, c: _lines(*(_when(phrases.sentences(s.fact.title, s.fact.text), s) for s in c.steps)), False),
    (lambda: _("Kết quả"), lambda f, c: _lines(*(_when(phrases.sentences(o.fact.name, o.fact.handover), o) for o in c.outputs)), True),
    (lambda: _("Điều kiện"), lambda f, c: _lines(*(_when(s.fact.text, s) for s in c.conditions)), True),
    (lambda: _("Lời khuyên"), lambda f, c: _lines(*(_when(s.fact.text, s) for s in c.advice)), False),
    (lambda: _("Căn cứ pháp lý"), lambda f, c: _lines(*(law.number for law in f.legal)), False),
    (lambda: _("Ghi chú về nguồn"), lambda f, c: [("note", f.source_note)], False),
]


def changes(before: ProcedureFacts, after: ProcedureFacts, today: date | None = None) -> list[Change]:
    """What readers see otherwise, in the order of the page; empty where nothing is. Dates of checking are no change.

    ``today``: in the words of that day, where words change with it; without it as they stand for good.
    """
    parts = [*PARTS, (lambda: _("Chuyển thẩm quyền"), lambda f, c: _transfer(f, today), True)]
    cases = tailor(before, {}), tailor(after, {})
    return [
        Change(name(), was, now, acts)
        for name, told, acts in parts
        for was, now in _pairs(told(before, cases[0]), told(after, cases[1]))
        if was != now
    ]


def _pairs(before: Lines, after: Lines) -> Iterator[tuple[str, str]]:
    """Lines of the same thing side by side; what only one side has beside nothing."""
    was, now = ({key: line for key, line in lines if key} for lines in (before, after))
    for key in dict.fromkeys((*was, *now)):
        yield was.get(key, ""), now.get(key, "")
    old, new = ([line for key, line in lines if not key] for lines in (before, after))
    for _kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = old[a:b], new[c:d]
        for n in range(max(len(gone), len(come))):
            yield "".join(gone[n : n + 1]), "".join(come[n : n + 1])


def people_changes(before: ProcedureFacts, after: ProcedureFacts) -> list[Outcome]:
    """Of each example person of both versions what comes out by the new one, held against what came out by the old one.

    Those for whom it is the same are left out.
    """
    known = {person.id for person in before.people}
    told = [outcome for outcome in outcomes(after) if outcome.person.id in known]
    was = (tuple(phrases.outcome_lines(tailor(before, one.person.given))) for one in told)
    found = (replace(one, person=replace(one.person, outcome=lines)) for one, lines in zip(told, was, strict=True))
    return [one for one in found if one.lost or one.new]
