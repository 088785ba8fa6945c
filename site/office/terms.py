"""Terms of the administration with their explanations, as readers' pages use them: read once, kept with what every page carries.

(The developers' own words are another matter: docs/glossary.md.)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from vietnamese.mentions import PhraseIndex, phrase_index
from vietnamese.sorting import sort_key

from .models import Term

PATH = "/thuat-ngu/"


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term for readers of one language. ``official``: its Vietnamese name where that is not its name here, or "".

    ``written``: its name and its other forms. ``law``: number of the law it rests on, or "".
    """

    slug: str
    name: str
    official: str
    written: tuple[str, ...]
    explanation: str
    more: str
    law: str
    law_link: str


@dataclass(frozen=True, slots=True)
class TermEntries:
    """All terms, in the order of each language's index. English pages fall back to a term's Vietnamese words."""

    vi: tuple[TermEntry, ...] = ()
    en: tuple[TermEntry, ...] = ()

    def of(self, lang: str) -> tuple[TermEntry, ...]:
        return self.en if lang == "en" else self.vi


def read_entries() -> TermEntries:
    """What is in the database now. One query."""
    rows = list(Term.objects.filter(live=True).select_related("law"))
    return TermEntries(_sorted(_entry(row, False) for row in rows), _sorted(_entry(row, True) for row in rows))


def _sorted(entries: Iterable[TermEntry]) -> tuple[TermEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: sort_key(entry.name)))


def _entry(row: Term, in_english: bool) -> TermEntry:
    law, link = (row.law.number, row.law.link) if row.law else ("", "")
    if in_english:
        told = (row.name_en or row.name, row.explanation_en or row.explanation, row.more_en or ("" if row.explanation_en else row.more))
    else:
        told = (row.name, row.explanation, row.more)
    written = row.written_en if in_english else row.written
    return TermEntry(row.slug, told[0], "" if told[0] == row.name else row.name, tuple(written), told[1], told[2], law, link)


@lru_cache(maxsize=8)
def index_of(entries: tuple[TermEntry, ...]) -> PhraseIndex:
    """By which a text's terms are found; their keys are slugs. The same object for the same terms."""
    return phrase_index((form, entry.slug) for entry in entries for form in entry.written)
