"""An editor finds a page on the desk with the words that people say, typed without marks, and opens it."""

import re

from playwright.sync_api import expect

from .tools import DESKTOP, log_in


def test_an_editor_types_what_people_say_and_opens_the_page(open_page, own_site):
    desk = open_page(DESKTOP, url=own_site)
    log_in(desk, "bien-tap")
    desk.get_by_role("link", name="Thủ tục", exact=True).click()
    desk.wait_for_url(re.compile(r"/quan-tri/pages/\d+/"))
    rows = desk.locator("#listing-results td.title")
    expect(rows.first).to_be_visible()
    search = desk.locator("#id_q")
    search.focus()
    desk.keyboard.type("mo cua hang", delay=60)
    expect(rows.first).to_contain_text("Mở cửa hàng, đăng ký hộ kinh doanh")
    # Words that nothing is called by: said so, and the list comes back with the next words.
    search.fill("")
    desk.keyboard.type("qwertyuiop zxcvb", delay=10)
    expect(desk.locator("#listing-results")).to_contain_text("Không có kết quả nào trong")
    search.fill("")
    desk.keyboard.type("1.001193", delay=30)
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("Làm khai sinh cho con")
    search.fill("")
    expect(rows).not_to_have_count(1)
    desk.keyboard.type("khai sinhh", delay=30)
    expect(rows.first).to_contain_text("Làm khai sinh cho con")
    rows.first.get_by_role("link", name="Làm khai sinh cho con").first.click()
    desk.wait_for_url("**/su-kien/")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Làm khai sinh cho con")
    # Narrowed by what readers have of a page.
    desk.get_by_role("link", name="Thủ tục", exact=True).click()
    desk.wait_for_url(re.compile(r"/quan-tri/pages/\d+/"))  # with its scripts: a button pressed before does nothing
    desk.get_by_role("button", name="Hiện bộ lọc").click()
    desk.get_by_role("button", name="Trạng thái", exact=True).click()
    desk.get_by_label("Bản nháp, chưa xuất bản lần nào").check()
    expect(desk.locator("#listing-results")).to_contain_text("Không có kết quả nào trong")
