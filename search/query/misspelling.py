"""Finds the words that a misspelled word may have been meant for. Depends on its arguments and on the tables of Vietnamese alone."""

from __future__ import annotations

from vietnamese.lexicon import commonness, is_real_syllable

from .reading import Word
from .vocabulary import Vocabulary

TYPO = {2: 0.45, 3: 0.5, 4: 0.65}  # one letter off, by length; the shorter the word, the more it may be any other
TYPO_OF_LONG_WORD = 0.75
IN_PLACE = 0.9  # where names have it beside the word that stands beside it in the query: "căn cướt"
# Of that:
OF_KNOWN_WORD = 0.6  # where documents have the word that was typed
OF_REAL_WORD = 0.7  # where Vietnamese has it
MAX_TYPOS = 24
COMMON = 500  # times in ten million words, from which on a word typed without marks is a real one


def misspelled_for(word: Word, before: str, after: str, vocabulary: Vocabulary, *, known: bool) -> list[tuple[str, float]]:
    """(key of the index, weight) for all that ``word`` may be a misspelling of.

    ``before`` and ``after`` are the keys beside it in the query; ``known`` says that documents have it as it stands.
    """
    typed = word.readings[0].key
    typo = TYPO.get(len(typed), TYPO_OF_LONG_WORD)
    real = is_real(word)
    found = []
    for key in vocabulary.one_letter_apart(typed)[: MAX_TYPOS // 2 if known else MAX_TYPOS]:
        weight = typo
        if len(typed) > 2 and (vocabulary.has_beside(before, key) or vocabulary.has_beside(key, after)):
            weight = IN_PLACE
        found.append((key, weight * (OF_KNOWN_WORD if known else 1.0) * (OF_REAL_WORD if real else 1.0)))
    return found


def is_real(word: Word) -> bool:
    """Whether Vietnamese has the word as it was typed: where without marks, whether words written so are common."""
    typed = word.readings[0]
    return is_real_syllable(word.text) if typed.marked else commonness(typed.key) >= COMMON
