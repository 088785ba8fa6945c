"""The first screen of a guide answers: where facts and the first question or paper begin, at any size of letters."""

import json
import urllib.request

import pytest
from playwright.sync_api import expect

from .tools import PHONE, axe, fits, until

BIRTH = "/thu-tuc/lam-khai-sinh-cho-con/"
UNDER_REVIEW = "/thu-tuc/mo-tiem-photocopy/"
HALF = {"width": 180, "height": 370}  # a telephone at 200 %
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
    return [
        "/thu-tuc/" + item["url"].rstrip("/").rsplit("/", 1)[1] + "/" for item in items if item["status"] not in ("replaced", "abolished")
    ]


# At the largest of our sizes, and where the browser's own letters are twice as large, furniture is dropped.
SIZES = {"usual": ("", 16, 0.9), "ours": ("3", 16, 1), "200 %": ("", 32, 1)}
OURS = """size => { localStorage.setItem("co-chu", size); dispatchEvent(new Event("storage")); }"""


def test_facts_begin_in_the_first_third_and_the_first_question_or_paper_in_the_first_screen(open_page, paths):
    """At any size of letters, which change while the page is open: each guide is opened once."""
    page = open_page(PHONE)
    browser = page.context.new_cdp_session(page)

    def letters(ours, own):
        page.evaluate(OURS, ours)
        browser.send("Page.setFontSizes", {"fontSizes": {"standard": own, "fixed": 13}})

    late = {}
    for path in paths:
        page.goto(path)
        for name, (ours, own, bound) in SIZES.items():
            letters(ours, own)
            tops = page.evaluate(TOPS)
            if tops["facts"] > 0.35 or tops["first"] > bound or tops["bar"] > 56:
                late[path, name] = tops
            fits(page)
    assert not late
    page.goto("/")
    for ours, own, _bound in SIZES.values():
        letters(ours, own)
        box = page.get_by_role("main").get_by_role("searchbox").bounding_box()
        assert box["y"] + box["height"] <= PHONE["height"]


def test_a_note_folded_into_large_letters_opens(open_page):
    page = open_page(PHONE)
    page.add_init_script("localStorage.setItem('co-chu', '3')")
    page.goto(UNDER_REVIEW)
    note, fee = page.locator(".notice details"), page.locator("[data-part=thoi-han]")
    rest = note.locator("p")
    expect(rest).to_be_hidden()
    expect(fee.locator(".then")).to_be_hidden()
    note.locator("summary").press("Enter")
    expect(rest).to_be_visible()
    assert rest.bounding_box()["y"] + rest.bounding_box()["height"] <= fee.bounding_box()["y"]
    page.evaluate(OURS, "")
    expect(fee.locator(".then")).to_have_text("(quy định năm 2022)")


def test_nothing_moves_when_the_script_comes_late(open_page):
    """The script is asked for beside the styles, and on a slow network it comes after the first paint."""
    page, scripts = open_page(PHONE), []
    page.route("**/site.js", lambda route: scripts.append(route))
    page.goto(BIRTH, wait_until="commit")
    question, reminder = page.locator("[data-ask] legend:visible"), page.get_by_role("link", name="Nhắc tôi")
    expect(question).to_be_visible()
    until(page, lambda: scripts)
    expect(reminder).to_be_hidden()
    before = question.bounding_box()
    scripts[0].continue_()
    expect(reminder).to_be_visible()
    assert question.bounding_box() == before


def test_at_200_percent_the_bar_is_one_line_and_nothing_is_wider_than_the_window(open_page, paths):
    page = open_page(HALF)
    for path in ["/", "/tim-kiem/?q=khai+sinh", *paths[:4]]:
        page.goto(path)
        assert page.locator("header.mast").bounding_box()["height"] <= 56
        fits(page)


def test_who_does_not_know_goes_on_to_the_next_question_and_may_answer_later(open_page):
    """By keys with scripts, by the button without; the short code of what is known stays, the address keeps what is not."""
    page = open_page(PHONE)
    page.goto(BIRTH)
    first = page.locator("[data-ask]:visible").get_attribute("data-ask")
    papers = page.locator("main [data-document]").count()
    page.locator("[data-ask]:visible").get_by_label("Tôi chưa biết").press("Space")
    page.wait_for_url(f"**/?{first}=khong-ro")
    second = page.locator("[data-ask]:visible")
    expect(second).to_have_count(1)
    expect(second).not_to_have_attribute("data-ask", first)
    expect(page.locator("[data-live=so-cau]")).to_contain_text("Câu 2 /")
    expect(page.locator("main [data-document]")).to_have_count(papers)
    axe(page)
    page.reload()
    assert page.locator("[data-ask]:visible").get_attribute("data-ask") != first
    page.get_by_role("link", name="Trả lời").press("Enter")
    expect(page.locator(f"[data-ask='{first}']")).to_be_visible()
    assert "khong-ro" not in page.url
    page.go_back()
    expect(page.locator(f"[data-ask='{first}']")).to_be_hidden()

    plain = open_page(PHONE, scripts=False)
    plain.goto(BIRTH)
    plain.locator("[data-ask]:visible").get_by_label("Tôi chưa biết").check()
    plain.get_by_role("button", name="Tiếp tục").click()
    plain.wait_for_url(f"**/?{first}=khong-ro*")
    assert plain.locator("[data-ask]:visible").get_attribute("data-ask") != first
    plain.goto(f"{BIRTH}ho-so/?{first}=khong-ro")
    expect(plain.locator("#lien-ket")).to_contain_text(f"?{first}=khong-ro")
