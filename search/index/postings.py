"""Which documents have a word. A process reads a word's rows from the full-text table when it is first asked for and keeps them.

A question then costs a few additions of arrays instead of some ten thousand rows put together by the database.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]
Wanted = tuple[str, str]  # column, form
Read = Callable[[Collection[Wanted]], Mapping[Wanted, Places]]

MAX_KEPT = 6_000_000  # numbers, some 50 MB; what has grown larger is forgotten and read again
MAX_FRESH = 32


def length_of(names: str) -> int:
    """The names of a document, a line each, in; how many words the first has out."""
    return names.partition("\n")[0].count(" ") + 1


class Postings:
    """The documents of one language in the order of their row numbers, and the places in that order where a word stands.

    ``fresh`` are rows that have come or changed since: whatever they hold now, they are always proposed, so that one publication costs no
    reading. With more than :data:`MAX_FRESH` of them everything is read anew.
    """

    def __init__(self, names: Mapping[int, str], fresh: frozenset[int] = frozenset()) -> None:
        self._names, self.fresh = names, fresh
        self._numbers: Places | None = None
        self._lengths: Places | None = None
        self._kept: dict[Wanted, Places] = {}
        self._size = 0

    def renewed(self, names: Mapping[int, str], changed: Iterable[int]) -> Postings:
        """After a change of these rows: what is kept stays, as long as few have changed."""
        fresh = self.fresh | frozenset(changed)
        if self._numbers is None or len(fresh) > MAX_FRESH:
            return Postings(names)
        after = Postings(self._names, fresh)
        after._numbers, after._lengths, after._kept, after._size = self._numbers, self._lengths, self._kept, self._size
        return after

    @property
    def numbers(self) -> Places:
        """The row number at each place."""
        if self._numbers is None:
            self._numbers = np.array(sorted(self._names), dtype=np.int64)
        return self._numbers

    @property
    def lengths(self) -> Places:
        """How many words the first name of the document at each place has."""
        if self._lengths is None:
            self._lengths = np.array([length_of(self._names[number]) for number in self.numbers.tolist()], dtype=np.int64)
        return self._lengths

    def of(self, wanted: Collection[Wanted], read: Read) -> dict[Wanted, Places]:
        """The places, in order, of each word in each column; those not known yet are ``read`` (row numbers, in any order) in one go."""
        found = {word: kept for word in wanted if (kept := self._kept.get(word)) is not None}
        if missing := [word for word in wanted if word not in found]:
            fresh = {word: self._placed(rows) for word, rows in read(missing).items()}
            found |= fresh
            if self._size > MAX_KEPT:
                self._kept, self._size = {}, 0
            self._kept.update(fresh)
            self._size += sum(map(len, fresh.values()))
        return found

    def _placed(self, rows: Places) -> Places:
        at = np.searchsorted(self.numbers, rows)
        at[at == len(self.numbers)] = 0
        return np.sort(at[self.numbers[at] == rows]) if len(self.numbers) else at[:0]
