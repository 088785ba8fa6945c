"""Sets every procedure and a number of register records as PDF and reads back what came out. See README.md beside this file.

python benchmarks/paper.py [--register ARCHIVE] [--records 100] [--seed 1] [--json FILE]
"""

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]


COLUMNS = ("papers", "one_page", "most_pages", "p50_ms", "p95_ms", "slowest_ms", "largest_kb", "pdfua", "lost_names", "unread_codes")


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


class Tally:
    def __init__(self, name: str) -> None:
        self.name, self.pages, self.times, self.bytes = name, [], [], []  # type: ignore[var-annotated]
        self.faults, self.lost, self.unread = 0, 0, 0

    def add(self, facts: Any, answers: dict[str, list[str]], edition: Any) -> None:
        """Sets one paper, cold, and reads it back: the words of its papers, its code, what ``pdfua`` says."""
        import pdfua

        from procedures_pages.facts.case import tailor
        from procedures_pages.paper.renderer import set_pdf
        from procedures_pages.paper.sheets import html_for_pdf
        from procedures_pages.sharing.links import short_link
        from tests import paper

        case = tailor(facts, answers)
        begin = time.perf_counter()
        pdf = set_pdf(html_for_pdf(facts, case, edition))
        self.times.append((time.perf_counter() - begin) * 1000)
        self.pages.append(paper.pages(pdf))
        self.bytes.append(len(pdf))
        said = bare(paper.text(pdf))
        wanted = [] if edition.co == "phieu" else [d.name for d in (*case.needed, *(o.fact for o in case.open))]
        self.lost += sum(bare(name) not in said for name in wanted)
        self.unread += paper.codes(paper.picture(pdf)) != [short_link(facts, case)]
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(pdf)
            file.flush()
            self.faults += sum(f.severity is pdfua.Severity.ERROR for f in pdfua.validate(file.name).findings)

    def row(self) -> dict[str, Any]:
        times = sorted(self.times)
        return {
            "papers": len(times),
            "one_page": round(sum(n == 1 for n in self.pages) / len(times), 3),
            "most_pages": max(self.pages),
            "p50_ms": round(statistics.median(times)),
            "p95_ms": round(times[int(len(times) * 0.95)]),
            "slowest_ms": round(times[-1]),
            "largest_kb": round(max(self.bytes) / 1000, 1),
            "pdfua": self.faults,
            "lost_names": self.lost,
            "unread_codes": self.unread,
        }


def drafts(records: int, seed: int) -> list[Any]:
    """Facts of drafts made from that many records, taken at random from what was imported."""
    from django.contrib.auth import get_user_model

    from procedures_pages.facts.from_pages import facts_of
    from procedures_pages.register.drafting.pages import draft_from
    from procedures_pages.register.models import RegisterRecord

    editor = get_user_model().objects.first()
    codes = sorted(RegisterRecord.objects.filter(current__isnull=False).values_list("code", flat=True))
    made = []
    for code in random.Random(seed).sample(codes, min(records, len(codes))):  # nosec B311
        page = draft_from(RegisterRecord.objects.select_related("current", "last_seen").get(code=code), editor)
        made.append(facts_of(page))
    return made


def peak_megabytes(pid: int) -> int:
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) // 1024 if found else 0


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--register", type=Path, help="an archive of records to import; without it only the sample's procedures are set")
    asked.add_argument("--records", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--json", type=Path)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "DATABASE_URL": f"sqlite:///{folder}/paper.sqlite3",
            "SEARCH_MEANING": "false",
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        }
        run = {**os.environ, **settings}
        for command in (["migrate", "-v0"], ["load_sample"], *([["import_register", str(args.register)]] if args.register else [])):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=run, check=True, stdout=subprocess.DEVNULL)
        os.environ.update(settings)
        import django

        django.setup()
        from django.utils import translation

        from procedures_pages.facts.from_pages import facts_of_all
        from procedures_pages.models import ProcedurePage
        from procedures_pages.paper import renderer
        from procedures_pages.paper.editions import EDITIONS

        renderer.warm()
        renderer.set_pdf("<title>Thử</title>")
        tallies = []
        with translation.override("vi"):
            sample = facts_of_all(ProcedurePage.objects.published().filter(locale__language_code="vi").order_by("pk"))
            for edition in EDITIONS:
                tally = Tally(f"sample, {edition.name}")
                for facts in sample:
                    tally.add(facts, {}, edition)
                tallies.append(tally)
            case = Tally("sample, one case")
            for facts in sample:
                case.add(facts, {q.id: [q.answers[0].id] for q in facts.questions}, EDITIONS[0])
            tallies.append(case)
            if args.register:
                records = Tally("records, A4")
                for facts in drafts(args.records, args.seed):
                    records.add(facts, {}, EDITIONS[0])
                tallies.append(records)
        rows = {tally.name: tally.row() for tally in tallies}
        process = renderer._engine._process
        rows["engine"] = {"peak_mb": peak_megabytes(process.pid) if process else 0}
    print(f"{'':24}" + "".join(f"{name:>13}" for name in COLUMNS))
    for name, row in rows.items():
        print(f"{name:24}" + ("".join(f"{row[column]:>13}" for column in COLUMNS) if "papers" in row else str(row)))
    if args.json:
        args.json.write_text(json.dumps(rows, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
