"""Vietnamese at large, from the tables in ``words/`` (each says where it comes from): real syllables, how common, beside which."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .counts import Counts, by_key
from .normal import old_tone_style

SYLLABLES = Path(__file__).parent / "words" / "syllables.txt"
PAIRS = Path(__file__).parent / "words" / "pairs.txt"
OUT_OF = 10_000_000  # what the counts of syllables.txt add up to with all other words
# The table of pairs has no counts. One that is in it occurs about so often, unless its syllables are too rare for that …
OFTEN = 50
SHARE = 0.2  # … then so often as the rarer of them, times this; never less often than by chance.


def is_real_syllable(word: str) -> bool:
    """Whether a word, marks and all, is a syllable that Vietnamese has: "lưu" and "kinh" are, "lụư", "giâý" and "rựu" are not.

    Any case, normal form and tone style. Once in a million words is the rarest it knows, so a "no" is a doubt, not a proof.
    """
    return old_tone_style(word).lower() in _syllables()


def syllable_count(word: str) -> int:
    """How often, in :data:`OUT_OF` words, a syllable occurs with just these marks: "tiết" 3000, "tiêt" 0. Any case and tone style."""
    return _syllables().get(old_tone_style(word).lower(), 0)


def commonness(key: str) -> int:
    """How often, in :data:`OUT_OF` words, Vietnamese has syllables that are written so without their marks: "tiet" 3000, "xyz" 0."""
    return _by_key().get(key, 0)


@cache
def general_counts() -> Counts:
    """Counts of Vietnamese at large, for :class:`vietnamese.restoring.Restorer`. About 0.3 s the first time."""
    syllables = _syllables()
    same = {syllable: syllable for syllable in syllables}  # one string in memory for each
    pairs = {}
    for line in _lines(PAIRS):
        first, *others = (same[syllable] for syllable in line.split(" "))
        for second in others:
            rarer = min(syllables[first], syllables[second])
            by_chance = syllables[first] * syllables[second] / OUT_OF
            pairs[first, second] = round(max(min(OFTEN, SHARE * rarer), by_chance))
    return Counts(by_key(syllables), pairs)


@cache
def _by_key() -> dict[str, int]:
    return {key: sum(spellings.values()) for key, spellings in by_key(_syllables()).items()}


@cache
def _syllables() -> dict[str, int]:
    return {syllable: int(count) for syllable, count in (line.split(" ") for line in _lines(SYLLABLES))}


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        yield from (line.rstrip("\n") for line in lines if not line.startswith("#"))
