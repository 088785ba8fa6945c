#!/usr/bin/env python
"""Makes search/meaning/outside.npy of search/meaning/outside.txt, with the model the site uses: after each change of either."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

import django  # noqa: E402

django.setup()

import numpy as np  # noqa: E402

from search.meaning import outside  # noqa: E402
from search.meaning.embedder import embedder  # noqa: E402
from search.meaning.vectors import pack  # noqa: E402

PATIENCE = 60.0  # seconds


def main() -> None:
    model = embedder()
    if model is None:
        sys.exit("no model here: nothing was made")
    model.seconds = model.start_seconds = PATIENCE
    model.wait(PATIENCE)
    vectors = [model.query(line) for line in outside.lines()]
    if any(vector is None for vector in vectors):
        sys.exit("the model did not answer in time: nothing was made")
    outside.keep(pack(np.stack([vector for vector in vectors if vector is not None])))


if __name__ == "__main__":
    main()
