"""The papers of a life event: several procedures, each for the reader's case, and one list of what to bring for all of them.

Addresses: ``chon=<code>`` for each procedure that is wanted, ``<code>.<question>=<answer>`` for the answers. Any code that a page carries
will do, so that a kept address survives new codes; a page without a code goes by its slug.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from procedures_pages.codes import read_code
from procedures_pages.facts.case import Case, Conditioned, tailor
from procedures_pages.facts.from_pages import facts_of_all
from procedures_pages.facts.phrases import when_words
from procedures_pages.facts.procedure import ProcedureFacts, RequiredDocument
from procedures_pages.parameters import meant

from .building import guide_path, public_versions
from .merging import MergedDocument, merge
from .models import BaseGuidePage

MAX_PROCEDURES = 20
CHOSEN = "chon"


@dataclass(frozen=True, slots=True)
class BatchPart:
    """One procedure of the life event. ``when``: the step's condition, empty where everybody takes it."""

    key: str
    facts: ProcedureFacts
    case: Case
    when: str
    chosen: bool

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

    @property
    def chosen(self) -> tuple[BatchPart, ...]:
        return tuple(part for part in self.parts if part.chosen)

    @property
    def merged(self) -> list[MergedDocument]:
        return merge([part.case.needed for part in self.chosen])

    @property
    def in_reserve(self) -> tuple[Conditioned[RequiredDocument], ...]:
        """The papers that none of the procedures demands, each under the same name and condition once."""
        told = (waiting for part in self.chosen for waiting in part.case.in_reserve)
        return tuple({(waiting.fact.name, when_words(waiting.conditions)): waiting for waiting in told}.values())

    @property
    def has_open(self) -> bool:
        return any(part.case.open for part in self.chosen)

    @property
    def query(self) -> str:
        """The canonical query string: choice and answers, in the order of the steps."""
        pairs = [(CHOSEN, part.key) for part in self.chosen]
        pairs += [(f"{part.key}.{q.id}", a.id) for part in self.chosen for q, a in part.case.chosen]
        return urlencode(pairs)

    def path(self, tail: str = "ho-so/", lang: str | None = None) -> str:
        return guide_path(self.slug, lang) + tail + (f"?{self.query}" if self.query else "")


def _names(facts: ProcedureFacts) -> set[str]:
    return {facts.slug, *(code.value for code in facts.codes)}


def _steps(page: BaseGuidePage, lang: str) -> list[tuple[ProcedureFacts, str]]:
    """The procedures of a guide in force, in the order of its steps, each once, with the step's condition."""
    asked = [(int(p.pk), child.value["when"]) for child in page.steps for p in child.value["procedures"] if p is not None]
    pages = public_versions([pk for pk, _when in asked], lang)
    facts = {f.id: f for f in facts_of_all({page.pk: page for page in pages.values()}.values())}
    out: dict[str, tuple[ProcedureFacts, str]] = {}
    for pk, when in asked:
        one = facts[str(pages[pk].translation_key)] if pk in pages else None
        if one is not None and not one.is_gone:
            out.setdefault(one.id, (one, when))
    return list(out.values())[:MAX_PROCEDURES]


def batch_of(page: BaseGuidePage, given: Mapping[str, list[str]], lang: str) -> Batch:
    """Reads which procedures and answers an address asks for. Without ``chon``: the steps without a condition, or all where each has one.

    ``ignored`` counts the procedures and answers of the address that nobody knows; what was never either is passed over.
    """
    steps = _steps(page, lang)
    known = {name for facts, _when in steps for name in _names(facts)}
    named = {meant(name, known) or name for name in given.get(CHOSEN, ())} - {""}
    wanted, ignored = named & known, len(named - known)
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
    everybody = {facts.id for facts, when in steps if not when} or {facts.id for facts, _when in steps}
    parts = []
    for facts, when in steps:
        names = _names(facts)
        mine = {question: values for key in names & answers.keys() for question, values in answers[key].items()}
        case = tailor(facts, mine)
        ignored += case.ignored
        chosen = bool(names & wanted) if said else facts.id in everybody
        parts.append(BatchPart(facts.code or facts.slug, facts, case, when, chosen))
    return Batch(page.slug, page.locale.language_code, page.title, tuple(parts), ignored)
