"""What a query asks for ("mất bao lâu": the time), told from what it asks about. Pure: words in, the frames among them out.

The table is ``words/frames.txt``. Its patterns are one automaton: a query costs what it is long, not how many patterns there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from .synonyms import text_of
from .tokens import Token, tokens
from .trie import Phrase, Readings, same

HOW = "how"
OTHER = "other"  # something is asked that no page tells as a fact
COURTESY, YES_NO, BEFORE, AFTER, LAST = "courtesy", "yes_no", "before", "after", "last"
BESIDE = (COURTESY, YES_NO, BEFORE, AFTER, LAST)
ENDS_YES_NO = tokens("không chưa")
MAX_PARTICLES = 4  # one after the other beside a frame

Words = Sequence[Readings]
_PART = re.compile(r"[()\[\]|]|[^()\[\]|\s]+")
_HEAD = re.compile(r"\[(\w+)(?: unless (.+))?\]")
_LINE = re.compile(r"(?P<first>\^)?\s*(?:<(?P<after>[^>]*)>)?(?P<said>[^<$]*)(?:<(?P<before>[^>]*)>)?\s*(?P<last>\$)?")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Where a frame of this kind may stand: at the beginning or the end alone, not right after or before some words.

    ``unless``: where the rest of the query has one of these, it asks for something else.
    """

    kind: str
    is_first: bool = False
    is_last: bool = False
    not_after: tuple[Phrase, ...] = ()
    not_before: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()


class Frame(NamedTuple):
    """Words ``start`` to ``end`` (exclusive) of a query that ask for ``kind``; "" for words that only lead to it or greet."""

    start: int
    end: int
    kind: str


@dataclass(slots=True)
class _State:
    """``after`` leads on by a word's key; ``free`` without a word; ``ends``: the patterns that end here."""

    after: dict[str, list[tuple[Token, _State]]] = field(default_factory=dict)
    free: list[_State] = field(default_factory=list)
    ends: list[Pattern] = field(default_factory=list)


class Frames:
    """All patterns of a table, ready to be found."""

    def __init__(self, text: str) -> None:
        self._asking, self._beside = _State(), _State()
        states = [self._asking, self._beside]
        for said, pattern in _patterns(text):
            _built(said, self._beside if pattern.kind in BESIDE else self._asking, states).ends.append(pattern)
        for state in states:
            _close(state)

    def asking(self, words: Words, start: int) -> Iterator[tuple[int, Pattern]]:
        """The patterns of a kind that begin with the word ``start``, each with where it ends."""
        return _followed(self._asking, words, start, same)

    def beside(self, words: Words, start: int) -> Iterator[tuple[int, Pattern]]:
        """The same of particles and courtesies. They are short: where marks were typed, "vay" is no "vậy"."""
        has_marks = any(one.marked for readings in words for one in readings[:1])
        return _followed(self._beside, words, start, _exactly if has_marks else same)


def _exactly(wanted: Token, typed: Token) -> bool:
    return wanted == typed


def _followed(start: _State, words: Words, at: int, fits: Callable[[Token, Token], bool]) -> Iterator[tuple[int, Pattern]]:
    now = [start]
    while now and at < len(words):
        then: dict[int, _State] = {}
        for state in now:
            for reading in words[at]:
                for wanted, leads in state.after.get(reading.key, ()):
                    if fits(wanted, reading):
                        then[id(leads)] = leads
        at += 1
        now = list(then.values())
        for state in now:
            yield from ((at, pattern) for pattern in state.ends)


def _patterns(text: str) -> Iterator[tuple[str, Pattern]]:
    kind, unless = "", tuple[Phrase, ...]()
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if head := _HEAD.fullmatch(line.strip()):
            kind, unless = head[1], _phrases(head[2])
        elif told := _LINE.fullmatch(line.strip()):
            guards = _phrases(told["after"]), _phrases(told["before"])
            yield told["said"], Pattern(kind, bool(told["first"]), bool(told["last"]), *guards, unless)
        else:
            raise ValueError(line)


def _phrases(text: str | None) -> tuple[Phrase, ...]:
    return tuple(filter(None, (tokens(part) for part in (text or "").split("|"))))


def _built(said: str, start: _State, states: list[_State]) -> _State:
    """The state after a whole pattern. A group opens with where it began and where all its choices end."""

    def new() -> _State:
        states.append(_State())
        return states[-1]

    here, groups = start, list[tuple[_State, _State]]()
    # The start itself is shared by all patterns: nothing may lead back to it or end there.
    here = new()
    start.free.append(here)
    for part in _PART.findall(said):
        if part in "([":
            groups.append((here, new()))
            begin, end = groups[-1]
            if part == "[":
                begin.free.append(end)
            here = new()
            begin.free.append(here)
        elif part == "|":
            begin, end = groups[-1]
            here.free.append(end)
            here = new()
            begin.free.append(here)
        elif part in ")]":
            here.free.append(groups[-1][1])
            here = groups.pop()[1]
        else:
            for word in tokens(part):
                leads = new()
                here.after.setdefault(word.key, []).append((word, leads))
                here = leads
    if groups:
        raise ValueError(said)
    return here


def _close(state: _State) -> None:
    """Takes over what is reached without a word, so that looking up follows words alone."""
    seen, waiting = {id(state)}, list(state.free)
    after = {key: list(leads) for key, leads in state.after.items()}
    ends = list(state.ends)
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        for key, leads in one.after.items():
            known = after.setdefault(key, [])
            known += [lead for lead in leads if lead not in known]
        ends += [end for end in one.ends if end not in ends]
        waiting += one.free
    state.after, state.ends = after, ends


