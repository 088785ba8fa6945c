"""How search compares words: by a folded key, and by the marked form where somebody took the trouble to type marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from vietnamese.folding import fold, fold_iy, has_marks
from vietnamese.normal import old_tone_style
from vietnamese.syllables import syllables


class Token(NamedTuple):
    """``key`` without marks, y as i where they are one; ``marked`` the written form, "" for a word without marks."""

    key: str
    marked: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.key, self.marked) if self.marked else (self.key,)


def written(said: Iterable[Token]) -> str:
    """Tokens in; the words out, each with its marks where they are known."""
    return " ".join(token.marked or token.key for token in said)


def tokens(text: str) -> tuple[Token, ...]:
    """Text in; its tokens out, in order."""
    return tuple(token(word) for word in syllables(text))


@lru_cache(maxsize=100_000)
def token(word: str) -> Token:
    """One word in, its token out: "Kỹ" → Token("ki", "kĩ"), "gia" → Token("gia"). No form of it is empty or holds a blank."""
    # Folding makes several words of a few Arabic ligatures, and nothing of the voice marks of half-width kana.
    key = "".join(fold_iy(word).split()) or word
    if not has_marks(word):
        return Token(key)
    marked = old_tone_style(word.lower())
    return Token(key, marked if key == fold(marked) else _with_i(marked))


def _with_i(word: str) -> str:
    """The last y of a marked word turned into i, its tone kept: "kỹ" → "kĩ"."""
    before, _, tone = unicodedata.normalize("NFD", word).rpartition("y")
    return unicodedata.normalize("NFC", f"{before}i{tone}")


def keys(text: str) -> tuple[str, ...]:
    """Text in; the keys of its tokens out."""
    return tuple(t.key for t in tokens(text))
