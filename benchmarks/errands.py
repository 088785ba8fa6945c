"""Walks the errands of the sample's example people on a phone, and measures every guide's first screen. See README.md beside this file.

python benchmarks/errands.py [--url URL] [--people N] [--markdown FILE] [--json FILE]
"""

import argparse
import json
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

PHONE = {"width": 360, "height": 740}
# Screens until facts, the first question or paper, the place and the last paper; of the whole page; words to be seen.
MEASURE = """() => {
    const tall = innerHeight, shown = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());
    const top = (selector) => Math.min(...shown(selector).map((e) => (e.getBoundingClientRect().top + scrollY) / tall));
    const bottom = (selector) => Math.max(0, ...shown(selector).map((e) => (e.getBoundingClientRect().bottom + scrollY) / tall));
    return {
        facts: top("[data-part=tom-tat]"),
        first: top("main [data-ask] legend, main [data-document]"),
        place: top("[data-part=tom-tat] .facts > div:not([data-part], .notice)"),
        last: bottom("main [data-document]:not([data-open]), main .reserve > summary"),
        whole: document.documentElement.scrollHeight / tall,
        words: document.querySelector("main").innerText.split(/\\s+/).length,
    };
}"""
# All that an answer may change for the reader.
TOLD = "() => [...document.querySelectorAll('main [data-live]:not([data-live=so-cau])')].map((e) => e.textContent).join('\\n')"


@contextmanager
def _served() -> Iterator[str]:
    from tests.servers.site import sample_data, site

    with site(sample_data()) as url:
        yield url


def walked(page: Page, item: dict[str, Any], person: dict[str, Any]) -> dict[str, Any]:
    """From the front page, in the words under which people look for the page, to this person's list: taps, and questions for nothing."""
    answers = person.get("answers", {})
    page.goto("/")
    page.locator("main input[name=q]").fill(item["keywords"][0])
    page.locator("main input[name=q]").press("Enter")
    page.wait_for_url("**/tim-kiem/**")
    taps, idle, asked = 1, 0, 0
    hit = page.locator(f"[data-result] a[href*='/thu-tuc/{item['slug']}/']").first
    place = page.locator("[data-result]").evaluate_all(
        "(all, slug) => all.findIndex((e) => e.querySelector(`a[href*='/thu-tuc/${slug}/']`)) + 1", item["slug"]
    )
    hit.click()
    page.wait_for_url(f"**/thu-tuc/{item['slug']}/")
    taps += 1
    while (question := page.locator("[data-ask]:visible")).count():
        name = question.get_attribute("data-ask") or ""
        if name not in answers:
            break
        before = page.evaluate(TOLD)
        question.locator(f"input[value='{answers[name]}']").check()
        page.wait_for_function("(name) => new URLSearchParams(location.search).has(name)", arg=name)
        taps, asked = taps + 1, asked + 1
        idle += page.evaluate(TOLD) == before
    right = dict(parse_qsl(urlsplit(page.url).query)) == {k: str(v) for k, v in answers.items()}
    told = {"person": person["name"], "page": item["id"], "hit": place, "taps": taps, "asked": asked, "for nothing": idle, "right": right}
    seen = page.evaluate(MEASURE)
    # What one has to scroll once the answers are given: to the papers that are certain, from the first to the last.
    # Who is led to another procedure has no paper here.
    screens = {name: round(seen[key], 2) if 0 < seen[key] < 1000 else "–" for name, key in WALKED.items()}
    return {**told, **screens, "words": seen["words"]}


# Of a walk: in screens.
WALKED = {"facts": "facts", "place": "place", "first paper": "first", "last paper": "last", "whole": "whole"}
# The bars of every guide, where it is asked nothing: at most so many screens, words; the last two of the guide in the middle.
BARS = {"facts": 0.35, "first": 0.9, "last": 3, "whole": 7, "words": 650}


def table(rows: list[dict[str, Any]]) -> str:
    lines = ["| " + " | ".join(rows[0]) + " |", "|" + "---|" * len(rows[0])]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row.values())) + " |" for row in rows)])


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--url", help="a site that runs already, with the sample")
    asked.add_argument("--people", type=int, default=15, help="so many, of as many pages, those most asked for first")
    asked.add_argument("--markdown", type=Path, help="a file for the tables")
    asked.add_argument("--json", type=Path)
    args = asked.parse_args()
    from home.sample_schema import load_procedures
    from tests.browser.conftest import QUIET, WITH_WINDOW, WITHOUT_WINDOW, chromium_path

    pages = [item for item in load_procedures() if item["status"] != "replaced"]
    errands = sorted((item for item in pages if item.get("people")), key=lambda item: item.get("most_asked", 99))[: args.people]
    with nullcontext(args.url) if args.url else _served() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(WITHOUT_WINDOW, *WITH_WINDOW), args=QUIET)
        page = browser.new_context(base_url=url, viewport=PHONE, locale="vi-VN").new_page()
        walks = [walked(page, item, item["people"][number % len(item["people"])]) for number, item in enumerate(errands)]
        screens = []
        for item in pages:
            page.goto(f"/thu-tuc/{item['slug']}/")
            first = page.evaluate(MEASURE)
            if item.get("people"):
                page.goto(f"/thu-tuc/{item['slug']}/?{urlencode(item['people'][0].get('answers', {}))}")
                first["last"] = page.evaluate(MEASURE)["last"]
            screens.append({"page": item["id"], **{key: round(value, 2) for key, value in first.items()}})
        browser.close()
    bars = [
        f"{key}: {statistics.median(values := [row[key] for row in screens]):.2f} in the middle, {max(values)} at most, "
        f"{sum(value <= bar for value in values)} of {len(values)} within {bar}"
        for key, bar in BARS.items()
    ]
    told = "\n\n".join([table(walks), table(screens), "\n".join(f"- {line}" for line in bars)])
    print(told)
    if args.markdown:
        args.markdown.write_text(told + "\n", "utf-8")
    if args.json:
        args.json.write_text(json.dumps({"walks": walks, "screens": screens}, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
