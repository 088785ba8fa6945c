"""The plan of a guide: its steps for the answers given, in order, with the papers of all of them. Pure.

The tailoring is a procedure page's own (``facts.case``): a step is a fact, and so is each answer that it knows for its procedures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from procedures_pages.facts.case import Answered, Case, Conditioned, Conditions, Turns, answered, tailor
from procedures_pages.facts.phrases import when_words
from procedures_pages.facts.procedure import Answer, Applies, ProcedureFacts, Question, RequiredDocument, Untranslated

from .building import GuideFacts, GuideStep
from .merging import MergedDocument, merge


@dataclass(frozen=True, slots=True)
class PlannedProcedure:
    """One procedure of a step, with the answers that the plan knows."""

    facts: ProcedureFacts
    case: Case

    @property
    def url(self) -> str:
        """Its page, where what is known is answered already."""
        return self.facts.url + (f"?{self.case.query}" if self.case.query else "")


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """``number`` counts from 1 as the reader sees it. ``conditions``: what is still to be answered for the step to be taken."""

    number: int
    step: GuideStep
    conditions: Conditions
    procedures: tuple[PlannedProcedure, ...]

    @property
    def is_certain(self) -> bool:
        """Whether this reader takes the step: no answer is wanting, and nothing is left for the reader to decide."""
        return not self.conditions and not self.step.when

    @property
    def in_force(self) -> tuple[PlannedProcedure, ...]:
        return tuple(procedure for procedure in self.procedures if not procedure.facts.is_gone)


@dataclass(frozen=True, slots=True)
class Plan(Turns):
    """The steps that the answers do not rule out. ``ignored`` and ``unsure`` as of a case."""

    guide: GuideFacts
    chosen: tuple[tuple[Question, Answer], ...]
    live: tuple[Question, ...]
    exit: Answer | None
    steps: tuple[PlannedStep, ...]
    ignored: int
    unsure: tuple[Question, ...] = ()

    @property
    def certain(self) -> tuple[PlannedStep, ...]:
        return tuple(step for step in self.steps if step.is_certain)

    @property
    def waiting(self) -> tuple[PlannedStep, ...]:
        """The steps of which another answer decides."""
        return tuple(step for step in self.steps if step.conditions)

    @property
    def merged(self) -> list[MergedDocument]:
        """The papers of the steps that are certain, doubles once; ``uses`` are positions among all ``steps``, from 0."""
        return merge([self._needed(step) if step.is_certain else () for step in self.steps])

    def _needed(self, step: PlannedStep) -> Iterator[RequiredDocument]:
        for procedure in step.in_force:
            is_foreign = procedure.facts.lang != self.guide.lang
            yield from (_marked(document) if is_foreign else document for document in procedure.case.needed)

    @property
    def in_reserve(self) -> dict[str, tuple[Conditioned[RequiredDocument], ...]]:
        """{language: the papers that no certain step demands, each under the same name and condition once}."""
        cases: dict[str, list[Case]] = {}
        for procedure in (procedure for step in self.certain for procedure in step.in_force):
            cases.setdefault(procedure.facts.lang, []).append(procedure.case)
        return {lang: found for lang, of_lang in cases.items() if (found := in_reserve(of_lang))}

    @property
    def with_open_papers(self) -> tuple[PlannedProcedure, ...]:
        """The procedures of certain steps of which an answer that only their own page asks for decides about papers."""
        return tuple(procedure for step in self.certain for procedure in step.in_force if procedure.case.open)

    def path(self, tail: str = "") -> str:
        """The plan's address, or one beside it: "in/", "ho-so/"."""
        return self.guide.url + tail + (f"?{self.query}" if self.query else "")


def _marked(document: RequiredDocument) -> RequiredDocument:
    """The paper of a procedure that is not in the guide's language, its words marked as Vietnamese."""
    return replace(document, name=Untranslated(document.name), alternatives=tuple(map(Untranslated, document.alternatives)))


def in_reserve(cases: Iterable[Case]) -> tuple[Conditioned[RequiredDocument], ...]:
    told = (waiting for case in cases for waiting in case.in_reserve)
    return tuple({(waiting.fact.name, when_words(waiting.conditions)): waiting for waiting in told}.values())


def answers_of_guide(guide: GuideFacts, given: Mapping[str, Iterable[str]]) -> Answered:
    """Which of the guide's questions an address answers. A question is live while a step, or what is known for one, depends on it."""
    applies: list[Applies] = [step.applies for step in guide.steps]
    # Of a step that is ruled out nothing else matters.
    applies += [(*step.applies, *known.applies) for step in guide.steps for known in step.known]
    return answered(guide.questions, applies, given)


def _known_answers(step: GuideStep, facts: ProcedureFacts, said: Answered) -> dict[str, list[str]]:
    """What the guide's answers decide of one procedure's questions, as ``tailor`` takes it."""
    asked = {question.id: question for question in facts.questions}
    known: dict[str, list[str]] = {}
    for told in said.told(step.known):
        question = asked.get(told.fact.question)
        if not told.conditions and question and question.answer(told.fact.answer):
            known.setdefault(question.id, [told.fact.answer])
    return known


def _planned(step: GuideStep, said: Answered) -> tuple[PlannedProcedure, ...]:
    return tuple(PlannedProcedure(facts, tailor(facts, _known_answers(step, facts, said))) for facts in step.procedures)


def plan_of(guide: GuideFacts, given: Mapping[str, Iterable[str]]) -> Plan:
    """The plan for the answers given: {question id: answer ids as they stand in the address}. Nothing in ``given`` raises."""
    said = answers_of_guide(guide, given)
    steps = [
        PlannedStep(number, told.fact, told.conditions, _planned(told.fact, said)) for number, told in enumerate(said.told(guide.steps), 1)
    ]
    return Plan(guide, said.chosen, said.live, said.exit, tuple(steps), said.ignored, said.unsure)


def usual_plan(plan: Plan) -> Plan:
    """The plan where what was not answered is answered as most people would: the usual answer stands first."""
    usual = {question.id: [question.answers[0].id] for question in plan.guide.questions if question.answers}
    return plan_of(plan.guide, {**usual, **{question.id: [answer.id] for question, answer in plan.chosen}})
