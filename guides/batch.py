"""The papers of a life event: several procedures, each for the reader's case, and one list of what to bring for all of them.

Addresses: ``chon=<code>`` for each procedure that is wanted, ``<code>.<question>=<answer>`` for the answers. Any code that a page carries
will do, so that a kept address survives new codes; a page without a code goes by its slug. ``<question>=<answer>`` without a code answers
the guide's own questions: what they decide is chosen and answered already.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from procedures_pages.codes import read_code
from procedures_pages.facts import phrases
from procedures_pages.facts.case import Case, Conditioned, tailor
from procedures_pages.facts.procedure import ProcedureFacts, RequiredDocument
from procedures_pages.parameters import meant

from .building import facts_of_guide, guide_path
from .merging import MergedDocument, merge
from .models import BaseGuidePage
from .planning import Plan, PlannedStep, in_reserve, plan_of, usual_plan

MAX_PROCEDURES = 20
CHOSEN = "chon"


@dataclass(frozen=True, slots=True)
class BatchPart:
    """One procedure of the life event. ``when``: the step's condition, empty where everybody takes it.

    ``known``: what the plan answers by itself, {question id: answer id}.
    """

    key: str
    facts: ProcedureFacts
    case: Case
    when: str
    chosen: bool
    known: Mapping[str, str]

    @property
    def said(self) -> list[tuple[str, str]]:
        """The answers that an address has to name, since the plan does not know them."""
        return [(f"{self.key}.{q.id}", a.id) for q, a in self.case.chosen if self.known.get(q.id) != a.id]

    @property
    def questions(self) -> list[tuple[str, object]]:
        return [(f"{self.key}.{question.id}", question) for question in self.facts.questions]


@dataclass(frozen=True, slots=True)
class Batch:
    slug: str
    lang: str
    title: str
    parts: tuple[BatchPart, ...]
    ignored: int
    plan: Plan

    @property
    def chosen(self) -> tuple[BatchPart, ...]:
        return tuple(part for part in self.parts if part.chosen)

    @property
    def merged(self) -> list[MergedDocument]:
        return merge([part.case.needed for part in self.chosen])

    @property
    def in_reserve(self) -> tuple[Conditioned[RequiredDocument], ...]:
        """The papers that none of the procedures demands, each under the same name and condition once."""
        return in_reserve(part.case for part in self.chosen)

    @property
    def has_open(self) -> bool:
        return any(part.case.open for part in self.chosen)

    @property
    def query(self) -> str:
        """The canonical query string: the guide's answers, then choice and answers in the order of the steps."""
        pairs = [(question.id, answer.id) for question, answer in self.plan.chosen]
        pairs += [(CHOSEN, part.key) for part in self.chosen]
        pairs += [pair for part in self.chosen for pair in part.said]
        return urlencode(pairs)

    def path(self, tail: str = "ho-so/", lang: str | None = None) -> str:
        return guide_path(self.slug, lang) + tail + (f"?{self.query}" if self.query else "")


def _names(facts: ProcedureFacts) -> set[str]:
    return {facts.slug, *(code.value for code in facts.codes)}


def _procedures(plan: Plan) -> list[tuple[ProcedureFacts, PlannedStep | None]]:
    """The procedures of a guide in force, in the order of its steps, each once, with the step of the plan that it is for; None for none."""
    out: dict[str, tuple[ProcedureFacts, PlannedStep | None]] = {}
    for step in plan.guide.steps:
        planned = next((one for one in plan.steps if one.step is step), None)
        for facts in step.procedures:
            if not facts.is_gone and (facts.id not in out or out[facts.id][1] is None):
                out[facts.id] = (facts, planned)
    return list(out.values())[:MAX_PROCEDURES]


def _everybodys(plan: Plan) -> set[str]:
    """The procedures of the steps that everybody takes; of the usual case, where those have none."""
    return _certain(plan) or _certain(usual_plan(plan))


def _certain(plan: Plan) -> set[str]:
    return {procedure.facts.id for step in plan.certain for procedure in step.procedures}


def _when(step: PlannedStep | None) -> str:
    return "" if step is None else step.step.when or phrases.sentence(step.conditions)


def _known(facts: ProcedureFacts, step: PlannedStep | None) -> dict[str, str]:
    """{question id: answer id} of what the plan knows of a procedure's questions."""
    planned = next((p for p in step.procedures if p.facts is facts), None) if step else None
    return {question.id: answer.id for question, answer in planned.case.chosen} if planned else {}


def _given(facts: ProcedureFacts, known: Mapping[str, str], mine: dict[str, list[str]]) -> dict[str, list[str]]:
    """What the address answers of a procedure's questions, and of the others what is known."""
    names = {question.id: {question.id, *question.former} for question in facts.questions}
    return {**{q: [a] for q, a in known.items() if not any(meant(name, names[q]) for name in mine)}, **mine}


def batch_of(page: BaseGuidePage, given: Mapping[str, list[str]], lang: str) -> Batch:
    """Reads which procedures and answers an address asks for. Without ``chon``: those of the steps that everybody takes.

    ``ignored`` counts the procedures and answers of the address that nobody knows; what was never either is passed over.
    """
    guide = facts_of_guide(page, lang, with_rows=True)
    plan = plan_of(guide, {name: values for name, values in given.items() if "." not in name and name != CHOSEN})
    procedures = _procedures(plan)
    known = {name for facts, _step in procedures for name in _names(facts)}
    named = {meant(name, known) or name for name in given.get(CHOSEN, ())} - {""}
    wanted, ignored = named & known, len(named - known) + plan.ignored
    # The form's own page says "nothing chosen" by an empty value; an address that names only unknown ones has said nothing.
    said = bool(wanted) or (CHOSEN in given and not named)
    answers: dict[str, dict[str, list[str]]] = {}
    for name, values in list(given.items())[:400]:
        key, dot, question = name.rpartition(".")
        procedure = meant(key, known)
        if dot and procedure:
            answers.setdefault(procedure, {})[question] = values
        elif dot and read_code(key):  # A procedure that the guide had, or has under another code.
            ignored += 1
    everybody = _everybodys(plan) or {facts.id for facts, _step in procedures}
    parts = []
    for facts, step in procedures:
        names = _names(facts)
        if plan.steps and step is None and not names & wanted:
            continue  # ruled out by what was answered
        mine = {question: values for key in names & answers.keys() for question, values in answers[key].items()}
        known_here = _known(facts, step)
        case = tailor(facts, _given(facts, known_here, mine))
        ignored += case.ignored
        chosen = bool(names & wanted) if said else facts.id in everybody
        parts.append(BatchPart(facts.code or facts.slug, facts, case, _when(step), chosen, known_here))
    return Batch(page.slug, page.locale.language_code, page.title, tuple(parts), ignored, plan)
