"""Người dân cần biết?, by real keys: an editor writes it, another publishes it, a reader sees it once, and English readers do not."""

import pytest
from playwright.sync_api import expect

from .tools import DESKTOP, PHONE, fits, from_menu, log_in, numbers, save_draft, watched

SLUG, NOTE = "lam-khai-sinh-cho-con", "Từ 01/12/2026 nhận kết quả tại nhà."


@pytest.fixture
def form(open_page, own_site):
    def opened(name):
        page = open_page(DESKTOP, url=own_site)
        log_in(page, name)
        (number,) = numbers(page, [SLUG])
        page.goto(f"/quan-tri/pages/{number}/edit/")
        watched(page)
        return page

    return opened


def test_an_editor_writes_it_another_publishes_it_a_reader_sees_it_once(form, open_page, own_site):
    editor = form("bien-tap")
    editor.locator("#id_change_note").click()
    editor.keyboard.type(NOTE, delay=5)
    save_draft(editor)
    expect(editor.locator(".messages")).to_contain_text("Làm khai sinh cho con")

    reviewer = form("duyet")
    expect(reviewer.locator("#id_change_note")).to_have_value(NOTE)
    from_menu(reviewer, reviewer.get_by_role("button", name="Xuất bản", exact=True))
    expect(reviewer.locator(".messages")).to_contain_text("Làm khai sinh cho con")

    reader = open_page(PHONE, url=own_site)
    reader.goto(f"/thu-tuc/{SLUG}/")
    expect(reader.get_by_text(NOTE)).to_be_visible()
    expect(reader.get_by_text("Có gì mới")).to_be_visible()
    fits(reader)
    reader.goto(f"/en/thu-tuc/{SLUG}/")
    expect(reader.get_by_text(NOTE)).to_have_count(0)
