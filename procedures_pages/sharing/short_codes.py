"""A code that somebody says and somebody else types, ``4K7R``: its signs, how one is read, how one is made. Pure.

Seventeen signs: eight digits and nine letters. Not among them: what looks like another sign (0 O Q D, 1 I L J, 5 S, 2 Z, 8 B, 6 G, U V: the
digit stays, and V), vowels, C, and what the Vietnamese alphabet does not have (F J W Z). Without vowels, C, D and L no code is a word,
nor one of the short forms of a rude one.

Seventeen is a prime, so one weighted sum finds every single wrong sign and every two signs that have changed places, as in an ISBN-10.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator

SIGNS = "23456789HKMNPRTVX"
# What is written or typed in the place of a sign that looks like it.
LOOK_ALIKES = str.maketrans("ZSBGU", "2586V")
SHORTEST, LONGEST = 4, 9
MAX_TYPED = 60

_VALUES = {sign: value for value, sign in enumerate(SIGNS)}


def _sum(code: str) -> int:
    return sum(place * _VALUES[sign] for place, sign in enumerate(code, 1)) % len(SIGNS)


def is_code(text: str) -> bool:
    """Whether these are the signs of a code, none of them wrong.

    A code has a digit and a letter: what is only one of them is a number or a short form that people type and mean otherwise.
    """
    right = SHORTEST <= len(text) <= LONGEST and all(sign in _VALUES for sign in text) and _sum(text) == 0
    return right and not text.isdigit() and not text.isalpha()


def read_short_code(text: str) -> str | None:
    """A code as somebody types what was said: in lower case, with blanks and points, a look-alike for a sign. None where it is none."""
    plain = unicodedata.normalize("NFKC", text[:MAX_TYPED]).upper()
    signs = "".join(c for c in plain if c.isalnum()).translate(LOOK_ALIKES)
    return signs if is_code(signs) else None


def candidates(seed: str) -> Iterator[str]:
    """The codes for whatever ``seed`` names, always the same: one of each length, of which the first that is free is to be taken."""
    for length in range(SHORTEST, LONGEST + 1):
        yield next(code for code in _drawn(seed, length) if is_code(code))


def _drawn(seed: str, length: int) -> Iterator[str]:
    """Codes of one length: all signs but the last from a hash, the last so that the sum is right."""
    number = 0
    while True:
        drawn = int.from_bytes(hashlib.blake2b(f"{length}.{number}.{seed}".encode(), digest_size=16).digest())
        signs = ""
        for _place in range(length - 1):
            drawn, value = divmod(drawn, len(SIGNS))
            signs += SIGNS[value]
        yield signs + SIGNS[-_sum(signs) * pow(length, -1, len(SIGNS)) % len(SIGNS)]
        number += 1
