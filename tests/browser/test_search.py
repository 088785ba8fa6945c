"""Help while typing: the search field is a combobox, by keyboard and by touch."""

import re

import pytest
from playwright.sync_api import expect

from .tools import BOX, DESKTOP, PHONE, axe_light_and_dark, field, fits, holdable, is_closed, type_and_wait

SHOP = "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/"


@pytest.mark.parametrize("path", ["/", SHOP, "/tim-kiem/", "/khong-co-trang-nay/", "/en/"])
def test_every_search_field_is_a_combobox(phone, path):
    phone.goto(path)
    box = type_and_wait(phone, "shop" if path == "/en/" else "karaoke")
    expect(box).to_have_attribute("role", "combobox")
    expect(box).to_have_attribute("aria-autocomplete", "list")
    expect(box).to_have_attribute("aria-expanded", "true")
    listbox = phone.get_by_role("listbox")
    assert box.get_attribute("aria-controls") == listbox.get_attribute("id")
    assert listbox.get_attribute("aria-label")
    assert listbox.get_by_role("option").count()


@pytest.mark.parametrize("path", ["/", SHOP])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_in_the_open_list(open_page, path, viewport):
    page = open_page(viewport)
    page.goto(path)
    type_and_wait(page, "khai sinh")
    page.keyboard.press("ArrowDown")
    fits(page)
    axe_light_and_dark(page)
    for option in page.get_by_role("option").all():
        assert option.bounding_box()["height"] >= 44


def test_arrows_go_around_the_list_and_escape_closes_then_clears(phone):
    phone.goto("/")
    box = type_and_wait(phone, "khai sinh")
    options = phone.get_by_role("option").all()
    phone.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options[0].get_attribute("id")
    expect(options[0]).to_have_attribute("aria-selected", "true")
    phone.keyboard.press("ArrowUp")
    expect(options[-1]).to_have_attribute("aria-selected", "true")
    expect(options[-1]).to_be_in_viewport()
    phone.keyboard.press("ArrowDown")
    expect(options[0]).to_have_attribute("aria-selected", "true")
    phone.keyboard.press("Escape")
    is_closed(phone)
    assert box.input_value() == "khai sinh"
    phone.keyboard.press("Escape")
    assert box.input_value() == ""


@pytest.mark.parametrize(("key", "caret"), [("Home", 0), ("End", 9), ("ArrowLeft", 8), ("ArrowRight", 9)])
def test_keys_of_the_field_go_back_to_it(phone, key, caret):
    phone.goto("/")
    box = type_and_wait(phone, "khai sinh")
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press(key)
    assert box.get_attribute("aria-activedescendant") is None
    assert box.evaluate("e => e.selectionStart") == caret
    expect(phone.get_by_role("listbox")).to_be_visible()


def test_typing_on_lets_the_chosen_one_go(phone):
    phone.goto("/")
    box = type_and_wait(phone, "khai")
    phone.keyboard.press("ArrowDown")
    phone.keyboard.type(" sinh")
    assert box.get_attribute("aria-activedescendant") is None
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/tim-kiem/?q=khai+sinh")


def test_a_closed_list_opens_with_the_arrows(phone):
    phone.goto("/")
    type_and_wait(phone, "khai sinh")
    phone.keyboard.press("Escape")
    phone.keyboard.press("Alt+ArrowDown")
    expect(phone.get_by_role("listbox")).to_be_visible()
    assert phone.locator(BOX).get_attribute("aria-activedescendant") is None
    phone.keyboard.press("Alt+ArrowUp")
    is_closed(phone)
    phone.keyboard.press("ArrowUp")
    expect(phone.get_by_role("option").last).to_have_attribute("aria-selected", "true")


def test_tab_leaves_and_closes(phone):
    phone.goto("/")
    type_and_wait(phone, "khai sinh")
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("Tab")
    is_closed(phone)
    expect(phone.get_by_role("button", name="Tìm")).to_be_focused()


def test_a_suggestion_is_opened_with_enter(phone):
    phone.goto("/thu-tuc/")
    type_and_wait(phone, "mo tiem tap hoa")
    phone.keyboard.press("ArrowDown")
    title = phone.locator("[role=option][aria-selected=true]").inner_text()
    phone.keyboard.press("Enter")
    expect(phone.locator("main h1")).to_have_text(title)


