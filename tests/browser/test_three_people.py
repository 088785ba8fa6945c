"""Soạn → Kiểm tra nội dung → Duyệt, by real keys and three people: readers see it after the third; nobody takes two of the steps."""

import pytest
from playwright.sync_api import expect

from .test_two_people import press, typed
from .tools import DESKTOP, PHONE, form_at, log_in, numbers, save_draft

COPY, MARRIAGE = "xin-ban-sao-khai-sinh-ket-hon-khai-tu", "dang-ky-ket-hon"
SUMMARY = "Ai cũng xin được bản sao, ở bất kỳ nơi nào."
WAITING = "Xem và duyệt"
CHECKER = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
user = get_user_model().objects.create_user("kiem-tra", "kt@localhost", "mau-kiem-tra-2026")
user.groups.set(Group.objects.filter(name__in=["Kiểm tra", "Duyệt"]))
"""


@pytest.fixture
def staffed(own_site_after):
    """The sample, and somebody who checks and may publish too."""
    return own_site_after(CHECKER)


def test_one_writes_one_checks_one_approves(open_page, staffed):
    writer, checker, approver, reader = (open_page(size, url=staffed) for size in (DESKTOP, DESKTOP, DESKTOP, PHONE))
    log_in(writer, "bien-tap")
    page, other = numbers(writer, [COPY, MARRIAGE])
    edit, title = form_at(page, "nhan-dien"), "Xin bản sao khai sinh"

    writer.goto(edit)
    typed(writer, "#id_summary", SUMMARY)
    press(writer, "button[name=action-submit]")
    expect(writer.locator(".messages .success")).to_be_visible()

    # It waits for whoever checks, and for nobody else.
    log_in(approver, "duyet")
    expect(approver.locator("main")).not_to_contain_text(WAITING)
    log_in(checker, "kiem-tra")
    expect(checker.locator("main")).to_contain_text(WAITING)
    checker.locator("main").get_by_role("link", name=title).first.press("Enter")
    checker.wait_for_url(f"**/pages/{page}/edit/*")
    press(checker, "[data-workflow-action-name=approve]")
    expect(checker.locator(".messages .success")).to_be_visible()
    reader.goto(f"/thu-tuc/{COPY}/")
    expect(reader.locator("main")).not_to_contain_text(SUMMARY)

    # Who has checked does not approve, though they have that role, too.
    checker.goto(edit)
    press(checker, "[data-workflow-action-name=approve]")
    expect(checker.locator(".messages .error")).to_contain_text("bạn đã duyệt một bước trước")

    approver.goto("/quan-tri/")
    expect(approver.locator("main")).to_contain_text(WAITING)
    approver.goto(edit)
    press(approver, "[data-workflow-action-name=approve]")
    expect(approver.locator(".messages .success")).to_be_visible()
    reader.reload()
    expect(reader.locator("main")).to_contain_text(SUMMARY)

    # What nobody sent is not published past the check: it is sent from the screen that says so.
    writer.goto(form_at(other, "nhan-dien"))
    typed(writer, "#id_summary", "Hai người cùng đến, không cần hẹn.")
    save_draft(writer)
    approver.goto(form_at(other, "nhan-dien"))
    press(approver, "button[name=action-publish]")
    expect(approver.locator("main")).to_contain_text("Bản nháp này chưa ai gửi duyệt")
    sending = approver.get_by_role("button", name="Gửi duyệt")
    sending.focus()
    with approver.expect_navigation():
        approver.keyboard.press("Enter")
    expect(approver.locator(".messages .success")).to_contain_text("Đã gửi duyệt")
    reader.goto(f"/thu-tuc/{MARRIAGE}/")
    expect(reader.locator("main")).not_to_contain_text("không cần hẹn")
    checker.goto("/quan-tri/")
    expect(checker.locator("main")).to_contain_text("Đăng ký kết hôn")

    # An English page goes the same way, sentence by sentence.
    (english,) = numbers(writer, [MARRIAGE], "en")
    at = f"/quan-tri/pages/{english}/edit/"
    writer.goto(at)
    writer.get_by_role("button", name="Sửa").first.press("Enter")
    writer.locator("main textarea").first.press("ControlOrMeta+A")
    writer.keyboard.type("Get married")
    with writer.expect_response("**/strings/*/edit/"):
        writer.get_by_role("button", name="Lưu").first.press("Enter")
    writer.goto(at)
    writer.locator(".messages").get_by_role("link", name="Gửi duyệt").press("Enter")
    writer.get_by_role("button", name="Gửi duyệt").press("Enter")
    expect(writer.locator(".messages")).to_contain_text("đang chờ ở bước “Kiểm tra nội dung”")
    expect(writer.get_by_role("button", name="Sửa")).to_have_count(0)
    for desk in (checker, approver):
        reader.goto(f"/en/thu-tuc/{MARRIAGE}/")
        expect(reader.locator("main h1").first).not_to_contain_text("Get married")
        desk.goto(at)
        desk.locator(".messages").get_by_role("link", name=WAITING).press("Enter")
        desk.locator("main").get_by_role("button", name="Duyệt").press("Enter")
        desk.wait_for_url(f"**{at}")
    reader.reload()
    expect(reader.locator("main h1").first).to_contain_text("Get married")

    # An office of two: the switch stands with the unit's details, and what is sent goes straight to who approves.
    approver.goto("/quan-tri/settings/office/unit/")
    box = approver.get_by_label("Có bước kiểm tra nội dung")
    box.focus()
    approver.keyboard.press("Space")
    expect(box).not_to_be_checked()
    approver.keyboard.press("Enter")
    expect(approver.locator(".messages .success")).to_be_visible()
    writer.goto(edit)
    typed(writer, "#id_summary", "Ai cũng xin được bản sao.")
    press(writer, "button[name=action-submit]")
    approver.goto("/quan-tri/")
    expect(approver.locator("main")).to_contain_text(WAITING)
    expect(approver.locator("main")).to_contain_text(title)
