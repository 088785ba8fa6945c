"""Nhờ chuyên viên kiểm, by real keys: an editor makes a link, a specialist answers on a telephone without scripts, the editor finds it."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from .tools import DESKTOP, PHONE, axe, axe_light_and_dark, fits, log_in, numbers

SLUG = "xin-ban-sao-khai-sinh-ket-hon-khai-tu"
WORDS = "Nay thu 10.000 đồng mỗi bản, theo nghị quyết mới của tỉnh."


def test_a_link_is_made_answered_on_a_telephone_and_found_at_the_desk(open_page, own_site):
    editor, specialist = open_page(DESKTOP, url=own_site), open_page(PHONE, scripts=False, url=own_site)
    # What looks at a page is a script itself.
    looker = open_page(PHONE, url=own_site)
    log_in(editor, "bien-tap")
    (page,) = numbers(editor, [SLUG])

    # From the page's own screen to the link.
    editor.goto(f"/quan-tri/trang/{page}/su-kien/")
    editor.get_by_role("link", name="Nhờ chuyên viên kiểm").press("Enter")
    editor.wait_for_url(f"**/trang/{page}/chuyen-vien/")
    axe(editor)
    editor.get_by_role("button", name="Tạo đường dẫn").press("Enter")
    expect(editor.locator("main")).to_contain_text("Hãy ghi tên người bạn nhờ kiểm.")
    editor.get_by_label("Họ tên chuyên viên").click()
    editor.keyboard.type("Trần Thị Bình", delay=10)
    editor.get_by_label("Phòng").click()
    editor.keyboard.type("Phòng Tư pháp", delay=10)
    editor.keyboard.press("Enter")
    address = editor.get_by_label("Địa chỉ").input_value()
    axe(editor)

    # A telephone, no account, no script: every fact beside the record.
    specialist.goto(urlsplit(address).path)
    expect(specialist.get_by_role("heading", level=1)).to_contain_text("Nhờ kiểm: Xin bản sao khai sinh")
    looker.goto(urlsplit(address).path)
    axe_light_and_dark(looker)
    fits(looker)
    facts = specialist.locator("fieldset")
    fee = facts.filter(has_text="8.000 đồng/bản").first
    box = fee.get_by_label("Nên ghi thế nào?")
    expect(box).to_be_hidden()
    fee.get_by_label("Chưa đúng").focus()
    specialist.keyboard.press("Space")
    box.click()
    specialist.keyboard.type(WORDS, delay=5)
    specialist.get_by_role("button", name="Lưu, làm tiếp sau").press("Enter")
    expect(specialist.get_by_role("status")).to_contain_text("Đã lưu điều bạn ghi. Chưa gửi.")
    expect(box).to_have_value(WORDS)

    # What is left open is asked about before it is sent.
    specialist.get_by_role("button", name="Gửi").press("Enter")
    expect(specialist.get_by_role("alert")).to_contain_text("điều chưa trả lời")
    for at in range(facts.count()):
        right = facts.nth(at).get_by_label("Đúng", exact=True)
        if WORDS not in facts.nth(at).get_by_label("Nên ghi thế nào?").input_value():
            right.focus()
            specialist.keyboard.press("Space")
    specialist.get_by_role("button", name="Gửi").press("Enter")
    expect(specialist.get_by_role("heading", level=1)).to_have_text("Đã gửi, cảm ơn bạn")
    looker.reload()
    axe(looker)
    fits(looker)

    # The editor finds it on the first screen, at the fee itself, and who stands behind the others.
    editor.goto("/quan-tri/")
    row = editor.locator("main li").filter(has_text="Chuyên viên đã trả lời")
    expect(row).to_contain_text("Trần Thị Bình, Phòng Tư pháp")
    row.get_by_role("link", name="Xem trả lời").press("Enter")
    expect(editor.locator("#phan-le-phi").locator("..")).to_contain_text(WORDS)
    axe(editor)
    editor.get_by_role("button", name="Đã xem").press("Enter")
    expect(editor.locator(".messages")).to_contain_text("Đã ghi là đã xem")
    editor.get_by_role("link", name="Mở điều này trên trang").press("Enter")
    editor.wait_for_url(re.compile(r"/su-kien/#khoan-thu-"))
    expect(editor.locator("#phan-le-phi .cn-flag")).to_contain_text(f"Chuyên viên Trần Thị Bình, Phòng Tư pháp: {WORDS}")
    expect(editor.locator("#phan-giay-to .cn-behind").first).to_contain_text("Chuyên viên Trần Thị Bình, Phòng Tư pháp thấy đúng")
    axe(editor)
    editor.goto("/quan-tri/")
    expect(editor.locator("main li").filter(has_text="Chuyên viên đã trả lời")).to_have_count(0)

    # And the link shows what was sent, nothing more; once it is revoked, nothing.
    specialist.goto(urlsplit(address).path)
    expect(specialist.locator("form")).to_have_count(0)
