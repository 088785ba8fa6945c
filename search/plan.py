"""A query against what is known: which known words each typed word may stand for, and how much each tells."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

from vietnamese.spelling import is_syllable

from .misspelling import misspelled_for
from .query import Query, Unit, Word
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
LEAST_SURE = 0.75  # an option of more weight is no guess
UNKNOWN = 0.8  # what a word counts that no document has
SHORTENED = 0.65  # what an abbreviation counts
UNKNOWN_NUMBER = 0.2
UNKNOWN_ENGLISH = 0.35
MOST_WORDINGS = 3
LEAST_TELLING = 0.1  # a word of less importance only asks or fills


class Place(NamedTuple):
    """Where a word stands: the keys of the words beside it, "" for none, and whether somebody is still typing it."""

    before: str
    after: str
    unfinished: bool = False


class Option(NamedTuple):
    """One thing a typed word may stand for: one known word, or several where it was run together or shortened."""

    weight: float
    tokens: tuple[Token, ...]


class Slot(NamedTuple):
    """One word of the query, or of an official phrase: how much it tells, and its options."""

    importance: float
    options: tuple[Option, ...]


class Wording(NamedTuple):
    """One way to say a unit."""

    weight: float
    importance: float
    slots: tuple[Slot, ...]


class PlannedUnit(NamedTuple):
    importance: float
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """``forms`` are all words that are looked for, in every wording; ``doubting``: known words may be misspelled others;
    ``typing``: somebody is still at it."""

    codes: tuple[str, ...]
    units: tuple[PlannedUnit, ...]
    importance: float
    forms: frozenset[str]
    doubting: bool = False
    typing: bool = False


def plan(query: Query, vocabulary: Vocabulary, *, typing: bool = False, doubted: Collection[str] = ()) -> Plan:
    """A query and the known words in, a plan out.

    While the reader is still ``typing``, the last word may be a beginning. Words that are ``doubted`` may be misspelled ones.
    """
    places = iter(_places(query, typing=typing))
    units = tuple(_unit(unit, places, vocabulary, doubted, query.is_english) for unit in query.units)
    return Plan(query.codes, units, sum(unit.importance for unit in units), _forms(units), bool(doubted), typing)


def _places(query: Query, *, typing: bool) -> list[Place]:
    keys = [word.readings[0].key for word in query.words]
    beside = zip(["", *keys], [*keys[1:], ""], strict=False)
    return [Place(before, after, typing and number == len(keys)) for number, (before, after) in enumerate(beside, 1)]


def _forms(units: tuple[PlannedUnit, ...]) -> frozenset[str]:
    slots = (slot for unit in units for wording in unit.wordings for slot in wording.slots)
    return frozenset(form for slot in slots for option in slot.options for token in option.tokens for form in token.forms)


def _unit(unit: Unit, places: Iterator[Place], vocabulary: Vocabulary, doubted: Collection[str], english: bool) -> PlannedUnit:
    """Takes the next places, one for each of its words."""
    slots = tuple(_slot(word, next(places), vocabulary, doubted=word.text in doubted, english=english) for word in unit.words)
    typed = _wording(1.0, slots)
    weights = [OFFICIAL] + [OFFICIAL_NEXT] * len(unit.official)
    said = (_wording(weight, _official(phrase, vocabulary)) for weight, phrase in zip(weights, unit.official, strict=False))
    return PlannedUnit(typed.importance, (typed, *said))


def _official(phrase: Phrase, vocabulary: Vocabulary) -> tuple[Slot, ...]:
    return tuple(Slot(vocabulary.rarity(_telling(token, vocabulary)), (Option(1.0, (token,)),)) for token in phrase)


def _wording(weight: float, slots: tuple[Slot, ...]) -> Wording:
    return Wording(weight, sum(slot.importance for slot in slots), slots)


def _telling(token: Token, vocabulary: Vocabulary) -> str:
    """The form whose rarity counts: the marked one where it is known."""
    return token.marked if token.marked and token.marked in vocabulary else token.key


def _slot(word: Word, place: Place, vocabulary: Vocabulary, *, doubted: bool, english: bool) -> Slot:
    options: dict[tuple[Token, ...], float] = {}

    def offer(tokens: tuple[Token, ...], weight: float) -> None:
        options[tokens] = max(weight, options.get(tokens, 0.0))

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
    if not options:
        for phrase in vocabulary.spelled_by_initials(typed.key):
            offer(tuple(map(Token, phrase)), INITIALS)
    if not options or (known and doubted):
        for key, weight in misspelled_for(word, place.before, place.after, vocabulary, known=known):
            offer((Token(key),), weight)
    unknown = UNKNOWN_NUMBER if typed.key.isdigit() else UNKNOWN_ENGLISH if english else UNKNOWN
    found = sorted((Option(weight, tokens) for tokens, weight in options.items()), key=lambda option: -option.weight)
    return Slot(_importance(found, vocabulary, unknown) * word.weight, tuple(found))


def _importance(options: list[Option], vocabulary: Vocabulary, unknown: float) -> float:
    """How much a word tells: as much as the rarest it surely stands for; where none is sure, as its guesses do on average."""
    if not options:
        return unknown
    sure = [option for option in options if option.weight > LEAST_SURE]
    if sure and all(option.weight == INITIALS for option in sure):
        return SHORTENED
    if sure:
        return max(vocabulary.rarity(_telling(token, vocabulary)) for option in sure for token in option.tokens)
    return fmean(vocabulary.rarity(option.tokens[0].key) for option in options)


def weighted_forms(wanted: Plan) -> list[tuple[str, float]]:
    """Every form the plan looks for, with what it counts, the most telling first."""
    forms: dict[str, float] = {}
    for unit in wanted.units:
        for wording in unit.wordings:
            share = unit.importance * wording.weight / wording.importance if wording.importance else 0.0
            for slot in wording.slots:
                for option in slot.options:
                    for token in option.tokens:
                        for form in token.forms:
                            counted = share * slot.importance * option.weight / (len(option.tokens) * len(token.forms))
                            forms[form] = max(counted, forms.get(form, 0.0))
    return sorted(forms.items(), key=lambda entry: -entry[1])


Groups = tuple[tuple[str, ...], ...]


def whole_wordings(wanted: Plan) -> list[Groups]:
    """Ways to say the whole query, as typed and with its units said the official way; at most :data:`MOST_WORDINGS`.

    A document says it that way when it has one key of each group.
    """
    ways: dict[Groups, None] = {}
    for number in range(MOST_WORDINGS):
        groups: dict[tuple[str, ...], None] = {}
        for unit in wanted.units:
            wording = unit.wordings[min(number, len(unit.wordings) - 1)]
            for slot in wording.slots:
                if slot.options and slot.importance >= LEAST_TELLING:
                    groups.update(dict.fromkeys(_groups(slot)))
        if groups:
            ways[tuple(groups)] = None
    return list(ways)


def _groups(slot: Slot) -> list[tuple[str, ...]]:
    """One group of all the words that one typed may stand for; where it was run together, one for each word."""
    single = tuple(dict.fromkeys(option.tokens[0].key for option in slot.options if len(option.tokens) == 1))
    return [single] if single else [(token.key,) for token in slot.options[0].tokens]
