"""The first screen of a guide answers: where facts and the first question or paper begin, at any size of letters."""

import json
import urllib.request
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from home.sample_schema import load_procedures

from .tools import DESKTOP, PHONE, axe, axe_light_and_dark, fits, until

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


# Where the papers of a usual case end, with the line that names those nobody demands.
LAST = """() => Math.max(...[...document.querySelectorAll("main [data-document]:not([data-open]), main .reserve > summary")]
    .filter((e) => e.checkVisibility()).map((e) => (e.getBoundingClientRect().bottom + scrollY) / innerHeight))"""


def test_the_papers_of_a_usual_case_end_within_three_screens(open_page):
    """Of the six guides with the most: for the first of their example people."""
    page, ends = open_page(PHONE), {}
    people = [(item["slug"], item["people"][0]) for item in load_procedures() if item["status"] != "replaced" and item.get("people")]
    for slug, person in sorted(people, key=lambda one: -len(one[1]["gets"]))[:6]:
        page.goto(f"/thu-tuc/{slug}/?{urlencode(person['answers'])}")
        ends[slug] = page.evaluate(LAST)
    assert {slug: end for slug, end in ends.items() if not 1 < end <= 3} == {}


@pytest.mark.parametrize("scripts", [True, False])
def test_papers_that_nobody_demands_are_one_line_that_names_them_and_opens(open_page, scripts):
    page = open_page(PHONE, scripts=scripts)
    page.goto(BIRTH)
    fold = page.locator("details.reserve")
    names, why = fold.locator("summary"), fold.locator("li[data-document] p")
    expect(names).to_contain_text("Giấy tờ tùy thân của người đi đăng ký: chỉ cần đọc số; Giấy tờ chứng minh nơi cư trú: quầy tự tra")
    expect(why.first).to_be_hidden()
    names.press("Enter")
    expect(why.first).to_contain_text("Mang theo phòng khi quầy không tra được.")
    expect(fold.get_by_text("Không bắt buộc: quầy không được đòi khi tra được.")).to_be_visible()
    if scripts:
        axe_light_and_dark(page)
    page.goto(f"{BIRTH}ho-so/")
    expect(page.locator(".reserve li[data-document] p").first).to_be_visible()


# The words of the page's largest letters whose two syllables stand on two lines.
BROKEN = """() => [...document.querySelectorAll("main :is(h1, legend)")].filter((e) => e.checkVisibility()).flatMap((e) => {
    const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), broken = [];
    while (walk.nextNode()) for (const found of walk.currentNode.data.matchAll(/khai.sinh|đăng.ký|giấy.tờ|nước.ngoài|kết.hôn/gi)) {
        const range = document.createRange();
        range.setStart(walk.currentNode, found.index);
        range.setEnd(walk.currentNode, found.index + found[0].length);
        if (new Set([...range.getClientRects()].map((r) => r.top)).size > 1) broken.push(found[0]);
    }
    return broken;
})"""


def test_no_line_ends_within_a_word_of_two_syllables(open_page):
    for size in ("", "3"):
        page = open_page(PHONE)
        page.add_init_script(f"localStorage.setItem('co-chu', '{size}')")
        for slug in ("nhan-con-kem-khai-sinh-nuoc-ngoai", "khai-sinh-co-yeu-to-nuoc-ngoai", "ghi-chu-ket-hon-o-nuoc-ngoai"):
            page.goto(f"/thu-tuc/{slug}/")
            assert page.evaluate(BROKEN) == []


# Of all that is to be read, but for the notice that goes with the sample.
LETTERS = """() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), sizes = {}, weights = {};
    while (walk.nextNode()) {
        const e = walk.currentNode.parentElement, { fontSize, fontWeight } = getComputedStyle(e);
        if (!walk.currentNode.data.trim() || !e.checkVisibility() || e.closest(".sample, .visually-hidden, .skip")) continue;
        sizes[fontSize] = weights[fontWeight] = walk.currentNode.data.trim();
    }
    return [sizes, weights];
}"""


def test_letters_have_five_sizes_and_three_weights(open_page):
    for window in (PHONE, DESKTOP):
        page = open_page(window)
        for path in (BIRTH, f"{BIRTH}ho-so/", "/", "/tim-kiem/?q=khai+sinh"):
            page.goto(path)
            sizes, weights = page.evaluate(LETTERS)
            assert len(sizes) <= 5, (path, window, sizes)
            assert len(weights) <= 3, (path, window, weights)


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
