"""Drafts made from records at random, compared with those records, and the time that the comparison takes. See README.md beside this file.

python benchmarks/truth.py ARCHIVE [--records 200] [--seed 1] [--folder DIR] [--show RULE …] [--json FILE]
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

# What the record itself leaves to the editor: it names several times or fees for one way of handing in.
BY_CASE = frozenset(["times_by_case", "fees_by_case"])


def filled(folder: Path, archive: Path) -> None:
    """The sample and the archive in a scratch database of the folder; one that is there already is used again."""
    settings = {
        "DATABASE_URL": f"sqlite:///{folder}/truth.sqlite3",
        "SEARCH_MEANING": "false",
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }
    run = {**os.environ, **settings}
    if not (folder / "truth.sqlite3").exists():
        for command in (["migrate", "-v0"], ["load_sample"], ["import_register", str(archive)]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=run, check=True, stdout=subprocess.DEVNULL)
    os.environ.update(settings)


def timed_pages() -> dict[str, Any]:
    """Seconds for all pages of the sample: the first time, when the register as a whole is read, and again."""
    from procedures_pages.register.truth.checking import check_pages

    out: dict[str, Any] = {}
    for name in ("first_s", "again_s"):
        begin = time.perf_counter()
        truths = check_pages()
        out[name] = round(time.perf_counter() - begin, 2)
    return {"pages": len(truths), "open": sum(len(t.open) for t in truths), **out}


def drafts(records: int, seed: int) -> tuple[list[str], list[tuple[str, Any]]]:
    """Codes of records taken at random, and (code, finding) for each finding of the drafts made from them, which are not kept."""
    from django.contrib.auth import get_user_model
    from django.db import transaction

    from procedures_pages.register.drafting.pages import draft_from
    from procedures_pages.register.models import RegisterRecord
    from procedures_pages.register.truth.checking import check_page, register_view
    from procedures_pages.register.truth.register_view import last_days

    editor = get_user_model().objects.first()
    known = RegisterRecord.objects.filter(current__isnull=False, is_stub=False, gone_in=None)
    codes = random.Random(seed).sample(sorted(known.values_list("code", flat=True)), min(records, known.count()))  # nosec B311
    found, ends = [], last_days(register_view())
    for code in codes:
        with transaction.atomic():
            page = draft_from(known.select_related("current", "last_seen").get(code=code), editor, ends)
            found += [(code, finding) for finding in check_page(page).open]
            transaction.set_rollback(True)
    return codes, found


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("archive", type=Path)
    asked.add_argument("--records", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--folder", type=Path, help="where the scratch database stays, to be used again")
    asked.add_argument("--show", nargs="*", default=[], metavar="RULE", help="the findings of these rules one by one; 'all' for every rule")
    asked.add_argument("--json", type=Path)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        filled(args.folder or Path(scratch), args.archive)
        import django

        django.setup()
        from django.utils import translation

        with translation.override("vi"):
            pages = timed_pages()
            codes, found = drafts(args.records, args.seed)
    rules = Counter(finding.rule for _code, finding in found)
    told = {
        "pages": pages,
        "drafts": {
            "records": len(codes),
            "without_findings": len(set(codes) - {code for code, _finding in found}),
            "without_but_by_case": len(set(codes) - {code for code, finding in found if finding.rule not in BY_CASE}),
            "findings": dict(rules.most_common()),
        },
    }
    print(json.dumps(told, indent=2))
    for code, finding in found:
        if finding.rule in args.show or "all" in args.show:
            print(f"{code} {finding.rule} [{finding.part}]\n    page:   {finding.page}\n    record: {finding.record}")
    if args.json:
        args.json.write_text(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
