"""The first screen of a guide answers: where facts and the first question or paper begin, at any size of letters."""

import json
import urllib.request

import pytest

from .tools import PHONE, fits

TOPS = """() => {
    const top = (selector) => Math.min(...[...document.querySelectorAll(selector)].filter((e) => e.getClientRects().length)
        .map((e) => (e.getBoundingClientRect().top + scrollY) / innerHeight));
    return { facts: top("[data-part=tom-tat]"), first: top("main [data-ask] legend, main [data-document]"),
             bar: document.querySelector("header.mast").offsetHeight };
}"""


@pytest.fixture(scope="module")
def paths(site_url):
    """Every guide in force."""
    with urllib.request.urlopen(f"{site_url}/api/v2/procedures/?limit=100") as answer:
        items = json.load(answer)["items"]
    return ["/thu-tuc/" + item["url"].rstrip("/").rsplit("/", 1)[1] + "/" for item in items if item["status"] not in ("replaced", "abolished")]


def test_facts_begin_in_the_first_third_and_the_first_question_or_paper_in_the_first_screen(phone, paths):
    late = {}
    for path in paths:
        phone.goto(path)
        tops = phone.evaluate(TOPS)
        if tops["facts"] > 0.35 or tops["first"] > 0.9 or tops["bar"] > 56:
            late[path] = tops
    assert not late


def test_large_letters_drop_furniture(open_page, paths):
    """At the largest of our sizes the first fact and the first question are on the first screen, but on four guides with long notes."""
    page = open_page(PHONE)
    page.add_init_script("localStorage.setItem('co-chu', '3')")
    late = {}
    for path in paths[::2]:
        page.goto(path)
        tops = page.evaluate(TOPS)
        if tops["facts"] > 0.35 or tops["first"] > 1:
            late[path] = tops
        fits(page)
    assert len(late) <= 2, late


def test_at_200_percent_the_bar_is_one_line_and_nothing_is_wider_than_the_window(open_page, paths):
    page = open_page({"width": 180, "height": 370})
    for path in ["/", "/tim-kiem/?q=khai+sinh", *paths[:4]]:
        page.goto(path)
        assert page.locator("header.mast").bounding_box()["height"] <= 56
        fits(page)
