"""Thư đầu tuần, by real keys: an editor switches the mail off where Wagtail's own notices are switched."""

from playwright.sync_api import expect

from .tools import DESKTOP, axe, enter


def test_an_editor_switches_it_off(open_page, own_site):
    editor = open_page(DESKTOP, url=own_site)
    enter(editor, "bien-tap")
    editor.goto("/quan-tri/account/")
    editor.get_by_role("tab", name="Thông báo").press("Enter")
    switch = editor.get_by_role("checkbox", name="Gửi tôi thư đầu tuần")
    expect(switch).to_be_checked()
    switch.press("Space")
    axe(editor)
    editor.get_by_role("button", name="Lưu").press("Enter")
    expect(editor.locator(".messages")).to_be_visible()
    editor.goto("/quan-tri/account/#tab-notifications")
    expect(switch).not_to_be_checked()
