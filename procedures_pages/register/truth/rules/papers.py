"""Papers: each row with a quantity is on the page, in the same quantity; one paper has one quantity on all pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from rapidfuzz.fuzz import ratio

from vietnamese.folding import fold

from ....facts.phrases import counts_words
from ....facts.procedure import RequiredDocument
from ...classification.markers import folded, names_paper, without_marker
from ...drafting.paper_names import cut
from ..findings import Compared, Difference, rule
from ..paper_matching import SAME, SURELY, AskedRow, asked_rows, is_form_online, likeness, named_in, plain, spoken_of
from ..said import PAPERS, page_texts

SHOWN = 200
_BOTH_SIDES = re.compile(r"\b(?:hai ben|hai nguoi)\b")
_EACH = re.compile(r"\bmoi (?:ben|nguoi)\b|\bchung\b")


def _counts(originals: int, copies: int) -> str:
    return counts_words(RequiredDocument("", "", "", originals, copies, "submit"))


def _row_words(row: AskedRow) -> str:
    return f"{cut(without_marker(row.text), SHOWN)} ({_counts(*row.counts)})"


@rule(lambda: _("Mỗi dòng của bản ghi là giấy tờ có số lượng phải có trên trang."))
def papers_of_rows(compared: Compared) -> Iterator[Difference]:
    documents = compared.facts.documents
    texts = [text.words for text in page_texts(compared.facts)]
    told: list[str] = []
    for row in asked_rows(compared.records):
        if (
            not names_paper(folded(row.name))
            or is_form_online(row)
            or spoken_of(row, texts)
            or any(likeness(row, d) >= SAME or named_in(row, d) for d in documents)
        ):
            continue
        name = plain(row.name)
        if any(ratio(name, other) >= SAME for other in told):  # the same paper of another case, worded alike
            continue
        told.append(name)
        yield Difference(PAPERS, _("không có giấy tờ này"), _row_words(row), f"{row.text} {row.counts}")


@rule(lambda: _("Số bản chính, bản sao của mỗi giấy tờ như bản ghi; dòng “Bản sao …” không phải bản chính."))
def same_quantities(compared: Compared) -> Iterator[Difference]:
    for document, rows in _matched(compared):
        own, words = (document.originals, document.copies), fold(f"{document.name} {document.note}")
        accepted = {counts for row in rows for counts in row.accepted}
        if both := bool(_BOTH_SIDES.search(words)) or any(_BOTH_SIDES.search(fold(row.text)) for row in rows):
            # The record counts each person's, the page may count all.
            accepted |= {(2 * originals, 2 * copies) for originals, copies in accepted}
        if (rows and own not in accepted) or (both and sum(own) == 1 and not _EACH.search(words)):
            recorded = (
                f"{cut(without_marker(rows[0].text), SHOWN)} ({', '.join(dict.fromkeys(_counts(*row.counts) for row in rows))})"
                if rows
                else ""
            )
            against = f"{[(row.text, row.counts) for row in rows]}"
            yield Difference(PAPERS, f"{document.name}: {_counts(*own)}", recorded or _("hai bên: mỗi người một bản"), against)


def _matched(compared: Compared) -> Iterator[tuple[RequiredDocument, list[AskedRow]]]:
    """Each paper of the page with the rows that are surely it, none else being liker. A row of several papers is none."""
    documents = compared.facts.documents
    found: list[list[tuple[float, AskedRow]]] = [[] for _document in documents]
    for row in asked_rows(compared.records):
        if row.of_several:
            continue
        scores = [likeness(row, document) for document in documents]
        best = max(scores, default=0.0)
        for score, rows in zip(scores, found, strict=True):
            if score >= max(SURELY, best - 1):
                rows.append((score, row))
    for document, rows in zip(documents, found, strict=True):
        yield document, [row for _score, row in rows]


@rule(lambda: _("Một giấy tờ có cùng số lượng trên mọi trang."), without_record=True)
def one_paper_one_quantity(compared: Compared) -> Iterator[Difference]:
    # Where the page has a record that this site has not imported, nobody can tell whether that decides.
    if compared.facts.is_gone or (compared.facts.source.record and not compared.records):
        return
    odd = [(document, usual) for document in compared.facts.documents if (usual := _usual(document, compared))]
    if not odd:
        return
    # Where the page's own record has the paper, that decides.
    recorded = [document for document, rows in _matched(compared) if rows]
    for document, (counts, where) in odd:
        if document not in recorded:
            own, others = _counts(document.originals, document.copies), _counts(*counts)
            # Against the quantity alone: which pages say so changes with each that is published.
            yield Difference(PAPERS, f"{document.name}: {own}", f"{others}: {', '.join(where)}", others)


def _usual(document: RequiredDocument, compared: Compared) -> tuple[tuple[int, int], list[str]] | None:
    """The quantity that as many pages, or more, say of the same paper, and their titles; None where it is this one's too."""
    pages = [page for page in compared.pages if not page.is_gone and page.id != compared.facts.id]
    twins = [(page, twin) for page in pages for twin in page.documents if _same_paper(document, twin)]
    own = (document.originals, document.copies)
    said = Counter([own, *((twin.originals, twin.copies) for _page, twin in twins)])
    others = [(counts, n) for counts, n in said.most_common() if counts != own and n >= said[own]]
    if not others:
        return None
    usual = others[0]
    return usual[0], list(dict.fromkeys(page.title for page, twin in twins if (twin.originals, twin.copies) == usual[0]))


def _same_paper(one: RequiredDocument, other: RequiredDocument) -> bool:
    return one.id == other.id and one.handling == other.handling and ratio(fold(one.name), fold(other.name)) >= SURELY
