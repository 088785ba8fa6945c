"""Measures the import of a snapshot: time, memory, lines accounted for; and on a changed copy what is noticed and what is imagined.

python benchmarks/register.py SNAPSHOT [--share 0.1] [--seed 7] [--json]
"""

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from procedures_pages.register.parsing.lossless import unaccounted  # noqa: E402
from procedures_pages.register.parsing.records import RegisterProcedure  # noqa: E402
from procedures_pages.register.parsing.sources import read_source  # noqa: E402

ROW = re.compile(r"    - (.+)\n      Số lượng: Bản chính: (\d*), Bản sao: (\d*)")
PAPERS = re.compile(r"(?<=\nThành phần hồ sơ:\n).*?(?=\nĐối tượng thực hiện:)", re.DOTALL)
Change = Callable[[str, random.Random], str | None]


def fee(text: str, dice: random.Random) -> str | None:
    """Another amount."""
    found = re.search(r"Phí, lệ phí: (\d+) VNĐ", text)
    return text[: found.start(1)] + str(int(found[1]) + 15_000) + text[found.end(1) :] if found else None


def time_limit(text: str, dice: random.Random) -> str | None:
    """Another number of days."""
    found = re.search(r"Thời hạn giải quyết: (\d+) (?:WORKING_DAY|ngày)", text)
    return text[: found.start(1)] + str(int(found[1]) + 2) + text[found.end(1) :] if found else None


def paper_added(text: str, dice: random.Random) -> str | None:
    rows = list(ROW.finditer(text))
    if not rows:
        return None
    row = dice.choice(rows)
    return text[: row.start()] + "    - Giấy xác nhận thử nghiệm số 1\n      Số lượng: Bản chính: 1, Bản sao: 0\n" + text[row.start() :]


def paper_taken(text: str, dice: random.Random) -> str | None:
    rows = list(ROW.finditer(text))
    if len(rows) < 2:
        return None
    row = dice.choice(rows)
    return text[: row.start()] + text[row.end() + 1 :]


def copies(text: str, dice: random.Random) -> str | None:
    rows = list(ROW.finditer(text))
    if not rows:
        return None
    row = dice.choice(rows)
    return text[: row.start(2)] + str(int(row[2] or 0) + 1) + text[row.end(2) :]


def renamed(text: str, dice: random.Random) -> str | None:
    return re.sub(r"(?m)^(Tên thủ tục: .+)$", r"\1 theo quy định mới", text, count=1)


def law_added(text: str, dice: random.Random) -> str | None:
    return text.replace("\nCăn cứ pháp lý:\n", "\nCăn cứ pháp lý:\n  * Nghị định thử nghiệm (1/2099/NĐ-CP)\n", 1)


def decided_anew(text: str, dice: random.Random) -> str | None:
    return re.sub(r"(?m)^Số quyết định: .*$", "Số quyết định: 1/QĐ-THU", text, count=1)


def rows_shuffled(text: str, dice: random.Random) -> str | None:
    """The rows of every case in another order."""

    def shuffled(part: re.Match[str]) -> str:
        out = []
        for block in re.split(r"(?m)^(?=  \[)", part[0]):
            rows = [row[0] for row in ROW.finditer(block)]
            dice.shuffle(rows)
            rows_left = iter(rows)
            out.append(ROW.sub(lambda _row, left=rows_left: next(left), block))  # type: ignore[misc]
        return "".join(out)

    return PAPERS.sub(shuffled, text)


def spaced(text: str, dice: random.Random) -> str | None:
    """Wider gaps, blanks at the ends of lines, blank lines: nothing that anybody would read."""
    lines = [re.sub(r"(?<=\S) (?=\S)", "  " if dice.random() < 0.2 else " ", line) + " " * dice.randrange(3) for line in text.split("\n")]
    return "\n\n".join(lines) if dice.random() < 0.5 else "\r\n".join(lines)


