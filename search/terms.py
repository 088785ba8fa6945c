"""Where each word stands: the full-text table of the database (SQLite's FTS5, PostgreSQL's text search), asked for the likeliest documents.

Forms come cut and folded (``search.analysis``), so neither database analyses anything. What the documents score is ranking's business; here
a rough order is enough to take the best few hundred.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from .analysis import FIELDS, Analysed
from .plan import Groups, Plan, weighted_forms, whole_wordings

STRONG = 0.6  # a word of at least this weight stands in a name
MOST_FORMS = 40
MOST_READ = 8_000  # places read for one query: the rarer words are looked up first, the commonest only lend their weight later
MOST_READ_TYPING = 3_000  # few columns, few candidates, but a beginning may become many words
MOST_UNORDERED = 250
MOST_ORDERED = 10_000  # documents put in order by the database; where all words are commoner, any that have them all do
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


def in_language(form: str, locale: str) -> str:
    """All languages share one table; the words of those other than Vietnamese are told apart by a prefix."""
    return form if locale == "vi" else f"{locale}_{form}"


def write(rows: Rows) -> None:
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


def likeliest(plan: Plan, frequency: Mapping[str, int], locale: str, most: int) -> dict[int, float]:
    """A plan, and in how many documents each word is, in; the rows that have most of its words out, with a rough score. One query."""
    asked: list[tuple[str, str, float]] = [("codes", in_language(code, locale), CODE_FOUND) for code in plan.codes]
    affordable, all_affordable = _affordable(weighted_forms(plan)[:MOST_FORMS], frequency, typing=plan.typing)
    for form, counts in affordable:
        asked.append(("strong", in_language(form, locale), counts))
        if not plan.typing:
            asked.append(("weak", in_language(form, locale), counts * FIELDS["body"]))
    parts, values = [], list[str | float]()
    for column, form, counts in asked:
        parts.append(_LOOK_UP[connection.vendor].format(column=column))
        values += [counts, _quoted(column, form)]
    if plan.typing or not all_affordable:
        # Common words have too many places, and a beginning too many words: those documents count first that have all of one way to say it
        # in their names, pages before records.
        for groups in whole_wordings(plan):
            rarest = min(sum(frequency.get(key, 0) for key in group) for group in groups)
            for wanted, counts in ((groups, ALL), ((*groups, (PAGE,)), PAGE_WITH_ALL)):
                # Order costs as much as all the words together have places; while somebody types, the words above give enough of it.
                parts.append((_ANY if plan.typing or rarest > MOST_ORDERED else _ALL)[connection.vendor])
                values += [counts, _all_of(wanted, locale), MOST_UNORDERED if plan.typing else most]
    if not parts:
        return {}
    found = " UNION ALL ".join(parts)  # pieces of this module; everything from outside is a value
    sql = "SELECT rowid, SUM(counts) AS s FROM (" + found + ") AS found GROUP BY rowid ORDER BY s DESC LIMIT %s"  # noqa: S608  # nosec B608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, most])
        return dict(cursor.fetchall())


_LOOK_UP = {
    "sqlite": "SELECT rowid, %s AS counts FROM search_terms WHERE search_terms MATCH %s",
    "postgresql": "SELECT rowid, %s::float8 AS counts FROM search_terms WHERE {column} @@ %s::tsquery",
}
_ALL = {
    "sqlite": "SELECT * FROM (SELECT rowid, %s AS counts FROM search_terms WHERE search_terms MATCH %s ORDER BY rank LIMIT %s)",
    "postgresql": "SELECT * FROM (SELECT rowid, %s::float8 AS counts FROM search_terms WHERE strong @@ %s::tsquery"
    " ORDER BY length(strong) LIMIT %s) AS named",
}


_ANY = {vendor: statement.replace(" ORDER BY rank", "").replace(" ORDER BY length(strong)", "") for vendor, statement in _ALL.items()}


def _affordable(forms: Sequence[tuple[str, float]], frequency: Mapping[str, int], *, typing: bool) -> tuple[list[tuple[str, float]], bool]:
    """The forms to look up, as far as they may be read, and whether these are all: the rarest first, but words before beginnings."""
    known = [form for form in forms if frequency.get(form[0])]
    if not typing:
        known.sort(key=lambda form: frequency[form[0]])
    taken, read = list[tuple[str, float]](), 0
    for form in known:
        read += frequency[form[0]]
        if read > (MOST_READ_TYPING if typing else MOST_READ):
            return taken, False
        taken.append(form)
    return taken, True


def _quoted(column: str, form: str) -> str:
    if connection.vendor == "postgresql":
        return "'" + form.replace("\\", "\\\\").replace("'", "''") + "'"
    return f'{column} : "' + form.replace('"', '""') + '"'


def _all_of(groups: Groups, locale: str) -> str:
    """What a database is asked: one word of each group in the names."""
    spelled = [[in_language(key, locale) for key in group] for group in groups]
    if connection.vendor == "postgresql":
        return " & ".join("(" + " | ".join(_quoted("strong", form) for form in group) + ")" for group in spelled)
    return "strong : (" + " AND ".join("(" + " OR ".join('"' + f.replace('"', '""') + '"' for f in group) + ")" for group in spelled) + ")"
