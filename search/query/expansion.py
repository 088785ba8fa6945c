"""Expands a query: for each typed word the words of the index that it may stand for, and how much each tells about a document."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

from vietnamese.spelling import is_syllable

from .misspelling import misspelled_for
from .reading import Query, Segment, Word
from .synonyms import Phrase
from .tokens import Token
from .vocabulary import Vocabulary

OTHER_MARKS = 0.62  # the word is there, but with other marks than those typed
RESIDUE = 0.95
APART = 0.9
INITIALS = 0.85
OFFICIAL = 0.95
OFFICIAL_NEXT = 0.85
PREFIX = 0.9
LEAST_SURE = 0.75  # an alternative of more weight is no guess
UNKNOWN = 0.8  # what a word counts that no document has
SHORTENED = 0.65  # what an abbreviation counts
UNKNOWN_NUMBER = 0.2
UNKNOWN_ENGLISH = 0.35
MAX_PHRASINGS = 3
LEAST_TELLING = 0.1  # a word of less importance only asks or fills


class Place(NamedTuple):
    """A word's neighbours in the query (their keys, "" for none), and whether somebody is still typing the word."""

    before: str
    after: str
    unfinished: bool = False


class Alternative(NamedTuple):
    """One thing a typed word may stand for: one known word, or several where it was run together or shortened."""

    weight: float
    tokens: tuple[Token, ...]


class Term(NamedTuple):
    """One word of the query, or of an official phrase: how much it tells, and its alternatives."""

    importance: float
    alternatives: tuple[Alternative, ...]


class Phrasing(NamedTuple):
    """One way to say a segment."""

    weight: float
    importance: float
    terms: tuple[Term, ...]


class ExpandedSegment(NamedTuple):
    importance: float
    phrasings: tuple[Phrasing, ...]


@dataclass(frozen=True, slots=True)
class ExpandedQuery:
    """``forms`` are all words that are looked for, in every phrasing; ``doubting``: known words may be misspelled others;
    ``typing``: somebody is still at it."""

    codes: tuple[str, ...]
    segments: tuple[ExpandedSegment, ...]
    importance: float
    forms: frozenset[str]
    doubting: bool = False
    typing: bool = False


def expand(query: Query, vocabulary: Vocabulary, *, typing: bool = False, doubted: Collection[str] = ()) -> ExpandedQuery:
    """Expands a query by the words that the index has.

    While the reader is still ``typing``, the last word may be a beginning. Words that are ``doubted`` may be misspelled ones.
    """
    places = iter(_places(query, typing=typing))
    segments = tuple(_segment(segment, places, vocabulary, doubted, query.is_english) for segment in query.segments)
    return ExpandedQuery(query.codes, segments, sum(segment.importance for segment in segments), _forms(segments), bool(doubted), typing)


def _places(query: Query, *, typing: bool) -> list[Place]:
    keys = [word.readings[0].key for word in query.words]
    beside = zip(["", *keys], [*keys[1:], ""], strict=False)
    return [Place(before, after, typing and number == len(keys)) for number, (before, after) in enumerate(beside, 1)]


def _forms(segments: tuple[ExpandedSegment, ...]) -> frozenset[str]:
    terms = (term for segment in segments for phrasing in segment.phrasings for term in phrasing.terms)
    return frozenset(form for term in terms for alternative in term.alternatives for token in alternative.tokens for form in token.forms)


def _segment(segment: Segment, places: Iterator[Place], vocabulary: Vocabulary, doubted: Collection[str], english: bool) -> ExpandedSegment:
    """Takes the next places, one for each of its words."""
    terms = tuple(_term(word, next(places), vocabulary, doubted=word.text in doubted, english=english) for word in segment.words)
    typed = _phrasing(1.0, terms)
    weights = [OFFICIAL] + [OFFICIAL_NEXT] * len(segment.official)
    said = (_phrasing(weight, _official(phrase, vocabulary)) for weight, phrase in zip(weights, segment.official, strict=False))
    return ExpandedSegment(typed.importance, (typed, *said))


def _official(phrase: Phrase, vocabulary: Vocabulary) -> tuple[Term, ...]:
    return tuple(Term(vocabulary.rarity(_telling(token, vocabulary)), (Alternative(1.0, (token,)),)) for token in phrase)


