"""What is true for *this reader*? Pure: the facts of a procedure and answers in, the case out.

A fact applies when, for each question it names, the reader gave one of the answers it names; one that names none always applies. While a
question is unanswered, the facts that depend on it are open: they stand apart, each with its condition. That is all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar
from urllib.parse import parse_qs, urlencode

from ..parameters import is_misspelt, meant
from .procedure import (
    DEMANDS,
    FORM_PARTS,
    Answer,
    Applies,
    Channel,
    Cost,
    Deadline,
    Entry,
    Form,
    OfficeFacts,
    Output,
    ProcedureFacts,
    ProcessingTime,
    Question,
    RequiredDocument,
    Statement,
    Step,
)

# The site's own parameters, which are no answers.
OWN = frozenset({"co", "trang", "in"})
MAX_PARAMETERS = 40
# In an address, in an answer's place: the reader does not know. The question stays open, and the next one is asked.
UNSURE = "khong-ro"

# The questions that are still to be answered, each with the answers that would make a fact apply.
Conditions = tuple[tuple[Question, tuple[Answer, ...]], ...]


class Fact(Protocol):
    """Anything a page says that may depend on answers."""

    @property
    def applies(self) -> Applies: ...


F = TypeVar("F", bound=Fact)
# The parts of a procedure whose facts may name answers, by the names of their fields.
TAILORED = ("documents", "deadlines", "channels", "times", "costs", "steps", "outputs", "conditions", "advice", "offices", "forms")


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


T = TypeVar("T", bound="Turns")


class Turns:
    """What is asked one question after the other: what was answered, what is still to be asked, and the address of that.

    ``chosen``: the answers that decide something after those before them, in the order of the questions. ``live``: the questions that an
    open fact waits for. ``exit``: the answer that leads elsewhere, to another procedure; then nothing else is asked. ``unsure``: those of
    the live questions to which the reader said that they do not know; they stay open and are not asked again. ``ignored``: how much of an
    address could not be read.
    """

    __slots__ = ()
    chosen: tuple[tuple[Question, Answer], ...]
    live: tuple[Question, ...]
    exit: Answer | None
    unsure: tuple[Question, ...]
    ignored: int

    @property
    def query(self) -> str:
        """The canonical query string of these answers, in the order of the questions, after them what is not known; empty without both."""
        return self.query_without(None)

    @property
    def answers_query(self) -> str:
        """The same of the answers alone, which is what decides about the facts."""
        return urlencode([(q.id, a.id) for q, a in self.chosen])

    def query_without(self, question: Question | None) -> str:
        """The same without the answer to one question, which is then asked again."""
        known = [(q.id, a.id) for q, a in self.chosen if q != question]
        return urlencode([*known, *((q.id, UNSURE) for q in self.unsure if q != question)])

    @property
    def next(self) -> Question | None:
        """The question whose turn it is."""
        return next((q for q in self.live if q not in self.unsure), None)

    @property
    def turn(self) -> int:
        """The number of the question whose turn it is, counted from 1."""
        return len(self.chosen) + len(self.unsure) + 1

    @property
    def turns(self) -> int:
        """How many questions there are at most, with those answered; an answer may spare later ones."""
        return len(self.chosen) + len(self.live)

    def answer_to(self, question: Question) -> Answer | None:
        return next((a for q, a in self.chosen if q.id == question.id), None)


@dataclass(frozen=True, slots=True)
class Case(Turns):
    """Every fact that holds for the answers given, or may hold.

    ``ignored`` counts what of the address was an answer and could not be read: unknown answers, two to one question, questions that the
    page no longer has or that are misspelt. What messengers, mailers and search engines add was never a question, and is passed over.
    """

    chosen: tuple[tuple[Question, Answer], ...]
    live: tuple[Question, ...]
    exit: Answer | None
    documents: tuple[Conditioned[RequiredDocument], ...]
    deadlines: tuple[Conditioned[Deadline], ...]
    channels: tuple[Conditioned[Channel], ...]
    times: tuple[Conditioned[ProcessingTime], ...]
    costs: tuple[Conditioned[Cost], ...]
    steps: tuple[Conditioned[Step], ...]
    outputs: tuple[Conditioned[Output], ...]
    conditions: tuple[Conditioned[Statement], ...]
    advice: tuple[Conditioned[Statement], ...]
    offices: tuple[Conditioned[OfficeFacts], ...]
    forms: tuple[Conditioned[Form], ...]
    entries: tuple[Conditioned[Entry], ...]
    ignored: int
    # Times and costs are of that year, and may be others today; None: of today.
    year_of_then: int | None = None
    unsure: tuple[Question, ...] = ()

    @property
    def entry(self) -> Entry:
        """The entry of the register that holds; the page's own while an answer is still to decide."""
        return self.entries[0].fact

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

    def forms_of(self, document: RequiredDocument) -> tuple[Conditioned[Form], ...]:
        """The forms that a paper of the case has, or may have, when it is needed: first what holds, then what waits for answers."""
        waits_for = next((told.conditions for told in self.documents if told.fact.id == document.id), ())
        of_it = [form for form in self.forms if form.fact.document == document.id]
        told = [Conditioned(form.fact, tuple(one for one in form.conditions if one not in waits_for)) for form in of_it]
        own = Form(document.id, **{name: getattr(document, name) for name in FORM_PARTS})
        holding = [form for form in told if not form.conditions] or [Conditioned(own)] * bool(own.form)
        return (*holding, *(form for form in told if form.conditions))

    @property
    def open_groups(self) -> tuple[OpenGroup, ...]:
        """The open documents by condition, in the order in which the conditions first appear."""
        groups: dict[Conditions, list[RequiredDocument]] = {}
        for waiting in self.open:
            groups.setdefault(waiting.conditions, []).append(waiting.fact)
        return tuple(OpenGroup(conditions, tuple(documents)) for conditions, documents in groups.items())

    def may_use(self, kind: str) -> bool:
        """Whether it can be handed in that way, or may be."""
        return any(channel.fact.kind == kind for channel in self.channels)