def older_letters(text: str, dice: random.Random) -> str | None:
    """Marks in pieces, as one record in five has them."""
    import unicodedata

    return unicodedata.normalize("NFD", text)


REAL: tuple[Change, ...] = (fee, time_limit, paper_added, paper_taken, copies, renamed, law_added, decided_anew)
MERE: tuple[Change, ...] = (rows_shuffled, spaced, older_letters)


def command(data: Path, *arguments: str) -> tuple[float, float, str]:
    """(seconds, megabytes at most, what it printed) of one manage.py command in its own process."""
    env = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{data / 'db.sqlite3'}",
        "DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }
    start = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    done = subprocess.run([sys.executable, str(ROOT / "manage.py"), *arguments], env=env, capture_output=True, text=True, check=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return time.perf_counter() - start, max(before, peak) / 1024, done.stdout


def changed_copy(
    records: list[RegisterProcedure], folder: Path, share: float, dice: random.Random
) -> tuple[dict[str, str], Counter[str], list[str]]:
    """Writes a changed copy of all records; returns {code: real change}, counts by change, and the codes that were left out."""
    real: dict[str, str] = {}
    counts: Counter[str] = Counter()
    abolished = []
    for record in records:
        roll = dice.random()
        text: str | None = None
        if roll < share / 10:
            abolished.append(record.code)
            continue
        if roll < share:
            change = dice.choice(REAL)
            text = change(record.raw, dice)
            if text is not None:
                real[record.code] = change.__name__
                counts[change.__name__] += 1
        if text is None:
            change = dice.choice(MERE)
            text = change(record.raw, dice) or record.raw
            counts[change.__name__] += 1
        (folder / f"{record.code}.txt").write_text(text, "utf-8")
    return real, counts, abolished


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("snapshot", type=Path)
    parser.add_argument("--share", type=float, default=0.1, help="share of records really changed")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    dice = random.Random(options.seed)
    records = [found for found in read_source(options.snapshot) if isinstance(found, RegisterProcedure)]
    lines = sum(1 for record in records for line in record.raw.splitlines() if line.strip())
    lost = sum(len(unaccounted(record.raw, record)) for record in records)
    filled = Counter(name for record in records for name in record.__slots__ if getattr(record, name) not in ("", (), None, False))
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        command(data, "migrate", "-v0")
        first = command(data, "import_register", str(options.snapshot), "--snapshot", "2026-07-01", "--json")
        second = command(data, "import_register", str(options.snapshot), "--snapshot", "2026-08-01", "--json")
        copy = data / "copy"
        copy.mkdir()
        real, counts, abolished = changed_copy(records, copy, options.share, dice)
        third = command(data, "import_register", str(copy), "--snapshot", "2026-09-01", "--json")
    told = json.loads(third[2])
    flagged = set(told["changed"])
    out = {
        "records": len(records),
        "lines": lines,
        "accounted": round(100 * (1 - lost / lines), 4),
        "first": {"seconds": round(first[0], 1), "megabytes": round(first[1])},
        "second": {"seconds": round(second[0], 1), "unchanged": json.loads(second[2])["counts"]["unchanged"]},
        "changes": dict(counts),
        "real": len(real),
        "noticed": len(flagged & set(real)),
        "missed": sorted((code, real[code]) for code in set(real) - flagged)[:20],
        "imagined": sorted(flagged - set(real))[:20],
        "without a field": sorted(code for code, fields in told["changed"].items() if not fields)[:20],
        "abolished": len(abolished),
        "gone": len(set(told["gone"]) & set(abolished)),
        "gone wrongly": sorted(set(told["gone"]) - set(abolished))[:20],
        "refused": told["refused"][:20],
        "filled": dict(filled.most_common()),
    }
    if options.json:
        print(json.dumps(out, ensure_ascii=False))
    else:
        for key, value in out.items():
            print(f"{key:16} {value}")


if __name__ == "__main__":
    main()
