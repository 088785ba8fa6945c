"""Which words of two wordings of one thing differ, for whoever has to compare them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from rapidfuzz.distance import Indel

# A word with the white space after it, or white space at the start.
TOKEN = re.compile(r"\S+\s*|\s+")
ALIKE = 0.5  # texts that share fewer of their words are two texts, and every word is another
MAX_WORDS = 4000


def gone(old: str, new: str) -> SafeString:
    """``old`` as HTML; what ``new`` no longer says is in ``<mark>``."""
    return _html(old, [range(start, end) for start, end, _new, _to in _differing(old, new)])


def come(old: str, new: str) -> SafeString:
    """``new`` as HTML; what ``old`` did not say is in ``<mark>``."""
    return _html(new, [range(start, end) for _old, _to, start, end in _differing(old, new)])


def _differing(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """Runs of words (from, to, from, to) that differ; none where nothing is to be compared, or hardly a word is the same."""
    before, after = ([word.strip() for word in TOKEN.findall(text)] for text in (old, new))
    if not before or not after or max(len(before), len(after)) > MAX_WORDS:
        return
    if Indel.normalized_similarity(before, after) < ALIKE:
        return
    runs: list[list[int]] = []
    for part in Indel.opcodes(before, after):
        if part.tag == "equal":
            continue
        # Words taken out and words put in at the same place are one change.
        if runs and (runs[-1][1], runs[-1][3]) == (part.src_start, part.dest_start):
            runs[-1][1], runs[-1][3] = part.src_end, part.dest_end
        else:
            runs.append([part.src_start, part.src_end, part.dest_start, part.dest_end])
    for run in runs:
        yield run[0], run[1], run[2], run[3]


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
