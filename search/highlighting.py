"""Marks the words of a query in a text, safely."""

from __future__ import annotations

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .query import FILLING, Query
from .tokens import Token, token

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+(?:[./-](?:[^\W_][\u0300-\u036f]*)+)*")


def highlighted(text: str, query: Query) -> SafeString:
    """A text in; the same text out, escaped, its words that the query asks for within ``<mark>``, neighbours together."""
    wanted = _wanted(query)
    out: list[str] = []
    at, marking = 0, False
    for match in _WORD.finditer(text):
        found = _asked(token(match[0]), wanted)
        gap = escape(text[at : match.start()])
        if marking and not (found and gap.isspace()):
            out.append("</mark>")
            marking = False
        out.append(gap)
        if found and not marking:
            out.append("<mark>")
            marking = True
        out.append(escape(match[0]))
        at = match.end()
    out.append("</mark>" if marking else "")
    out.append(escape(text[at:]))
    return mark_safe("".join(out))  # noqa: S308  every piece of text is escaped above


def _wanted(query: Query) -> dict[str, frozenset[str]]:
    """For each key the marked forms that are asked for; none means any."""
    wanted: dict[str, set[str]] = {}
    for word in query.words:
        if word.weight > FILLING:
            for reading in word.readings:
                wanted.setdefault(reading.key, set()).add(reading.marked)
    for code in query.codes:
        wanted.setdefault(code, set()).add("")
    return {key: frozenset() if "" in marked else frozenset(marked) for key, marked in wanted.items()}


def _asked(found: Token, wanted: dict[str, frozenset[str]]) -> bool:
    forms = wanted.get(found.key)
    return forms is not None and (not forms or found.marked in forms)
