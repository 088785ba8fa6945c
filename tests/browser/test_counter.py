"""Counter mode with the keyboard alone: type, arrow, Enter, digits, one key to hand over. And without scripts, and on a telephone."""

import pytest
from playwright.sync_api import expect

from .tools import BOX, DESKTOP, PHONE, axe, axe_light_and_dark, fits, type_and_wait

SHOP = "/quay/mo-cua-hang-dang-ky-ho-kinh-doanh/"
ALL_ANSWERED = "?dung-ten=gia-dinh&nguoi-nop=nguoi-khac&vneid=chua"
CURRENT = "[data-question][aria-current=step] h3"


@pytest.fixture
def desk(open_page):
    page = open_page(DESKTOP)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page


def pressed(page, keys):
    for key in keys:
        page.keyboard.press(key)


def ready(page, address):
    page.goto(address)
    expect(page.locator("html[data-keys]")).to_be_attached()


def pasted(page):
    return page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")


def test_from_a_typed_name_to_the_copied_link_of_the_case(desk):
    desk.goto("/quay/")
    expect(desk.locator(BOX)).to_be_focused()
    type_and_wait(desk, "mo cua hang dang ky")
    pressed(desk, ["ArrowDown", "Enter"])
    desk.wait_for_url("**" + SHOP)
    expect(desk.locator("html[data-keys]")).to_be_attached()
    pressed(desk, "221l")
    expect(desk.locator(".toast")).to_have_text("Đã chép liên kết")
    assert pasted(desk).endswith("/t/1.001612?dung-ten=gia-dinh&nguoi-nop=nguoi-khac&vneid=co")
    desk.wait_for_url("**" + SHOP + "?dung-ten=gia-dinh&nguoi-nop=nguoi-khac&vneid=co")


def test_a_number_and_enter_choose_from_the_list(desk):
    desk.goto("/quay/")
    expect(desk.locator(BOX)).to_be_focused()
    pressed(desk, ["3", "Enter"])
    desk.wait_for_url("**/quay/?linh-vuc=ho-kinh-doanh")
    number = desk.locator(f'.picks a[href="{SHOP}"] .nr').inner_text()
    expect(desk.locator(BOX)).to_be_focused()
    pressed(desk, [*number, "Enter"])
    desk.wait_for_url("**" + SHOP)


def test_the_empty_field_offers_the_pages_opened_last_at_the_counter(desk):
    ready(desk, SHOP)
    desk.keyboard.press("n")
    desk.wait_for_url("**/quay/")
    expect(desk.locator("[data-recent-pages] a")).to_have_attribute("href", SHOP)
    expect(desk.locator(BOX)).to_have_attribute("role", "combobox")  # help while typing is there, and keeps still
    expect(desk.get_by_role("listbox")).to_have_count(0)
    pressed(desk, ["ArrowDown", "Enter"])
    desk.wait_for_url("**" + SHOP)


def test_digits_answer_the_marked_question_and_the_mark_moves_on(desk):
    ready(desk, SHOP)
    expect(desk.locator(CURRENT)).to_have_text("Ai đứng tên hộ kinh doanh?")
    desk.keyboard.press("2")
    expect(desk.locator(CURRENT)).to_have_text("Ai đi nộp hồ sơ?")
    expect(desk.get_by_role("link", name="Các thành viên gia đình cùng đứng tên")).to_have_attribute("aria-current", "true")
    desk.keyboard.press("9")  # it has no such answer
    expect(desk.locator(CURRENT)).to_have_text("Ai đi nộp hồ sơ?")


def test_zero_leaves_a_question_open_and_comes_back_to_it(desk):
    ready(desk, SHOP)
    pressed(desk, "02")
    expect(desk.locator(CURRENT)).to_have_text("Chủ hộ đã có tài khoản VNeID chưa?")
    desk.keyboard.press("1")
    expect(desk.locator(CURRENT)).to_have_text("Ai đứng tên hộ kinh doanh?")
    desk.wait_for_url("**?nguoi-nop=nguoi-khac&vneid=co")


def test_what_would_change_no_paper_is_not_asked(desk):
    ready(desk, SHOP)
    pressed(desk, "11")
    expect(desk.get_by_role("status").filter(has_text="Không còn câu nào phải hỏi.")).to_be_attached()
    expect(desk.locator(CURRENT)).to_have_count(0)
    pressed(desk, "1l")  # the digit answers nothing now
    expect(desk.locator(".toast")).to_have_text("Đã chép liên kết")
    assert pasted(desk).endswith("/t/1.001612?dung-ten=mot-minh&nguoi-nop=tu-nop")
    desk.keyboard.press("Backspace")
    expect(desk.locator(CURRENT)).to_have_text("Ai đi nộp hồ sơ?")


