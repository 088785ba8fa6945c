"""Measures search at several sizes on each engine: filling, one changed document, questions, suggestions. See README.md beside this file.

python benchmarks/search.py [--engine sqlite --engine postgresql --engine elasticsearch] [--documents 44 6500 100000] [--json FILE]
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# This file has the name of the room it measures: the project's folders come first.
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from benchmarks.search_documents import Maker  # noqa: E402
from benchmarks.search_engines import ENGINES, served  # noqa: E402

SIZES = (44, 6_500, 100_000)
ROUNDS = 3
CHANGED = 10
COLUMNS = ("documents", "index_s", "change_ms", "p50_ms", "p95_ms", "max_ms", "suggest_p50_ms", "suggest_p95_ms", "answered", "rss_mb")


def percentile(times: Sequence[float], part: float) -> float:
    """Seconds in; the value that so many of them do not exceed out, in milliseconds."""
    ordered = sorted(times)
    return round(ordered[max(0, -int(-len(ordered) * part // 1) - 1)] * 1000, 2)


def timed(ask: Callable[[str], int], texts: Sequence[str], rounds: int) -> tuple[list[float], int]:
    """Asks for every text; (seconds each, how many had an answer). The first round fills what is kept and is not counted."""
    taken, answered = [], 0
    for number in range(rounds + 1):
        for text in texts:
            begin = time.perf_counter()
            found = ask(text)
            if number:
                taken.append(time.perf_counter() - begin)
            else:
                answered += bool(found)
    return taken, answered


def measure(engine: Any, documents: int, seed: int, rounds: int) -> dict[str, float]:
    """One size on one engine, in this process."""
    maker = Maker(seed)
    made = list(maker.documents(documents))
    begin = time.perf_counter()
    engine.fill(made)
    filled = time.perf_counter() - begin
    changes = []
    for document in made[:CHANGED]:
        begin = time.perf_counter()
        engine.change(document)
        changes.append(time.perf_counter() - begin)
    del made
    questions, answered = timed(engine.ask, maker.questions(), rounds)
    suggestions, _answered = timed(engine.suggest, maker.beginnings(), rounds)
    engine.check()
    return {
        "documents": documents,
        "index_s": round(filled, 2),
        "change_ms": percentile(changes, 0.5),
        "p50_ms": percentile(questions, 0.5),
        "p95_ms": percentile(questions, 0.95),
        "max_ms": percentile(questions, 1),
        "suggest_p50_ms": percentile(suggestions, 0.5),
        "suggest_p95_ms": percentile(suggestions, 0.95),
        "answered": answered,
        "rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)),
    }


def apart(name: str, documents: int, options: argparse.Namespace) -> dict[str, float]:
    """One size on one engine, in a process and with servers of its own: nothing is warm from the one before."""
    with tempfile.TemporaryDirectory() as folder, served(name, Path(folder)) as env:
        command = [sys.executable, __file__, "--one", name, "--documents", str(documents), "--seed", str(options.seed)]
        command += ["--rounds", str(options.rounds)]
        done = subprocess.run(command, env={**os.environ, **env}, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def growth(rows: Sequence[dict[str, float]]) -> dict[str, float]:
    """How many times the largest size takes what the smallest takes."""
    small, large = rows[0], rows[-1]
    timings = [column for column in COLUMNS if column.endswith("_ms")]
    return {column: round(large[column] / small[column], 1) if small[column] else float("nan") for column in timings}


def lines(results: dict[str, list[dict[str, float]]]) -> Iterator[str]:
    yield f"{'engine':15}" + "".join(f"{column:>16}" for column in COLUMNS)
    for engine, rows in results.items():
        for row in rows:
            yield f"{engine:15}" + "".join(f"{row[column]:>16,}" for column in COLUMNS)
        if len(rows) > 1:
            grown = growth(rows)
            yield f"{'  growth':15}" + "".join(f"{grown[c]:>15}×" if c in grown else f"{'':16}" for c in COLUMNS)


@contextmanager
def written(file: Path | None, results: dict[str, Any]) -> Iterator[None]:
    """What was measured is kept, also when a later size fails."""
    try:
        yield
    finally:
        print("\n".join(lines(results)))
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps({name: {"rows": rows} for name, rows in results.items()}, indent=1), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", action="append", choices=list(ENGINES), help="all of them unless given")
    parser.add_argument("--documents", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each of the 200 questions is asked")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument("--one", choices=list(ENGINES), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(ENGINES[options.one](), options.documents[0], options.seed, options.rounds)))
        return
    results: dict[str, list[dict[str, float]]] = {}
    with written(options.json, results):
        for name in dict.fromkeys(options.engine or ENGINES):
            rows = results.setdefault(name, [])
            for documents in sorted(options.documents):
                print(f"{name}, {documents:,} documents …", file=sys.stderr)
                rows.append(apart(name, documents, options))


if __name__ == "__main__":
    main()
