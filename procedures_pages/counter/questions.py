"""The questions on the counter's page of a procedure, each answer with a number and a link. Depends on facts, answers and language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..addresses import localized
from ..facts.case import Case, tailor
from ..facts.procedure import Answer, Link, ProcedureFacts, Question

_PROCEDURE = re.compile(r"(?:/en)?/thu-tuc/([-\w]+)/")


def counter_path(slug: str = "", query: str = "") -> str:
    """The counter's page of a procedure, or where it begins, in the reader's language."""
    return localized(f"/quay/{slug}/" if slug else "/quay/") + (f"?{query}" if query else "")


def at_counter(path: str) -> str:
    """Turns the path of a procedure's page into that of its page at the counter; any other path comes back as it is."""
    match = _PROCEDURE.fullmatch(path)
    return counter_path(match[1]) if match else path


@dataclass(frozen=True, slots=True)
class NumberedAnswer:
    """``url`` gives this answer and keeps the others; where it is the chosen one, takes it back."""

    number: int
    answer: Answer
    chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """``is_open``: an answer would still change something. ``is_next``: the first such one, which the number keys answer."""

    question: Question
    answers: tuple[NumberedAnswer, ...]
    is_open: bool
    is_next: bool

    @property
    def chosen(self) -> NumberedAnswer | None:
        return next((answer for answer in self.answers if answer.chosen), None)


def asked(facts: ProcedureFacts, case: Case) -> tuple[AskedQuestion, ...]:
    """All questions of the procedure in their order."""
    given = {question.id: answer.id for question, answer in case.chosen}
    # An officer with a queue asks no more than something still depends on.
    waiting = {question.id for question in case.live}
    upcoming = case.live[0].id if case.live else None

    def numbered(question: Question, number: int, answer: Answer) -> NumberedAnswer:
        chosen = given.get(question.id) == answer.id
        wanted = {**given, question.id: "" if chosen else answer.id}
        # An answer that this one makes idle leaves the address.
        then = tailor(facts, {name: [value] for name, value in wanted.items()})
        return NumberedAnswer(number, answer, chosen, counter_path(facts.slug, then.query))

    return tuple(
        AskedQuestion(
            question,
            tuple(numbered(question, n, a) for n, a in enumerate(question.answers, 1)),
            question.id in waiting,
            question.id == upcoming,
        )
        for question in facts.questions
    )


def onward(facts: ProcedureFacts) -> tuple[Link, ...]:
    """What took this procedure's place, or shared its code: links between pages of the counter."""
    links = ([facts.successor] if facts.successor else []) + [sibling.link for sibling in facts.siblings]
    return tuple(Link(link.title, at_counter(link.url), link.lang) for link in links)
