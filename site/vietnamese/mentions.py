"""Where a text names one of many phrases: whole syllables, whatever the case and the place of a tone mark, the longest phrase first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from .normal import old_tone_style

# In HTML an entity is no word: "&amp;" does not name "amp".
_WORD = re.compile(r"&#?\w+;|(?:[^\W_][\u0300-\u036f]*)+")
# The beginning of a law's title goes before: "Luật Phí và lệ phí".
_LAW = re.compile(r"(?<![^\W_])Luật(?:\s+[^\W\d_]+){0,2}\Z")


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end]`` names the phrase of that key."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True, eq=False)
class PhraseIndex:
    """Phrases by their syllables, each with its key and whether it is written small; by a first syllable, how many there are at most."""

    phrases: Mapping[tuple[str, ...], tuple[str, bool]]
    longest: Mapping[str, int]


def phrase_index(phrases: Iterable[tuple[str, str]]) -> PhraseIndex:
    """(phrase, key) in; of two phrases that read the same the first counts."""
    found: dict[tuple[str, ...], tuple[str, bool]] = {}
    longest: dict[str, int] = {}
    for phrase, key in phrases:
        syllables = tuple(_syllable(word[0]) for word in _WORD.finditer(phrase))
        if syllables:
            found.setdefault(syllables, (key, phrase.lstrip()[:1].islower()))
            longest[syllables[0]] = max(longest.get(syllables[0], 0), len(syllables))
    return PhraseIndex(found, longest)


@lru_cache(maxsize=8192)
def mentions(text: str, index: PhraseIndex) -> tuple[Mention, ...]:
    """Text, plain or as it stands in HTML between tags, in; its mentions in order out, none of which overlap."""
    return tuple(_found(text, index))


def _found(text: str, index: PhraseIndex) -> Iterator[Mention]:
    words = list(_WORD.finditer(text))
    syllables = tuple(_syllable(word[0]) for word in words)
    at = 0
    while at < len(words):
        for length in range(min(index.longest.get(syllables[at], 0), len(words) - at), 0, -1):
            phrase = index.phrases.get(syllables[at : at + length])
            if phrase and _is_named(text, words[at : at + length], is_small=phrase[1]):
                yield Mention(words[at].start(), words[at + length - 1].end(), phrase[0])
                at += length
                break
        else:
            at += 1


def _is_named(text: str, words: list[re.Match[str]], is_small: bool) -> bool:
    """Whether nothing but blanks is between the words, and they are no part of a name."""
    start = words[0].start()
    before = text[:start].rstrip()
    if (is_small and text[start].isupper() and _goes_on(before)) or _LAW.search(before, max(0, len(before) - 40)):
        return False
    return not any(text[one.end() : two.start()].strip() for one, two in pairwise(words))


def _goes_on(before: str) -> bool:
    """Behind a word or a comma a sentence goes on: what is capitalised there is a name, as "Hộ tịch" in "Luật Hộ tịch"."""
    return before.endswith(",") or (bool(before) and (before[-1].isalnum() or unicodedata.combining(before[-1]) > 0))


@lru_cache(maxsize=20_000)
def _syllable(word: str) -> str:
    return old_tone_style(unicodedata.normalize("NFC", word)).lower()
