"""By real keys, with the second factor switched on: a telephone is added, codes are made, and one of them is all that is left to get in."""

import re

import pytest
from django_otp.oath import totp
from playwright.sync_api import expect

from tests.servers.site import site

from .tools import DESKTOP, PHONE, axe, fits


@pytest.fixture
def guarded(sample):
    with site(sample, DESK_TWO_FACTOR="true") as url:
        yield url


def first_step(page, name="bien-tap", password=""):
    """Name and password; the sample's own unless another is typed."""
    page.goto("/quan-tri/login/")
    page.locator("input[name=username]").focus()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password or f"mau-{name}-2026")
    page.keyboard.press("Enter")


def add_telephone(page, name="bien-tap"):
    """Who comes in for the first time adds the telephone that makes the codes; back on the screen of recovery codes."""
    page.wait_for_url("**/2fa/devices/new?**")
    page.get_by_text("Không quét được?").click()
    key = page.locator("details code").inner_text().replace(" ", "")
    page.get_by_label("Tên").fill("Điện thoại của Hạnh")
    page.get_by_label("Mã sáu số trên điện thoại").press_sequentially(number_of(key))
    page.get_by_label("Mật khẩu hiện tại").press_sequentially(f"mau-{name}-2026")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mã dự phòng")).to_be_visible()


def test_a_lost_telephone_is_no_lost_desk(open_page, guarded):
    page = open_page(DESKTOP, url=guarded)
    first_step(page)
    page.wait_for_url("**/2fa/devices/new?**")
    expect(page.locator("body")).not_to_contain_text("2FA Setup")
    add_telephone(page)
    expect(page.locator("main")).to_contain_text("Bạn chưa có mã dự phòng")
    axe(page)
    page.get_by_role("link", name="Tạo mã dự phòng").press("Enter")
    page.get_by_label("Mật khẩu của bạn").press_sequentially("mau-bien-tap-2026")
    page.keyboard.press("Enter")
    codes = page.locator(".cn-codes li")
    expect(codes).to_have_count(10)
    code = codes.first.inner_text()
    assert re.fullmatch(r"\d{5} \d{5}", code)
    expect(page.get_by_role("button", name="In các mã này")).to_be_visible()
    axe(page)
    # Printed: the codes and whose they are, nothing of the desk around them.
    page.emulate_media(media="print")
    expect(codes.first).to_be_visible()
    expect(page.get_by_role("button", name="In các mã này")).to_be_hidden()
    expect(page.get_by_role("link", name="Thủ tục", exact=True)).to_be_hidden()

    # On another machine, without the telephone.
    lost = open_page(PHONE, url=guarded)
    first_step(lost)
    box = lost.get_by_label("Mã trên điện thoại, hoặc mã dự phòng")
    expect(box).to_be_focused()
    fits(lost)
    axe(lost)
    lost.keyboard.type(code)
    lost.keyboard.press("Enter")
    lost.wait_for_url("**/quan-tri/")
    expect(lost.locator(".messages")).to_contain_text("Số mã còn lại: 9.")

    again = open_page(PHONE, url=guarded)
    first_step(again)
    box = again.get_by_label("Mã trên điện thoại, hoặc mã dự phòng")
    expect(box).to_be_focused()
    again.keyboard.type(code)
    again.keyboard.press("Enter")
    expect(again.locator(".messages")).to_contain_text("đã dùng rồi")


def number_of(key):
    """What the telephone shows now."""
    from base64 import b32decode

    return f"{totp(b32decode(key)):06d}"


def test_a_form_leads_to_its_chapter_and_keeps_what_is_typed(open_page, own_site):
    page = open_page(DESKTOP, url=own_site)
    first_step(page)
    page.wait_for_url("**/quan-tri/")
    # Nothing of the menu is cut off.
    cut = "labels => labels.filter((e) => e.offsetParent && e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent)"
    expect(page.locator(".menuitem-label").first).to_be_visible()
    assert page.locator(".menuitem-label").evaluate_all(cut) == []
    page.goto("/quan-tri/snippets/office/term/add/")
    page.locator("#id_name").press_sequentially("Giấy hẹn")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sổ tay").press("Enter")
    book = opened.value
    expect(book.get_by_role("heading", level=1)).to_contain_text("Thuật ngữ: một câu cho mỗi từ khó")
    axe(book)
    book.get_by_role("link", name="Các chương khác của sổ tay").press("Enter")
    book.get_by_role("link", name="3. Giấy tờ khác lời dặn").press("Enter")
    expect(book.locator("[id='3-giay-to-khac-loi-dan']")).to_be_in_viewport()
    fits(book)
    expect(page.locator("#id_name")).to_have_value("Giấy hẹn")
