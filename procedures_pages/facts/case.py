"""What is true for *this reader*? Pure: the facts of a procedure and answers in, the case out.

A fact applies when, for each question it names, the reader gave one of the answers it names; one that names none always applies. While a
question is unanswered, the facts that depend on it are open: they stand apart, each with its condition. That is all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from urllib.parse import urlencode

from ..parameters import is_misspelt, meant
from .procedure import (
    DEMANDS,
    Answer,
    Applies,
    Channel,
    Cost,
    Output,
    ProcedureFacts,
    ProcessingTime,
    Question,
    RequiredDocument,
    Step,
)

# The site's own parameters, which are no answers.
OWN = frozenset({"co", "trang", "in"})
MAX_PARAMETERS = 40

# The questions that are still to be answered, each with the answers that would make a fact apply.
Conditions = tuple[tuple[Question, tuple[Answer, ...]], ...]


class Fact(Protocol):
    """Anything a page says that may depend on answers."""

    @property
    def applies(self) -> Applies: ...


F = TypeVar("F", bound=Fact)
# The parts of a procedure whose facts may name answers, by the names of their fields.
TAILORED = ("documents", "channels", "times", "costs", "steps", "outputs")


@dataclass(frozen=True, slots=True)
class Conditioned(Generic[F]):
    """A fact of the case; decided where ``conditions`` is empty, else open."""

    fact: F
    conditions: Conditions = ()


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """Documents that wait for the same answers, told under one condition."""

    conditions: Conditions
    documents: tuple[RequiredDocument, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """Every fact that holds for the answers given, or may hold.

    ``chosen``: the answers that decide something after those before them, in the order of the questions. ``live``: the questions that an
    open fact waits for. ``exit``: the answer that leads elsewhere, to another procedure; then nothing else is asked. ``ignored`` counts
    what of the address was an answer and could not be read: unknown answers, two to one question, questions that the page no longer has
    or that are misspelt. What messengers, mailers and search engines add was never a question, and is passed over.
    """

    chosen: tuple[tuple[Question, Answer], ...]
    live: tuple[Question, ...]
    exit: Answer | None
    documents: tuple[Conditioned[RequiredDocument], ...]
    channels: tuple[Conditioned[Channel], ...]
    times: tuple[Conditioned[ProcessingTime], ...]
    costs: tuple[Conditioned[Cost], ...]
    steps: tuple[Conditioned[Step], ...]
    outputs: tuple[Conditioned[Output], ...]
    ignored: int

    @property
    def needed(self) -> tuple[RequiredDocument, ...]:
        """The papers that this reader has to hand in or show."""
        return tuple(d.fact for d in self.documents if not d.conditions and d.fact.handling in DEMANDS)

    @property
    def open(self) -> tuple[Conditioned[RequiredDocument], ...]:
        """The papers of which another answer decides whether they are needed."""
        return tuple(d for d in self.documents if d.conditions and d.fact.handling in DEMANDS)

    @property
    def in_reserve(self) -> tuple[Conditioned[RequiredDocument], ...]:
        """The papers that nobody demands: their number is enough, the office looks them up, or they are no longer asked for."""
        return tuple(d for d in self.documents if d.fact.handling not in DEMANDS)

    @property
    def query(self) -> str:
        """The canonical query string of these answers, in the order of the questions; empty without answers."""
        return urlencode([(q.id, a.id) for q, a in self.chosen])

    @property
    def open_groups(self) -> tuple[OpenGroup, ...]:
        """The open documents by condition, in the order in which the conditions first appear."""
        groups: dict[Conditions, list[RequiredDocument]] = {}
        for waiting in self.open:
            groups.setdefault(waiting.conditions, []).append(waiting.fact)
        return tuple(OpenGroup(conditions, tuple(documents)) for conditions, documents in groups.items())

    def answer_to(self, question: Question) -> Answer | None:
        return next((a for q, a in self.chosen if q.id == question.id), None)


Answers = Mapping[str, Answer]


def tailor(facts: ProcedureFacts, given: Mapping[str, Iterable[str]]) -> Case:
    """The case of the answers given: {question id: answer ids as they stand in the address}.

    The same answers in any order give the same case. Nothing in ``given`` raises.
    """
    answers, ignored = _read(facts, given)
    answers = _deciding(facts, answers)
    live, leading, known = _live(facts, answers), _exit(facts, answers), {q.id: q for q in facts.questions}

    def told(of: tuple[F, ...]) -> tuple[Conditioned[F], ...]:
        """What the answers do not rule out; nothing where one leads elsewhere, since all facts are of this procedure."""
        found = ((fact, _conditions(fact.applies, known, answers)) for fact in of if leading is None)
        return tuple(Conditioned(fact, conditions) for fact, conditions in found if conditions is not None)

    return Case(
        chosen=tuple((q, answers[q.id]) for q in facts.questions if q.id in answers),
        live=tuple(q for q in facts.questions if q.id in live),
        exit=leading,
        documents=told(facts.documents),
        channels=told(facts.channels),
        times=told(facts.times),
        costs=told(facts.costs),
        steps=told(facts.steps),
        outputs=told(facts.outputs),
        ignored=ignored,
    )


def _conditions(applies: Applies, known: Mapping[str, Question], answers: Answers) -> Conditions | None:
    """What is still to be answered for a fact to apply; None where an answer rules it out."""
    unanswered = []
    for question_id, wanted in applies:
        question = known.get(question_id)
        if question is None:  # An editor removed the question: the fact must not vanish with it.
            continue
        answer = answers.get(question_id)
        if answer is None:
            unanswered.append((question, tuple(a for a in question.answers if a.id in wanted)))
        elif answer.id not in wanted:
            return None
    return tuple(unanswered)


def _exit(facts: ProcedureFacts, answers: Answers) -> Answer | None:
    return next((answers[q.id] for q in facts.questions if q.id in answers and answers[q.id].leads_to), None)


def _live(facts: ProcedureFacts, answers: Answers) -> set[str]:
    """The ids of the questions that something still depends on: an open fact, or an answer that leads elsewhere."""
    if _exit(facts, answers):
        return set()
    known = {q.id: q for q in facts.questions}
    live = {q.id for q in facts.questions if q.id not in answers and any(a.leads_to for a in q.answers)}
    for applies in _all_applies(facts):
        live.update(question.id for question, _wanted in _conditions(applies, known, answers) or ())
    return live


def _all_applies(facts: ProcedureFacts) -> list[Applies]:
    kinds: list[tuple[Fact, ...]] = [getattr(facts, name) for name in TAILORED]
    return [fact.applies for kind in kinds for fact in kind if fact.applies]


def _deciding(facts: ProcedureFacts, answers: dict[str, Answer]) -> dict[str, Answer]:
    """The answers to questions that were still live after the questions before them: as when one is asked after the other.

    What a later answer makes idle stays, so that no question goes from under the hand of whoever has just answered it.
    """
    deciding: dict[str, Answer] = {}
    for question in facts.questions:
        if question.id in answers and question.id in _live(facts, deciding):
            deciding[question.id] = answers[question.id]
    return deciding


def _by_name(questions: tuple[Question, ...]) -> dict[str, Question]:
    """Questions by the names that addresses have for them. An id that another question has now is that question's."""
    return {**{old: q for q in questions for old in q.former}, **{q.id: q for q in questions}}


def _answer(question: Question, value: str) -> Answer | None:
    ids = {name for a in question.answers for name in (a.id, *a.former)}
    return question.answer(meant(value, ids) or value)


def _read(facts: ProcedureFacts, given: Mapping[str, Iterable[str]]) -> tuple[dict[str, Answer], int]:
    known = _by_name(facts.questions)
    given_to: dict[str, set[str]] = {}
    ignored = 0
    # The page's own questions first: nothing that stands before an answer may push it out.
    for name, raw in sorted(given.items(), key=lambda item: item[0] not in known)[:MAX_PARAMETERS]:
        question_name = meant(name, known)
        if question_name is not None:
            given_to.setdefault(known[question_name].id, set()).update(v for v in raw if v != "")
        elif _was_question(name, known, facts):
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


def _was_question(name: str, known: Mapping[str, Question], facts: ProcedureFacts) -> bool:
    """Whether the name is a question that facts still speak of though the page has it no more, or a misspelt one."""
    if name in OWN:
        return False
    gone = {question_id for applies in _all_applies(facts) for question_id, _answers in applies} - known.keys()
    return name in gone or is_misspelt(name, known)
