"""Records by words without marks: what is typed and what is written are compared folded; who types marks gets those marks first."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from django.db.models import Count, Max

from vietnamese.folding import fold, has_marks
from vietnamese.normal import clean
from vietnamese.typed import meant

from ..models import RegisterRecord, RegisterSnapshot


class Folded(NamedTuple):
    """``words``: name and code, the code also without its point; ``marked``: the name as written, in small letters."""

    words: str
    marked: str
    authority: str


_kept: tuple[Hashable, dict[int, Folded]] = (None, {})


def _folded() -> dict[int, Folded]:
    """All records, read again only after an import."""
    global _kept
    stamp, kept = tuple(RegisterSnapshot.objects.aggregate(Max("imported_at"), Max("pk"), Count("pk")).values()), _kept
    if kept[0] != stamp:
        rows = RegisterRecord.objects.values_list("pk", "code", "name", "authority")
        kept = _kept = (stamp, {pk: _fold(code, name, authority) for pk, code, name, authority in rows})
    return kept[1]


def _fold(code: str, name: str, authority: str) -> Folded:
    return Folded(f" {fold(name)} {code} {code.replace('.', '')} ", f" {name.lower()} ", fold(authority))


def records_with(words: str) -> tuple[list[int], list[int]]:
    """Keys of the records that have the words side by side, as typed; then of the others that have a word beginning with each of them."""
    words = meant(words)
    wanted = fold(words).split()
    phrase = f" {' '.join(wanted)} "
    marked = f" {' '.join(clean(words).lower().split())} " if has_marks(words) else ""
    close, others = [], []
    for pk, folded in _folded().items():
        if phrase in folded.words and marked in folded.marked:
            close.append(pk)
        elif all(f" {word}" in folded.words for word in wanted):
            others.append(pk)
    return close, others


def records_of_authority(words: str) -> list[int]:
    """Keys of the records that a body of these words carries out."""
    wanted = " ".join(fold(meant(words)).split())
    return [pk for pk, folded in _folded().items() if wanted in folded.authority]
