"""The desk's first screen on a telephone: the handbook in words; for the counter its own work, and no search that would lead nowhere."""

import pytest
from playwright.sync_api import expect

from .tools import fits, log_in


@pytest.mark.parametrize(("name", "writes"), [("quay", False), ("bien-tap", True)])
def test_on_a_telephone(open_page, name, writes):
    page = open_page({"width": 390, "height": 800})
    log_in(page, name)
    expect(page.locator("main").get_by_role("link", name="Sổ tay", exact=True)).to_be_visible()
    expect(page.locator("main").get_by_role("searchbox").or_(page.locator("main form[role=search] input[name=q]")).first).to_be_visible(
        visible=writes
    )
    fits(page)
    if not writes:
        page.get_by_role("link", name="Chế độ quầy", exact=True).focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/quay/")
