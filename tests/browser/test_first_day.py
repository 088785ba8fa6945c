"""The first day at the desk by real keys, with what keeps strangers out switched on: from the first log-in to what a reader sees."""

import pytest
from playwright.sync_api import expect

from tests.servers.site import site

from .test_second_factor import add_telephone, first_step
from .tools import DESKTOP, watched

TITLE, SLUG = "Xin bản sao khai sinh, kết hôn, khai tử", "xin-ban-sao-khai-sinh-ket-hon-khai-tu"


@pytest.fixture
def guarded(sample):
    """Second factor and the limit of wrong passwords, as they are where it counts."""
    with site(sample, DESK_TWO_FACTOR="true", AXES_ENABLED="true") as url:
        yield url


def come_in(page, name, wrong=""):
    """To the desk's first screen, perhaps with a wrong password before the right one."""
    if wrong:
        first_step(page, name, wrong)
        expect(page.locator(".messages")).to_contain_text("mật khẩu")
    first_step(page, name)
    add_telephone(page, name)
    page.goto("/quan-tri/")


def test_a_new_editor_changes_a_fee_and_a_reader_sees_it(open_page, guarded):
    writer, approver, reader = (open_page(DESKTOP, url=guarded) for _person in range(3))
    come_in(writer, "bien-tap", wrong="mau-bien-tap-2025")
    writer.get_by_role("link", name="Thủ tục", exact=True).press("Enter")
    writer.wait_for_url("**/quan-tri/pages/*/")
    writer.locator("#id_q").focus()
    writer.keyboard.type("trich luc khai sinh", delay=20)
    row = writer.locator("#listing-results td.title").first
    expect(row).to_contain_text(TITLE)
    row.get_by_role("link", name=TITLE).first.press("Enter")
    writer.wait_for_url("**/su-kien/")
    writer.locator("#phan-le-phi .cn-f").first.press("Enter")
    expect(writer.locator("input[name=fact-amount]")).to_be_focused()
    writer.keyboard.type("9000")
    expect(writer.locator(".cn-ask .cn-said")).to_have_text("chín nghìn đồng")
    writer.keyboard.press("Enter")
    with writer.expect_navigation():
        writer.get_by_role("button", name="Đúng, ghi lại điều họ nhận").first.press("Enter")
    writer.get_by_role("button", name="Gửi duyệt").press("Enter")
    expect(writer.locator(".messages")).to_contain_text("Đã gửi duyệt")
    reader.goto(f"/thu-tuc/{SLUG}/")
    fee = reader.locator("dl.facts [data-part=le-phi] dd")
    expect(fee).to_contain_text("8.000 đồng")

    # The other finds it on the first screen.
    come_in(approver, "duyet")
    waiting = approver.locator("#viec-cua-toi li").filter(has_text=TITLE)
    waiting.get_by_role("link").last.press("Enter")
    approver.wait_for_url("**/edit/**")
    watched(approver)
    approve = approver.locator("button[data-workflow-action-name=approve]").first
    if not approve.is_visible():
        approver.get_by_role("button", name="Thao tác khác").last.press("Enter")
    approve.press("Enter")
    expect(approver.locator(".messages")).to_contain_text(TITLE)
    reader.goto(f"/thu-tuc/{SLUG}/")
    expect(fee).to_contain_text("9.000 đồng")
