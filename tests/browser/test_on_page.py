"""A fact is changed on the page by real keys: two boxes, twelve keys; another approves it; readers, paper and machines say it."""

import re

import pytest
from playwright.sync_api import expect

from .tools import DESKTOP, axe, fits, is_copied, log_in, numbers, watched

SLUG = "xin-ban-sao-khai-sinh-ket-hon-khai-tu"
TELEPHONE = {"width": 390, "height": 844}
MOST_KEYS, MOST_BOXES = 12, 2


class Keys:
    """The keyboard, counted."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, key):
        self.count += 1
        self.page.keyboard.press(key)

    def type(self, text):
        self.count += len(text)
        self.page.keyboard.type(text, delay=20)


@pytest.fixture
def desk(open_page, own_site):
    page = open_page(DESKTOP, url=own_site)
    log_in(page, "bien-tap")
    return page


def focused(page):
    return page.locator(":focus")


def test_a_fee_from_the_log_in_to_the_reader(desk, open_page, own_site):
    # Found as readers find it; the first road leads to the facts.
    (shelf,) = numbers(desk, ["thu-tuc"])
    desk.goto(f"/quan-tri/pages/{shelf}/?q=ban sao khai sinh")
    desk.get_by_role("link", name="Xin bản sao khai sinh, kết hôn, khai tử").first.click()
    desk.wait_for_url("**/su-kien/")
    axe(desk)
    fee = desk.locator("#phan-le-phi .cn-f").first
    expect(fee).to_have_accessible_name(re.compile("^Sửa .*: 8.000 đồng/bản$"))
    fee.click()

    # Two boxes, the first under the hand, what it holds chosen.
    expect(desk.get_by_role("heading", name="Khoản này là bao nhiêu?")).to_be_visible()
    amount = desk.locator("input[name=fact-amount]")
    expect(amount).to_be_focused()
    boxes = desk.locator(".cn-ask :is(input:not([type=hidden]), select, textarea):visible")
    assert boxes.count() <= MOST_BOXES, [box.get_attribute("name") for box in boxes.all()]
    axe(desk)
    keys = Keys(desk)
    keys.type("4000000")
    expect(amount).to_have_value("4.000.000")
    expect(desk.locator(".cn-ask .cn-said")).to_have_text("bốn triệu đồng")
    keys.press("Enter")
    desk.wait_for_url(re.compile(r"da-ghi=.*#khoan-thu-"))
    assert keys.count <= MOST_KEYS

    # Back on the fact, which says what readers will see; what is doubted is asked once, there.
    expect(fee).to_be_focused()
    expect(fee.locator("ins")).to_have_text("4.000.000 đồng/bản")
    receipt = desk.locator(".cn-receipt")
    expect(receipt.get_by_role("status")).to_contain_text("Đã ghi vào bản nháp. Đăng thì người đọc thấy 1 điều đổi.")
    axe(desk)
    desk.get_by_role("button", name="Gửi duyệt").click()
    expect(desk.locator(".messages")).to_contain_text("còn điều phải xem")
    desk.go_back()
    for name in ("Đúng như vậy", "Đúng, ghi lại điều họ nhận"):
        with desk.expect_navigation():
            desk.locator(".cn-leaf").get_by_role("button", name=name).first.press("Enter")
    expect(desk.locator(".cn-parts p")).to_have_text("Phần nào cũng đủ.")
    desk.get_by_role("button", name="Gửi duyệt").press("Enter")
    expect(desk.locator(".messages")).to_contain_text("Đã gửi duyệt")
    expect(desk.locator(".cn-foot")).to_contain_text("Đang chờ duyệt.")
    # With others now: it can only be looked at.
    expect(desk.locator(".cn-as")).to_contain_text("Trang đang khóa")
    expect(fee).to_have_count(0)

    other = open_page(DESKTOP, url=own_site)
    log_in(other, "duyet")
    (page,) = numbers(other, [SLUG])
    other.goto(f"/quan-tri/trang/{page}/su-kien/")
    other.get_by_role("link", name="Duyệt, đăng, hẹn giờ").click()
    other.wait_for_url("**/edit/")
    watched(other)
    more = other.get_by_role("button", name="Thao tác khác").last
    approve = other.locator("button[data-workflow-action-name=approve]").first
    if not approve.is_visible():
        more.click()
    approve.click()
    expect(other.locator(".messages")).to_contain_text("Xin bản sao khai sinh")

    reader = open_page(url=own_site)
    reader.goto(f"/thu-tuc/{SLUG}/")
    expect(reader.locator("dl.facts [data-part=le-phi] dd")).to_contain_text("4.000.000 đồng")
    reader.goto(f"/thu-tuc/{SLUG}/in/")
    expect(reader.locator("body")).to_contain_text("4.000.000 đồng")
    costs = reader.request.get("/api/v2/procedures/2.000635/").json()["costs"]
    assert [cost["amount"] for cost in costs] == [4_000_000]


def test_by_keyboard_alone_on_a_telephone(open_page, own_site):
    phone = open_page(TELEPHONE, url=own_site)
    log_in(phone, "bien-tap")
    (page,) = numbers(phone, [SLUG])
    phone.goto(f"/quan-tri/trang/{page}/su-kien/")
    fits(phone)
    # The facts come one after the other.
    title = phone.locator("#ten-trang")
    title.focus()
    order = []
    for _fact in range(4):
        order.append(focused(phone).get_attribute("id"))
        phone.keyboard.press("Tab")
    assert order == ["ten-trang", "tom-tat", "ten-chinh-thuc", "tinh-trang"]

    fee = phone.locator("#phan-le-phi .cn-f").first
    fee.press("Enter")
    amount = phone.locator("input[name=fact-amount]")
    expect(amount).to_be_focused()
    fits(phone)
    # The form comes first, the page under it.
    assert phone.locator(".cn-ask").bounding_box()["y"] < phone.locator(".cn-stage").bounding_box()["y"]
    phone.keyboard.type("tám nghìn mấy")
    phone.keyboard.press("Enter")
    wrong = phone.locator(".cn-ask .error-message")
    expect(wrong).to_contain_text("không đọc được thành số tiền")
    expect(amount).to_be_focused()
    expect(amount).to_have_value("tám nghìn mấy")
    axe(phone)
    phone.keyboard.press("ControlOrMeta+A")
    phone.keyboard.type("9 nghìn")
    phone.keyboard.press("Enter")
    expect(fee.locator("ins")).to_have_text("9.000 đồng/bản")
    expect(fee).to_be_focused()
    fits(phone)
    # On from there: the answer to what the page asks, then the way to add another.
    phone.keyboard.press("Tab")
    expect(focused(phone)).to_have_text("Đúng, ghi lại điều họ nhận")

    # What was added can be taken out again.
    add = phone.get_by_role("link", name="+ Thêm lời khuyên")
    add.press("Enter")
    box = phone.locator("textarea[name=fact-text]")
    expect(box).to_be_focused()
    phone.keyboard.type("Gọi trước khi đi.")
    phone.get_by_role("button", name="Ghi vào bản nháp").press("Enter")
    advice = phone.locator("#phan-loi-khuyen .cn-f", has_text="Gọi trước khi đi.")
    expect(advice).to_be_focused()
    advice.press("Enter")
    expect(box).to_have_value("Gọi trước khi đi.")
    phone.get_by_role("link", name="Bỏ lời khuyên này").press("Enter")
    expect(phone.get_by_role("heading", name="Bỏ lời khuyên này?")).to_be_visible()
    axe(phone)
    phone.get_by_role("button", name="Bỏ khỏi bản nháp").press("Enter")
    expect(phone.locator(".messages")).to_contain_text("Đã bỏ trong bản nháp")
    expect(advice).to_have_count(0)


def test_a_paper_is_for_an_answer_of_the_page_and_nothing_typed_is_lost(desk):
    (page,) = numbers(desk, ["lam-khai-sinh-cho-con"])
    desk.goto(f"/quan-tri/trang/{page}/su-kien/")
    desk.locator("#phan-giay-to .cn-f").nth(1).click()
    expect(desk.locator("input[name=fact-name]")).to_be_focused()
    # For whom it is, is chosen among the answers of the page, which stand beside the form.
    desk.locator(".cn-ask [data-panel-toggle]", has=desk.locator(".icon-group")).click()
    answer = desk.locator(".cn-ask .cn-condition-select").first
    expect(answer).to_be_visible()
    assert answer.locator("option").count() > 4
    expect(answer).not_to_have_value("")
    # Somebody who leaves finds it again.
    note = desk.locator("textarea[name=fact-note]")
    note.fill("Bệnh viện cấp, bản giấy hay điện tử.")
    is_copied(desk, "Bệnh viện cấp, bản giấy hay điện tử.")
    address = desk.url
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.goto("/quan-tri/so-tay/")
    desk.goto(address)
    offer = desk.locator(".cn-copy")
    expect(offer).to_contain_text("Bệnh viện cấp, bản giấy hay điện tử.")
    offer.locator("[data-part=all]").click()
    expect(note).to_have_value("Bệnh viện cấp, bản giấy hay điện tử.")
    desk.get_by_role("button", name="Ghi vào bản nháp").click()
    expect(desk.locator(".cn-receipt")).to_be_visible()
    expect(desk.locator("#phan-giay-to")).to_contain_text("Bệnh viện cấp, bản giấy hay điện tử.")
