"""An administrator sees, with the keyboard alone, whether all is well with the site; it can be read on a telephone."""

import pytest
from playwright.sync_api import expect

from tests.servers.site import site

from .tools import DESKTOP, PHONE, axe, fits, log_in

ADMINISTRATOR = """
from django.contrib.auth import get_user_model
get_user_model().objects.create_superuser("quan-tri", "", "mau-quan-tri-2026")
"""


@pytest.fixture(scope="module")
def administered(sample):
    with site(sample, after=ADMINISTRATOR) as url:
        yield url


def test_whether_all_is_well(open_page, administered):
    page = open_page(DESKTOP, url=administered)
    log_in(page, "quan-tri")
    settings = page.get_by_role("button", name="Cài đặt")
    expect(settings).to_be_visible()
    settings.press("Enter")
    link = page.get_by_role("link", name="Kiểm tra hệ thống")
    expect(link).to_be_visible()
    link.press("Enter")
    expect(page.get_by_role("heading", name="Kiểm tra hệ thống")).to_be_visible()
    expect(page.locator('[data-check="secret-key"][data-state="fail"]')).to_contain_text("SECRET_KEY_FALLBACKS")
    expect(page.locator('[data-check="backup"]')).to_contain_text("Chưa có bản sao lưu nào")
    expect(page.locator('[data-job="publish"]')).to_contain_text("20 giây")
    axe(page)

    phone = open_page(PHONE, url=administered)
    log_in(phone, "quan-tri")
    phone.goto("/quan-tri/kiem-tra-he-thong/")
    expect(phone.locator('[data-check="database"]')).to_contain_text("SQLite")
    fits(phone)
    axe(phone)
