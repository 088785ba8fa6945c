"""Merges the lists of papers of several procedures: a paper that several ask for under one name stands once. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from procedures_pages.facts.procedure import RequiredDocument
from procedures_pages.facts.same_paper import form_key, name_key
from vietnamese.folding import fold


@dataclass(frozen=True, slots=True)
class MergedDocument:
    """``document`` with the counts for all of ``uses``: positions, from 0, of the procedures that ask for it.

    A paper that is shown and given back serves them all: the largest count. One that is handed in is needed each time: the sum.
    """

    document: RequiredDocument
    originals: int
    copies: int
    uses: tuple[int, ...]


def _same(document: RequiredDocument) -> tuple[object, ...]:
    """Two papers are one where name, way of handing in, form and alternatives are. A likeness of names would not do: "của hai bên"."""
    return name_key(document.name), document.handling, form_key(document.form), frozenset(map(fold, document.alternatives))


def merge(lists: Sequence[Iterable[RequiredDocument]]) -> list[MergedDocument]:
    """The papers of all lists, in the order in which they first come up."""
    found: dict[tuple[object, ...], list[tuple[int, RequiredDocument]]] = {}
    for position, documents in enumerate(lists):
        for document in documents:
            found.setdefault(_same(document), []).append((position, document))
    merged = []
    for group in found.values():
        count = max if group[0][1].handling == "show" else sum
        merged.append(
            MergedDocument(
                document=group[0][1],
                originals=count([d.originals for _position, d in group]),
                copies=count([d.copies for _position, d in group]),
                uses=tuple(dict.fromkeys(position for position, _document in group)),
            )
        )
    return merged
