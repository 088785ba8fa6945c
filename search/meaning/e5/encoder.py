"""The encoder: a BERT of twelve layers, the mean of whose last layer is the vector of a text."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from .tokenizer import Tokenizer
from .weights import Floats, Layer, Linear, read_weights, unpacked

QUERY, PASSAGE = "query", "passage"  # the model was trained with these words before what is asked and what is found
# The work grows with them: 128 tokens take some 100 ms. 64 Vietnamese words are some 80.
MAX_TOKENS = 128


class Encoder:
    """``vector`` may be called from one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Reads the model's file (0.3 s; 50 MB are kept). Raises OSError and WeightsError."""
        self._weights = read_weights(path)
        self._rooms = dict[tuple[int, ...], Floats]()
        self._tokenizer = Tokenizer(self._weights.pieces, self._weights.scores, self._weights.unknown)

    def vector(self, text: str, kind: str) -> Floats:
        """A text as ``model_text`` leaves it, and what it is (``QUERY`` or ``PASSAGE``), in; its vector of length 1 out."""
        weights = self._weights
        tokens = [weights.begin, *self._tokenizer.ids(f"{kind}: {text}")[: MAX_TOKENS - 2], weights.end]
        embedded = unpacked(weights.words[tokens]) + weights.positions[: len(tokens)] + weights.token_type
        state = _normalized(embedded, weights.embedding_norm, weights.epsilon)
        for layer in weights.layers:
            state = _normalized(state + self._attention(layer, state), layer.attention_norm, weights.epsilon)
            inner = _gelu(self._times(state, layer.inner))
            state = _normalized(state + self._times(inner, layer.outer), layer.final_norm, weights.epsilon)
        mean: Floats = state.mean(axis=0)
        return mean / np.linalg.norm(mean)

    def _attention(self, layer: Layer, state: Floats) -> Floats:
        size, heads = len(state), self._weights.heads
        parts = self._times(state, layer.query_key_value).reshape(size, 3, heads, -1)
        queries, keys, values = parts.transpose(1, 2, 0, 3)
        likeness = queries @ keys.transpose(0, 2, 1)
        likeness *= np.float32(1 / math.sqrt(queries.shape[-1]))
        likeness -= likeness.max(axis=-1, keepdims=True)
        np.exp(likeness, out=likeness)
        likeness /= likeness.sum(axis=-1, keepdims=True)
        mixed = (likeness @ values).transpose(1, 0, 2).reshape(size, -1).astype(np.float32, copy=False)
        return self._times(mixed, layer.output)

    def _times(self, state: Floats, linear: Linear) -> Floats:
        """A linear layer. Its bytes become numbers in one place that is used again and again, small enough for the processor's cache."""
        shape = linear.numbers.shape
        if (matrix := self._rooms.get(shape)) is None:
            matrix = self._rooms[shape] = np.empty(shape, dtype=np.float32)
        np.copyto(matrix, linear.numbers)
        product: Floats = state @ matrix
        product *= linear.scales
        product += linear.bias
        return product


def _normalized(state: Floats, norm: tuple[Floats, Floats], epsilon: float) -> Floats:
    """Each row moved and scaled to mean 0 and variance 1, then scaled and moved as the model learned."""
    state -= state.mean(axis=-1, keepdims=True)
    state /= np.sqrt(np.einsum("ij,ij->i", state, state)[:, None] / state.shape[-1] + epsilon)
    state *= norm[0]
    state += norm[1]
    return state


# The error function after Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26: right to 1.5e-7. NumPy has none.
_P = np.float32(0.3275911)
_A = tuple(map(np.float32, (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)))


def _gelu(x: Floats) -> Floats:
    """x · Φ(x), Φ the normal distribution."""
    z = np.abs(x)
    z *= np.float32(math.sqrt(0.5))
    t = 1 / (1 + _P * z)
    tail = t * _A[0]
    for factor in _A[1:]:
        tail += factor
        tail *= t
    np.multiply(z, z, out=z)
    np.exp(np.negative(z, out=z), out=z)
    tail *= z
    tail *= np.float32(0.5)  # 1 - Φ(|x|)
    np.multiply(tail, np.abs(x), out=tail)
    positive: Floats = np.maximum(x, np.float32(0))
    positive -= tail
    return positive
