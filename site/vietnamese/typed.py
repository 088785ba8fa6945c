"""Text that people type or paste into a field, as the house keeps it: what was meant, clean, in the house's spelling, without list marks.

Four kinds: one line; several lines that are a name each; prose with lines; and a person's own words, whose spelling is theirs.
"""

from __future__ import annotations

import re

from .legacy import restored
from .normal import clean, clean_lines, old_tone_style

MAX_MEANT = 20_000  # characters that are looked at for an old charset; no field takes more
# Behind a tab it is a list's mark, whatever it looks like; with a blank behind it, only what no name begins with.
_NUMBERED = re.compile(r"^[\s\u200b\ufeff]*(?:\d{1,2}[.)]|[a-zđ][.)]|[ivxIVX]{1,5}[.)])\t\s*")
_TABBED = re.compile(r"^[\s\u200b\ufeff]*(?:[^\w\s]|o)\t\s*")
_MARK = re.compile(r"^(?:[•●▪■□◦○‣⁃∙➢➤►❖✓✔✗✘]\s*|[-–—+*·→]\s+)+")


def meant(text: str) -> str:
    """Any text in; what it was meant to say out: text in an old charset in Unicode, all other text as it is."""
    found = restored(text) if len(text) <= MAX_MEANT else None
    return found.text if found else text


def line(text: str) -> str:
    """One line: a title, a name, a sentence. "•\\tHoà giải" and "1.\\tHoà giải" → "Hòa giải"."""
    return old_tone_style(_without_mark(_NUMBERED.sub("", text)))


def lines(text: str) -> str:
    """Several lines, each like :func:`line`; empty ones go."""
    return "\n".join(filter(None, map(line, text.splitlines())))


def prose(text: str) -> str:
    """Text with lines. Of several, those with list marks have the same one, and numbers stay; before the only line a mark means nothing."""
    parts = [part for part in text.splitlines() if clean(part)]
    if len(parts) < 2:
        return line(text)
    kept = ((old_tone_style(_without_mark(part)), _without_mark(part) != clean(part)) for part in parts)
    return "\n".join(f"- {words}" if is_marked else words for words, is_marked in kept if words)


def own_line(text: str) -> str:
    """One line of somebody's own: a person's name is spelled as the person spells it."""
    return clean(text)


def own_lines(text: str) -> str:
    """Several lines of somebody's own words."""
    return clean_lines(text)


def _without_mark(text: str) -> str:
    return _MARK.sub("", clean(_TABBED.sub("", text)))
