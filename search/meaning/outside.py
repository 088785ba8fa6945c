"""What no office is asked, by meaning: how near a query is to the nearest of some hundred such lines (outside.txt).

How administrative a sentence sounds is most of what makes it near to a document at all; held against what sounds otherwise, that falls out.
The vectors of the lines come with the site (outside.npy, made by ``scripts/outside_vectors.py``), so that no start waits for them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from .vectors import DIMENSIONS, Vectors, unpack

LINES, VECTORS = Path(__file__).with_name("outside.txt"), Path(__file__).with_name("outside.npy")


def lines() -> list[str]:
    return [line for line in LINES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@cache
def _vectors() -> Vectors:
    return unpack(np.load(VECTORS).tobytes())


def outside_likeness(vector: Vectors) -> float:
    """A query's vector in; its likeness to the nearest of what no office is asked out."""
    return float((_vectors() @ vector).max())


def keep(packed: bytes) -> None:
    """The lines' vectors, as ``pack`` makes them, in their order."""
    np.save(VECTORS, np.frombuffer(packed, dtype=np.int8).reshape(-1, DIMENSIONS))
