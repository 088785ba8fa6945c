"""Which words of two wordings of one thing differ, for whoever has to compare them."""

from __future__ import annotations

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from rapidfuzz.distance import Indel, Opcode

# A word with the white space after it, or white space at the start.
TOKEN = re.compile(r"\S+\s*|\s+")
ALIKE = 0.5  # texts that share fewer of their words are two texts, and every word is another
MAX_WORDS = 4000


def gone(old: str, new: str) -> SafeString:
    """``old`` as HTML; what ``new`` no longer says is in ``<mark>``."""
    return _html(old, [range(part.src_start, part.src_end) for part in _changed(old, new)])


def come(old: str, new: str) -> SafeString:
    """``new`` as HTML; what ``old`` did not say is in ``<mark>``."""
    return _html(new, [range(part.dest_start, part.dest_end) for part in _changed(old, new)])


def _changed(old: str, new: str) -> list[Opcode]:
    """Words taken out and words put in; none where nothing is to be compared, or too few words are the same."""
    before, after = ([word.strip() for word in TOKEN.findall(text)] for text in (old, new))
    if not before or not after or max(len(before), len(after)) > MAX_WORDS or Indel.normalized_similarity(before, after) < ALIKE:
        return []
    return [part for part in Indel.opcodes(before, after) if part.tag != "equal"]


def _html(text: str, runs: list[range]) -> SafeString:
    words, out, done = TOKEN.findall(text), [], 0
    for run in runs:
        if not run:
            continue
        marked = "".join(words[run.start : run.stop])
        kept = marked.rstrip()
        out += [escape("".join(words[done : run.start])), f"<mark>{escape(kept)}</mark>", escape(marked[len(kept) :])]
        done = run.stop
    return mark_safe("".join([*out, escape("".join(words[done:]))]))  # noqa: S308 – every word is escaped above
