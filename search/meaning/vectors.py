"""Vectors as they are kept, a byte a dimension, and all those of one language in one matrix, to find the nearest in."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
DIMENSIONS = 384
GROWTH = 1.25  # a full matrix is made so much larger than needed


def pack(vectors: Vectors) -> bytes:
    """Vectors in; bytes to keep out: the largest part of each vector becomes 127. Direction is all that counts, so no scale is kept."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    return np.round(vectors / np.where(largest > 0, largest, 1) * 127).astype(np.int8).tobytes()


def unpack(kept: bytes) -> Vectors:
    """What :func:`pack` made in; vectors of length 1 out."""
    vectors = np.frombuffer(kept, dtype=np.int8).reshape(-1, DIMENSIONS).astype(np.float32)
    lengths: Any = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)


class Matrix:
    """The vectors of many documents; a document has one or several, and is as near as its nearest."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._vectors: Vectors = np.zeros((0, DIMENSIONS), dtype=np.float32)
        self._owners: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)  # 0: a free row
        self._rows: dict[int, npt.NDArray[np.intp]] = {}
        self._used = 0

    def __len__(self) -> int:
        return len(self._rows)

    def put(self, kept: Mapping[int, bytes | None]) -> None:
        """Documents and their kept vectors in; None takes a document out."""
        fresh = {number: unpack(packed) for number, packed in kept.items() if packed}
        with self._lock:
            for number in kept:
                if number in self._rows:
                    self._owners[self._rows.pop(number)] = 0
            needed = self._used + sum(len(vectors) for vectors in fresh.values())
            if needed > len(self._owners):
                self._grow(needed)
            for number, vectors in fresh.items():
                rows = np.arange(self._used, self._used + len(vectors))
                self._vectors[rows], self._owners[rows], self._rows[number] = vectors, number, rows
                self._used += len(vectors)

    def _grow(self, needed: int) -> None:
        """Room for more; rows that nobody owns any more are left behind."""
        alive = np.flatnonzero(self._owners[: self._used])
        size = int((needed - self._used + len(alive)) * GROWTH) + 64
        vectors, owners = np.zeros((size, DIMENSIONS), dtype=np.float32), np.zeros(size, dtype=np.int64)
        vectors[: len(alive)], owners[: len(alive)] = self._vectors[alive], self._owners[alive]
        self._vectors, self._owners, self._used = vectors, owners, len(alive)
        order = np.argsort(owners[: self._used], kind="stable")
        numbers, starts = np.unique(owners[: self._used][order], return_index=True)
        self._rows = dict(zip(numbers.tolist(), np.split(order, starts[1:]), strict=True)) if len(numbers) else {}

    def nearest(self, vector: Vectors, most: int, without: Collection[int] = ()) -> dict[int, float]:
        """The documents nearest to a vector, with their likeness (-1 to 1), nearest first; none of those ``without``."""
        with self._lock:
            vectors, owners = self._vectors[: self._used], self._owners[: self._used]
        if not len(owners):
            return {}
        likeness = vectors @ vector
        left_out = [0, *without]
        likeness[np.isin(owners, left_out)] = -1.0
        wanted = min(len(owners), most * 4)
        rows = np.argpartition(-likeness, wanted - 1)[:wanted]
        found: dict[int, float] = {}
        for row in rows[np.argsort(-likeness[rows])]:
            owner = int(owners[row])
            if owner not in found and owner not in left_out:
                found[owner] = float(likeness[row])
        return dict(list(found.items())[:most])

    def likeness(self, vector: Vectors, numbers: Iterable[int]) -> dict[int, float]:
        """How near these documents are; those without vectors are left out."""
        with self._lock:
            vectors, rows = self._vectors, {n: self._rows[n] for n in numbers if n in self._rows}
        return {n: float((vectors[own] @ vector).max()) for n, own in rows.items()}
