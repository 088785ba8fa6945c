"""The index in the database, kept as its sources are: what has changed is read again, a few hundred documents to a transaction.

Called by whoever changes something (signals, commands) and by the watch that finds what nobody told it of; never by a reader's request.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from ..meaning.embedder import VERSION
from ..models import IndexedDocument, IndexedWord, SearchState
from ..query.synonyms import text_of
from . import state, terms
from .analysis import Analysed, analyse, document_of, forms_of, pack, unpack
from .documents import SearchDocument
from .embedded_texts import digest_of, texts_of
from .sources import DocumentSource, sources

# Changes with the code, and the list, that documents are taken apart by: everything is then read again.
ANALYSIS = "12-" + hashlib.sha256(text_of("qualifiers").encode()).hexdigest()[:8]
PART = 200  # documents to a transaction
COLUMNS = ["source", "locale", "place", "version", "stamp", "gone", "payload", "names", "spelled", "to_embed"]


@dataclass(slots=True)
class Changes:
    """How many documents were written (new or changed) and how many were taken out."""

    written: int = 0
    taken_out: int = 0

    def __bool__(self) -> bool:
        return bool(self.written or self.taken_out)


def update(keys: Collection[str] | None = None, names: Collection[str] = ()) -> Changes:
    """Brings the index up to its sources: these ``keys`` alone where given, else all of the sources of these ``names`` (none: all)."""
    changes = Changes()
    for source in sources():
        if names and source.name not in names:
            continue
        own = None if keys is None else [key for key in keys if source.owns(key)]
        if own is None or own:
            _update(source, own, changes)
    if keys is None and not names:
        _take_out_others(changes)
    return changes


def rebuild() -> Changes:
    """Reads every document anew. Until a document's new row is written, readers find its old one."""
    with transaction.atomic():
        state.lock()
        IndexedDocument.objects.update(version="")
    changes = update()
    with transaction.atomic():
        state.lock()
        IndexedDocument.objects.filter(gone=True).delete()
        IndexedWord.objects.filter(documents__lte=0).delete()
        stamp = state.next_stamp()
        SearchState.objects.filter(pk=state.ROW).update(generation=f"{ANALYSIS}.{stamp}")
    return changes


def drift() -> int:
    """How many documents an :func:`update` would write or take out now. Writes nothing."""
    behind, names = 0, []
    for source in sources():
        names.append(source.name)
        wanted = {key: _version(version) for key, version in source.versions(None).items()}
        known = dict(IndexedDocument.objects.filter(source=source.name, gone=False).values_list("key", "version"))
        behind += sum(known.get(key) != version for key, version in wanted.items()) + sum(key not in wanted for key in known)
    return behind + IndexedDocument.objects.exclude(source__in=names).filter(gone=False).count()


def _update(source: DocumentSource, keys: Sequence[str] | None, changes: Changes) -> None:
    wanted = {key: _version(version) for key, version in source.versions(keys).items()}
    known_rows = IndexedDocument.objects.filter(source=source.name, gone=False)
    if keys is not None:
        known_rows = known_rows.filter(key__in=keys)
    known = dict(known_rows.values_list("key", "version"))
    stale = [key for key, version in wanted.items() if known.get(key) != version]
    for at in range(0, len(stale), PART):
        part = stale[at : at + PART]
        documents = list(source.read(part))
        with transaction.atomic(savepoint=False):
            state.lock()
            changes.written += _write(source.name, documents, wanted)
    gone = [key for key in known if key not in wanted]
    for at in range(0, len(gone), PART):
        with transaction.atomic(savepoint=False):
            state.lock()
            changes.taken_out += _take_out(gone[at : at + PART])


def _version(version: object) -> str:
    return hashlib.sha256(f"{ANALYSIS} {VERSION} {version!r}".encode()).hexdigest()[:32]


