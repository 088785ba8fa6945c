"""Where a short code leads that somebody said and somebody else typed: ``/k/<short>``, the search box, the counter's field."""

from __future__ import annotations

from dataclasses import dataclass

from .codes import follow_successors
from .models import ProcedurePage
from .queries import IN_SOURCE_LANGUAGE, published
from .sharing.case_codes import case_of_code
from .sharing.short_codes import is_code


@dataclass(frozen=True, slots=True)
class SaidPage:
    """The published Vietnamese page that stands for the procedure today, and the answers as a query string."""

    page: ProcedurePage
    answers: str


def page_of_said(text: str) -> SaidPage | None:
    """Where the code in ``text``, however it is typed, leads; None for no code, an unknown one, and one of a page that is not public."""
    case = case_of_code(text)
    if case is None:
        return None
    page = published(ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE, translation_key=case.page_key)).first()
    return SaidPage(follow_successors(page), case.answers) if page else None


def page_of_words(words: str) -> SaidPage | None:
    """The same for words that somebody looks for: only where they are a code, sign by sign. Nobody has said that they are one."""
    code = words.strip().upper()
    return page_of_said(code) if is_code(code) else None
