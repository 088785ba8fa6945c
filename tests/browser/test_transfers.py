"""Áp dụng cho nhiều trang, by real keys: one chooses pages and sends them, another approves them all, readers see it, and it is undone."""

import pytest
from playwright.sync_api import expect

from tests.servers.site import site

from .tools import DESKTOP, PHONE, axe, enter, fits, log_in

TRANSFER = """
from datetime import timedelta
from django.utils import timezone
from office.models import AuthorityTransfer
AuthorityTransfer.objects.create(
    date=timezone.localdate() + timedelta(30), from_name="Công an cấp huyện", to_name="Công an cấp xã", from_name_en="District police",
    to_name_en="Commune police", basis="Nghị định số 999/2026/NĐ-CP",
)
"""
BIRTH = "lam-khai-sinh-cho-con"
TOLD = "do Công an cấp huyện giải quyết, từ"


@pytest.fixture
def moving(sample):
    """The sample, and a transfer of powers that is to come."""
    with site(sample, after=TRANSFER) as url:
        yield url


def press(page, button):
    """By the keyboard."""
    found = page.get_by_role("button", name=button)
    found.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_one_sends_many_pages_another_approves_and_it_is_undone(open_page, moving):
    writer, reviewer, reader = (open_page(size, url=moving) for size in (DESKTOP, DESKTOP, PHONE))
    enter(writer, "bien-tap")
    writer.goto("/quan-tri/snippets/office/authoritytransfer/")
    writer.get_by_role("link", name="Công an cấp xã").first.press("Enter")
    writer.wait_for_url("**/edit/**")
    writer.get_by_role("link", name="Áp dụng cho nhiều trang").press("Enter")
    writer.wait_for_url("**/chuyen-tham-quyen/**")

    # Of one area, all of them but one.
    writer.get_by_label("Lĩnh vực", exact=True).focus()
    writer.keyboard.type("Hộ tịch")
    press(writer, "Lọc")
    expect(writer.get_by_label("Lĩnh vực", exact=True).locator("option:checked")).to_have_text("Hộ tịch")
    writer.get_by_label("Chọn mọi trang đang hiện").press("Space")
    boxes = writer.locator("input[name=trang]")
    expect(writer.locator("input[name=trang]:checked")).to_have_count(boxes.count())
    writer.get_by_label("Đăng ký kết hôn", exact=True).press("Space")
    n = boxes.count() - 1
    expect(writer.locator("input[name=trang]:checked")).to_have_count(n)
    axe(writer)
    press(writer, "Xem trước các trang đã chọn")
    expect(writer.locator("ins").first).to_contain_text(TOLD)
    axe(writer)
    press(writer, f"Gửi duyệt {n} trang")
    expect(writer.locator(".messages .success")).to_contain_text("Đã gửi duyệt")
    expect(writer.get_by_role("button", name="Duyệt và đăng cả đợt")).to_have_count(0)
    batch = writer.url
    reader.goto(f"/thu-tuc/{BIRTH}/")
    expect(reader.locator("main")).not_to_contain_text(TOLD)

    log_in(reviewer, "duyet")
    reviewer.locator("#viec-cua-toi").get_by_role("link", name="Chuyển thẩm quyền từ").first.press("Enter")
    reviewer.wait_for_url(batch)
    expect(reviewer.locator("ins").first).to_contain_text(TOLD)
    press(reviewer, "Duyệt và đăng cả đợt")
    expect(reviewer.locator(".messages .success")).to_contain_text(f"Đã đổi và đăng {n} trang.")
    reviewer.reload()  # what comes up slowly has no colours yet that could be judged
    axe(reviewer)

    for path in ("", "ho-so/", "in/"):
        reader.goto(f"/thu-tuc/{BIRTH}/{path}")
        expect(reader.locator("body")).to_contain_text(TOLD)
    reader.goto(f"/en/thu-tuc/{BIRTH}/")
    expect(reader.locator("main")).to_contain_text("Commune police")
    reader.goto("/thu-tuc/dang-ky-ket-hon/")
    expect(reader.locator("main")).not_to_contain_text(TOLD)

    # The way back is a batch of its own.
    writer.reload()
    press(writer, "Hoàn tác cả đợt")
    expect(writer.locator(".messages .success")).to_contain_text("Đã gửi duyệt “Hoàn tác chuyển thẩm quyền")
    reviewer.goto(writer.url)
    press(reviewer, "Duyệt và đăng cả đợt")
    expect(reviewer.locator(".messages .success")).to_contain_text(f"Đã đổi và đăng {n} trang.")
    reader.goto(f"/thu-tuc/{BIRTH}/")
    expect(reader.locator("main")).not_to_contain_text(TOLD)


def test_the_screens_fit_a_telephone(open_page, moving):
    desk = open_page(PHONE, url=moving)
    enter(desk, "bien-tap")
    desk.goto("/quan-tri/snippets/office/authoritytransfer/")
    desk.get_by_role("link", name="Công an cấp xã").first.click()
    desk.get_by_role("link", name="Áp dụng cho nhiều trang").click()
    fits(desk)
    desk.locator("input[name=trang]").first.check()
    desk.get_by_role("button", name="Xem trước các trang đã chọn").click()
    expect(desk.locator("ins").first).to_contain_text(TOLD)
    fits(desk)
