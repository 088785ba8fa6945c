"""Writes a query as it was understood: misspelled words corrected, abbreviations written out. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from vietnamese.lexicon import is_real_syllable
from vietnamese.spelling import is_syllable

from ..query.expansion import OTHER_MARKS, Alternative, ExpandedQuery, Term
from ..query.reading import Query, Word
from ..query.tokens import Token, written


def spelled_out(query: Query, expanded: ExpandedQuery) -> str:
    """The query as the model of meaning should read it: words corrected, each abbreviation replaced by its first official phrase.

    Marks may be missing.
    """
    said: list[str] = []
    for segment, expanded_segment in zip(query.segments, expanded.segments, strict=True):
        if segment.official and (segment.origin == "abbreviations" or not any(is_syllable(word.readings[0].key) for word in segment.words)):
            said.append(written(segment.official[0]))
        else:
            terms = expanded_segment.phrasings[0].terms
            said += [_spelling(word, term, {}) for word, term in zip(segment.words, terms, strict=True)]
    return " ".join(said)


def corrected(query: Query, expanded: ExpandedQuery, weights: Mapping[str, float]) -> str:
    """The query with its misspelled words as the best hit has them (``weights`` of its words); "" where nothing was misspelled.

    Keystroke residue is no misspelling: it was meant as it was read.
    """
    said, changed = list[str](), False
    for segment, expanded_segment in zip(query.segments, expanded.segments, strict=True):
        for word, term in zip(segment.words, expanded_segment.phrasings[0].terms, strict=True):
            spelling = _spelling(word, term, weights)
            changed = changed or (spelling != word.text and not segment.official)
            said.append(spelling)
    return " ".join(_with_asking(said, query)) if changed else ""


def _with_asking(said: list[str], query: Query) -> list[str]:
    """The words with what asks in its place again."""
    whole, at = list[str](), 0
    for before, asking in query.asking:
        whole += [*said[at:before], asking]
        at = before
    return whole + said[at:]


def _is_real(word: Word) -> bool:
    """Whether the word is one as it stands. No document may have it, but what it was taken for would be another one ("vàng": "tăng")."""
    return is_real_syllable(word.text) if word.readings[0].marked else is_syllable(word.readings[0].key)


def _spelling(word: Word, term: Term, weights: Mapping[str, float]) -> str:
    """The word as typed, where it is one, or stands for itself or its keystrokes; else the words that it was taken for."""
    if _is_real(word):
        return word.text
    best = max(term.alternatives, key=lambda alternative: _strength(alternative, weights), default=None)
    if best is None or (weights and not _strength(best, weights)) or best.tokens[0] in word.readings:
        return word.text
    return written(best.tokens)


def _strength(alternative: Alternative, weights: Mapping[str, float]) -> float:
    if not weights:
        return alternative.weight
    return alternative.weight * sum(_weight(token, weights) for token in alternative.tokens) / len(alternative.tokens)


def _weight(token: Token, weights: Mapping[str, float]) -> float:
    folded = weights.get(token.key, 0.0)
    return (weights.get(token.marked) or OTHER_MARKS * folded) if token.marked else folded
