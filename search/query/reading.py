"""Reads a query: any string becomes a :class:`Query` of words, codes and known phrases. Never raises; its work is bounded.

The word lists count, those that come with the site and the synonyms that editors keep: the same string may be read otherwise tomorrow.
"""

from __future__ import annotations

from dataclasses import dataclass

from vietnamese.keystrokes import residue_variants
from vietnamese.normal import clean, old_tone_style
from vietnamese.syllables import syllables
from vietnamese.typed import meant

from . import synonyms
from .codes import code_typed
from .frames import Frame, told
from .synonyms import Phrase
from .tokens import Token, token
from .trie import same

MAX_LENGTH = 200
MAX_WORDS = 24
MAX_WORD_LENGTH = 40
ASKING = 0.03  # weight of a phrase that only asks ("mất bao lâu")
AROUND = 0.25  # weight of a paper on the way ("mẫu tờ khai")
FILLING = 0.2  # weight of a single word around what is asked for ("cho", "xin")


@dataclass(frozen=True, slots=True)
class Word:
    """One word typed: its readings (as typed first, then what its keystrokes spell), and how much it counts (1 for a content word)."""

    text: str
    readings: tuple[Token, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that belong together, official phrases that say the same, and the list that says so."""

    words: tuple[Word, ...]
    official: tuple[Phrase, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """``text`` is what was typed, cleaned, for showing; ``codes`` what may be procedure codes in it; ``segments`` all other words.

    What only asks ("mất bao lâu") is none of them: ``asks`` says for what, each kind of ``frames.txt`` once, and ``asking`` has its words,
    each with how many of the others stand before it. ``outside`` are words that no office is asked ("cách nấu"); "" without any.
    ``lacks_subject``: it asks, and does not say what about ("mất bao lâu"); its words are all in ``segments`` then.
    """

    text: str
    codes: tuple[str, ...]
    segments: tuple[Segment, ...]
    is_english: bool = False
    asks: tuple[str, ...] = ()
    asking: tuple[tuple[int, str], ...] = ()
    outside: str = ""
    lacks_subject: bool = False

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for segment in self.segments for word in segment.words)

    @property
    def subject(self) -> str:
        """What was typed without what only asks."""
        return " ".join(word.text for word in self.words)

    @property
    def is_empty(self) -> bool:
        return not self.codes and not self.segments


def read_query(raw: str) -> Query:
    """Turns any string into a query. Text in an old charset is read as it was meant; what follows 200 characters or 24 words is ignored."""
    text = old_tone_style(clean(meant(raw[: MAX_LENGTH * 4])))[:MAX_LENGTH].strip()
    typed = [t[:MAX_WORD_LENGTH] for t in syllables(text)][:MAX_WORDS]
    codes = tuple(dict.fromkeys(code for code in map(code_typed, typed) if code))
    every = [Word(t, _readings(t)) for t in typed if not code_typed(t)]
    found, has_more = told([word.readings for word in every])
    lacks_subject = not codes and _lacks_subject(every, found)
    asks = tuple(dict.fromkeys(frame.kind for frame in found if frame.kind))
    if not has_more and not codes:
        found = []
    asking, words, at = list[tuple[int, str]](), list[Word](), 0
    for frame in found:
        words += every[at : frame.start]
        asking.append((len(words), " ".join(word.text for word in every[frame.start : frame.end])))
        at = frame.end
    words += every[at:]
    english = _looks_english([word.readings for word in words])
    outside = "" if codes else _outside(every)
    return Query(text, codes, _segments(_weighed(words, english)), english, asks, tuple(asking), outside, lacks_subject)


def _lacks_subject(words: list[Word], found: list[Frame]) -> bool:
    """Whether words only ask: what no frame has are phrases that name nothing ("thủ tục gì đó là") and single words around them.

    The single ones have to be exactly those, because "đầu tư" without marks reads "đâu từ". A phrase of the citizens' words is a subject.
    """
    readings = [word.readings for word in words]
    if any(match.end - match.start > 1 for match in synonyms.find(readings)):
        return False
    asked = {at for frame in found for at in range(frame.start, frame.end)}
    nameless = [
        match
        for names in (synonyms.NAMELESS, synonyms.QUESTIONS)
        for match in synonyms.find(readings, names)
        if match.end - match.start > 1 or match.entry.phrase == (readings[match.start][0],)
    ]
    if not asked and all(match.end - match.start == 1 for match in nameless):
        return False
    asked.update(at for match in nameless for at in range(match.start, match.end))
    return len(asked) == len(words)


def _outside(words: list[Word]) -> str:
    """Words that say that no office is asked, unless others beside them say that it is after all."""
    readings = [word.readings for word in words]
    for found in synonyms.find(readings, synonyms.OUTSIDE):
        if not any(stands_in(readings, phrase) for phrase in found.entry.official):
            return " ".join(word.text for word in words[found.start : found.end])
    return ""


def stands_in(readings: list[tuple[Token, ...]], phrase: Phrase) -> bool:
    """Whether words, each with its possible readings, have those of a phrase one after the other."""
    places = range(len(readings) - len(phrase) + 1)
    return any(all(any(same(wanted, one) for one in readings[at + n]) for n, wanted in enumerate(phrase)) for at in places)


def _readings(word: str) -> tuple[Token, ...]:
    return tuple(dict.fromkeys([token(word), *(token(v) for v in residue_variants(word)[:3])]))


def _weighed(words: list[Word], english: bool) -> list[Word]:
    """Gives words that only ask ("mất bao lâu") a lower weight. Where nothing else was typed, all words keep their full weight."""
    readings = [word.readings for word in words]
    lists = synonyms.QUESTIONS if english else synonyms.QUESTIONS[:1]
    meant = {at for found in synonyms.find(readings) for at in range(found.start, found.end) if found.end - found.start > 1}
    weights = [1.0] * len(words)
    for found in synonyms.find(readings, synonyms.AROUND):
        weights[found.start : found.end] = [AROUND] * (found.end - found.start)
    for found in synonyms.find(readings, lists):
        span = range(found.start, found.end)
        if not meant.intersection(span):
            for at in span:
                weights[at] = ASKING if len(span) > 1 else FILLING
    if all(weight < 1 for weight in weights):
        return words
    return [Word(word.text, word.readings, weight) for word, weight in zip(words, weights, strict=True)]


def _looks_english(readings: list[tuple[Token, ...]]) -> bool:
    return any(found.entry.origin == "english" for found in synonyms.find(readings))


def _segments(words: list[Word]) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    at = 0
    for found in synonyms.find([word.readings for word in words]):
        segments += [Segment((word,)) for word in words[at : found.start]]
        segments.append(Segment(tuple(words[found.start : found.end]), found.entry.official, found.entry.origin))
        at = found.end
    return tuple(segments + [Segment((word,)) for word in words[at:]])
