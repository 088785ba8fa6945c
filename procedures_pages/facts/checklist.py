"""Which papers does *this reader* need? Pure: questions, documents and answers in, a checklist out.

A document applies when, for each question it names, the reader gave one of the answers it names; one that names none always
applies. While a question is unanswered, the documents that depend on it stand apart, each with its condition. That is all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from ..parameters import is_misspelt, meant
from .procedure import Answer, Question, RequiredDocument

# The site's own parameters, which are no answers.
OWN = frozenset({"co", "trang", "in"})
MAX_PARAMETERS = 40


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document that depends on unanswered questions: (question, the answers that would make it apply)."""

    document: RequiredDocument
    conditions: tuple[tuple[Question, tuple[Answer, ...]], ...]


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """Documents that wait for the same answers, told under one condition."""

    conditions: tuple[tuple[Question, tuple[Answer, ...]], ...]
    documents: tuple[RequiredDocument, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """``ignored`` counts what of the address was an answer and could not be read: unknown answers, two to one question, questions that
    the page no longer has or that are misspelt. What messengers, mailers and search engines add was never a question, and is passed over.
    """

    chosen: tuple[tuple[Question, Answer], ...]
    needed: tuple[RequiredDocument, ...]
    open: tuple[OpenDocument, ...]
    ignored: int

    @property
    def query(self) -> str:
        """The canonical query string of these answers, in the order of the questions; empty without answers."""
        return urlencode([(q.id, a.id) for q, a in self.chosen])

    @property
    def open_groups(self) -> tuple[OpenGroup, ...]:
        """The open documents by condition, in the order in which the conditions first appear."""
        groups: dict[tuple[tuple[Question, tuple[Answer, ...]], ...], list[RequiredDocument]] = {}
        for waiting in self.open:
            groups.setdefault(waiting.conditions, []).append(waiting.document)
        return tuple(OpenGroup(conditions, tuple(documents)) for conditions, documents in groups.items())

    def answer_to(self, question: Question) -> Answer | None:
        return next((a for q, a in self.chosen if q.id == question.id), None)


def _by_name(questions: tuple[Question, ...]) -> dict[str, Question]:
    """Questions by the names that addresses have for them. An id that another question has now is that question's."""
    return {**{old: q for q in questions for old in q.former}, **{q.id: q for q in questions}}


def _answer(question: Question, value: str) -> Answer | None:
    ids = {name for a in question.answers for name in (a.id, *a.former)}
    return question.answer(meant(value, ids) or value)


def _read(
    questions: tuple[Question, ...], documents: tuple[RequiredDocument, ...], given: Mapping[str, Iterable[str]]
) -> tuple[dict[str, Answer], int]:
    known = _by_name(questions)
    given_to: dict[str, set[str]] = {}
    ignored = 0
    # The page's own questions first: nothing that stands before an answer may push it out.
    for name, raw in sorted(given.items(), key=lambda item: item[0] not in known)[:MAX_PARAMETERS]:
        question_name = meant(name, known)
        if question_name is not None:
            given_to.setdefault(known[question_name].id, set()).update(v for v in raw if v != "")
        elif _was_question(name, known, documents):
            ignored += 1
    answers: dict[str, Answer] = {}
    for question, values in given_to.items():
        found = {_answer(known[question], v) for v in values}
        # Two different answers to one question are no answer; the order in which they came must not decide.
        answer = found.pop() if len(found) == 1 else None
        if answer is not None:
            answers[question] = answer
        elif values:
            ignored += 1
    return answers, ignored


def _was_question(name: str, known: Mapping[str, Question], documents: tuple[RequiredDocument, ...]) -> bool:
    """Whether the name is a question that papers still speak of though the page has it no more, or a misspelt one."""
    if name in OWN:
        return False
    gone = {question_id for document in documents for question_id, _answers in document.applies} - known.keys()
    return name in gone or is_misspelt(name, known)


def tailor(questions: tuple[Question, ...], documents: tuple[RequiredDocument, ...], given: Mapping[str, Iterable[str]]) -> Checklist:
    """The checklist for the answers given: {question id: answer ids as they stand in the address}.

    The same answers in any order give the same checklist. Nothing in ``given`` raises.
    """
    answers, ignored = _read(questions, documents, given)
    known = {q.id: q for q in questions}
    needed: list[RequiredDocument] = []
    waiting: list[OpenDocument] = []
    for document in documents:
        unanswered: list[tuple[Question, tuple[Answer, ...]]] = []
        for question_id, wanted in document.applies:
            question = known.get(question_id)
            if question is None:  # An editor removed the question: the document must not vanish with it.
                continue
            answer = answers.get(question_id)
            if answer is None:
                unanswered.append((question, tuple(a for a in question.answers if a.id in wanted)))
            elif answer.id not in wanted:
                break
        else:
            if unanswered:
                waiting.append(OpenDocument(document, tuple(unanswered)))
            else:
                needed.append(document)
    chosen = tuple((q, answers[q.id]) for q in questions if q.id in answers)
    return Checklist(chosen, tuple(needed), tuple(waiting), ignored)
