"""Reads parameters of an address that somebody copied: says which known id is meant, and which is a misspelt one. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from vietnamese.folding import fold

MAX_LENGTH = 200
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_ID = re.compile(r"[0-9a-z]+(?:[._-]+[0-9a-z]+)*")
# Below that many letters anything is near anything.
SHORTEST = 4
LONG = 7


def meant(text: str, known: Collection[str]) -> str | None:
    """The known id that stands in ``text``: itself, or with capitals, look-alike signs or what stood around it in a sentence.

    "sinh-thuong.", "Sinh–Thuong)", "sinh-thuong&nbsp;nhé", "amp;truong-hop" are read; what is spelled otherwise is None.
    """
    if text in known:
        return text
    plain = unicodedata.normalize("NFKC", text[:MAX_LENGTH].translate(_DASHES)).casefold().replace("amp;", "")
    plain = "".join(c for c in plain if unicodedata.category(c) not in ("Cf", "Cc"))
    found = _ID.search(re.sub(r"(?<=\d),(?=\d)", ".", plain))
    # Only signs may stand before it: "không-co" is not "ng-co".
    if found is None or any(c.isalnum() for c in plain[: found.start()]) or plain[found.end() : found.end() + 1].isalpha():
        return None
    return found[0] if found[0] in known else None


def is_misspelt(name: str, known: Collection[str]) -> bool:
    """Whether ``name`` is one of these ids with a letter or two wrong, missing, added or swapped, or other signs between its words."""
    written = _letters(name)
    return any(_is_near(written, _letters(one)) for one in known)


def _letters(name: str) -> str:
    return re.sub(r"[^0-9a-z]", "", fold(name[:MAX_LENGTH]))


def _is_near(name: str, known: str) -> bool:
    if len(known) < SHORTEST:
        return False
    most = 2 if len(known) >= LONG else 1
    return abs(len(name) - len(known)) <= most and _distance(name, known) <= most


def _distance(a: str, b: str) -> int:
    """Letters to insert, delete, replace or swap with their neighbour (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y)))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                row[j] = min(row[j], before[j - 2] + 1)
        before, last = last, row
    return last[-1]
