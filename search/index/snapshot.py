"""What this process knows of the index, language by language: words, names, vectors, and the documents it looked at last.

Read once, then only what has changed since (every row carries the stamp of its last change): a publication costs a few rows, not a rebuild.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..meaning.vectors import Matrix
from ..models import IndexedDocument, IndexedWord
from ..process_state import kept
from ..query.vocabulary import Vocabulary
from . import state
from .analysis import Analysed
from .indexing import stored
from .postings import Postings
from .state import State

KEPT = 8000  # documents taken apart, some 8 KB each: the whole national register


@dataclass(slots=True)
class IndexSnapshot:
    """The index of one language in memory. ``rows`` maps the number of each row to the stamp of its last change.

    ``places`` has the rows that belong to a province, and to which.
    """

    vocabulary: Vocabulary = field(default_factory=lambda: Vocabulary(0, {}))
    rows: dict[int, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    spelled: dict[int, str] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)
    matrix: Matrix = field(default_factory=Matrix)
    postings: Postings = field(default_factory=lambda: Postings({}))


NOTHING = State("", 0, 0)


class Snapshots:
    """What has been read and the state it was read in, and the documents that were looked at lately. Safe for threads."""

    def __init__(self) -> None:
        self._reading = threading.Lock()
        # Replaced as a whole, never changed: whoever is searching goes on with what there was.
        self._read: tuple[State, dict[str, IndexSnapshot]] = (NOTHING, {})
        self._using_documents = threading.Lock()
        self._documents: OrderedDict[int, tuple[int, Analysed]] = OrderedDict()

    def all(self) -> dict[str, IndexSnapshot]:
        """{language: snapshot} of the index as it is now, or as another thread has read it a moment later."""
        seen, read = self._read
        if _same_documents(state.current(), seen):
            return read
        with self._reading:
            now = state.current()
            seen, read = self._read
            if now.generation == seen.generation and now.stamp < seen.stamp:
                # A thread that asked earlier may have noted its answer later. Only a restored backup really has an older stamp.
                state.forget_index()
                now = state.current()
            if _same_documents(now, seen):
                return read
            anew = now.generation != seen.generation or now.stamp < seen.stamp
            renewed = _read({}, -1) if anew or not read else _read(read, seen.stamp)
            if anew:
                with self._using_documents:
                    self._documents.clear()
            self._read = (now, renewed)
            return renewed

    def documents(self, snapshot: IndexSnapshot, numbers: Iterable[int]) -> dict[int, Analysed]:
        """As :func:`documents`."""
        found: dict[int, Analysed] = {}
        missing = []
        with self._using_documents:
            for number in numbers:
                if (stamp := snapshot.rows.get(number)) is None:
                    continue
                if (held := self._documents.get(number)) is not None and held[0] == stamp:
                    found[number] = held[1]
                    self._documents.move_to_end(number)
                else:
                    missing.append(number)
        if missing:
            fresh = stored(missing)
            found.update((number, analysed) for number, (_stamp, analysed) in fresh.items())
            with self._using_documents:
                self._documents.update(fresh)
                while len(self._documents) > KEPT:
                    self._documents.popitem(last=False)
        return found


def index_snapshot(locale: str) -> IndexSnapshot:
    """This process's snapshot of the index in one language, at most a second old; an empty one where nothing is indexed."""
    return kept(Snapshots).all().get(locale) or IndexSnapshot()


def documents(snapshot: IndexSnapshot, numbers: Iterable[int]) -> dict[int, Analysed]:
    """{row number: document, taken apart} of the rows that exist. Documents used lately are in memory; one query for the others."""
    return kept(Snapshots).documents(snapshot, numbers)


def _same_documents(one: State, other: State) -> bool:
    return (one.generation, one.stamp) == (other.generation, other.stamp)


Row = tuple[int, int, bool, str, str, str, bytes | None]


def _read(before: dict[str, IndexSnapshot], since: int) -> dict[str, IndexSnapshot]:
    """What there was, and the stamp from after which the database is asked (-1: for everything), in; what there is out."""
    fields = ("pk", "locale", "stamp", "gone", "names", "spelled", "place", "meanings")
    changed: dict[str, list[Row]] = {}
    rows = IndexedDocument.objects.filter(stamp__gt=since)
    if since < 0:
        rows = rows.filter(gone=False)
    for pk, locale, *rest in rows.values_list(*fields).iterator(chunk_size=2000):
        changed.setdefault(locale, []).append((pk, *rest))
    words: dict[str, dict[str, int]] = {}
    for locale, form, number in (
        IndexedWord.objects.filter(stamp__gt=since).values_list("locale", "form", "documents").iterator(chunk_size=5000)
    ):
        words.setdefault(locale, {})[form] = number
    after = dict(before)
    for locale in changed.keys() | words.keys():
        after[locale] = _renewed(before.get(locale) or IndexSnapshot(), changed.get(locale, []), words.get(locale, {}))
    return after


def _renewed(before: IndexSnapshot, rows: list[Row], words: dict[str, int]) -> IndexSnapshot:
    """A new object: whoever is searching goes on with the old one. The matrix alone is shared, and looks after itself."""
    after = IndexSnapshot(
        rows=dict(before.rows), names=dict(before.names), spelled=dict(before.spelled), places=dict(before.places), matrix=before.matrix
    )
    for pk, stamp, gone, names, spelled, place, _meanings in rows:
        after.places.pop(pk, None)
        if gone:
            for by_number in (after.rows, after.names, after.spelled):
                by_number.pop(pk, None)
        else:
            after.rows[pk], after.names[pk], after.spelled[pk] = stamp, names, spelled
            after.places.update({pk: place} if place else {})
    after.matrix.put({pk: None if gone else bytes(meanings) if meanings else None for pk, _st, gone, _n, _sp, _pl, meanings in rows})
    after.postings = before.postings.renewed(after.names, [pk for pk, *_row in rows])
    frequency = {**before.vocabulary.frequency, **words}
    for form in [form for form, number in words.items() if number <= 0]:
        del frequency[form]
    after.vocabulary = before.vocabulary.renewed(len(after.rows), frequency, after.names.values())
    return after
