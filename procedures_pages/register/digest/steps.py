"""The one block of text of "Trình tự thực hiện" in; a numbered list out. No word is lost: only the marks in front of steps are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .passages import flowing

_STEP = re.compile(
    r"(?:[-–—+*•.]\s*)*(?:[a-zđ0-9][.)]\s*)?bước\s+(\d{1,2})(?!\w|\s*(?:\d|[,;]|và|đến|hoặc|nêu|trên|này))\s*[.:)–—-]*\s*", re.I
)
# "… trả kết quả. Bước 2: …" in one line.
_INSIDE = re.compile(r"(?<=[.;:])\s+(?=(?:[-–+*]\s*)?Bước\s+\d{1,2}\s*[:.])")
_BULLETS = re.compile(r"^(?:[-–—+*•]\s*)+")
_ENUMERATOR = re.compile(r"(?:[a-zđ]|\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)/]|(?<=\d)\s)\s*(?=\D)", re.I)

_CASE = re.compile(r"\W*(?:đối với )?trường hợp\b.{0,120}$", re.I)
_BEGINS_WITH_WORD = re.compile(r"[^\W\d_]{2,}\s")


@dataclass(frozen=True, slots=True)
class Step:
    """``text`` is the first line, ``lines`` those under it with the marks they had. ``number`` as published, None where none was."""

    text: str
    lines: tuple[str, ...] = ()
    number: int | None = None

    @property
    def whole(self) -> str:
        return "\n".join((self.text, *self.lines))


@dataclass(frozen=True, slots=True)
class StepGroup:
    """Steps under one heading ("Trường hợp nộp trực tiếp:"), which may be empty. ``start``: the first one's place in the list."""

    heading: str
    steps: tuple[Step, ...]
    start: int = 1


def step_groups(text: str) -> tuple[StepGroup, ...]:
    """Steps by their published numbers; else by whatever mark the first line carries; else one for each line."""
    lines = [part.strip() for line in flowing(text).split("\n") for part in _INSIDE.split(line) if part.strip()]
    if not lines:
        return ()
    return _numbered(lines) if sum(bool(_STEP.match(line)) for line in lines) > 1 else _marked(lines)


def _numbered(lines: Sequence[str]) -> tuple[StepGroup, ...]:
    groups: list[tuple[list[str], list[tuple[int, list[str]]]]] = [([], [])]
    for line in lines:
        heading, steps = groups[-1]
        if found := _STEP.match(line):
            number = int(found[1])
            if steps and number <= steps[-1][0]:
                groups.append((_heading_above(steps[-1][1]), []))
                steps = groups[-1][1]
            steps.append((number, [_BULLETS.sub("", line[found.end() :], count=1).strip()]))
        elif steps:
            steps[-1][1].append(line)
        else:
            heading.append(line)
    return tuple(_group(heading, [_step(body, number) for number, body in steps]) for heading, steps in groups)


def _group(heading: Sequence[str], steps: Sequence[Step]) -> StepGroup:
    return StepGroup("\n".join(map(_bare, heading)), tuple(steps))


def _heading_above(body: list[str]) -> list[str]:
    """Takes the last line of a step away where it introduces the steps that begin anew after it."""
    return [body.pop()] if len(body) > 1 and (body[-1].endswith(":") or _CASE.match(body[-1])) else []


def _marked(lines: Sequence[str]) -> tuple[StepGroup, ...]:
    kinds = [_kind(line) for line in lines]
    counts = Counter(kinds)
    top = next((kind for kind in kinds if kind and counts[kind] > 1), "") if not kinds[0] or counts[kinds[0]] == 1 else kinds[0]
    if not kinds[0] and counts[""] > 1:
        # Lines without a mark are headings of what stands under them.
        top = ""
    heading: list[str] = []
    steps: list[list[str]] = []
    for line, kind in zip(lines, kinds, strict=True):
        if kind == top:
            steps.append([_bare(line)])
        elif steps:
            steps[-1].append(line)
        else:
            heading.append(line)
    return (_group(heading, [_step(body) for body in steps]),)


def _step(body: list[str], number: int | None = None) -> Step:
    first, *others = [line for line in body if line] or [""]
    return Step(first[:1].upper() + first[1:] if _BEGINS_WITH_WORD.match(first) else first, tuple(others), number)


def _kind(line: str) -> str:
    """What stands in front of a line, in general: "-", "*a", "1", "1.1", or nothing."""
    bullets = _BULLETS.match(line)
    rest = line[bullets.end() :] if bullets else line
    found = _ENUMERATOR.match(rest)
    enumerator = re.sub(r"\d+", "1", found[0].strip(" .)/")) if found else ""
    return re.sub(r"\s", "", bullets[0] if bullets else "") + ("a" if enumerator.isalpha() else enumerator)


def _bare(line: str) -> str:
    bullets = _BULLETS.match(line)
    rest = line[bullets.end() :] if bullets else line
    found = _ENUMERATOR.match(rest)
    return (rest[found.end() :] if found else rest).strip() or line
