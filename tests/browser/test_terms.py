"""A word that a reader need not know: tapped, read, and back to where she was; by keys, without scripts. And how it gets there."""

import pytest
from playwright.sync_api import expect

from .tools import DESKTOP, PHONE, approve, at_rest, axe, fits, log_in, send, until

GUIDE = "/thu-tuc/xin-giay-xac-nhan-doc-than/"
TERM = 'main a[href^="/thuat-ngu/#"]'


def in_sight(page):
    """A marked term that is shown without opening anything."""
    terms = page.locator(TERM)
    return next(terms.nth(n) for n in range(terms.count()) if terms.nth(n).is_visible())


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("path", [GUIDE, GUIDE + "ho-so/"])
def test_a_reader_taps_a_term_reads_and_goes_back_to_where_she_was(open_page, scripts, path):
    page = open_page(PHONE, scripts=scripts)
    page.goto(path)
    term = in_sight(page)
    word, slug = term.inner_text().lower(), term.get_attribute("href").partition("#")[2]
    term.scroll_into_view_if_needed()
    at = term.bounding_box()["y"]
    term.tap()
    page.wait_for_url(f"**/thuat-ngu/#{slug}")
    heading = page.locator(f"#{slug}")
    expect(heading).to_be_in_viewport()
    assert word in page.locator(f"section:has(#{slug})").inner_text().lower() or heading.inner_text().lower() in word
    expect(page.locator(f"#{slug} + p")).to_be_in_viewport()
    page.go_back()
    page.wait_for_url("**" + path)
    expect(term).to_be_in_viewport()
    until(page, lambda: abs(term.bounding_box()["y"] - at) < 40)


def test_by_keys_a_term_is_reached_and_opened(desktop):
    desktop.goto(GUIDE)
    term = in_sight(desktop)
    term.focus()
    assert desktop.evaluate("document.activeElement.matches(':focus-visible')")
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**/thuat-ngu/#*")


def test_a_term_is_part_of_its_sentence_dotted_and_calm(phone):
    phone.goto(GUIDE)
    term = in_sight(phone)
    style = term.evaluate(
        "e => [getComputedStyle(e).textDecorationStyle, getComputedStyle(e).color, getComputedStyle(e.parentElement).color]"
    )
    assert style == ["dotted", style[2], style[2]]


@pytest.mark.parametrize("path", ["/thuat-ngu/", "/en/thuat-ngu/"])
@pytest.mark.parametrize("dark", [False, True])
def test_the_page_of_terms_is_for_everybody(open_page, path, dark):
    page = open_page(PHONE, dark=dark)
    page.goto(path + "#trich-luc")
    axe(page)
    fits(page)


def test_an_editor_adds_a_term_and_a_reader_sees_it(open_page, own_site):
    desk, reader = open_page(DESKTOP, url=own_site), open_page(PHONE, url=own_site)
    log_in(desk, "bien-tap")
    word = "độc thân"  # of the guide's first sentence
    desk.goto("/quan-tri/snippets/office/term/add/")
    desk.locator("#id_name").focus()
    desk.keyboard.insert_text(word)
    desk.keyboard.press("Tab")
    expect(desk.locator("#id_slug")).to_have_value("doc-than")
    desk.locator("#id_explanation").focus()
    desk.keyboard.insert_text("Lời giải thích của người biên tập.")
    at_rest(desk)  # else the address, which is another once it is saved, would not tell when the next screen is there
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    desk.wait_for_url("**/snippets/office/term/edit/**")
    address = desk.url
    send(desk)
    reader.goto(GUIDE)
    expect(reader.locator(TERM).filter(has_text=word)).to_have_count(0)
    # Readers see it when another has published it.
    other = open_page(DESKTOP, url=own_site)
    log_in(other, "duyet")
    other.goto(address)
    approve(other)
    reader.goto(GUIDE)
    mark = reader.locator(TERM).filter(has_text=word)
    expect(mark).to_be_visible()
    mark.tap()
    reader.wait_for_url("**/thuat-ngu/#*")
    expect(reader.get_by_text("Lời giải thích của người biên tập.")).to_be_in_viewport()
