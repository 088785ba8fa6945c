"""A rule: a pattern, and what is said for what it finds. A list of rules is applied in order, each to the whole text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """``said``: the words for a find, or a template of :meth:`re.Match.expand`. ``signs``: a text without any of them has no find."""

    pattern: re.Pattern[str]
    said: str | Callable[[re.Match[str]], str]
    signs: frozenset[str] = frozenset()


def rule(pattern: str, said: str | Callable[[re.Match[str]], str], *, any_case: bool = False, signs: str = "") -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE if any_case else 0), said, frozenset(signs))


def applied(rules: Iterable[Rule], text: str) -> str:
    """The text after all rules. Signs are looked for once: no rule brings any that was not there."""
    there = set(text)
    for one in rules:
        if not one.signs or not there.isdisjoint(one.signs):
            text = one.pattern.sub(one.said, text)
    return text


def words_before(found: re.Match[str], length: int = 24) -> str:
    """The end of what stands before a find, in lower case and without a blank or a colon at its end."""
    return found.string[max(0, found.start() - length) : found.start()].lower().rstrip(" :")


def follows(found: re.Match[str], words: Iterable[str]) -> bool:
    """Whether one of these words stands right before the find."""
    before = words_before(found)
    return any(before.endswith(word) and not before[: -len(word)][-1:].isalpha() for word in words)
