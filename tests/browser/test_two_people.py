"""Luôn hai người, by real keys: who changed a fee or a telephone last does not put it live; in an emergency with a reason and a review."""

import pytest
from playwright.sync_api import expect

from .tools import DESKTOP, PHONE, axe_light_and_dark, fits, form_at, from_menu, log_in, numbers, open_rows, part, watched

COPY = "xin-ban-sao-khai-sinh-ket-hon-khai-tu"
SECOND = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
user = get_user_model().objects.create_user("truong-phong", "tp@localhost", "mau-truong-phong-2026")
user.groups.add(Group.objects.get(name="Duyệt"))
"""


@pytest.fixture
def staffed(own_site_after):
    """The sample, and a second person who may publish."""
    return own_site_after(SECOND)


def press(desk, selector):
    """A line of the menu beside "Lưu bản nháp"; comes back on the screen it leads to."""
    from_menu(desk, desk.locator(selector).first)


def typed(desk, selector, keys):
    desk.locator(selector).click()
    desk.keyboard.press("ControlOrMeta+A")
    desk.keyboard.type(keys, delay=20)


def test_a_fee_and_a_telephone_go_live_by_two(open_page, staffed):
    writer, reviewer, chief, reader = (open_page(size, url=staffed) for size in (DESKTOP, DESKTOP, DESKTOP, PHONE))
    for desk, name in ((writer, "bien-tap"), (reviewer, "duyet"), (chief, "truong-phong")):
        log_in(desk, name)
    (page,) = numbers(reader, [COPY])
    fee = reader.locator("dl.facts [data-part=le-phi] dd")

    # Who writes changes the fee and sends it: there is nothing to publish with.
    writer.goto(form_at(page, "cach-nop"))
    typed(writer, "input[name=costs-0-value-amount]", "9000")
    part(writer, "nguoi-mau")
    open_rows(writer, "people")
    for outcome in writer.locator("textarea[name^=people-][name$=-value-outcome]").all():
        outcome.fill(outcome.input_value().replace("8.000 đồng", "9.000 đồng"))
    expect(writer.locator("button[name=action-publish]")).to_have_count(0)
    press(writer, "button[name=action-submit]")
    expect(writer.locator(".messages .success")).to_be_visible()

    # Who approves changes a word, and is led to another, whatever they press.
    reviewer.goto(form_at(page, "nhan-dien"))
    typed(reviewer, "#id_summary", "Ai cũng xin được, ở bất kỳ nơi nào.")
    press(reviewer, "[data-workflow-action-name=approve]")
    expect(reviewer.locator("main")).to_contain_text("Người sửa lần cuối không tự duyệt, không tự đăng.")
    reader.goto(f"/thu-tuc/{COPY}/")
    expect(fee).to_contain_text("8.000 đồng")
    reviewer.get_by_role("button", name="Đăng khẩn cấp").click()
    expect(reviewer.locator("main")).to_contain_text("Hãy ghi lý do")
    typed(reviewer, "textarea[name=reason]", "Người dân đang nộp sai từ sáng.")
    with reviewer.expect_navigation():
        reviewer.get_by_role("button", name="Đăng khẩn cấp").click()
    expect(reviewer.locator(".messages .success")).to_contain_text("chờ người khác xem lại")
    reader.reload()
    expect(fee).to_contain_text("9.000 đồng")

    # Another looks at it, and it is off everybody's first screen.
    chief.goto("/quan-tri/")
    waiting = chief.locator("#viec-cua-toi li").filter(has_text="cần người khác xem lại")
    expect(waiting).to_contain_text("Người dân đang nộp sai từ sáng.")
    expect(waiting).to_contain_text("Xin bản sao khai sinh")
    waiting.get_by_role("link", name="Xem lại").click()
    expect(chief.get_by_role("button", name="Đã xem lại")).to_be_visible()
    with chief.expect_navigation():
        chief.get_by_role("button", name="Đã xem lại").click()
    expect(chief.locator("main")).not_to_contain_text("cần người khác xem lại")

    # An office's telephone, which many pages say.
    writer.goto("/quan-tri/snippets/office/office/")
    writer.locator("td.title a").first.click()
    writer.wait_for_url("**/edit/**")
    expect(writer.locator("#trang-se-doi")).to_contain_text("trang sẽ đổi")
    typed(writer, "#id_phone", "0211 3999 999")
    expect(writer.locator("button[name=action-publish]")).to_have_count(0)
    address = writer.url
    press(writer, "button[name=action-submit]")
    reader.goto("/noi-nop/")
    expect(reader.locator("main")).not_to_contain_text("0211 3999 999")
    reviewer.goto(address)
    expect(reviewer.locator("#id_phone")).to_have_value("0211 3999 999")
    press(reviewer, "[data-workflow-action-name=approve]")
    reader.reload()
    expect(reader.locator("main")).to_contain_text("0211 3999 999")

    # A notice over the pages: seen as readers will see it before anybody approves it.
    writer.goto("/quan-tri/snippets/banners/banner/add/")
    watched(writer)
    typed(writer, "#id_text", "Quầy chuyển sang số 2 đường Kim Ngọc.")
    typed(writer, "#id_link", "/noi-nop/")
    writer.locator("#id_severity").select_option(label="Tạm dừng có kế hoạch")
    press(writer, "button[name=action-submit]")
    expect(writer.locator(".error-message")).to_contain_text("Điền lúc bắt đầu tạm dừng.")
    writer.locator("#id_severity").select_option(label="Sự cố đang xảy ra")
    writer.get_by_role("button", name="Mở/đóng xem trước").click()
    shown = writer.frame_locator("#w-preview-iframe").locator(".outage")
    expect(shown).to_contain_text("Quầy chuyển sang số 2 đường Kim Ngọc. Xem thêm")
    press(writer, "button[name=action-submit]")
    expect(writer.locator(".messages .success")).to_be_visible()
    reader.goto("/")
    expect(reader.locator(".outage")).to_have_count(0)
    reviewer.goto("/quan-tri/snippets/banners/banner/")
    reviewer.locator("td.title a").first.click()
    reviewer.wait_for_url("**/edit/**")
    press(reviewer, "[data-workflow-action-name=approve]")
    reader.reload()
    expect(reader.locator(".outage")).to_contain_text("Quầy chuyển sang số 2 đường Kim Ngọc.")
    axe_light_and_dark(reader)
    fits(reader)
