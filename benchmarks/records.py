"""Opens register records, taken at random, on a phone and measures how long their pages are. See README.md beside this file.

python benchmarks/records.py (--register ARCHIVE | --data FOLDER | --url URL) [--records 12] [--seed 1] [--pictures FOLDER] [--json FILE]
"""

import argparse
import gzip
import json
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

PHONE = {"width": 360, "height": 740}
COLUMNS = ("code", "screens", "glance", "paper", "words", "html_css_kb", "name", "official")
# Screens of the whole page, where the rows of the first screen end and the first paper begins, words to be seen.
MEASURE = """() => {
    const tall = window.innerHeight, box = (selector) => document.querySelector(selector)?.getBoundingClientRect();
    return {
        screens: document.documentElement.scrollHeight / tall,
        glance: (box(".glance")?.bottom ?? 0) / tall,
        paper: (box("[data-document]")?.top ?? 0) / tall,
        words: document.querySelector("main").innerText.split(/\\s+/).length,
        name: document.querySelector("h1").innerText.length,
        official: document.querySelector("[data-official-name]")?.textContent.trim().length ?? 0,
    };
}"""


@contextmanager
def served_data(register: Path | None, data: Path | None) -> Iterator[tuple[str, Path]]:
    """The address of a site with the register's records, and its database: a copy of ``data``, or made from the archive."""
    from tests.servers.site import environment, manage, served

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if data:
            shutil.copy(data / "db.sqlite3", folder / "db.sqlite3")
        env = environment(folder)
        manage(env, "migrate", "--verbosity", "0")
        if register:
            manage(env, "import_register", str(register))
        with served(env) as url:
            yield url, folder / "db.sqlite3"


def codes_of(database: Path, records: int, seed: int) -> list[str]:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT code FROM procedures_pages_registerrecord WHERE gone_in_id IS NULL ORDER BY code")
        codes = [code for (code,) in rows]
    return random.Random(seed).sample(codes, min(records, len(codes)))  # nosec B311


def measured(page: Page, code: str, pictures: Path | None) -> dict[str, Any] | None:
    """None where the code has a guide, which takes the record's place."""
    sizes: list[int] = []

    def weigh(response: Any) -> None:
        if response.request.resource_type in {"document", "stylesheet"} and response.status == 200:
            sizes.append(len(gzip.compress(response.body(), 9)))

    page.on("response", weigh)
    page.goto(f"/tra-cuu/{code}/", wait_until="networkidle")
    page.remove_listener("response", weigh)
    if "/tra-cuu/" not in page.url:
        return None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=pictures / f"{code}.png", full_page=True)
    figures = page.evaluate(MEASURE)
    return {"code": code, **{k: round(v, 2) for k, v in figures.items()}, "html_css_kb": round(sum(sizes) / 1024, 1)}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--register", type=Path, help="an archive of records to import into a scratch database")
    asked.add_argument("--data", type=Path, help="a folder with db.sqlite3, which is copied")
    asked.add_argument("--url", help="a site that runs already, on the database in --data")
    asked.add_argument("--records", type=int, default=12)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--pictures", type=Path, help="a folder for a picture of each page")
    asked.add_argument("--json", type=Path)
    args = asked.parse_args()
    if not (args.register or args.data):
        asked.error("--register or --data is needed")
    there = nullcontext((args.url, args.data / "db.sqlite3")) if args.url else served_data(args.register, args.data)
    with there as (url, database), sync_playwright() as playwright:
        from tests.browser.conftest import QUIET, WITH_WINDOW, WITHOUT_WINDOW, chromium_path

        browser = playwright.chromium.launch(executable_path=chromium_path(WITHOUT_WINDOW, *WITH_WINDOW), args=QUIET)
        page = browser.new_context(base_url=url, viewport=PHONE, has_touch=True, locale="vi-VN").new_page()
        rows = [row for code in codes_of(database, args.records, args.seed) if (row := measured(page, code, args.pictures))]
        browser.close()
    print("| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS))
    for row in rows:
        print("| " + " | ".join(str(row[column]) for column in COLUMNS) + " |")
    screens = sorted(row["screens"] for row in rows)
    print(
        f"\n{len(rows)} records: screens {statistics.median(screens)} in the middle, {screens[int(len(screens) * 0.95) - 1]} at 95 %, "
        f"{screens[-1]} at most, {sum(n <= 6 for n in screens)} within 6; rows of the first screen end at "
        f"{max(row['glance'] for row in rows)} at most, {sum(row['glance'] <= 1 for row in rows)} within it; "
        f"{max(row['html_css_kb'] for row in rows)} KB at most, "
        f"{statistics.median(row['html_css_kb'] for row in rows)} in the middle"
    )
    if args.json:
        args.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
