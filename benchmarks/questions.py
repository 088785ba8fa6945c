"""Crosses ways of asking with the names of procedures: a question may never change what is matched.

    python benchmarks/questions.py NAMES [--most N]

NAMES: a file with a name a line, or the register's archive (every record's name). Prints the names that lose or keep a word they should
not, first of all those that are read as a question by themselves.
"""

from __future__ import annotations

import random
import sys
import tarfile
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(folder) for folder in (Path(__file__).parents[1], Path(__file__).parents[1] / "site")]

from search.query.reading import read_query  # noqa: E402
from tests.search.query.questions import FRAMES  # noqa: E402
from vietnamese.folding import fold  # noqa: E402
from vietnamese.syllables import syllables  # noqa: E402

SHORT = 12  # words of a name that leave room for a question beside it


def names_of(file: Path) -> list[str]:
    if not tarfile.is_tarfile(file):
        return file.read_text(encoding="utf-8").splitlines()
    found = []
    with tarfile.open(file) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.name.endswith(".txt") else None
            lines = stream.read(2500).decode("utf-8", "replace").splitlines() if stream else []
            found += [line.partition(":")[2].strip() for line in lines if fold(line).startswith("ten thu tuc:")]
    return found


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("names", type=Path)
    parser.add_argument("--most", type=int, default=150, help="names to cross with each way of asking")
    asked = parser.parse_args()
    names = sorted(set(names_of(asked.names)))
    spoiled = [said for name in names for said in (name, fold(name)) if read_query(said).asking]
    print(f"{len(names)} names, {len(spoiled)} of {2 * len(names)} ways to write them read as questions")
    print("\n".join(f"    {read_query(said).asking} {said[:120]}" for said in spoiled[:40]))
    short = [name for name in names if 0 < len(syllables(name)) <= SHORT]
    pick = random.Random(7)
    crossed, failed = 0, Counter[str]()
    for kind, frame in FRAMES:
        for name in pick.sample(short, min(asked.most, len(short))):
            for act in (name, fold(name)):
                said = frame.format(act) if act is name else fold(frame.format(act))
                crossed += 1
                read, plain = read_query(said), read_query(act)
                if (read.segments, read.codes) != (plain.segments, plain.codes) or kind not in read.asks:
                    failed[frame] += 1
                    if failed[frame] <= 3:
                        print(f"    {frame}: {said} → {read.subject} {read.asks}")
    print(f"{crossed} crossed, {failed.total()} read otherwise")


if __name__ == "__main__":
    main()