def _phrasing(weight: float, terms: tuple[Term, ...]) -> Phrasing:
    return Phrasing(weight, sum(term.importance for term in terms), terms)


def _telling(token: Token, vocabulary: Vocabulary) -> str:
    """The form whose rarity counts: the marked one where it is known."""
    return token.marked if token.marked and token.marked in vocabulary else token.key


def _term(word: Word, place: Place, vocabulary: Vocabulary, *, doubted: bool, english: bool) -> Term:
    alternatives: dict[tuple[Token, ...], float] = {}

    def offer(tokens: tuple[Token, ...], weight: float) -> None:
        alternatives[tokens] = max(weight, alternatives.get(tokens, 0.0))

    typed = word.readings[0]
    known = typed.key in vocabulary
    if known:
        offer((typed,), 1.0)
    for reading in word.readings[1:]:
        if reading.key in vocabulary:
            offer((reading,), RESIDUE)
    if place.unfinished:
        for key in vocabulary.beginning_with(typed.key, place.before):
            offer((Token(key),), PREFIX)
    if not (known and is_syllable(typed.key)) and (apart := vocabulary.taken_apart(typed.key)):
        offer(tuple(map(Token, apart)), APART)
    if not alternatives:
        for phrase in vocabulary.spelled_by_initials(typed.key):
            offer(tuple(map(Token, phrase)), INITIALS)
    if not alternatives or (known and doubted):
        for key, weight in misspelled_for(word, place.before, place.after, vocabulary, known=known):
            offer((Token(key),), weight)
    unknown = UNKNOWN_NUMBER if typed.key.isdigit() else UNKNOWN_ENGLISH if english else UNKNOWN
    found = sorted((Alternative(weight, tokens) for tokens, weight in alternatives.items()), key=lambda alternative: -alternative.weight)
    return Term(_importance(found, vocabulary, unknown) * word.weight, tuple(found))


def _importance(alternatives: list[Alternative], vocabulary: Vocabulary, unknown: float) -> float:
    """How much a word tells: as much as the rarest it surely stands for; where none is sure, as its guesses do on average."""
    if not alternatives:
        return unknown
    sure = [alternative for alternative in alternatives if alternative.weight > LEAST_SURE]
    if sure and all(alternative.weight == INITIALS for alternative in sure):
        return SHORTENED
    if sure:
        return max(vocabulary.rarity(_telling(token, vocabulary)) for alternative in sure for token in alternative.tokens)
    return fmean(vocabulary.rarity(alternative.tokens[0].key) for alternative in alternatives)


def weighted_forms(wanted: ExpandedQuery) -> list[tuple[str, float]]:
    """Every form the expanded query looks for, with what it counts, the most telling first."""
    forms: dict[str, float] = {}
    for segment in wanted.segments:
        for phrasing in segment.phrasings:
            share = segment.importance * phrasing.weight / phrasing.importance if phrasing.importance else 0.0
            for term in phrasing.terms:
                for alternative in term.alternatives:
                    for token in alternative.tokens:
                        for form in token.forms:
                            counted = share * term.importance * alternative.weight / (len(alternative.tokens) * len(token.forms))
                            forms[form] = max(counted, forms.get(form, 0.0))
    return sorted(forms.items(), key=lambda entry: -entry[1])


Groups = tuple[tuple[str, ...], ...]


def whole_phrasings(wanted: ExpandedQuery) -> list[Groups]:
    """Ways to say the whole query, as typed and with its segments said the official way; at most :data:`MAX_PHRASINGS`.

    A document says it that way when it has one key of each group.
    """
    ways: dict[Groups, None] = {}
    for number in range(MAX_PHRASINGS):
        groups: dict[tuple[str, ...], None] = {}
        for segment in wanted.segments:
            phrasing = segment.phrasings[min(number, len(segment.phrasings) - 1)]
            for term in phrasing.terms:
                if term.alternatives and term.importance >= LEAST_TELLING:
                    groups.update(dict.fromkeys(_groups(term)))
        if groups:
            ways[tuple(groups)] = None
    return list(ways)


def _groups(term: Term) -> list[tuple[str, ...]]:
    """One group of all the words that one typed may stand for; where it was run together, one for each word."""
    single = tuple(dict.fromkeys(alternative.tokens[0].key for alternative in term.alternatives if len(alternative.tokens) == 1))
    return [single] if single else [(token.key,) for token in term.alternatives[0].tokens]
