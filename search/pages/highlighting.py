"""Marks the words of a query in a text, safely."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from vietnamese.syllables import TOKEN

from ..query.codes import code_typed, matches
from ..query.reading import FILLING, Query
from ..query.tokens import Token, token, tokens


def highlighted(text: str, query: Query, also: Iterable[str] = ()) -> SafeString:
    """A text in; the same text out, escaped, what the query asks for within ``<mark>``, neighbours together.

    Words typed are marked wherever they stand; official names of what was typed, and the phrases in ``also`` (a corrected word, say), only
    where they stand whole.
    """
    found = list(TOKEN.finditer(text))
    # A legal number is compared as it is cited, however it is spaced here.
    words = [next(iter(tokens(match[0])), token(match[0])) for match in found]
    marked = _marked(words, [match[0] for match in found], query, also)
    out: list[str] = []
    at, marking = 0, False
    for match, asked in zip(found, marked, strict=True):
        gap = text[at : match.start()]
        if marking and not (asked and gap.isspace()):
            out.append("</mark>")
            marking = False
        out.append(escape(gap))
        if asked and not marking:
            out.append("<mark>")
            marking = True
        out.append(escape(match[0]))
        at = match.end()
    out.append("</mark>" if marking else "")
    out.append(escape(text[at:]))
    return mark_safe("".join(out))  # noqa: S308  every piece of text is escaped above


def _marked(words: list[Token], written: list[str], query: Query, also: Iterable[str]) -> list[bool]:
    """For each word of the text whether it is marked."""
    wanted = _wanted(query)
    marked = [_asked(word, wanted) or _is_code(as_written, query) for word, as_written in zip(words, written, strict=True)]
    phrases = {phrase for segment in query.segments for phrase in segment.official} | {tokens(one) for one in also}
    for phrase in filter(None, phrases):
        for at in range(len(words) - len(phrase) + 1):
            if all(map(_stands_for, words[at:], phrase)):
                marked[at : at + len(phrase)] = [True] * len(phrase)
    return marked


def _wanted(query: Query) -> dict[str, frozenset[str]]:
    """For each key the marked forms that are asked for; none means any."""
    wanted: dict[str, set[str]] = {}
    for word in query.words:
        if word.weight > FILLING:
            for reading in word.readings:
                wanted.setdefault(reading.key, set()).add(reading.marked)
    return {key: frozenset() if "" in marked else frozenset(marked) for key, marked in wanted.items()}


def _asked(found: Token, wanted: dict[str, frozenset[str]]) -> bool:
    forms = wanted.get(found.key)
    return forms is not None and (not forms or found.marked in forms)


def _is_code(written: str, query: Query) -> bool:
    code = code_typed(written) if query.codes else None
    return code is not None and any(matches(code, typed) for typed in query.codes)


def _stands_for(found: Token, wanted: Token) -> bool:
    return found.key == wanted.key and wanted.marked in ("", found.marked)
