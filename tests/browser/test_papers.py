"""A paper on a telephone: from a guide to the paper's own place, and back to a procedure that asks for it."""

import re

import pytest
from playwright.sync_api import expect

from .tools import PHONE, fits


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "scripts off"])
def test_from_a_guide_to_a_paper_and_back_to_a_procedure(open_page, scripts):
    page = open_page(PHONE, scripts=scripts)
    page.goto("/huong-dan/sinh-con/")
    page.locator("main").get_by_role("link", name="Làm khai sinh cho con").first.click()
    page.wait_for_url("**/thu-tuc/lam-khai-sinh-cho-con/")
    page.get_by_role("link", name="Tờ khai đăng ký khai sinh", exact=True).click()
    page.wait_for_url("**/giay-to/to-khai-dang-ky-khai-sinh/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tờ khai đăng ký khai sinh")
    expect(page.get_by_role("link", name="Hỏi mẫu tại quầy")).to_be_visible()
    fits(page)
    asking = page.locator("main .lines a")
    assert asking.count() > 1
    asking.filter(has_not_text="Làm khai sinh cho con").first.click()
    page.wait_for_url(re.compile("/thu-tuc/(?!lam-khai-sinh-cho-con/)"))
    expect(page.locator("[data-document] a[href$='/giay-to/to-khai-dang-ky-khai-sinh/']").first).to_be_attached()