def test_backspace_takes_back_the_answers_in_the_order_they_were_given(desk):
    ready(desk, SHOP)
    pressed(desk, "021")  # the second question, then the third
    pressed(desk, "1")  # then the first
    desk.wait_for_url("**" + SHOP + "?dung-ten=mot-minh&nguoi-nop=nguoi-khac&vneid=co")
    desk.keyboard.press("Backspace")
    desk.wait_for_url("**" + SHOP + "?nguoi-nop=nguoi-khac&vneid=co")
    desk.keyboard.press("Backspace")
    desk.wait_for_url("**" + SHOP + "?nguoi-nop=nguoi-khac")
    expect(desk.locator(CURRENT)).to_have_text("Chủ hộ đã có tài khoản VNeID chưa?")
    pressed(desk, ["Backspace", "Backspace"])
    desk.wait_for_url("**" + SHOP)


def test_what_changed_is_told_and_the_focus_stays(desk):
    ready(desk, SHOP)
    told = desk.locator("[data-live=ket-luan][role=status]")
    told.evaluate("e => { window.told = e; }")
    answer = desk.get_by_role("link", name="Các thành viên gia đình cùng đứng tên")
    answer.focus()
    desk.keyboard.press("Enter")
    expect(told).to_contain_text("Chắc chắn cần 2 giấy tờ")
    expect(told).to_contain_text("Câu tiếp theo: Ai đi nộp hồ sơ?")
    assert desk.evaluate("window.told.isConnected")
    expect(answer).to_be_focused()


def test_the_message_is_copied_with_one_key(desk):
    ready(desk, SHOP + ALL_ANSWERED)
    desk.keyboard.press("m")
    expect(desk.locator(".toast")).to_contain_text("Zalo")
    assert pasted(desk).startswith("Mở cửa hàng, đăng ký hộ kinh doanh\nTrường hợp: Các thành viên gia đình")


@pytest.mark.parametrize("closing", ["q", "Escape"])
def test_the_code_fills_the_screen_and_goes_again(desk, closing):
    ready(desk, SHOP)
    pressed(desk, "1q")
    dialog = desk.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("img")).to_have_attribute("src", "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/qr.svg?dung-ten=mot-minh")
    assert dialog.get_by_role("img").evaluate("img => img.decode().then(() => img.naturalWidth)") > 0
    box = dialog.bounding_box()
    assert (box["width"], box["height"]) == (DESKTOP["width"], DESKTOP["height"])
    assert dialog.get_by_role("img").bounding_box()["width"] >= 500
    expect(dialog).to_contain_text("/t/1.001612")
    axe(desk)
    desk.keyboard.press("2")  # answers nothing behind it
    desk.keyboard.press(closing)
    expect(dialog).to_be_hidden()
    assert desk.url.endswith("?dung-ten=mot-minh")


@pytest.mark.parametrize(("key", "size"), [("i", ""), ("t", "&co=lon"), ("p", "&co=phieu")])
def test_printing_opens_in_a_tab_of_its_own(desk, key, size):
    ready(desk, SHOP)
    desk.context.add_init_script("window.print = () => {}")
    desk.keyboard.press("1")
    with desk.context.expect_page() as opened:
        desk.keyboard.press(key)
    opened.value.wait_for_url(f"**/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/ho-so/in/?dung-ten=mot-minh{size}#in")
    assert desk.url.endswith(SHOP + "?dung-ten=mot-minh")


@pytest.mark.parametrize("key", ["n", "Escape"])
def test_the_next_citizen_begins_with_an_empty_field(desk, key):
    ready(desk, SHOP + ALL_ANSWERED)
    desk.keyboard.press(key)
    desk.wait_for_url("**/quay/")
    expect(desk.locator("input[name=q]")).to_be_focused()
    expect(desk.locator("input[name=q]")).to_have_value("")


@pytest.mark.parametrize(
    "event",
    [
        {"key": "Process", "code": "Digit2", "keyCode": 229, "isComposing": True},
        {"key": "ă", "code": "Digit2"},
        {"key": "2", "code": "Numpad2"},
        {"key": "Unidentified", "code": "Digit2"},
    ],
    ids=["input method", "Vietnamese layout", "numeric pad", "unidentified"],
)
def test_vietnamese_keyboards_answer_too(desk, event):
    ready(desk, SHOP)
    desk.evaluate("e => document.body.dispatchEvent(new KeyboardEvent('keydown', { ...e, bubbles: true, cancelable: true }))", event)
    desk.wait_for_url("**" + SHOP + "?dung-ten=gia-dinh")


@pytest.mark.parametrize("keys", ["Control+l", "Alt+m", "Meta+1", "Control+2"])
def test_keys_of_the_browser_are_left_alone(desk, keys):
    ready(desk, SHOP)
    desk.keyboard.press(keys)
    pressed(desk, "1")
    desk.wait_for_url("**" + SHOP + "?dung-ten=mot-minh")
    expect(desk.locator(".toast")).to_have_count(0)


