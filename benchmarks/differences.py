"""Measures what a reworded register costs: matching the rows of two versions, the edit form of a page, the import.

python benchmarks/differences.py SNAPSHOT [--pages 8] [--json]

Every row of every record gets a phrase more. Each figure stands beside the same without it, measured in the same run.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from register import ROW, command  # noqa: E402

from procedures_pages.register.parsing.records import RegisterCase, RegisterProcedure  # noqa: E402
from procedures_pages.register.parsing.sources import read_source  # noqa: E402
from procedures_pages.register.versions.diff import differences  # noqa: E402

PHRASE = "theo quy định của Nghị định mới"
SIZES = (30, 224, 1000)
TIMES = 7


def reworded(text: str) -> str:
    """A record's text with the phrase in every row."""
    return ROW.sub(lambda row: row[0].replace(row[1], f"{row[1]} {PHRASE}", 1), text)


def rows(record: RegisterProcedure, count: int) -> tuple[RegisterProcedure, RegisterProcedure]:
    """The record with so many rows, as it was and with the phrase in each; rows that repeat get a number."""
    own = [row for case in record.cases for row in case.rows]
    texts = [f"{own[n % len(own)].text} {n // len(own) or ''}".strip() for n in range(count)]
    old, new = ([f"{text}{more}" for text in texts] for more in ("", f" {PHRASE}"))
    sides = ([replace(own[0], text=text, position=n) for n, text in enumerate(side)] for side in (old, new))
    before, after = (replace(record, cases=(RegisterCase("", tuple(side)),)) for side in sides)
    return before, after


def took(work: Callable[[], Any]) -> float:
    """Seconds of the quickest of several times."""
    seconds = []
    for _time in range(3):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def edit_forms(client: Any, pages: list[int]) -> dict[int, float]:
    """Milliseconds of this process for the edit form of each page, half in a hundred: what else runs on the machine does not count."""
    found = {}
    for page in pages:
        seconds = []
        for _time in range(TIMES + 1):
            start = time.process_time()
            answer = client.get(f"/quan-tri/pages/{page}/edit/")
            seconds.append(time.process_time() - start)
            assert answer.status_code == 200, answer.status_code
        found[page] = statistics.median(seconds[1:]) * 1000
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("snapshot", type=Path)
    parser.add_argument("--pages", type=int, default=8, help="pages of the sample whose edit form is measured")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    records = [found for found in read_source(options.snapshot) if isinstance(found, RegisterProcedure)]
    largest = max(records, key=lambda record: sum(len(case.rows) for case in record.cases))
    out: dict[str, Any] = {"rows": {}}
    for size in SIZES:
        old, new = rows(largest, size)
        out["rows"][size] = f"{took(lambda old=old, new=new: differences(old, new)):.3f} s"  # type: ignore[misc]

    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        os.environ |= {"DATABASE_URL": f"sqlite:///{data / 'db.sqlite3'}", "DATA_DIR": str(data)}
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
        folder = data / "copy"
        folder.mkdir()
        for record in records:
            (folder / f"{record.code}.txt").write_text(reworded(record.raw), "utf-8")
        plain = data / "plain"
        plain.mkdir()
        for record in records:
            (plain / f"{record.code}.txt").write_text(record.raw, "utf-8")
        command(data, "migrate", "-v0")
        command(data, "load_sample")
        first = command(data, "import_register", str(plain), "--snapshot", "2026-07-01", "--json")

        import django

        django.setup()
        from django.contrib.auth import get_user_model
        from django.test import Client

        from procedures_pages.models import ProcedurePage, RegisterRecord
        from procedures_pages.register.drafting.pages import draft_from

        user = get_user_model().objects.create_superuser("bench", "bench@localhost", "mat-khau-rat-dai")
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(user)
        draft = draft_from(RegisterRecord.objects.get(code=largest.code), user)
        codes = {record.code for record in records}
        found = ProcedurePage.objects.filter(locale__language_code="vi", source_record__in=codes, live=True).order_by("pk")
        pages = [*found.values_list("pk", flat=True)[: options.pages], draft.pk]
        before = edit_forms(client, pages)
        second = command(data, "import_register", str(folder), "--snapshot", "2026-08-01", "--json")
        after = edit_forms(client, pages)

    ratios = {page: after[page] / before[page] for page in pages}
    changed = len(json.loads(second[2])["changed"])
    out["edit form, unchanged"] = f"{statistics.median(before.values()):.0f} ms; of {largest.code}: {before[draft.pk]:.0f} ms"
    out["edit form, reworded"] = f"{statistics.median(after.values()):.0f} ms; of {largest.code}: {after[draft.pk]:.0f} ms"
    out["edit form, times at most"] = round(max(ratios.values()), 2)
    out["import, first"] = f"{first[0]:.1f} s, {first[1]:.0f} MB"
    out["import, every row reworded"] = f"{second[0]:.1f} s, {second[1]:.0f} MB, {changed} changed"
    out["import, times"] = round(second[0] / first[0], 2)
    if options.json:
        print(json.dumps(out, ensure_ascii=False))
    else:
        for key, value in out.items():
            print(f"{key:28} {value}")


if __name__ == "__main__":
    main()
