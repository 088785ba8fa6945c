"""Marks put back on text typed without them ("dang ky ket hon" → "đăng ký kết hôn"), by how often words and their neighbours occur."""

import unicodedata
from collections.abc import Sequence
from itertools import islice, pairwise
from math import log

from .counts import Pairs, Words
from .folding import fold_iy, has_marks
from .keystrokes import residue_variants
from .normal import old_tone_style
from .spelling import is_syllable
from .syllables import TOKEN

MAX_WORDS = 24
MAX_SPELLINGS = 12
MAX_LENGTH = 2_000  # characters that are looked at
# How often a word must have been seen before its neighbours say as much about the next one as that one's own frequency.
TRUST = 100
UNSEEN = 0.5  # what a word counts that was never seen
# Where all other words have marks, a word without is so many times likelier to be meant without; where half of them have, the root of that.
BARE = 250
_BREAK = ""  # stands before the first word and where neighbours are no neighbours


class Restorer:
    """Chooses the likeliest spellings of a text's words (Viterbi over each word's known spellings and their neighbours).

    ``words`` and ``pairs`` are those of :class:`vietnamese.counts.Counts`; they are neither copied nor changed.
    """

    def __init__(self, words: Words, pairs: Pairs) -> None:
        self._pairs = pairs
        self._counts = {spelling: times for spellings in words.values() for spelling, times in spellings.items()}
        self._total = max(1, sum(self._counts.values()))
        self._spellings = {
            key: tuple(sorted(spellings, key=lambda spelling: (-spellings[spelling], spelling))[:MAX_SPELLINGS])
            for key, spellings in words.items()
        }

    def restore(self, text: str) -> str:
        """Text in; NFC text out, its first 24 words with their likeliest marks, capitals kept.

        Words typed with a mark stay, and so do numbers, codes and words nobody knows; keystroke residue is read. Text most of whose words
        cannot be Vietnamese comes out as it is.
        """
        text = unicodedata.normalize("NFC", text)
        found = list(islice(TOKEN.finditer(text[:MAX_LENGTH]), MAX_WORDS))
        typed = [match[0] for match in found]
        if not typed or (not any(map(has_marks, typed)) and _is_foreign(typed)):
            return text
        gaps = [text[one.end() : other.start()] for one, other in pairwise(found)]
        chosen = self._likeliest(typed, [bool(gap.strip(" -")) for gap in gaps])
        out, at = [], 0
        for match, spelling in zip(found, chosen, strict=True):
            out += [text[at : match.start()], _in_case_of(match[0], spelling)]
            at = match.end()
        return "".join(out) + text[at:]

    def _choices(self, word: str) -> tuple[str, ...]:
        """The lower-case spellings that a typed word may stand for."""
        if has_marks(word):
            return residue_variants(word)[:1] or (old_tone_style(word).lower(),)
        return self._spellings.get(fold_iy(word)) or residue_variants(word)[:3] or (word.lower(),)

    def _likeliest(self, typed: Sequence[str], breaks: Sequence[bool]) -> list[str]:
        """Typed words, and after which of them a new clause begins, in; one spelling for each out."""
        bare = log(BARE) * sum(map(has_marks, typed)) / max(1, len(typed))
        scores = {_BREAK: 0.0}
        ways: list[dict[str, str]] = []
        for word, apart in zip(typed, (False, *breaks), strict=True):
            way: dict[str, str] = {}
            after: dict[str, float] = {}
            as_typed = word.lower()
            if not apart:
                scores = {before: score - log(self._counts.get(before, 0) + TRUST) for before, score in scores.items()}
            # Without a pair that was seen, the likeliest word before is the same for every spelling.
            freely = max(scores, key=scores.__getitem__)
            for spelling in self._choices(word):
                alone = TRUST * (self._counts.get(spelling, 0) + UNSEEN) / self._total
                way[spelling], best = freely, scores[freely] + log(alone)
                for before, score in scores.items():
                    seen = 0 if apart else self._pairs.get((before, spelling), 0)
                    if seen and (together := score + log(seen + alone)) > best:
                        way[spelling], best = before, together
                after[spelling] = best + bare if spelling == as_typed else best
            ways.append(way)
            scores = after
        chosen = [max(scores, key=scores.__getitem__)]
        for way in reversed(ways):
            chosen.append(way[chosen[-1]])
        return chosen[-2::-1]


def _in_case_of(typed: str, spelling: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return spelling.upper()
    return spelling[:1].upper() + spelling[1:] if typed[:1].isupper() else spelling


def _is_foreign(words: Sequence[str]) -> bool:
    """Whether of all letters not even a third stand in words that can be Vietnamese: "how to get a passport"."""
    ours = sum(len(word) for word in words if is_syllable(word) or residue_variants(word))
    return ours * 3 < sum(len(word) for word in words if word.isalpha())
