"""What scripts add: ticks, answers at once, copying and sharing. And that nothing of it shows where scripts are off."""

import re

import pytest
from playwright.sync_api import expect

from .tools import DESKTOP, axe, axe_light_and_dark, by_its_clock, fits, take

SHOP = "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/"
COUNTER = "/quay/mo-cua-hang-dang-ky-ho-kinh-doanh/"


def test_ticks_are_kept_on_this_page_only(phone):
    phone.goto(SHOP)
    phone.get_by_role("checkbox").first.press("Space")
    phone.reload()
    expect(phone.get_by_role("checkbox").first).to_be_checked()
    phone.goto(SHOP + "ho-so/")
    expect(phone.get_by_role("checkbox").first).to_be_checked()
    phone.goto("/thu-tuc/dang-ky-ket-hon/")
    expect(phone.get_by_role("checkbox").first).to_be_visible()
    expect(phone.get_by_role("checkbox", checked=True)).to_have_count(0)


def test_ticks_are_there_the_next_day_and_cleared_with_one_press(phone):
    phone.goto(SHOP + "ho-so/")
    box, told = phone.get_by_role("checkbox").first, phone.locator("[data-ticked]")
    expect(told).to_be_hidden()
    box.press("Space")
    expect(told).to_contain_text("Đã có 1/1")
    tomorrow = phone.context.new_page()
    tomorrow.goto(SHOP)
    expect(tomorrow.get_by_role("checkbox").first).to_be_checked()
    tomorrow.get_by_role("button", name="Xóa dấu trên máy này").press("Enter")
    expect(tomorrow.get_by_role("checkbox").first).not_to_be_checked()
    expect(tomorrow.locator("[data-ticked]")).to_be_hidden()
    assert tomorrow.evaluate("Object.keys(localStorage).filter(k => k.startsWith('dau:'))") == []


def test_who_ticked_an_older_list_is_told(phone):
    phone.goto(SHOP + "ho-so/")
    phone.get_by_role("checkbox").first.press("Space")
    phone.evaluate("""() => { for (const k of Object.keys(localStorage)) if (k.startsWith("dau:")) {
        const kept = JSON.parse(localStorage.getItem(k)); kept.list = "cu"; for (const id in kept.has) kept.has[id] = "cu";
        localStorage.setItem(k, JSON.stringify(kept)); } }""")
    phone.reload()
    expect(phone.locator("[data-list-changed]")).to_be_visible()
    expect(phone.locator("[data-document=giay-de-nghi] h4")).to_contain_text("đã đổi")
    axe(phone)
    phone.get_by_role("button", name="Đã xem lại").press("Enter")
    expect(phone.locator("[data-list-changed]")).to_be_hidden()
    phone.reload()
    expect(phone.locator("[data-list-changed]")).to_be_hidden()
    expect(phone.locator("[data-document=giay-de-nghi] h4")).not_to_contain_text("đã đổi")
    expect(phone.get_by_role("checkbox").first).to_be_checked()


@pytest.mark.parametrize("tail", ["", "ho-so/"])
def test_answers_change_papers_links_and_address_without_a_reload(phone, tail):
    phone.goto(SHOP + tail)
    phone.evaluate("window.stayed = true")
    phone.get_by_role("checkbox").first.press("Space")
    phone.get_by_label("Các thành viên gia đình cùng đứng tên").press("Space")
    phone.wait_for_url("**/?dung-ten=gia-dinh")
    expect(phone.locator("[data-live=danh-muc]")).to_contain_text("Cho trường hợp: Các thành viên gia đình cùng đứng tên")
    expect(phone.locator("[data-document=uy-quyen-lam-chu-ho]:not([data-open])")).to_be_visible()
    assert phone.evaluate("window.stayed")
    # The next question is where the last one was, and what the reader ticked stays ticked.
    expect(phone.locator("[data-ask=nguoi-nop] legend")).to_be_focused()
    expect(phone.locator("[data-ask]:visible")).to_have_count(1)
    expect(phone.locator("[data-document=giay-de-nghi] .tick")).to_be_checked()
    if tail:
        take(phone)
        for name in ("In danh mục giấy tờ", "In cả thủ tục", "Gửi, mã QR", "Tải PDF", "PDF chữ to"):
            assert "dung-ten=gia-dinh" in phone.get_by_role("link", name=name, exact=True).get_attribute("href"), name
        assert phone.locator("#lien-ket").inner_text().endswith("/t/1.001612?dung-ten=gia-dinh")
        expect(phone.get_by_role("button", name="Chép lời nhắn")).to_be_visible()
    else:
        assert phone.get_by_role("link", name="Lấy danh mục").get_attribute("href").endswith("/ho-so/?dung-ten=gia-dinh")
    phone.locator("a[data-answer]", has_text="Ai đứng tên hộ kinh doanh?").press("Enter")
    phone.wait_for_url("**" + SHOP + tail)
    expect(phone.get_by_label("Các thành viên gia đình cùng đứng tên")).not_to_be_checked()
    phone.goto(SHOP + tail + "?dung-ten=gia-dinh")
    axe(phone)


