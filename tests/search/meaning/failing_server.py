"""The model process itself, with a model that is there at once and dies, hangs, fails or takes its time where a text says so."""

import ctypes
import sys
import time
from pathlib import Path

import numpy as np

from search.meaning.e5 import encoder
from search.meaning.process import server

CRASHES, HANGS, FAILS, SLOW = "sập", "treo", "lỗi", "chậm"


class FailingEncoder:
    def __init__(self, path: Path) -> None:
        if path.name == "missing":
            raise OSError("no such model")

    def vector(self, text, kind):
        words = text.split()
        if CRASHES in words:
            ctypes.string_at(0)  # reads where nothing is, as native code does that runs past its buffer
        if HANGS in words:
            while True:
                pass
        if FAILS in words:
            raise MemoryError
        if SLOW in words:
            time.sleep(0.05)
        found = np.random.default_rng(list(f"{kind} {text}".encode())).normal(size=384).astype(np.float32)
        return found / np.linalg.norm(found)


if __name__ == "__main__":
    encoder.Encoder = FailingEncoder
    server.MAX_SECONDS_A_TEXT, server.GRACE_SECONDS = 1.0, 1.0
    server.main(Path(sys.argv[1]), Path(sys.argv[2]))
