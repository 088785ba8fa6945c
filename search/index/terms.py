"""Reads and writes the full-text table of the database (SQLite's FTS5, PostgreSQL's text search): where each word stands.

Forms come cut and folded (``search.analysis``), so neither database analyses anything.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from django.db import connection

from .analysis import Analysed
from .postings import Places, Wanted

STRONG = 0.6  # a word of at least this weight stands in a name
# More than any words add up to: a code; a page of ours, or anything else, with all words in its names.
CODE_FOUND, PAGE_WITH_ALL, ALL = 100.0, 20.0, 10.0
PAGE = "_trang"  # stands among the words of all that is not a record: no word has a line under it
Rows = Sequence[tuple[int, Analysed]]


def columns(analysed: Analysed) -> tuple[list[str], list[str], list[str]]:
    """A document in; its forms in names, its other forms, and its codes out, as they are written into the index."""
    locale, codes = analysed.document.locale, analysed.document.codes
    strong = [in_language(form, locale) for form, weight in analysed.weights.items() if weight >= STRONG]
    weak = [in_language(form, locale) for form, weight in analysed.weights.items() if weight < STRONG]
    if analysed.document.kind != "record":
        strong.append(in_language(PAGE, locale))
    return strong, weak, [in_language(written, locale) for code in codes for written in (code, code[2:])]


# What every engine takes for one word. SQLite knows letters as of Unicode 6.1 and cuts a word at any other sign, as in "1⁄2"; asked for a
# word that it cuts, it fails.
_ONE_WORD = re.compile(r"[0-9a-z._/,\-\u00df-\u00f6\u00f8-\u024f\u0300-\u036f\u1e00-\u1eff]+")


def in_language(form: str, locale: str) -> str:
    """A form as it is written into the index and asked for: one word for every engine, those with other signs by their bytes.

    All languages share one table; the words of those other than Vietnamese are told apart by a prefix.
    """
    word = form if form == PAGE or _ONE_WORD.fullmatch(form) else f"_{form.encode(errors='surrogatepass').hex()}"
    return word if locale == "vi" else f"{locale}_{word}"


def write_places(rows: Rows) -> None:
    """Puts documents, by row number, in the place of what was there."""
    remove([number for number, _analysed in rows])
    values = [(number, *columns(analysed)) for number, analysed in rows]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            insert = "INSERT INTO search_terms VALUES (%s, array_to_tsvector(%s), array_to_tsvector(%s), array_to_tsvector(%s))"
            cursor.executemany(insert, values)
        else:
            insert = "INSERT INTO search_terms (rowid, strong, weak, codes) VALUES (%s, %s, %s, %s)"
            cursor.executemany(insert, [(number, *map(" ".join, lists)) for number, *lists in values])


def remove(numbers: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_terms WHERE rowid = %s", [(number,) for number in numbers])


def read_places(wanted: Collection[Wanted]) -> dict[Wanted, Places]:
    """{(column, word): row numbers, in any order}. One query for all."""
    parts, values = [], list[str | int]()
    for number, (column, form) in enumerate(wanted):
        parts.append(_LOOK_UP[connection.vendor].format(column=column))
        values += [number, _quoted(column, form)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)  # pieces of this module; everything from outside is a value
        rows = {number: np.fromstring(joined or "", dtype=np.int64, sep=",") for number, joined in cursor.fetchall()}
    return {word: rows[number] for number, word in enumerate(wanted)}


# Many row numbers come faster as one text than as rows.
_LOOK_UP = {
    "sqlite": "SELECT %s, group_concat(rowid) FROM search_terms WHERE search_terms MATCH %s",
    "postgresql": "SELECT %s, string_agg(rowid::text, ',') FROM search_terms WHERE {column} @@ %s::tsquery",
}


def _quoted(column: str, form: str) -> str:
    if connection.vendor == "postgresql":
        return "'" + form.replace("\\", "\\\\").replace("'", "''") + "'"
    return f'{column} : "' + form.replace('"', '""') + '"'
