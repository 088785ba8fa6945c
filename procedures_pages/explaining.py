"""Terms in a rendered part of a page become links to their explanation: the first mention of each, a few a page, no script.

Read off the HTML as our templates write it, so that what is escaped stays escaped. Not within headings, links, buttons and the like, nor
within <b>, which holds names. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vietnamese.mentions import PhraseIndex, mentions

# More would be unrest, not help.
MAX_A_PAGE = 6
# From here on a page names sources: official names and laws.
SOURCES = '<details class="part" data-part="cap-nhat"'
_PIECE = re.compile(r"<!--.*?-->|<[a-zA-Z/!](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|[^<]+|<", re.DOTALL)
_TAG = re.compile(r"<(/?)(h[1-6]|a|b|button|code|dt|label|legend|option|script|select|style|summary|svg|textarea|time)\b")


@dataclass(slots=True)
class Explaining:
    """The terms of one page: ``told`` grows from part to part, in the order of the page. ``address``: of the page of terms."""

    index: PhraseIndex
    address: str
    told: tuple[str, ...] = ()

    def part(self, html: str) -> str:
        marked, self.told = explained(html, self.index, self.address, self.told)
        return marked


def explained(html: str, index: PhraseIndex, address: str, told: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...]]:
    """HTML in; the same with links out, and the keys of the terms that are explained now. ``told``: those explained before."""
    if not index.phrases:
        return html, told
    out: list[str] = []
    before, mark, sources = html.partition(SOURCES)
    for piece, is_text in _pieces(before):
        at = 0
        for mention in mentions(piece, index) if is_text and len(told) < MAX_A_PAGE else ():
            if mention.key in told or len(told) >= MAX_A_PAGE:
                continue
            # Keys are slugs: letters, digits and hyphens.
            out += [piece[at : mention.start], f'<a href="{address}#{mention.key}">', piece[mention.start : mention.end], "</a>"]
            at, told = mention.end, (*told, mention.key)
        out.append(piece[at:])
    return "".join(out) + mark + sources, told


def named(html: str, index: PhraseIndex) -> tuple[str, ...]:
    """The keys of all terms that the text of a piece of HTML names, headings and all, in its order."""
    texts = (piece for piece in _PIECE.findall(html) if not piece.startswith("<"))
    return tuple(dict.fromkeys(mention.key for text in texts for mention in mentions(text, index)))


def _pieces(html: str) -> Iterator[tuple[str, bool]]:
    """Tags and texts in order, each with whether terms may be explained in it."""
    depth = 0
    for piece in _PIECE.findall(html):
        if piece.startswith("<"):
            if tag := _TAG.match(piece):
                depth = max(0, depth - 1) if tag[1] else depth + 1
            yield piece, False
        else:
            yield piece, not depth
