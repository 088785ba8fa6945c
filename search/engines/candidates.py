"""Finds the documents with most of a query's words, in a rough order, for the database engine. ``search.ranking`` scores them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np
import numpy.typing as npt

from ..index.analysis import FIELDS
from ..index.postings import Places, Postings, Wanted
from ..index.terms import ALL, CODE_FOUND, PAGE, PAGE_WITH_ALL, in_language, read_places
from ..query.expansion import ExpandedQuery, Groups, weighted_forms, whole_phrasings

MAX_FORMS = 40
# Places read for the single words, and for all of them together; the rarest first: a word that most documents have tells next to nothing.
MAX_READ = 60_000
MAX_READ_TOGETHER = 400_000
SHORTER = 0.0001  # what each word that a name has less is worth: of documents with the same words, the shorter name says no more


def likeliest(
    expanded: ExpandedQuery, postings: Postings, frequency: Mapping[str, int], locale: str, most: int, without: Collection[int] = ()
) -> list[int]:
    """The numbers of the ``most`` rows that have most of the query's words, none of those ``without``. One database query at most.

    ``frequency``: in how many documents each word is.
    """
    looked_up = _affordable(expanded, frequency)
    together = [_tellable(groups, frequency) for groups in whole_phrasings(expanded)]
    columns = ("strong",) if expanded.typing else ("strong", "weak")

    def word(column: str, form: str) -> Wanted:
        return column, in_language(form, locale)

    wanted = {word("codes", code) for code in expanded.codes} | {word(column, form) for form in looked_up for column in columns}
    wanted |= {word("strong", key) for groups in together for group in groups for key in group}
    page = word("strong", PAGE)
    found = postings.of({*wanted, page}, read_places)
    scores = np.zeros(len(postings.numbers))
    for code in expanded.codes:
        scores[found[word("codes", code)]] += CODE_FOUND
    for form, counts in looked_up.items():
        for column in columns:
            scores[found[word(column, form)]] += counts if column == "strong" else counts * FIELDS["body"]
    pages = _having([found[page]], len(scores))
    for groups in together:
        all_of_them = np.logical_and.reduce([_having([found[word("strong", key)] for key in group], len(scores)) for group in groups])
        scores[all_of_them] += ALL
        scores[all_of_them & pages] += PAGE_WITH_ALL
    if without:
        scores[np.isin(postings.numbers, list(without))] = 0.0
    there = np.flatnonzero(scores)
    rough = scores[there] - SHORTER * postings.lengths[there]
    if len(there) > most:
        there = there[np.argpartition(-rough, most)[:most]]
    return list({*postings.numbers[there].tolist(), *postings.fresh}.difference(without))


def _affordable(expanded: ExpandedQuery, frequency: Mapping[str, int]) -> dict[str, float]:
    """The forms to look up one by one, with what each counts, the rarest first, as far as they may be read."""
    known = [form for form in weighted_forms(expanded)[:MAX_FORMS] if form[0] in frequency]
    taken, places = dict[str, float](), 0
    for form, counts in sorted(known, key=lambda form: frequency[form[0]]):
        places += frequency[form]
        if places > MAX_READ:
            break
        taken[form] = counts
    return taken


def _tellable(groups: Groups, frequency: Mapping[str, int]) -> Groups:
    """The groups of words that documents may be asked to have all of, the rarest first, as far as they may be read."""
    taken, places = list[tuple[str, ...]](), 0
    for number, group in sorted((sum(frequency.get(key, 0) for key in group), group) for group in groups):
        places += number
        if taken and places > MAX_READ_TOGETHER:
            break
        taken.append(group)
    return tuple(taken)


def _having(words: Iterable[Places], size: int) -> npt.NDArray[np.bool_]:
    """For each place whether it has one of these words."""
    has = np.zeros(size, dtype=np.bool_)
    for places in words:
        has[places] = True
    return has