def test_a_suggestion_is_opened_when_the_finger_lifts(phone):
    phone.goto("/")
    type_and_wait(phone, "mo tiem tap hoa")
    option = phone.get_by_role("option").first
    title = option.inner_text()
    option.dispatch_event("mousedown")
    assert phone.url.endswith("/")
    option.tap()
    expect(phone.locator("main h1")).to_have_text(title)


def test_enter_without_a_choice_searches_for_what_was_typed(phone):
    phone.goto("/")
    type_and_wait(phone, "ket hon")
    phone.keyboard.press("Enter")
    phone.wait_for_url(re.compile(r"/tim-kiem/\?q=ket"))


def test_the_number_of_suggestions_is_announced(phone):
    phone.goto("/")
    field(phone).focus()
    said = phone.locator("form.search [role=status]")
    expect(said).to_have_text("")
    type_and_wait(phone, "ket hon")
    expect(said).to_have_text(f"Gợi ý: {phone.get_by_role('option').count()}. Phím lên, xuống để chọn.")
    phone.keyboard.type("zzqqxxw")
    expect(said).to_have_text("Không có gợi ý")


def test_one_letter_offers_nothing(phone):
    phone.goto("/")
    type_and_wait(phone, "karaoke").fill("k")
    is_closed(phone)


def test_a_late_answer_does_not_replace_what_is_being_looked_at(phone):
    holdable(phone).goto("/")
    type_and_wait(phone, "khai sinh")
    before = phone.get_by_role("option").all_inner_texts()
    held = []
    phone.route("**/goi-y/**", lambda route: held.append(route))
    # For all of it: who types slowly asks for its first letters, too.
    is_it = lambda request: request.url.endswith("?q=khai%20sinh%20karaoke")  # noqa: E731
    with phone.expect_request(is_it):
        phone.keyboard.type(" karaoke")
    with phone.expect_event("requestfailed", is_it):
        phone.keyboard.press("ArrowDown")
    assert phone.get_by_role("option").all_inner_texts() == before
    expect(phone.get_by_role("option").first).to_have_attribute("aria-selected", "true")


def test_keys_of_a_word_in_the_making_are_left_to_the_keyboard(phone):
    """Telex and VNI keyboards compose words; Enter and the arrows are theirs until the word is done."""
    phone.goto("/")
    box = type_and_wait(phone, "khai sinh")
    keys = phone.context.new_cdp_session(phone)
    keys.send("Input.imeSetComposition", {"text": " ho", "selectionStart": 3, "selectionEnd": 3})
    for key in ("ArrowDown", "Enter", "Escape"):
        box.evaluate(
            "(e, key) => e.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }))", key
        )
    assert box.get_attribute("aria-activedescendant") is None
    assert phone.url.endswith("/")
    keys.send("Input.insertText", {"text": " hộ"})
    expect(phone.locator("[role=listbox][data-query='khai sinh hộ']")).to_be_visible()


def test_a_word_that_stays_in_the_making_gets_suggestions_too(phone):
    """Keyboards on Android compose every word until a space ends it."""
    phone.goto("/")
    phone.locator(BOX).focus()
    keys = phone.context.new_cdp_session(phone)
    keys.send("Input.imeSetComposition", {"text": "karaoke", "selectionStart": 7, "selectionEnd": 7})
    expect(phone.locator("[role=listbox][data-query=karaoke]")).to_be_visible()


def test_without_scripts_it_is_a_plain_form(no_scripts):
    no_scripts.goto("/")
    box = no_scripts.get_by_role("searchbox")
    box.fill("ket hon")
    box.press("Enter")
    no_scripts.wait_for_url("**/tim-kiem/?q=ket+hon")
    assert no_scripts.locator("[data-result]").count()
    assert not no_scripts.get_by_text("Vừa xem").is_visible()


def test_forced_colours_show_the_chosen_suggestion(open_page):
    page = open_page(PHONE, forced_colors=True)
    page.goto("/")
    type_and_wait(page, "khai sinh")
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("option").first.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_a_question_about_nothing_is_asked_back(phone):
    phone.goto("/")
    type_and_wait(phone, "mất bao lâu")
    options = phone.get_by_role("option")
    expect(options.first).to_have_text("Bạn hỏi về thủ tục nào?")
    expect(options.nth(1)).to_contain_text("Thời gian giải quyết: ")
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("status").filter(has_text="Bạn hỏi về thủ tục nào?")).to_be_visible()
    fits(phone)
    choice = phone.locator("main ul.lines a").first
    name = choice.inner_text()
    choice.click()
    expect(phone.get_by_role("heading", name=name, level=1)).to_be_visible()
