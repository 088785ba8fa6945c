"""The terms that a sheet names, told at its end: paper has no links."""

from __future__ import annotations

from office.terms import TermEntry, index_of
from procedures_pages.explaining import MAX_A_PAGE, named


def footnotes(html: str, terms: tuple[TermEntry, ...]) -> list[TermEntry]:
    """The rendered sheet in; the first few of the terms that its text names out, in the order of the index."""
    told = named(html, index_of(terms))[:MAX_A_PAGE]
    return [term for term in terms if term.slug in told]
