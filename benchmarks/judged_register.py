"""Measures search on judged questions about the whole register, by halves of the procedures and in five folds.

    python benchmarks/judged_register.py [FILE] [--half tune|report] [--show-failures]

FILE: tests/search/judged_register.json unless told. Asks the site of ``DATA_DIR`` and ``DATABASE_URL``: the sample and the register.
A procedure's questions are all in one half, and in one fold, by a hash of its code: rules are made on ``tune``, what they are worth is
said by ``report``. Failures are shown of the half to tune on alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import fmean, stdev

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

import django  # noqa: E402

django.setup()

from search.evaluation.measures import JudgedQuery, QueryOutcome, failures, measures, read_judged, run  # noqa: E402
from search.index import backfill, indexing  # noqa: E402
from search.meaning.embedder import embedder  # noqa: E402
from search.searching import searcher  # noqa: E402

OWN = ROOT / "tests" / "search" / "judged_register.json"
HALVES = ("tune", "report")
FOLDS = 5
SHOWN = ("n", "success@1", "success@3", "best@1", "ndcg@10", "zero", "false")
PATIENCE = 60.0  # seconds


def digest_of(judged: JudgedQuery) -> bytes:
    """Of the code that was meant; of the words where nothing answers."""
    meant = min(judged.relevant, key=lambda code: (-judged.relevant[code], code)) if judged.relevant else judged.query
    return hashlib.sha1(meant.encode(), usedforsecurity=False).digest()


def half_of(judged: JudgedQuery) -> str:
    return HALVES[digest_of(judged)[0] % 2]


def fold_of(judged: JudgedQuery) -> int:
    return digest_of(judged)[1] % FOLDS


def line(name: str, outcomes: Sequence[QueryOutcome]) -> str:
    found = measures(outcomes)
    return f"{name:20}" + "".join(f"{'–' if found[one] is None else found[one]:>11}" for one in SHOWN)


def folds(outcomes: Sequence[QueryOutcome]) -> Iterable[str]:
    """Mean and deviation over the folds."""
    parts = [measures([one for one in outcomes if fold_of(one.judged) == number]) for number in range(FOLDS)]
    for name in ("success@1", "success@3", "ndcg@10"):
        values = [float(part[name] or 0) for part in parts]
        yield f"{name:20}{fmean(values):11.3f} ± {stdev(values):.3f}   " + " ".join(f"{value:.3f}" for value in values)


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=OWN)
    parser.add_argument("--half", choices=HALVES, help="one half alone")
    parser.add_argument("--show-failures", action="store_true", help="of the half to tune on")
    asked = parser.parse_args()
    indexing.update()
    if model := embedder():
        model.seconds = model.start_seconds = PATIENCE
        model.wait(PATIENCE)
    backfill.fill()
    judged = [one for one in read_judged(json.loads(asked.file.read_text("utf-8"))) if asked.half in (None, half_of(one))]
    outcomes = run(searcher(), judged, [document.codes for document in indexing.documents("vi")])
    print(f"{'':20}" + "".join(f"{name:>11}" for name in SHOWN))
    for half in HALVES:
        if part := [one for one in outcomes if half_of(one.judged) == half]:
            print(line(half, part))
    print(line("all", outcomes))
    if asked.half is None:
        print("\n".join(folds(outcomes)))
    for category in dict.fromkeys(one.judged.category for one in outcomes):
        print(line(category, [one for one in outcomes if one.judged.category == category]))
    if asked.show_failures:
        for failed in failures(one for one in outcomes if half_of(one.judged) == "tune"):
            first = "; ".join(f"{hit['result']} ({hit['grade']}) {hit['title'][:50]}" for hit in failed["found"])
            print(f"{failed['category']}: {failed['query']} → {first}   wanted {list(failed['relevant'])[:2]}")


if __name__ == "__main__":
    main()
