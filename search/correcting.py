"""A query said again as it was understood: misspelled words corrected, abbreviations written out. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from vietnamese.lexicon import is_real_syllable
from vietnamese.spelling import is_syllable

from .plan import OTHER_MARKS, Option, Plan, Slot
from .query import Query, Word
from .tokens import Token, written


def spelled_out(query: Query, plan: Plan) -> str:
    """For whoever reads for meaning: words corrected, and the first official phrase in the place of an abbreviation.

    Marks may be missing.
    """
    said: list[str] = []
    for unit, planned in zip(query.units, plan.units, strict=True):
        if unit.official and (unit.origin == "abbreviations" or not any(is_syllable(word.readings[0].key) for word in unit.words)):
            said.append(written(unit.official[0]))
        else:
            slots = planned.wordings[0].slots
            said += [_spelling(word, slot, {}) for word, slot in zip(unit.words, slots, strict=True)]
    return " ".join(said)


def corrected(query: Query, plan: Plan, weights: Mapping[str, float]) -> str:
    """The query with its misspelled words as the best hit has them (``weights`` of its words); "" where nothing was misspelled.

    Keystroke residue is no misspelling: it was meant as it was read.
    """
    said, changed = list[str](), False
    for unit, planned in zip(query.units, plan.units, strict=True):
        for word, slot in zip(unit.words, planned.wordings[0].slots, strict=True):
            spelling = _spelling(word, slot, weights)
            changed = changed or (spelling != word.text and not unit.official)
            said.append(spelling)
    return " ".join(said) if changed else ""


def _is_real(word: Word) -> bool:
    """Whether the word is one as it stands. No document may have it, but what it was taken for would be another one ("vàng": "tăng")."""
    return is_real_syllable(word.text) if word.readings[0].marked else is_syllable(word.readings[0].key)


def _spelling(word: Word, slot: Slot, weights: Mapping[str, float]) -> str:
    """The word as typed, where it is one, or stands for itself or its keystrokes; else the words that it was taken for."""
    if _is_real(word):
        return word.text
    best = max(slot.options, key=lambda option: _strength(option, weights), default=None)
    if best is None or (weights and not _strength(best, weights)) or best.tokens[0] in word.readings:
        return word.text
    return written(best.tokens)


def _strength(option: Option, weights: Mapping[str, float]) -> float:
    if not weights:
        return option.weight
    return option.weight * sum(_weight(token, weights) for token in option.tokens) / len(option.tokens)


def _weight(token: Token, weights: Mapping[str, float]) -> float:
    folded = weights.get(token.key, 0.0)
    return (weights.get(token.marked) or OTHER_MARKS * folded) if token.marked else folded
