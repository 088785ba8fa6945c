"""Cases made of questions and papers alone, for tests of one or the other."""

from __future__ import annotations

from procedures_pages.factories import ProcedureFactsFactory, RequiredDocumentFactory
from procedures_pages.facts.case import Case, tailor
from procedures_pages.facts.procedure import Code


def case_of(questions, documents, given, **facts) -> Case:
    """The case of a procedure with these questions and papers; ``given`` as it stands in an address."""
    facts.setdefault("codes", (Code("9.000001", True),))
    return tailor(ProcedureFactsFactory.build(questions=tuple(questions), documents=tuple(documents), **facts), given)


def deciding(*questions):
    """A paper for each question that its first answer decides: an answer that decides nothing does not stay."""
    return tuple(RequiredDocumentFactory.build(id=f"giay-cua-{q.id}", applies={q.id: (q.answers[0].id,)}) for q in questions)