def _write(source: str, documents: Sequence[SearchDocument], versions: dict[str, str]) -> int:
    if not documents:
        return 0
    stamp = state.next_stamp()
    words = _words_taken_back([document.key for document in documents])
    rows, analysed = [], []
    for document in documents:
        found = analyse(document)
        analysed.append(found)
        texts = texts_of(document)
        rows.append(
            IndexedDocument(
                key=document.key,
                source=source,
                locale=document.locale,
                place=document.place,
                version=versions[document.key],
                stamp=stamp,
                payload=json.dumps(pack(found), ensure_ascii=False, separators=(",", ":")),
                names="\n".join(" ".join(line.keys) for line in found.lines),
                spelled="\n".join(texts),
                to_embed=digest_of(texts),
            )
        )
        words.update({(document.locale, form): 1 for form in found.weights})
    written = IndexedDocument.objects.bulk_create(rows, update_conflicts=True, unique_fields=["key"], update_fields=COLUMNS)
    terms.write_places([(row.pk, found) for row, found in zip(written, analysed, strict=True)])
    _count(words, stamp)
    return len(rows)


def _take_out(keys: Sequence[str]) -> int:
    stamp = state.next_stamp()
    words = _words_taken_back(keys)
    rows = IndexedDocument.objects.filter(key__in=keys)
    terms.remove(list(rows.values_list("pk", flat=True)))
    taken = rows.update(gone=True, stamp=stamp, version="", payload="", names="", spelled="", to_embed="", embedded="", meanings=None)
    _count(words, stamp)
    return taken


def _take_out_others(changes: Changes) -> None:
    """Documents of sources that are no longer there."""
    names = [source.name for source in sources()]
    others = list(IndexedDocument.objects.exclude(source__in=names).filter(gone=False).values_list("key", flat=True))
    if others:
        with transaction.atomic():
            state.lock()
            changes.taken_out += _take_out(others)


def _words_taken_back(keys: Sequence[str]) -> Counter[tuple[str, str]]:
    """What the documents that are there now under these keys no longer count for, each word by its language."""
    words: Counter[tuple[str, str]] = Counter()
    for locale, payload in IndexedDocument.objects.filter(key__in=keys, gone=False).values_list("locale", "payload"):
        for form in forms_of(json.loads(payload)):
            words[locale, form] -= 1
    return words


def _count(words: Counter[tuple[str, str]], stamp: int) -> None:
    """Adds to, or takes from, the number of documents that have each word."""
    rows = [(locale, form, number, stamp) for (locale, form), number in words.items() if number]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_indexedword (locale, form, documents, stamp) VALUES (%s, %s, %s, %s) ON CONFLICT (locale, form)"
            " DO UPDATE SET documents = search_indexedword.documents + excluded.documents, stamp = excluded.stamp",
            rows,
        )


def documents(locale: str) -> Iterator[SearchDocument]:
    """Everything that can be found in a language."""
    for payload in IndexedDocument.objects.filter(locale=locale, gone=False).values_list("payload", flat=True).iterator():
        yield document_of(json.loads(payload))


def codes_of(key: str) -> tuple[str, ...]:
    """The codes a document carried when it was indexed last."""
    payload = IndexedDocument.objects.filter(key=key, gone=False).values_list("payload", flat=True).first()
    return document_of(json.loads(payload)).codes if payload else ()


def rows_of_source(source: str, locale: str) -> set[int]:
    """The row numbers of what a source has in a language."""
    return set(IndexedDocument.objects.filter(source=source, locale=locale, gone=False).values_list("pk", flat=True))


def stored(numbers: Iterable[int]) -> dict[int, tuple[int, Analysed]]:
    """Row numbers in; (stamp, the document taken apart) of each that is there out. One query."""
    rows = IndexedDocument.objects.filter(pk__in=list(numbers), gone=False).values_list("pk", "stamp", "payload")
    return {pk: (stamp, unpack(json.loads(payload))) for pk, stamp, payload in rows}
