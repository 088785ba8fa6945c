"""Citizens' words and the office's: read from ``words/*.txt``, found in a query as its longest phrases.

Entries that somebody else keeps, and who says when they have changed, join the lists that come with the site (:func:`join`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..process_state import kept
from .tokens import Token, tokens
from .trie import Phrase, Trie

WORDS = Path(__file__).parent / "words"
LISTS = ("citizens", "abbreviations", "everyday", "wider", "english")
QUESTIONS = ("questions", "questions_english")
AROUND = ("around",)
OUTSIDE = ("outside",)
NAMELESS = ("nameless",)


@dataclass(frozen=True, slots=True)
class SynonymEntry:
    """A phrase people use, and what it leads to: official phrases, the likelier first; none for words that only ask."""

    phrase: Phrase
    official: tuple[Phrase, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class SynonymMatch:
    """An entry's phrase in a query: positions ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    entry: SynonymEntry


def read_list(text: str, origin: str = "") -> Iterator[SynonymEntry]:
    """The text of a list in; its entries out. "a | b > x | y" leads one way, "a | b = x | y" both ways, a bare line leads nowhere."""
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        left, arrow, right = line.partition(" > ")
        if not arrow:
            left, arrow, right = line.partition(" = ")
        yield from entries(_phrases(left), _phrases(right), both_ways=arrow == " = ", origin=origin)


def entries(said: tuple[Phrase, ...], meant: tuple[Phrase, ...], both_ways: bool, origin: str) -> Iterator[SynonymEntry]:
    """Phrases people use and official ones in; an entry for each that leads somewhere out. Both ways, all of them say the same."""
    for phrase in said:
        yield SynonymEntry(phrase, meant + (tuple(p for p in said if p != phrase) if both_ways else ()), origin)
    for phrase in meant if both_ways else ():
        yield SynonymEntry(phrase, said + tuple(p for p in meant if p != phrase), origin)


def _phrases(text: str) -> tuple[Phrase, ...]:
    return tuple(found for found in (tokens(part) for part in text.split("|")) if found)


Extra = Callable[[], tuple[object, tuple[SynonymEntry, ...]]]
_extra: list[Extra] = []  # registered at start


class Joined:
    """What has joined and our own lists as one trie, with the version it was made of; replaced as a whole."""

    def __init__(self) -> None:
        self.made: tuple[object, Trie[SynonymEntry]] | None = None


def join(extra: Extra) -> None:
    """Joins entries that change, such as the editors', to the lists of the site.

    ``extra`` is asked at every :func:`find` and returns (version, entries); where the version is another object than before, its entries
    are read anew.
    """
    _extra[:] = [extra]


def text_of(name: str) -> str:
    """One of the lists as it is written."""
    return (WORDS / f"{name}.txt").read_text(encoding="utf-8")


@cache
def _files(lists: tuple[str, ...]) -> tuple[SynonymEntry, ...]:
    return tuple(entry for name in lists for entry in read_list(text_of(name), name))


@cache
def _of_files(lists: tuple[str, ...]) -> Trie[SynonymEntry]:
    return _tree(_files(lists))


def _entries(lists: tuple[str, ...]) -> Trie[SynonymEntry]:
    """What has joined is found with the citizens' words alone."""
    version, more = _extra[0]() if _extra and lists == LISTS else (None, ())
    if not more:
        return _of_files(lists)
    joined = kept(Joined)
    made = joined.made
    if made is None or made[0] is not version:
        made = joined.made = (version, _tree((*more, *_files(lists))))
    return made[1]


def _tree(found: Iterable[SynonymEntry]) -> Trie[SynonymEntry]:
    """The same phrase told several times becomes one entry: official phrases in the order told, and the first origin that is a file."""
    merged: dict[Phrase, SynonymEntry] = {}
    for entry in found:
        known = merged.get(entry.phrase)
        if known:
            official = tuple(dict.fromkeys(known.official + entry.official))
            entry = SynonymEntry(entry.phrase, official, known.origin if known.origin in LISTS else entry.origin)
        merged[entry.phrase] = entry
    return Trie.of(merged.items())


def find(words: Sequence[Sequence[Token]], lists: tuple[str, ...] = LISTS) -> list[SynonymMatch]:
    """Finds listed phrases in words (each given by its possible readings): at each place the longest, none overlapping."""
    known, found, at = _entries(lists), [], 0
    while at < len(words):
        # As it was typed before what its keystrokes may spell. Most words begin no phrase.
        begin = (reading for reading in words[at] if reading.key in known.after)
        starts = ((tuple(known.ends([*words[:at], (reading,), *words[at + 1 :]], at))) for reading in begin)
        end, hit = max(next((ends for ends in starts if ends), ()), key=lambda pair: pair[0], default=(at + 1, None))
        if hit:
            found.append(SynonymMatch(at, end, hit))
        at = end
    return found
