"""A document taken apart for ranking, once, when the index is built."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from functools import cache, cached_property
from itertools import pairwise
from sys import intern
from typing import Any

from ..query.synonyms import text_of
from ..query.tokens import Token, tokens, written
from .documents import SearchDocument

# How much it says that a word stands in this field. Lines are compared with the query as a whole; the rest only lends its words.
FIELDS = {"title": 1.0, "keywords": 0.95, "official_name": 0.95, "summary": 0.65, "area": 0.5, "body": 0.4, "places": 0.3}
MAX_BODY_LENGTH = 6000
MAX_FORM_LENGTH = 60  # letters and marks of one word; what is longer is no word, and no column has room for it
USUAL_LENGTH = 16  # words of a name; in a longer one each word says less
Telling = tuple[tuple[str, str, int], ...]  # words, their keys, how often a name has these
_IN_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True)
class DocumentName:
    """One name of the document: its title, its official name, or one of the ways citizens call it; ``narrowed`` by which qualifiers.

    Of each those words that a query which asks for it has (``words/qualifiers.txt``).
    """

    keys: tuple[str, ...]
    marked: tuple[str, ...]
    is_name: bool
    narrowed: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def forms(self) -> frozenset[str]:
        return frozenset((*self.keys, *self.marked))

    @cached_property
    def narrowing(self) -> tuple[Telling, ...]:
        """``narrowed``, each word with its key and how often the name has that: "lai" alone may be the "lái" of a licence, not "lại"."""
        key_of = dict(zip(self.marked, self.keys, strict=True))
        return tuple(tuple((word, key := key_of.get(word, word), self.keys.count(key)) for word in telling) for telling in self.narrowed)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(pairwise(self.keys))


@dataclass(frozen=True, slots=True)
class Analysed:
    """``weights`` says for each key, and each marked form, how strong the strongest field is that has it."""

    document: SearchDocument
    lines: tuple[DocumentName, ...]
    weights: dict[str, float]


def analyse(document: SearchDocument) -> Analysed:
    """A document in, its words out."""
    weights: dict[str, float] = {}
    lines: list[DocumentName] = []
    for text, field in _texts(document):
        found = tuple(token for token in tokens(text) if all(len(form) <= MAX_FORM_LENGTH for form in token.forms))
        weight = FIELDS[field] * (shortness(len(found)) if field not in ("body", "places") else 1.0)
        for token in found:
            for form in token.forms:
                if weights.get(form, 0.0) < weight:
                    weights[form] = weight
        if field in ("title", "official_name", "keywords") and found:
            lines.append(_line(found, field != "keywords"))
    return Analysed(document, tuple(dict.fromkeys(lines)), weights)


def shortness(length: int) -> float:
    """1 for a name of the usual length, less for a longer one, at least 0.5."""
    return max(0.5, min(1.0, (USUAL_LENGTH / length) ** 0.4)) if length else 1.0


def _texts(document: SearchDocument) -> list[tuple[str, str]]:
    return [
        (document.title, "title"),
        (document.official_name, "official_name"),
        *((keyword, "keywords") for keyword in document.keywords),
        (document.summary, "summary"),
        (document.area, "area"),
        (document.body[:MAX_BODY_LENGTH], "body"),
        (document.places, "places"),
    ]


def _line(found: tuple[Token, ...], is_name: bool) -> DocumentName:
    keys = tuple(t.key for t in found)
    marked = tuple(t.marked or t.key for t in found)
    text = f" {' '.join(marked)} "
    narrowed = tuple(telling for telling, spelled in _qualifiers() if spelled in text) if is_name else ()
    return DocumentName(keys, marked, is_name, narrowed)


@cache
def _qualifiers() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Each as the words that ask for it and as names say it."""
    lines = [line for line in text_of("qualifiers").splitlines() if line.strip() and not line.startswith("#")]
    telling = [tuple(t.marked or t.key for t in tokens(_IN_BRACKETS.sub(" ", line))) for line in lines]
    return tuple((words, f" {written(tokens(line))} ") for words, line in zip(telling, lines, strict=True))


def pack(analysed: Analysed) -> dict[str, Any]:
    """For storing outside the process; :func:`unpack` brings it back. Words of one weight stand in one text, which is read fastest."""
    by_weight: dict[float, list[str]] = {}
    for form, weight in analysed.weights.items():
        by_weight.setdefault(weight, []).append(form)
    return {
        "document": {name: value for name, value in asdict(analysed.document).items() if value != _DEFAULTS.get(name)},
        "lines": [[" ".join(line.keys), " ".join(line.marked), line.is_name, line.narrowed] for line in analysed.lines],
        "weights": [[weight, " ".join(forms)] for weight, forms in by_weight.items()],
    }


def unpack(stored: dict[str, Any]) -> Analysed:
    lines = tuple(
        DocumentName(_words(keys), _words(marked), is_name, tuple(map(tuple, narrowed)))
        for keys, marked, is_name, narrowed in stored["lines"]
    )
    weights = {form: weight for weight, forms in stored["weights"] for form in _words(forms)}
    return Analysed(document_of(stored), lines, weights)


def _words(text: str) -> tuple[str, ...]:
    """The words of a stored text. Thousands of documents say the same words: each is kept once, which makes a document a third as large."""
    return tuple(map(intern, text.split(" ")))


def forms_of(stored: dict[str, Any]) -> list[str]:
    """The forms alone, of what :func:`pack` made."""
    return [form for _weight, forms in stored["weights"] for form in forms.split(" ")]


def document_of(stored: dict[str, Any]) -> SearchDocument:
    """The document alone, of what :func:`pack` made."""
    given: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in stored["document"].items()}
    return SearchDocument(**given)


_DEFAULTS = {given.name: given.default for given in fields(SearchDocument)}
