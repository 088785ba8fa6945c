"""Long text of a record in; the same words out, in lines that flow and in a beginning that can be read at a glance."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What follows the beginning is folded away only where there is enough of it to be worth a tap.
MIN_REST = 80
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+|\n+")
_WORD = re.compile(r"\s+")
_ENUMERATOR = re.compile(r"[a-zđ]{1,3}[.)]")


@dataclass(frozen=True, slots=True)
class Passage:
    """``lead`` is read at once, ``rest`` on request; together they are the whole text. ``broken``: parted within a sentence."""

    lead: str
    rest: str = ""
    broken: bool = False


def flowing(text: str) -> str:
    """The text with the line breaks that fall inside a sentence taken out: the source was wrapped for another page."""
    out: list[str] = []
    for line in text.splitlines():
        words = line.strip()
        if out and words[:1].islower() and not _ENUMERATOR.match(words) and out[-1][-1:] not in ".;:!?":
            out[-1] += f" {words}"
        elif words:
            out.append(words)
    return "\n".join(out)


def passage(text: str, room: int = 160) -> Passage:
    """The text itself where it is short; else its sentences up to about ``room`` signs, or, where the first is longer, its first words."""
    text = text.strip()
    if len(text) <= room + MIN_REST:
        return Passage(text)
    ends = [match for match in _SENTENCE.finditer(text) if match.start() <= room + MIN_REST]
    fitting = [match for match in ends if match.start() <= room] or ends[:1]
    if fitting and fitting[-1].start() >= room // 4:
        return Passage(text[: fitting[-1].start()], text[fitting[-1].end() :])
    words = [match for match in _WORD.finditer(text) if match.start() <= room]
    if not words:
        return Passage(text)
    return Passage(text[: words[-1].start()], text[words[-1].end() :], broken=True)
