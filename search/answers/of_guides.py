"""A kind of fact of a guide, in the words that its page has for it. Pure but for the language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from procedures_pages.facts import phrases
from procedures_pages.facts.case import Case, Conditioned
from procedures_pages.facts.procedure import ProcedureFacts

from .answer import Asked, Choice, Reason, Told

MAX_ASKED = 6


def told(kind: str, facts: ProcedureFacts, case: Case, anchor: str) -> Told:
    """The facts of a page and the case nobody has told anything about in; what the page says of that kind out."""
    return _BY_KIND[kind](facts, case, anchor)


def _all(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _question(facts: ProcedureFacts, told: Iterable[Conditioned[Any]], anchor: str) -> Asked | None:
    """The first question that one of these facts waits for."""
    waiting = (question for one in told for question, _answers in one.conditions)
    wanted = {question.id for question in waiting}
    question = next((question for question in facts.questions if question.id in wanted), None)
    if question is None or len(question.answers) > MAX_ASKED:
        return None
    ending = f"#{anchor}" if anchor else ""
    return Asked(question.label, tuple(Choice(a.label, f"{facts.url}?{question.id}={a.id}{ending}") for a in question.answers))


def _depending(lines: tuple[str, ...], facts: ProcedureFacts, told: Iterable[Conditioned[Any]], anchor: str) -> Told:
    asked = _question(facts, told, anchor)
    return Told(lines, _("Tùy trường hợp") if asked else "", asked)


def _time(facts: ProcedureFacts, case: Case, anchor: str) -> Told:
    if all(one.fact.unit == "unknown" for one in case.times):
        return Told()
    lines = phrases.time_lines(case)
    return _depending(_all([phrases.time_summary(case)] if len(lines) <= 1 else lines), facts, case.times, anchor)


def _cost(facts: ProcedureFacts, case: Case, anchor: str) -> Told:
    if all(one.fact.basis in ("unknown", "ended") for one in case.costs):
        return Told()
    lines = phrases.cost_lines(case) if phrases.has_more_costs(case) else [phrases.cost_summary(case)]
    return _depending(_all(lines), facts, case.costs, anchor)


def _papers(facts: ProcedureFacts, case: Case, anchor: str) -> Told:
    lines = _all(document.name for document in case.needed)
    if not case.open:
        return Told(lines)
    asked = _question(facts, case.open, "danh-muc")
    if not lines:
        return Told(asked=asked, reason=Reason.SEVERAL_CASES)
    return Told(lines, phrases.standing_words(case), asked)


def _where(facts: ProcedureFacts, case: Case, anchor: str) -> Told:
    offices = [one for one in case.offices if one.fact.is_told_apart]
    return _depending(_all([_authority(case), phrases.offices_line(case)]), facts, [*offices, *case.entries], anchor)


def _decides(facts: ProcedureFacts, case: Case, anchor: str) -> Told:
    return Told(_all([_authority(case)]))


def _authority(case: Case) -> str:
    """Some pages name no authority, in the words that say so."""
    authority = case.entry.authority
    return "" if authority.startswith(_("Chưa có thông tin")) else authority


def _online(facts: ProcedureFacts, case: Case, anchor: str) -> Told:
    if facts.service_mode != "unknown":
        return Told((phrases.service_mode_name(facts.service_mode),))
    return Told((_("hoặc trực tuyến") if phrases.takes_online(case) else _("chưa nộp trực tuyến được"),))


def _how(facts: ProcedureFacts, case: Case, anchor: str) -> Told:
    return Told(_all(one.fact.title for one in case.steps))


def _result(facts: ProcedureFacts, case: Case, anchor: str) -> Told:
    names = [", ".join(filter(None, (one.fact.name, phrases.when_words(one.conditions)))) for one in case.outputs]
    return _depending(_all(names), facts, case.outputs, anchor)


def _conditions(facts: ProcedureFacts, case: Case, anchor: str) -> Told:
    return Told(_all(": ".join(filter(None, (phrases.sentence(one.conditions), one.fact.text))) for one in case.conditions))


def _law(facts: ProcedureFacts, case: Case, anchor: str) -> Told:
    return Told(_all(f"{law.number} {law.title}".strip() for law in facts.legal))


def _who(facts: ProcedureFacts, case: Case, anchor: str) -> Told:
    return Told(_all(map(phrases.audience_name, facts.audiences)))


def _deadline(facts: ProcedureFacts, case: Case, anchor: str) -> Told:
    return _depending(_all([phrases.deadline_summary(case)]), facts, case.deadlines, anchor)


_BY_KIND: dict[str, Callable[[ProcedureFacts, Case, str], Told]] = {
    "time": _time,
    "cost": _cost,
    "papers": _papers,
    "where": _where,
    "online": _online,
    "how": _how,
    "result": _result,
    "conditions": _conditions,
    "law": _law,
    "who": _who,
    "decides": _decides,
    "deadline": _deadline,
}