@cache
def _table() -> Frames:
    return Frames(text_of("frames"))


def frames(words: Words, *, is_alone: bool = True) -> list[Frame]:
    """The frames of a query, in order, with the particles beside them and the courtesies around all.

    None where nothing else was said. Not ``is_alone``: something was, that is no word (a code).
    """
    found, has_more = told(words)
    return found if has_more or not is_alone else []


def told(words: Words) -> tuple[list[Frame], bool]:
    """All frames of a query, and whether it says anything else."""
    table = _table()
    first, last = 0, len(words)
    courtesies = list[Frame]()
    while (end := _beginning(table, words, first, last, COURTESY)) > _longest(table, words, first, first, last)[0]:
        courtesies.append(Frame(first, end, ""))
        first = end
    if courtesies and _particles_after(table, words, first, last) == last:
        return courtesies, False
    while last > first and (start := _ending(table, words, first, last)) < last:
        courtesies.append(Frame(start, last, ""))
        last = start
    found, at, is_yes_no = list[tuple[Frame, Pattern]](), first, False
    while at < last:
        said, pattern = _longest(table, words, at, first, last)
        end = said
        if pattern is not None:
            start = _particles_before(table, words, at, found[-1][0].end if found else first)
            end = _particles_after(table, words, end, last)
            found.append((Frame(start, end, pattern.kind), pattern))
            is_yes_no = is_yes_no or any(same(wanted, reading) for wanted in ENDS_YES_NO for reading in words[said - 1])
        at = max(end, at + 1)
    if is_yes_no and (end := _beginning(table, words, first, last, YES_NO)) > first and found[0][0].start >= end:
        courtesies.append(Frame(first, end, ""))
    taken = [*courtesies, *(frame for frame, _pattern in found)]
    left = [at for at in range(len(words)) if not any(one.start <= at < one.end for one in taken)]
    asking = [frame._replace(kind=OTHER) if _has(words, left, pattern.unless) else frame for frame, pattern in _outspoken(found)]
    return sorted([*courtesies, *asking]), bool(left)


def _outspoken(found: list[tuple[Frame, Pattern]]) -> list[tuple[Frame, Pattern]]:
    """What a noun at the beginning asks for ("hồ sơ … mất bao lâu") yields to a whole question; "thế nào" asks for nothing beside it."""
    nouns = [frame for frame, pattern in found if pattern.is_first]
    others = {frame.kind for frame, pattern in found if not pattern.is_first}
    if not nouns or not others:
        return found

    def is_quiet(frame: Frame, pattern: Pattern) -> bool:
        return frame.kind == HOW if others == {HOW} else pattern.is_first

    return [(frame._replace(kind="") if is_quiet(frame, pattern) else frame, pattern) for frame, pattern in found]


def _longest(table: Frames, words: Words, at: int, first: int, last: int) -> tuple[int, Pattern | None]:
    """The longest frame that begins there and may, with where it ends; (``at``, None) without one."""
    best: tuple[int, Pattern | None] = (at, None)
    for end, pattern in table.asking(words, at):
        is_free = not (pattern.is_first and at > first) and not (pattern.is_last and _particles_after(table, words, end, last) < last)
        if best[0] < end <= last and is_free and not _is_guarded(words, at, end, pattern):
            best = end, pattern
    return best


def _furthest(table: Frames, words: Words, at: int, last: int, kind: str) -> int:
    """Where the longest thing of that kind ends that begins there; ``at`` without one."""
    found = table.beside(words, at)
    return max((end for end, one in found if one.kind == kind and end <= last and not _is_guarded(words, at, end, one)), default=at)


def _beginning(table: Frames, words: Words, first: int, last: int, kind: str) -> int:
    """Where what leads to the question ends."""
    found = table.beside(words, first)
    return max(
        (end for end, one in found if one.kind == kind and one.is_first and end <= last and not _is_guarded(words, first, end, one)),
        default=first,
    )


def _ending(table: Frames, words: Words, first: int, last: int) -> int:
    """Where a courtesy begins that the query ends with; ``last`` without one."""
    for start in range(max(first, last - MAX_PARTICLES), last):
        for end, one in table.beside(words, start):
            if end == last and one.kind == COURTESY and one.is_last:
                return start
    return last


def _particles_before(table: Frames, words: Words, at: int, first: int) -> int:
    while True:
        before = next((n for n in range(max(first, at - 2), at) if _furthest(table, words, n, at, BEFORE) == at), at)
        if before == at:
            return at
        at = before


def _particles_after(table: Frames, words: Words, at: int, last: int) -> int:
    """Where the particles end that lead on to what is asked about, or those that end the query."""
    end = at
    while (further := _furthest(table, words, end, last, LAST)) > end:
        end = further
    if end == last:
        return last
    while (further := _furthest(table, words, at, last, AFTER)) > at:
        at = further
    return at


def _is_guarded(words: Words, at: int, end: int, pattern: Pattern) -> bool:
    """Whether the words beside make something else of it."""
    before = any(_stands(words, at - len(phrase), phrase) for phrase in pattern.not_after)
    return before or any(_stands(words, end, phrase) for phrase in pattern.not_before)


def _stands(words: Words, at: int, phrase: Phrase) -> bool:
    return 0 <= at <= len(words) - len(phrase) and all(
        any(same(wanted, reading) for reading in words[at + n]) for n, wanted in enumerate(phrase)
    )


def _has(words: Words, left: Sequence[int], phrases: Sequence[Phrase]) -> bool:
    """Whether one of the phrases stands among the words that no frame has."""
    return any(_stands(words, at, phrase) for phrase in phrases for at in left)
