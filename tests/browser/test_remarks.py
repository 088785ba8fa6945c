"""Góp ý, by real keys: an officer at the counter reads a page, says what is wrong with a fee, an editor answers, the officer sees it."""

import re

from playwright.sync_api import expect

from .tools import DESKTOP, axe, fits, log_in, numbers

SLUG = "xin-ban-sao-khai-sinh-ket-hon-khai-tu"
TELEPHONE = {"width": 390, "height": 844}
WORDS = "Quầy thu 8.000 đồng mỗi bản, cả bản thứ hai."
WHY = "Không sửa vì trang đã ghi mỗi bản."


def test_an_officer_says_it_an_editor_answers_the_officer_sees_it(open_page, own_site):
    officer, editor = open_page(TELEPHONE, url=own_site), open_page(DESKTOP, url=own_site)
    log_in(officer, "quay")
    (page,) = numbers(officer, [SLUG])

    # From the first screen to the page, by its name without marks.
    officer.get_by_role("link", name="Đọc trang và góp ý").last.press("Enter")
    officer.wait_for_url("**/doc-trang/")
    officer.locator("#id_q").click()
    officer.keyboard.type("ban sao khai sinh", delay=20)
    officer.wait_for_url("**/doc-trang/?q=ban*")
    officer.locator("td.title a").filter(has_text="Xin bản sao khai sinh").first.press("Enter")
    officer.wait_for_url(f"**/trang/{page}/su-kien/")
    expect(officer.locator(".cn-as")).to_contain_text("Bấm vào điều chưa đúng để góp ý.")
    axe(officer)
    fits(officer)
    fee = officer.locator("#phan-le-phi .cn-f").first
    expect(fee).to_have_accessible_name(re.compile("^Góp ý về .*: 8.000 đồng/bản$"))
    fee.press("Enter")
    box = officer.get_by_label("Chỗ nào chưa đúng, nên ghi thế nào?")
    expect(box).to_be_focused()
    axe(officer)
    fits(officer)
    officer.get_by_role("button", name="Gửi góp ý").press("Enter")
    expect(officer.locator(".cn-ask")).to_contain_text("Hãy viết vài chữ")
    officer.get_by_label("Chỗ nào chưa đúng, nên ghi thế nào?").click()
    officer.keyboard.type(WORDS, delay=10)
    officer.keyboard.press("Tab")
    officer.keyboard.press("Enter")
    expect(officer.locator(".messages")).to_contain_text("Đã gửi góp ý")
    expect(officer.locator("#phan-le-phi .cn-flag")).to_contain_text(WORDS)

    # Whoever writes finds it on the first screen, and at the fee itself.
    log_in(editor, "bien-tap")
    waiting = editor.locator("main li").filter(has_text=WORDS)
    expect(waiting).to_be_visible()
    axe(editor)
    waiting.get_by_role("link").press("Enter")
    editor.get_by_role("link", name="Mở điều này trên trang").press("Enter")
    editor.wait_for_url(re.compile(r"/su-kien/#khoan-thu-"))
    editor.locator("#phan-le-phi .cn-flag").get_by_role("link", name="Trả lời").press("Enter")
    editor.get_by_label("Không sửa").check()
    answer = editor.get_by_role("textbox", name="Trả lời")
    editor.get_by_role("button", name="Gửi trả lời").press("Enter")
    expect(editor.locator("main")).to_contain_text("Hãy ghi vì sao không sửa")
    answer.click()
    editor.keyboard.type(WHY, delay=10)
    axe(editor)
    editor.get_by_role("button", name="Gửi trả lời").press("Enter")
    expect(editor.locator(".messages")).to_contain_text("Đã trả lời góp ý")
    expect(editor.locator("tr").filter(has_text=WORDS)).to_contain_text("Không sửa")

    # And the officer reads what became of it.
    officer.goto("/quan-tri/")
    expect(officer.locator("main li").filter(has_text=WORDS)).to_contain_text(WHY)
    officer.get_by_role("link", name="Xem mọi góp ý của tôi").press("Enter")
    officer.wait_for_url("**/gop-y/")
    row = officer.locator("tr").filter(has_text=WORDS)
    expect(row).to_contain_text("Không sửa")
    axe(officer)
    row.get_by_role("link").first.press("Enter")
    expect(officer.locator("main")).to_contain_text(WHY)
    expect(officer.get_by_role("button", name="Gửi trả lời")).to_have_count(0)
    fits(officer)
