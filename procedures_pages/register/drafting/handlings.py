"""How a paper of a draft is handled once the waivers of its case are read: number, look-up, no longer asked. Pure: no Django.

A waiver for everybody changes the handling; one for some ("Trường hợp người đi nộp là cha, mẹ thì không phải nộp …") and one by an
easier paper do not: a reader of another case would be told too little. They come as notes for the editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ..classification.attaching import Attached
from ..classification.markers import folded
from ..classification.rows import JudgedRow

DraftHandling = Literal["submit", "show", "number", "looked_up", "waived"]

# The less a citizen does, the later: giving a number is sure to work where the office would only look.
_ORDER: tuple[DraftHandling, ...] = ("number", "looked_up", "waived")
_FOR_SOME = re.compile(r"\b(?:truong hop|nếu|doi voi|khi|nguoi (?:nuoc ngoai|di|duoc uy quyen)|tru)\b")


@dataclass(frozen=True, slots=True)
class Handled:
    """``fallback``: what is asked where the look-up fails; ``basis``: the law cited ("66.7/2025/NQ-CP"); both in the record's words or "".

    ``notes``: waivers that the editor must make into answers of a question or leave out, one sentence each.
    """

    handling: DraftHandling
    fallback: str = ""
    basis: str = ""
    notes: tuple[str, ...] = ()


def handled(paper: JudgedRow, waivers: Iterable[Attached]) -> Handled:
    """A paper and the waivers of its case in; how a draft page handles it out: as the row says where no waiver is about it."""
    said: DraftHandling = "show" if paper.handling == "show" else "submit"
    about = [attached.waiver for attached in waivers if paper in attached.papers]
    for_all = [w for w in about if w.how in ("number", "looked_up") or (w.how == "waived" and not _FOR_SOME.search(folded(w.sentence)))]
    notes = tuple(dict.fromkeys(w.sentence for w in about if w not in for_all))
    if not for_all:
        return Handled(said, notes=notes)
    best = min((handling for w in for_all for handling in _ORDER if handling == w.how), key=_ORDER.index)
    return Handled(
        best,
        fallback=next((w.fallback for w in for_all if w.fallback), ""),
        basis=next((w.basis for w in for_all if w.basis), ""),
        notes=notes,
    )
