"""The questions on the counter's page of a procedure, each answer with a number and a link. Depends on facts, answers and language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from ..addresses import localized
from ..facts.checklist import Checklist
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
    """``is_open``: an answer would still change the list of papers. ``is_next``: the first such one, which the number keys answer."""

    question: Question
    answers: tuple[NumberedAnswer, ...]
    is_open: bool
    is_next: bool

    @property
    def chosen(self) -> NumberedAnswer | None:
        return next((answer for answer in self.answers if answer.chosen), None)


def asked(facts: ProcedureFacts, checklist: Checklist) -> tuple[AskedQuestion, ...]:
    """All questions of the procedure in their order."""
    given = {question.id: answer.id for question, answer in checklist.chosen}
    # An officer with a queue asks no more than papers still depend on.
    waiting = {question.id for document in checklist.open for question, _answers in document.conditions}
    upcoming = next((question.id for question in facts.questions if question.id in waiting), None)

    def numbered(question: Question, number: int, answer: Answer) -> NumberedAnswer:
        chosen = given.get(question.id) == answer.id
        wanted = {**given, question.id: "" if chosen else answer.id}
        pairs = [(q.id, wanted[q.id]) for q in facts.questions if wanted.get(q.id)]
        return NumberedAnswer(number, answer, chosen, counter_path(facts.slug, urlencode(pairs)))

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