Answers = Mapping[str, Answer]


def canonical_query(read: Callable[[Mapping[str, Iterable[str]]], T], given: Mapping[str, Iterable[str]]) -> str | None:
    """The query that stands for all that say the same as ``given``; None where something of it could not be read, which the page tells.

    ``read`` makes of an address what is told, which has ``ignored``.
    """
    told = read(given)
    if told.ignored:
        return None
    query = told.query
    return query if read(parse_qs(query)) == told else None


@dataclass(frozen=True, slots=True)
class Answered:
    """Questions with the answers that an address gives them. ``live``, ``exit``, ``ignored`` and ``unsure`` as of a :class:`Case`."""

    questions: tuple[Question, ...]
    answers: Answers
    live: tuple[Question, ...]
    exit: Answer | None
    ignored: int
    unsure: tuple[Question, ...]

    @property
    def chosen(self) -> tuple[tuple[Question, Answer], ...]:
        return tuple((q, self.answers[q.id]) for q in self.questions if q.id in self.answers)

    def told(self, facts: Iterable[F]) -> tuple[Conditioned[F], ...]:
        """What the answers do not rule out; nothing where one leads elsewhere, since all facts are of this page."""
        if self.exit is not None:
            return ()
        known = {q.id: q for q in self.questions}
        found = ((fact, _conditions(fact.applies, known, self.answers)) for fact in facts)
        return tuple(Conditioned(fact, conditions) for fact, conditions in found if conditions is not None)


def answered(questions: tuple[Question, ...], applies: Sequence[Applies], given: Mapping[str, Iterable[str]]) -> Answered:
    """Reads the answers to ``questions`` from an address: {question id: answer ids as they stand there}.

    ``applies``: what the facts of the page name, each. The same answers in any order give the same. Nothing in ``given`` raises.
    """
    answers, unsure, ignored = _read(questions, applies, given)
    answers = _deciding(questions, applies, answers)
    live = _live(questions, applies, answers)
    open_ones = tuple(q for q in questions if q.id in live)
    return Answered(questions, answers, open_ones, _exit(questions, answers), ignored, tuple(q for q in open_ones if q.id in unsure))


def tailor(facts: ProcedureFacts, given: Mapping[str, Iterable[str]]) -> Case:
    """The case of the answers given: {question id: answer ids as they stand in the address}.

    The same answers in any order give the same case. Nothing in ``given`` raises.
    """
    said = answered(facts.questions, _all_applies(facts), given)
    told = said.told
    forms = told(facts.forms)
    return Case(
        chosen=said.chosen,
        live=said.live,
        exit=said.exit,
        documents=tuple(Conditioned(_with_form(one.fact, forms), one.conditions) for one in told(facts.documents)),
        deadlines=told(facts.deadlines),
        channels=told(facts.channels),
        times=told(facts.times),
        costs=told(facts.costs),
        steps=told(facts.steps),
        outputs=told(facts.outputs),
        conditions=told(facts.conditions),
        advice=told(facts.advice),
        offices=told(facts.offices),
        forms=forms,
        entries=_entries(facts, told(facts.other_entries)),
        ignored=said.ignored,
        year_of_then=facts.year_of_then,
        unsure=said.unsure,
    )


