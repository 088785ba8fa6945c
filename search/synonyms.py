"""Citizens' words and the office's: read from ``words/*.txt``, found in a query as its longest phrases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .tokens import Token, tokens

WORDS = Path(__file__).parent / "words"
LISTS = ("citizens", "abbreviations", "everyday", "english")
QUESTIONS = ("questions", "questions_english")
AROUND = ("around",)

Phrase = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase people use, and what it leads to: official phrases, the likelier first; none for words that only ask."""

    phrase: Phrase
    official: tuple[Phrase, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Found:
    """An entry's phrase in a query: positions ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    entry: Entry


def read_list(text: str, origin: str = "") -> Iterator[Entry]:
    """The text of a list in; its entries out. "a | b > x | y" leads one way, "a | b = x | y" both ways, a bare line leads nowhere."""
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        left, arrow, right = line.partition(" > ")
        if not arrow:
            left, arrow, right = line.partition(" = ")
        said, meant = _phrases(left), _phrases(right)
        for phrase in said:
            others = tuple(p for p in said if p != phrase) if arrow == " = " else ()
            yield Entry(phrase, meant + others, origin)
        if arrow == " = ":
            for phrase in meant:
                yield Entry(phrase, said + tuple(p for p in meant if p != phrase), origin)


def _phrases(text: str) -> tuple[Phrase, ...]:
    return tuple(found for found in (tokens(part) for part in text.split("|")) if found)


@cache
def _entries(lists: tuple[str, ...]) -> dict[str, tuple[Entry, ...]]:
    """Entries by the key of their first word, longest phrase first. The same phrase in several lists becomes one entry."""
    merged: dict[Phrase, Entry] = {}
    for name in lists:
        for entry in read_list((WORDS / f"{name}.txt").read_text(encoding="utf-8"), name):
            known = merged.get(entry.phrase)
            official = tuple(dict.fromkeys((known.official if known else ()) + entry.official))
            merged[entry.phrase] = Entry(entry.phrase, official, known.origin if known else name)
    by_first: dict[str, list[Entry]] = {}
    for entry in merged.values():
        by_first.setdefault(entry.phrase[0].key, []).append(entry)
    return {key: tuple(sorted(found, key=lambda e: -len(e.phrase))) for key, found in by_first.items()}


def find(words: Sequence[Sequence[Token]], lists: tuple[str, ...] = LISTS) -> list[Found]:
    """Words in, each with its possible readings; the phrases found in them out, longest first at each place, not overlapping."""
    entries, found, at = _entries(lists), [], 0
    while at < len(words):
        hit = next((e for reading in words[at] for e in entries.get(reading.key, ()) if _stands(e.phrase, words, at)), None)
        if hit:
            found.append(Found(at, at + len(hit.phrase), hit))
            at += len(hit.phrase)
        else:
            at += 1
    return found


@cache
def phrases(name: str) -> tuple[Phrase, ...]:
    """The bare phrases of one list."""
    return tuple(entry.phrase for entry in read_list((WORDS / f"{name}.txt").read_text(encoding="utf-8"), name))


def _stands(phrase: Phrase, words: Sequence[Sequence[Token]], at: int) -> bool:
    if at + len(phrase) > len(words):
        return False
    return all(any(_same(wanted, reading) for reading in words[at + n]) for n, wanted in enumerate(phrase))


def _same(wanted: Token, typed: Token) -> bool:
    """A word typed without marks may be any of its readings; one typed with marks is that word."""
    return wanted.key == typed.key and (not typed.marked or typed.marked == wanted.marked)