def test_one_line_says_how_far_the_reader_is_and_is_announced(phone):
    phone.goto(SHOP)
    told = phone.locator("[data-live=thanh]")
    expect(told).to_have_attribute("role", "status")
    told.evaluate("e => { window.told = e }")
    phone.get_by_label("Một mình tôi").press("Space")
    phone.wait_for_url("**/?dung-ten=mot-minh")
    expect(told).to_contain_text(re.compile(r"^\d+ giấy chắc chắn(, \d+ tùy câu trả lời)?"))
    assert len(told.inner_text()) < 80
    # Only a region that was there before its words changed is announced: the element itself must have stayed.
    assert phone.evaluate("window.told === document.querySelector('[data-live=thanh]')")
    assert phone.locator("main [aria-live], main [role=status]").count() == 1


def test_arrows_walk_through_the_answers_and_enter_chooses(phone):
    phone.goto(SHOP)
    asked = []
    phone.on("request", lambda request: request.resource_type == "fetch" and asked.append(request.url))
    phone.get_by_label("Một mình tôi").focus()
    phone.keyboard.press("ArrowDown")
    expect(phone.get_by_label("Các thành viên gia đình cùng đứng tên")).to_be_checked()
    by_its_clock(phone, 600)
    assert asked == []
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/?dung-ten=gia-dinh")
    expect(phone.locator("[data-ask=nguoi-nop] legend")).to_be_focused()


def test_back_leads_to_the_question_before(phone):
    phone.goto("/thu-tuc/")
    phone.goto(SHOP)
    phone.get_by_label("Một mình tôi").press("Space")
    phone.wait_for_url("**/?dung-ten=mot-minh")
    phone.locator("[data-ask=nguoi-nop] input").first.press("Space")
    phone.wait_for_url("**/?dung-ten=mot-minh&nguoi-nop=*")
    phone.go_back()
    expect(phone.locator("[data-ask=nguoi-nop]")).to_be_visible()
    phone.go_back()
    expect(phone.get_by_label("Một mình tôi")).to_be_visible()
    expect(phone.get_by_label("Một mình tôi")).not_to_be_checked()
    assert phone.url.endswith(SHOP)
    phone.go_back()
    phone.wait_for_url("**/thu-tuc/")


def test_without_scripts_each_answer_opens_at_the_next_question_and_then_at_the_list(no_scripts):
    no_scripts.goto(SHOP)
    questions = 0
    while (shown := no_scripts.locator("[data-ask]:visible")).count():
        assert shown.count() == 1
        shown.locator("input").first.check()
        with no_scripts.expect_navigation():
            no_scripts.get_by_role("button", name="Tiếp tục").click()
        questions += 1
        assert no_scripts.url.endswith("#cau-hoi")
        at = no_scripts.locator("[data-ask]:visible legend, #danh-muc").first
        assert -1 < at.bounding_box()["y"] < 200  # part of a pixel may be above the edge
    assert questions >= 2
    expect(no_scripts.get_by_role("heading", name=re.compile(r"^Bạn cần \d+ giấy tờ$"))).to_be_visible()


def pasted(page):
    return page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")


def test_the_link_and_the_message_are_copied(phone):
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.goto(SHOP + "ho-so/?dung-ten=mot-minh&nguoi-nop=tu-nop&vneid=co")
    take(phone)
    phone.get_by_role("button", name="Chép liên kết").press("Enter")
    toast = phone.locator(".toast[role=status]")
    expect(toast).to_have_text("Đã chép liên kết")
    assert pasted(phone).endswith("/t/1.001612?dung-ten=mot-minh&nguoi-nop=tu-nop")
    phone.get_by_role("button", name="Chép lời nhắn").press("Enter")
    expect(toast).to_contain_text("Zalo")
    lines = pasted(phone).split("\n")
    assert lines[0] == "Mở cửa hàng, đăng ký hộ kinh doanh"
    assert lines[1].startswith("Trường hợp: Một mình tôi")
    assert any(line.startswith("1. Giấy đề nghị đăng ký hộ kinh doanh (1 bản chính") for line in lines)
    assert any("/t/1.001612?dung-ten=mot-minh" in line for line in lines)
    assert re.search(r"\d\d/\d\d/\d{4}$", lines[-1])
    axe(phone)


