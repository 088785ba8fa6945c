"""Finds pages for an editor: what the site's search finds comes in its order, then all others that are called so, drafts among them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Page

from procedures_pages.translation.composing import SOURCE_LANGUAGE

from ...index.page_source import SOURCE
from ...index.snapshot import index_snapshot
from ...query.expansion import LEAST_SURE, LEAST_TELLING, MAX_PHRASINGS, ExpandedQuery, Phrasing, Term, expand
from ...query.reading import Query, Word, read_query
from ...query.tokens import tokens
from ...query.vocabulary import Vocabulary
from ...searching import searcher
from .called import Called, all_called

Group = tuple[str, ...]  # pieces of a line, any of which will do
Way = tuple[Group, ...]  # one way to say a query: a line that says it has something of each group
# How near a page is to what was typed: called exactly so or of that code; with all words in its title; with all in any of its names; with
# words for which those typed may be misspelled; by no name (readers find it by what it says, or means).
ITSELF, IN_TITLE, SOMEHOW, PERHAPS, BY_NO_NAME = range(5)
# What readers do not see, with all words in its title, stands after so many of the hits that they would get and that are called so.
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
    nearness = {page: near for page in pages if (near := asked.nearness(page)) < BY_NO_NAME or page.pk in order}
    doubtful = [order[page.pk] for page, near in nearness.items() if near >= PERHAPS and page.pk in order]
    after = min(BEST, len(hits), *doubtful) - 0.5
    for page, near in nearness.items():
        hit = order.get(page.pk)
        among = hit if hit is not None else after if near == IN_TITLE else len(hits) + near
        yield (near != ITSELF, language != asked.language, among, asked.other_marks(page), len(page.title), page.pk), page.pk


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query as lines of keys are looked through for it: its own words are the first of its ``ways``, ``marked`` those with marks.

    ``guesses`` are the same ways with words for which those typed may be misspelled.
    """

    language: str
    codes: Group
    title: str
    ways: tuple[Way, ...]
    guesses: tuple[Way, ...]
    marked: frozenset[str]

    @classmethod
    def of(cls, query: Query, vocabulary: Vocabulary) -> _Asked:
        # 001193 where the first digit was left out
        codes = tuple(f" {code} " if "." in code else f".{code} " for code in query.codes)
        keys = [word.readings[0].key for word in query.words]
        marked = frozenset(word.readings[0].marked for word in query.words)
        language = "en" if query.is_english else SOURCE_LANGUAGE
        wanted = expand(query, vocabulary)
        ways, guesses = (tuple(_ways(query, wanted, least)) for least in (LEAST_SURE, 0.0))
        return cls(language, codes, f" {' '.join(keys)} ", ways, guesses, marked - {""})

    def nearness(self, page: Called) -> int:
        if self.title in page.titles or any(code in page.names for code in self.codes):
            return ITSELF
        titles = "".join(page.titles)
        if self.ways and _says(self.ways[0], titles):
            return IN_TITLE
        line = titles + page.names
        if any(_says(way, line) for way in self.ways):
            return SOMEHOW
        return PERHAPS if any(_says(way, line) for way in self.guesses) else BY_NO_NAME

    def other_marks(self, page: Called) -> int:
        """How many of the words with marks its title has with other marks, or not at all."""
        return len(self.marked.difference(token.marked for token in tokens(page.title))) if self.marked else 0


def _says(way: Way, line: str) -> bool:
    return all(any(piece in line for piece in group) for group in way)


def _ways(query: Query, wanted: ExpandedQuery, least: float) -> Iterator[Way]:
    """As typed, each word whole or only begun, or one that weighs more than ``least``; then with what the word lists say for it."""
    said = list(zip(query.segments, wanted.segments, strict=True))
    for number in range(min(MAX_PHRASINGS, max((len(segment.phrasings) for _typed, segment in said), default=0))):
        groups: list[Group] = []
        for typed, segment in said:
            at = min(number, len(segment.phrasings) - 1)
            groups += _groups(segment.phrasings[at], typed.words if at == 0 else (), least)
        if groups:
            yield tuple(groups)


def _groups(phrasing: Phrasing, typed: Collection[Word], least: float) -> list[Group]:
    words: Iterable[Word | None] = typed or [None] * len(phrasing.terms)
    pairs = list(zip(phrasing.terms, words, strict=True))
    telling = [pair for pair in pairs if pair[0].importance >= LEAST_TELLING] or pairs
    return [group for term, word in telling if (group := _group(term, word, least))]


def _group(term: Term, typed: Word | None, least: float) -> Group:
    likely = (alternative.tokens for alternative in term.alternatives if alternative.weight > least)
    meant = (f" {' '.join(token.key for token in tokens)} " for tokens in likely)
    return (*((f" {typed.readings[0].key}",) if typed else ()), *meant)
