"""Finds pages for an editor: what the site's search finds comes in its order, then all others that are called so, drafts among them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Page

from procedures_pages.translation.composing import SOURCE_LANGUAGE

from ...index.page_source import SOURCE
from ...index.snapshot import index_snapshot
from ...query.expansion import LEAST_TELLING, MAX_PHRASINGS, Phrasing, Term, expand
from ...query.reading import Query, Word, read_query
from ...query.tokens import tokens
from ...query.vocabulary import Vocabulary
from ...searching import searcher
from .called import Called, all_called

Group = tuple[str, ...]  # pieces of a line, any of which will do
Way = tuple[Group, ...]  # one way to say a query: a line that says it has something of each group
# How near a page is to what was typed: called exactly so or of that code; with all words in its title; with all in any of its names.
ITSELF, IN_TITLE, SOMEHOW = range(3)
# What readers do not see stands after so many of the hits that they would get, where all words are in its title.
BEST = 3


def found(words: str, pages: QuerySet[Page]) -> list[int]:
    """What was typed in; the numbers of those of these pages that it may mean, the likeliest first, out."""
    query = read_query(words)
    if query.is_empty:
        return []
    by_language: dict[str, list[Called]] = {}
    for page in all_called(pages):
        by_language.setdefault(page.language, []).append(page)
    placed = [placed for language, called in by_language.items() for placed in _placed(query, language, called)]
    return [pk for _place, pk in sorted(placed)]


def _placed(query: Query, language: str, pages: Iterable[Called]) -> Iterator[tuple[tuple[float, ...], int]]:
    """Each page found with what it is sorted by."""
    hits = searcher().answer(query, language, among=SOURCE).hits
    order = {int(hit.document.key.partition(":")[2]): number for number, hit in enumerate(hits)}
    asked = _Asked.of(query, index_snapshot(language).vocabulary)
    for page in pages:
        near, hit = asked.nearness(page), order.get(page.pk)
        if near is None and hit is None:
            continue
        among = hit if hit is not None else BEST - 0.5 if near == IN_TITLE else len(hits)
        yield (near != ITSELF, language != asked.language, among, asked.other_marks(page), len(page.title), page.pk), page.pk


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query as lines of keys are looked through for it: its own words are the first of its ``ways``, ``marked`` those with marks."""

    language: str
    codes: Group
    title: str
    ways: tuple[Way, ...]
    marked: frozenset[str]

    @classmethod
    def of(cls, query: Query, vocabulary: Vocabulary) -> _Asked:
        # 001193 where the first digit was left out
        codes = tuple(f" {code} " if "." in code else f".{code} " for code in query.codes)
        keys = [word.readings[0].key for word in query.words]
        marked = frozenset(word.readings[0].marked for word in query.words)
        language = "en" if query.is_english else SOURCE_LANGUAGE
        return cls(language, codes, f" {' '.join(keys)} ", tuple(_ways(query, vocabulary)), marked - {""})

    def nearness(self, page: Called) -> int | None:
        """How near to what was typed; None where the page is not called so."""
        if self.title in page.titles or any(code in page.names for code in self.codes):
            return ITSELF
        if not self.ways:
            return None
        titles = "".join(page.titles)
        if _says(self.ways[0], titles):
            return IN_TITLE
        return SOMEHOW if any(_says(way, titles + page.names) for way in self.ways) else None

    def other_marks(self, page: Called) -> int:
        """How many of the words with marks its title has with other marks, or not at all."""
        return len(self.marked.difference(token.marked for token in tokens(page.title))) if self.marked else 0


def _says(way: Way, line: str) -> bool:
    return all(any(piece in line for piece in group) for group in way)


def _ways(query: Query, vocabulary: Vocabulary) -> Iterator[Way]:
    """As typed, each word whole or only begun; then with what the word lists say for it."""
    wanted = expand(query, vocabulary)
    said = list(zip(query.segments, wanted.segments, strict=True))
    for number in range(min(MAX_PHRASINGS, max((len(segment.phrasings) for _typed, segment in said), default=0))):
        groups: list[Group] = []
        for typed, segment in said:
            at = min(number, len(segment.phrasings) - 1)
            groups += _groups(segment.phrasings[at], typed.words if at == 0 else ())
        if groups:
            yield tuple(groups)


def _groups(phrasing: Phrasing, typed: Collection[Word]) -> list[Group]:
    words: Iterable[Word | None] = typed or [None] * len(phrasing.terms)
    pairs = list(zip(phrasing.terms, words, strict=True))
    telling = [pair for pair in pairs if pair[0].importance >= LEAST_TELLING] or pairs
    return [group for term, word in telling if (group := _group(term, word))]


def _group(term: Term, typed: Word | None) -> Group:
    meant = (f" {' '.join(token.key for token in alternative.tokens)} " for alternative in term.alternatives)
    return (*((f" {typed.readings[0].key}",) if typed else ()), *meant)