def test_copying_works_without_the_clipboard_of_newer_browsers(phone):
    phone.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    phone.goto(SHOP + "ho-so/")
    take(phone)
    phone.get_by_role("button", name="Chép liên kết").press("Enter")
    expect(phone.locator(".toast")).to_be_visible()


REFUSED = {
    "refused": "Clipboard.prototype.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"
    "Document.prototype.execCommand = () => false;",
    "not there": "delete Navigator.prototype.clipboard; delete Document.prototype.execCommand;",
}


@pytest.mark.parametrize("how", REFUSED)
@pytest.mark.parametrize(
    ("path", "button", "field"),
    [
        (SHOP + "ho-so/", "Chép liên kết", "lien-ket"),
        (SHOP + "ho-so/?dung-ten=mot-minh", "Chép lời nhắn", "loi-nhan"),
        (SHOP + "ho-so/", "Chép lời nhắn", "loi-nhan"),
        (SHOP + "gui/", "Chép liên kết", "lien-ket"),
        (SHOP + "gui/", "Chép lời nhắn", "loi-nhan"),
        (SHOP + "gui/", "Chép tin nhắn", "loi-nhan-ngan"),
        (COUNTER, "Chép liên kết", "lien-ket"),
        (COUNTER + "?dung-ten=mot-minh", "Chép lời nhắn", "loi-nhan"),
    ],
)
def test_what_may_not_be_copied_stays_on_the_screen_selected(phone, path, button, field, how):
    phone.clock.install()
    phone.add_init_script(REFUSED[how])
    phone.goto(path)
    if "/ho-so/" in path:
        take(phone)
    wanted = phone.locator(f"#{field}").evaluate("e => e.value || e.textContent")
    pressed = phone.get_by_role("button", name=button).first
    pressed.press("Enter")
    dialog = phone.get_by_role("dialog", name="Trình duyệt không cho trang chép")
    expect(dialog).to_be_visible()
    text = dialog.get_by_role("textbox")
    expect(text).to_be_focused()
    assert text.evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)") == wanted
    expect(phone.locator(".toast")).to_have_count(0)
    fits(phone)
    axe_light_and_dark(phone)
    phone.clock.fast_forward(4500)  # It does not go by itself, as a toast does.
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Đóng").press("Enter")
    expect(dialog).to_be_hidden()
    expect(pressed).to_be_focused()


def test_keys_of_the_counter_rest_while_a_text_waits_to_be_copied(open_page):
    page = open_page(DESKTOP)
    page.add_init_script(REFUSED["refused"])
    page.goto(COUNTER)
    page.keyboard.press("m")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Tab")
    for key in "1nqlm":
        page.keyboard.press(key)
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    assert page.url.endswith(COUNTER)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("1")
    page.wait_for_url("**" + COUNTER + "?dung-ten=mot-minh")


def test_sharing_is_offered_only_where_the_browser_can(phone):
    phone.add_init_script("delete Navigator.prototype.share")
    phone.goto(SHOP + "ho-so/")
    take(phone)
    expect(phone.get_by_role("button", name="Chép liên kết")).to_be_visible()
    expect(phone.locator("[data-share]")).to_be_hidden()
    phone.get_by_label("Một mình tôi").press("Space")
    phone.wait_for_url("**/?dung-ten=mot-minh")
    expect(phone.locator("[data-live=danh-muc]")).to_contain_text("Cho trường hợp: Một mình tôi")
    expect(phone.locator("[data-share]")).to_be_hidden()


def test_sharing_hands_over_the_short_link(phone):
    phone.add_init_script("Navigator.prototype.share = async function (data) { window.shared = data; };")
    phone.goto(SHOP + "ho-so/?dung-ten=mot-minh")
    take(phone)
    phone.get_by_role("button", name="Chia sẻ").press("Enter")
    assert phone.evaluate("window.shared.url").endswith("/t/1.001612?dung-ten=mot-minh")
    assert "Mở cửa hàng" in phone.evaluate("window.shared.title")


@pytest.mark.parametrize(
    "path", ["/", SHOP, SHOP + "ho-so/", SHOP + "in/", SHOP + "ho-so/in/", SHOP + "gui/", "/huong-dan/mo-cua-hang-tap-hoa/", "/thu-tuc/"]
)
def test_nothing_that_needs_scripts_shows_without_them(no_scripts, path):
    no_scripts.goto(path)
    shown = [e.inner_text() for e in no_scripts.locator("[data-needs-script], input.tick").all() if e.is_visible()]
    assert not shown
    if path == SHOP:
        expect(no_scripts.locator(".docs .nr").first).to_be_visible()
        expect(no_scripts.get_by_role("button", name="Tiếp tục")).to_be_visible()
