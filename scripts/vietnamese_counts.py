#!/usr/bin/env python
"""Makes site/vietnamese/words/*.txt: how often Vietnamese syllables occur, and which stand side by side, in Vietnamese at large.

Usage: python scripts/vietnamese_counts.py PAIRS, where PAIRS is the list of neighbours that comes with the Tesseract OCR engine, unpacked:

    pip install wordfreq==3.1.1                     # in a virtual environment of its own: nothing else here needs it
    npm pack @tesseract.js-data/vie@1.0.0           # tessdata 4.0.0, with neighbours; newer and smaller editions have none
    tar xzf *.tgz && gunzip package/4.0.0/vie.traineddata.gz
    combine_tessdata -u package/4.0.0/vie.traineddata vie.
    dawg2wordlist vie.unicharset vie.bigram-dawg PAIRS
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from vietnamese.lexicon import OUT_OF, PAIRS, SYLLABLES
from vietnamese.normal import clean, old_tone_style
from vietnamese.spelling import parts

WIDTH = 138
RAREST_NEIGHBOUR = 50  # times in OUT_OF; the neighbours of rarer syllables are mostly misspellings
SYLLABLES_HEAD = """\
# How often each Vietnamese syllable occurs in ten million. Made by scripts/vietnamese_counts.py; do not edit.
# Derived from the Vietnamese list of wordfreq 3.1.1 by Robyn Speer (doi.org/10.5281/zenodo.7199437), whose data come from Wikipedia,
# OpenSubtitles 2018 (opensubtitles.org, through OPUS), ParaCrawl, the Leeds Internet Corpus and others; changed: only what can be a
# Vietnamese syllable, tone marks in the old style, frequencies as counts.
# This file: Creative Commons Attribution-ShareAlike 4.0, creativecommons.org/licenses/by-sa/4.0/
"""
PAIRS_HEAD = """\
# Vietnamese syllables that are often side by side: the first of a line is often followed by each of the others.
# Made by scripts/vietnamese_counts.py; do not edit.
# Derived from the Vietnamese data of the Tesseract OCR engine (tessdata 4.0.0), copyright Google Inc. and others; changed: only pairs of
# lower-case syllables that syllables.txt knows, tone marks in the old style.
# This file: Apache License 2.0, apache.org/licenses/LICENSE-2.0
"""


def counted(frequencies: dict[str, float]) -> dict[str, int]:
    """Words and their frequencies in; syllables and their counts out."""
    counts: defaultdict[str, int] = defaultdict(int)
    for word, frequency in frequencies.items():
        syllable = old_tone_style(clean(word)).lower()
        if parts(syllable):
            counts[syllable] += round(frequency * OUT_OF)
    return dict(counts)


def neighbours(lines: Iterable[str], counts: dict[str, int]) -> dict[str, list[str]]:
    """Lines of two words in; for each first syllable the second ones out. Names (capital letters) go."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        words = [old_tone_style(clean(word)) for word in line.split(" ")]
        if len(words) == 2 and all(counts.get(word, 0) >= RAREST_NEIGHBOUR for word in words):
            found[words[0]].add(words[1])
    return {first: sorted(found[first]) for first in sorted(found)}


def wrapped(first: str, others: list[str]) -> Iterable[str]:
    line = first
    for other in others:
        if len(line) + 1 + len(other) > WIDTH:
            yield line
            line = first
        line += " " + other
    yield line


def main(pairs: str) -> None:
    from wordfreq import get_frequency_dict

    counts = counted(get_frequency_dict("vi"))
    SYLLABLES.parent.mkdir(exist_ok=True)
    by_count = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    SYLLABLES.write_text(SYLLABLES_HEAD + "".join(f"{syllable} {count}\n" for syllable, count in by_count), encoding="utf-8")
    with Path(pairs).open(encoding="utf-8") as lines:
        found = neighbours((line.rstrip("\n") for line in lines), counts)
    rows = (row for first, others in found.items() for row in wrapped(first, others))
    PAIRS.write_text(PAIRS_HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    print(f"{len(counts)} syllables, {sum(map(len, found.values()))} pairs")


if __name__ == "__main__":
    main(sys.argv[1])
