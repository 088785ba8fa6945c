"""Reads the model's file: dimensions, the tokenizer's pieces, and matrices whose numbers have 4 bits each.

All numbers are little-endian. In order: ``E5S1``, version; hidden size, layers, heads, inner size, vocabulary, positions, token types
(int32), epsilon (float32), block (int32); number of pieces, ids of <s>, </s>, <pad> and <unk> (int32), length of the pieces' text (uint64),
where each piece begins in it (uint32, one more than pieces), scores (float32), the text; the table of the normal form (number and length,
not needed: ``model_text`` leaves nothing that it would change); the directory of matrices: name, type, size, offset, length.
"""

from __future__ import annotations

import mmap
import struct
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from .tokenizer import Pieces

Floats = npt.NDArray[np.float32]
Blocks = npt.NDArray[np.uint8]

BLOCK = 32  # numbers that share a scale
BLOCK_BYTES = 18  # the scale (float16), then 16 bytes: numbers 0–15 in the lower halves, 16–31 in the upper ones
MAX_BYTE = 127  # the largest number a byte holds


class WeightsError(ValueError):
    """The file is not a model of the kind that is expected here."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A matrix to multiply with from the right and what is added then.

    Kept as a byte a number (21 MB instead of 85) and a scale a column: a sixteenth of the error that 4 bits have made already.
    """

    numbers: npt.NDArray[np.int8]
    scales: Floats
    bias: Floats

    @classmethod
    def of(cls, matrix: Floats, bias: Floats) -> Linear:
        scales = np.maximum(np.abs(matrix).max(axis=0), np.float32(1e-12)) / np.float32(MAX_BYTE)
        return cls(np.ascontiguousarray(np.rint(matrix / scales), dtype=np.int8), scales, bias)


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of the encoder. A norm is (what is multiplied with, what is added)."""

    query_key_value: Linear
    output: Linear
    attention_norm: tuple[Floats, Floats]
    inner: Linear
    outer: Linear
    final_norm: tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class Weights:
    """``pieces`` are the tokenizer's, ``scores`` has the logarithm of each one's probability.

    ``words`` are the blocks of the rows of the vocabulary; :func:`unpacked` makes numbers of those that are needed.
    """

    hidden: int
    heads: int
    epsilon: float
    begin: int
    end: int
    unknown: int
    pieces: Pieces
    scores: Sequence[float]
    words: Blocks
    positions: Floats
    token_type: Floats
    embedding_norm: tuple[Floats, Floats]
    layers: tuple[Layer, ...]


def unpacked(blocks: Blocks) -> Floats:
    """Blocks of 4-bit numbers (…, blocks, 18 bytes) in; the numbers (…, blocks × 32) out."""
    scales = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    packed = blocks[..., 2:]
    numbers = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32)
    numbers -= 8
    numbers *= scales
    return numbers.reshape(*blocks.shape[:-2], -1)


def read_weights(path: Path) -> Weights:
    """A model's file in, what is in it out. Raises OSError, and WeightsError where it is another kind of file or cut off."""
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    try:
        return _read(data)
    except (struct.error, KeyError, IndexError, UnicodeDecodeError, ValueError) as error:
        raise WeightsError(f"{path.name}: {error}") from error


def _read(data: mmap.mmap) -> Weights:
    if data[:4] != b"E5S1":
        raise WeightsError("not a model file")
    hidden, layers, heads, inner, vocabulary, _positions, _types, epsilon, block = struct.unpack_from("<7ifi", data, 8)
    pieces, begin, end, _pad, unknown = struct.unpack_from("<5i", data, 44)
    (text_length,) = struct.unpack_from("<Q", data, 64)
    if block != BLOCK or not 0 < pieces <= vocabulary:
        raise WeightsError("another layout")
    at = 72
    starts = np.frombuffer(data, "<u4", pieces + 1, at).astype(np.uint32)
    at += 4 * (pieces + 1)
    scores = array("f", np.frombuffer(data, "<f4", pieces, at).astype(np.float32).tobytes())
    at += 4 * pieces
    text = data[at : at + text_length]
    at += text_length
    _signs, table_length = struct.unpack_from("<2I", data, at)
    matrices = _Matrices(data, at + 8 + table_length)
    return Weights(
        hidden=hidden,
        heads=heads,
        epsilon=epsilon,
        begin=begin,
        end=end,
        unknown=unknown,
        pieces=Pieces(text, starts),
        scores=scores,
        words=matrices.blocks("emb.word", vocabulary, hidden),
        positions=matrices.floats("emb.pos").reshape(-1, hidden),
        token_type=matrices.floats("emb.type")[:hidden],
        embedding_norm=matrices.norm("emb.ln"),
        layers=tuple(_layer(matrices, f"l{number}.", hidden, inner) for number in range(layers)),
    )


def _layer(matrices: _Matrices, prefix: str, hidden: int, inner: int) -> Layer:
    def weights(name: str, rows: int, columns: int) -> Floats:
        return unpacked(matrices.blocks(f"{prefix}{name}.w", rows, columns)).T

    def bias(name: str) -> Floats:
        return matrices.floats(f"{prefix}{name}.b")

    return Layer(
        query_key_value=Linear.of(
            np.hstack([weights(name, hidden, hidden) for name in "qkv"]), np.concatenate([bias(name) for name in "qkv"])
        ),
        output=Linear.of(weights("ao", hidden, hidden), bias("ao")),
        attention_norm=matrices.norm(f"{prefix}aln"),
        inner=Linear.of(weights("fi", inner, hidden), bias("fi")),
        outer=Linear.of(weights("fo", hidden, inner), bias("fo")),
        final_norm=matrices.norm(f"{prefix}oln"),
    )


class _Matrices:
    """The directory at the end of the head, and what it points to."""

    def __init__(self, data: mmap.mmap, at: int) -> None:
        self._data, self._places = data, dict[str, tuple[int, int]]()
        (number,) = struct.unpack_from("<i", data, at)
        at += 4
        for _matrix in range(number):
            (length,) = struct.unpack_from("<H", data, at)
            name = data[at + 2 : at + 2 + length].decode()
            _type, _size, offset, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
            at += 2 + length + struct.calcsize("<BIQQ")
            self._places[name] = (offset, size)

    def floats(self, name: str) -> Floats:
        offset, size = self._places[name]
        return np.frombuffer(self._data, "<f4", size // 4, offset).astype(np.float32)

    def norm(self, name: str) -> tuple[Floats, Floats]:
        return self.floats(f"{name}.w"), self.floats(f"{name}.b")

    def blocks(self, name: str, rows: int, columns: int) -> Blocks:
        """The blocks of a matrix, where they are in the file: only what is looked at is read."""
        shape: Any = (rows, columns // BLOCK, BLOCK_BYTES)
        return np.frombuffer(self._data, np.uint8, int(np.prod(shape)), self._places[name][0]).reshape(shape)
