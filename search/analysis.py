"""A document taken apart for ranking, once, when the index is built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .documents import SearchDocument
from .tokens import Token, tokens

# How much it says that a word stands in this field. Lines are compared with the query as a whole; the rest only lends its words.
FIELDS = {"title": 1.0, "keywords": 1.0, "official_name": 0.95, "summary": 0.65, "area": 0.5, "body": 0.4}
LONGEST_BODY = 6000


@dataclass(frozen=True, slots=True)
class Line:
    """One name of the document: its title, its official name, or one of the ways citizens call it."""

    keys: tuple[str, ...]
    marked: tuple[str, ...]
    is_name: bool


@dataclass(frozen=True, slots=True)
class Analysed:
    """``weights`` says for each key, and each marked form, how strong the strongest field is that has it."""

    document: SearchDocument
    lines: tuple[Line, ...]
    weights: dict[str, float]


def analyse(document: SearchDocument) -> Analysed:
    """A document in, its words out."""
    weights: dict[str, float] = {}
    lines: list[Line] = []
    for text, field in _texts(document):
        found = tokens(text)
        weight = FIELDS[field]
        for token in found:
            for form in token.forms:
                if weights.get(form, 0.0) < weight:
                    weights[form] = weight
        if field in ("title", "official_name", "keywords") and found:
            lines.append(_line(found, field != "keywords"))
    return Analysed(document, tuple(dict.fromkeys(lines)), weights)


def _texts(document: SearchDocument) -> list[tuple[str, str]]:
    return [
        (document.title, "title"),
        (document.official_name, "official_name"),
        *((keyword, "keywords") for keyword in document.keywords),
        (document.summary, "summary"),
        (document.area, "area"),
        (document.body[:LONGEST_BODY], "body"),
    ]


def _line(found: tuple[Token, ...], is_name: bool) -> Line:
    return Line(tuple(t.key for t in found), tuple(t.marked or t.key for t in found), is_name)


def pack(analysed: Analysed) -> dict[str, Any]:
    """For storing outside the process; :func:`unpack` brings it back."""
    from dataclasses import asdict

    return {"document": asdict(analysed.document), "lines": [[line.keys, line.marked, line.is_name] for line in analysed.lines], "weights": analysed.weights}


def unpack(stored: dict[str, Any]) -> Analysed:
    given = {k: tuple(v) if isinstance(v, list) else v for k, v in stored["document"].items()}
    lines = tuple(Line(tuple(keys), tuple(marked), is_name) for keys, marked, is_name in stored["lines"])
    return Analysed(SearchDocument(**given), lines, stored["weights"])
