"""The pages opened last, kept in the browser alone; filters on the results."""

import pytest
from playwright.sync_api import expect

from .tools import BOX, axe, field, fits, is_closed, type_and_wait

SHOP = "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/"


def visit(page, *paths):
    """Opens pages; gives their headings, the last first."""
    titles = []
    for path in paths:
        page.goto(path)
        titles.insert(0, page.locator("main h1").inner_text())
    return titles


def test_the_pages_opened_last_are_under_the_empty_field(phone):
    titles = visit(phone, SHOP, "/thu-tuc/", "/huong-dan/mo-cua-hang-tap-hoa/", "/thu-tuc/dang-ky-ket-hon/", SHOP)
    phone.goto("/")
    phone.locator(BOX).focus()
    listbox = phone.get_by_role("listbox", name="Vừa xem")
    expect(listbox.get_by_role("option")).to_have_text([titles[0], titles[1], titles[2]])
    expect(phone.locator("form.search")).to_contain_text("chỉ lưu trong trình duyệt này")
    axe(phone)
    fits(phone)
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"**{SHOP}")
    # The page being read is not offered again.
    field(phone).focus()
    expect(phone.get_by_role("option")).to_have_text([titles[1], titles[2]])


def test_the_pages_opened_last_are_eight_at_most(phone):
    hits = phone.request.get("/api/v2/procedures/?limit=10").json()["items"]
    visit(phone, *["/thu-tuc/" + hit["url"].rstrip("/").rsplit("/", 1)[1] + "/" for hit in hits])
    phone.goto("/tim-kiem/")
    expect(phone.get_by_role("region", name="Vừa xem").get_by_role("link")).to_have_count(8)


def test_the_pages_opened_last_are_cleared_by_keyboard(phone):
    visit(phone, SHOP)
    phone.goto("/")
    phone.locator(BOX).focus()
    expect(phone.get_by_role("listbox", name="Vừa xem")).to_be_visible()
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("button", name="Xóa")).to_be_focused()
    phone.keyboard.press("Enter")
    is_closed(phone)
    expect(phone.locator(BOX)).to_be_focused()
    expect(phone.locator(".toast")).to_have_text("Đã xóa những trang vừa xem")
    assert phone.evaluate("localStorage.getItem('vua-xem')") is None


def test_the_search_page_lists_and_clears_the_pages_opened_last(phone):
    visit(phone, SHOP)
    phone.goto("/tim-kiem/?q=zzzqqqxxw")
    block = phone.get_by_role("region", name="Vừa xem")
    expect(block.get_by_role("link")).to_have_attribute("href", SHOP)
    axe(phone)
    block.get_by_role("button", name="Xóa").press("Enter")
    expect(block).to_have_count(0)


@pytest.mark.parametrize(
    "kept", ["{", "{}", "[null]", '[{"title":"x","url":"javascript:alert(1)"}]', '[{"title":"x","url":"//a.example/"}]']
)
def test_odd_things_in_the_browsers_store_are_passed_over(phone, kept):
    phone.goto("/")
    phone.evaluate("kept => localStorage.setItem('vua-xem', kept)", kept)
    phone.goto("/tim-kiem/")
    phone.locator(BOX).focus()
    is_closed(phone)
    expect(phone.get_by_role("region", name="Vừa xem")).to_have_count(0)


def test_a_browser_that_keeps_nothing_still_suggests(phone):
    phone.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });")
    phone.goto(SHOP)
    type_and_wait(phone, "ket hon")


def test_filters_wait_behind_one_line_on_a_phone(phone):
    phone.goto("/tim-kiem/?q=giay+phep")
    choices = phone.get_by_role("navigation", name="Lọc kết quả")
    expect(choices).to_be_hidden()
    phone.get_by_text("Lọc kết quả").press("Enter")
    axe(phone)
    fits(phone)
    choices.get_by_role("link", name="Xây dựng").press("Enter")
    phone.wait_for_url("**/tim-kiem/?q=giay+phep&linh-vuc=xay-dung")
    axe(phone)
    phone.get_by_role("link", name="Bỏ lọc: Xây dựng").press("Enter")
    phone.wait_for_url("**/tim-kiem/?q=giay+phep")


def test_filters_are_open_where_there_is_room(desktop):
    desktop.goto("/tim-kiem/?q=giay+phep")
    expect(desktop.get_by_role("navigation", name="Lọc kết quả")).to_be_visible()
    axe(desktop)