def test_keys_can_be_switched_off_and_stay_off(desk):
    ready(desk, SHOP)
    switch = desk.get_by_role("switch")
    expect(switch).to_have_attribute("aria-checked", "true")
    switch.press("Enter")
    expect(switch).to_have_text("Phím tắt: tắt")
    desk.goto(SHOP)
    expect(desk.get_by_role("switch")).to_have_attribute("aria-checked", "false")
    pressed(desk, ["1", "q", "Backspace", "l", "n", "Escape"])
    expect(desk.get_by_role("dialog")).to_have_count(0)
    assert desk.url.endswith(SHOP)
    assert desk.locator(".key").evaluate_all("all => all.every(e => !e.checkVisibility())")
    axe(desk)
    desk.get_by_role("switch").press("Enter")
    desk.keyboard.press("1")
    desk.wait_for_url("**" + SHOP + "?dung-ten=mot-minh")


def test_a_key_beside_the_field_goes_into_it(desk):
    ready(desk, "/quay/")
    desk.locator("h1").click()
    pressed(desk, ["7", "Enter"])
    desk.wait_for_url("**/quay/?linh-vuc=dat-dai")


def test_escape_leads_from_a_list_back_to_the_beginning(desk):
    ready(desk, "/quay/?linh-vuc=ho-tich")
    desk.keyboard.press("Escape")
    desk.wait_for_url("**/quay/")


def test_without_an_answer_to_its_question_the_script_opens_the_page(desk):
    desk.add_init_script("window.fetch = () => Promise.reject(new Error('no network'))")
    ready(desk, SHOP)
    desk.evaluate("document.querySelector('h1').dataset.before = ''")
    desk.keyboard.press("1")
    desk.wait_for_url("**" + SHOP + "?dung-ten=mot-minh")
    expect(desk.locator("h1[data-before]")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_telephone_the_next_question_comes_into_sight_and_after_the_last_the_papers(open_page, scripts):
    page = open_page(PHONE, scripts=scripts)
    page.goto("/quay/lam-khai-sinh-cho-con/")
    for answer, question in [("Mẹ mang thai", "Bạn có Giấy chứng sinh"), ("Có (giấy", "Ai đi đăng ký"), ("Cha hoặc mẹ", "Đã quá 60 ngày")]:
        page.locator("[data-question][aria-current=step]").get_by_role("link", name=answer).click()
        expect(page.locator(CURRENT)).to_contain_text(question)
        expect(page.locator(CURRENT)).to_be_in_viewport()
    page.locator("[data-question][aria-current=step]").get_by_role("link", name="Đã quá").click()
    expect(page.locator("#giay-to")).to_be_in_viewport()


STATES = ["/quay/", "/quay/?linh-vuc=ho-tich", "/quay/?q=khai+sinh", "/quay/?q=zzzqqqxxw", "/quay/?q=88", SHOP, SHOP + ALL_ANSWERED]


@pytest.mark.parametrize("path", STATES)
def test_everyone_can_use_it_light_and_dark(open_page, path):
    for viewport in (PHONE, DESKTOP):
        page = open_page(viewport)
        ready(page, path)
        fits(page)
        axe_light_and_dark(page)


def test_every_key_is_shown_on_its_button(desk):
    ready(desk, SHOP + ALL_ANSWERED)
    for name, key in [("Chép liên kết", "L"), ("Chép lời nhắn", "M"), ("Mã QR", "Q"), ("In khổ A4", "I"), ("In chữ to", "T")]:
        expect(desk.locator(".deeds").get_by_text(name).locator("kbd")).to_have_text(key)
    expect(desk.locator(".deeds").get_by_text("Người tiếp theo")).to_be_in_viewport()


def test_the_whole_way_without_scripts(no_scripts):
    page = no_scripts
    page.goto("/quay/")
    shown = [e.inner_text() for e in page.locator("[data-needs-script], .key").all() if e.is_visible()]
    assert not shown
    page.get_by_role("searchbox").fill("001612")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**" + SHOP)
    page.get_by_role("link", name="Các thành viên gia đình cùng đứng tên").click()
    page.wait_for_url("**?dung-ten=gia-dinh#*")
    page.get_by_role("link", name="Một người khác nộp thay").click()
    page.wait_for_url("**&nguoi-nop=nguoi-khac#*")
    page.get_by_role("link", name="Chưa có", exact=True).click()
    page.wait_for_url("**&vneid=chua#*")
    page.get_by_role("link", name="Bỏ câu vừa trả lời").click()
    page.wait_for_url("**" + SHOP + "?dung-ten=gia-dinh&nguoi-nop=nguoi-khac#cau-tiep")
    expect(page.get_by_text("/t/1.001612?dung-ten=gia-dinh&nguoi-nop=nguoi-khac", exact=False).first).to_be_visible()
    shown = [e.inner_text() for e in page.locator("[data-needs-script], .key").all() if e.is_visible()]
    assert not shown
    page.get_by_role("link", name="Mã QR").click()
    page.wait_for_url("**/gui/?dung-ten=gia-dinh&nguoi-nop=nguoi-khac")
    page.go_back()
    page.get_by_role("link", name="Người tiếp theo").click()
    page.wait_for_url("**/quay/")