def _with_form(document: RequiredDocument, forms: tuple[Conditioned[Form], ...]) -> RequiredDocument:
    """The paper with the form that the answers decide for; with its own while they decide for none."""
    decided = next((told.fact for told in forms if told.fact.document == document.id and not told.conditions), None)
    if decided is None:
        return document
    return replace(document, **{name: getattr(decided, name) for name in FORM_PARTS})


def _entries(facts: ProcedureFacts, others: tuple[Conditioned[Entry], ...]) -> tuple[Conditioned[Entry], ...]:
    """The first entry that the answers decide for; else the page's own, and after it those that may still take its place."""
    decided = next((other for other in others if not other.conditions), None)
    return (decided,) if decided else (Conditioned(facts.own_entry), *others)


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


def _exit(questions: tuple[Question, ...], answers: Answers) -> Answer | None:
    return next((answers[q.id] for q in questions if q.id in answers and answers[q.id].leads_to), None)


def _live(questions: tuple[Question, ...], applies: Sequence[Applies], answers: Answers) -> set[str]:
    """The ids of the questions that something still depends on: an open fact, or an answer that leads elsewhere."""
    if _exit(questions, answers):
        return set()
    known = {q.id: q for q in questions}
    live = {q.id for q in questions if q.id not in answers and any(a.leads_to for a in q.answers)}
    for wanted in applies:
        live.update(question.id for question, _answers in _conditions(wanted, known, answers) or ())
    return live


def _all_applies(facts: ProcedureFacts) -> list[Applies]:
    kinds: list[tuple[Fact, ...]] = [*(getattr(facts, name) for name in TAILORED), facts.other_entries]
    return [fact.applies for kind in kinds for fact in kind if fact.applies]


def _deciding(questions: tuple[Question, ...], applies: Sequence[Applies], answers: Answers) -> dict[str, Answer]:
    """The answers to questions that were still live after the questions before them: as when one is asked after the other.

    What a later answer makes idle stays, so that no question goes from under the hand of whoever has just answered it.
    """
    deciding: dict[str, Answer] = {}
    for question in questions:
        if question.id in answers and question.id in _live(questions, applies, deciding):
            deciding[question.id] = answers[question.id]
    return deciding


def _by_name(questions: tuple[Question, ...]) -> dict[str, Question]:
    """Questions by the names that addresses have for them. An id that another question has now is that question's."""
    return {**{old: q for q in questions for old in q.former}, **{q.id: q for q in questions}}


def _answer(question: Question, value: str) -> Answer | None:
    ids = {name for a in question.answers for name in (a.id, *a.former)}
    return question.answer(meant(value, ids) or value)


def _read(
    questions: tuple[Question, ...], applies: Sequence[Applies], given: Mapping[str, Iterable[str]]
) -> tuple[dict[str, Answer], set[str], int]:
    """What an address answers, to which questions it says that nobody knows, and how much of it cannot be read."""
    known = _by_name(questions)
    given_to: dict[str, set[str]] = {}
    ignored = 0
    # The page's own questions first: nothing that stands before an answer may push it out.
    for name, raw in sorted(given.items(), key=lambda item: item[0] not in known)[:MAX_PARAMETERS]:
        question_name = meant(name, known)
        if question_name is not None:
            given_to.setdefault(known[question_name].id, set()).update(v for v in raw if v != "")
        elif _was_question(name, known, applies):
            ignored += 1
    answers: dict[str, Answer] = {}
    unsure: set[str] = set()
    for question, values in given_to.items():
        # An editor's own answer of that name is an answer.
        if values == {UNSURE} and _answer(known[question], UNSURE) is None:
            unsure.add(question)
            continue
        found = {_answer(known[question], v) for v in values}
        # Two different answers to one question are no answer; the order in which they came must not decide.
        answer = found.pop() if len(found) == 1 else None
        if answer is not None:
            answers[question] = answer
        elif values:
            ignored += 1
    return answers, unsure, ignored


def _was_question(name: str, known: Mapping[str, Question], applies: Sequence[Applies]) -> bool:
    """Whether the name is a question that facts still speak of though the page has it no more, or a misspelt one."""
    if name in OWN:
        return False
    gone = {question_id for wanted in applies for question_id, _answers in wanted} - known.keys()
    return name in gone or is_misspelt(name, known)
