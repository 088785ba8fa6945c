"""Example people: does everybody whom an editor has in mind get what they must? Pure: facts in, what is wrong out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .case import Case, tailor
from .phrases import outcome_lines
from .procedure import ExamplePerson, ProcedureFacts


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes out for one person. ``lost``: lines that should be there and are not; ``new``: lines that nobody wrote down."""

    person: ExamplePerson
    case: Case
    lines: tuple[str, ...]

    @property
    def is_unsaid(self) -> bool:
        return not self.person.outcome

    @property
    def lost(self) -> tuple[str, ...]:
        return tuple(line for line in self.person.outcome if line not in self.lines)

    @property
    def new(self) -> tuple[str, ...]:
        return tuple(line for line in self.lines if line not in self.person.outcome)

    @property
    def is_right(self) -> bool:
        """Whether exactly that comes out which must, no question is left and no answer is of no use."""
        return not (self.is_unsaid or self.lost or self.new or self.case.live or self.idle)

    @property
    def idle(self) -> tuple[str, ...]:
        """The questions that the person answers though nobody asks, or that are not there."""
        asked = {question.id for question, _answer in self.case.chosen}
        return tuple(question for question, _answer in self.person.answers if question not in asked)


def outcomes(facts: ProcedureFacts) -> Iterator[Outcome]:
    """Of each person of the page, in their order."""
    for person in facts.people:
        case = tailor(facts, person.given)
        yield Outcome(person, case, tuple(outcome_lines(case)))
