"""On the desk, with real keys: an address is made while a title is typed, a title alone is saved, an error opens its tab.

A translation is published, and offered no alias.
"""

import re
import unicodedata
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from .tools import DESKTOP, by_its_clock, enter, form_at, numbers, open_rows, part, publish, save_draft, until, watched

KINDS = [
    ("thu-tuc", "procedures_pages/procedurepage"),
    ("huong-dan", "guides/guidepage"),
    ("huong-dan", "guides/lifeeventpage"),
    ("trang-dau", "home/standardpage"),
]


@pytest.fixture
def desk(open_page, own_site):
    page = open_page(DESKTOP, url=own_site)
    enter(page)
    return page


def add(page, shelf, kind):
    (parent,) = numbers(page, [shelf])
    page.goto(f"/quan-tri/pages/add/{kind}/{parent}/")
    page.locator("#id_title").focus()


def saved(page):
    """Presses save, and opens the page anew."""
    save_draft(page)
    page.wait_for_url(re.compile(r"/edit/(\?phan=[a-z-]+)?$"))
    page.reload()
    return page.locator("#id_title").input_value(), page.locator("#id_slug").input_value()


@pytest.mark.parametrize(("shelf", "kind"), KINDS, ids=[kind for _shelf, kind in KINDS])
def test_the_address_is_made_while_the_title_is_typed(desk, shelf, kind):
    add(desk, shelf, kind)
    desk.keyboard.insert_text("Đổi đường ở Đà Nẵng")
    desk.keyboard.type(" (so 2)", delay=20)
    slug = desk.locator("#id_slug")
    expect(slug).to_have_value("doi-duong-o-da-nang-so-2")
    for _letter in range(len(" (so 2)")):
        desk.keyboard.press("Backspace")
    expect(slug).to_have_value("doi-duong-o-da-nang")
    assert saved(desk) == ("Đổi đường ở Đà Nẵng", "doi-duong-o-da-nang")


@pytest.mark.parametrize("title", [unicodedata.normalize("NFD", "Đổi đường ở Đà Nẵng"), "ĐỔI ĐƯỜNG Ở “ĐÀ NẴNG”"], ids=["NFD", "capitals"])
def test_pasted_text_gives_the_same_address(desk, title):
    add(desk, *KINDS[0])
    desk.keyboard.insert_text(title)
    desk.keyboard.press("Tab")
    expect(desk.locator("#id_slug")).to_have_value("doi-duong-o-da-nang")
    assert saved(desk)[1] == "doi-duong-o-da-nang"


def test_a_second_page_of_that_title_is_saved_too(desk):
    for slug in ("doi-duong", "doi-duong-2"):
        add(desk, *KINDS[0])
        desk.keyboard.insert_text("Đổi đường")
        desk.keyboard.press("Tab")
        expect(desk.locator("#id_slug")).to_have_value("doi-duong")
        assert saved(desk) == ("Đổi đường", slug)


def test_an_error_opens_the_tab_it_stands_on(desk):
    (page,) = numbers(desk, ["sinh-con"])
    desk.goto(f"/quan-tri/pages/{page}/edit/")
    desk.get_by_role("tab", name="Địa chỉ").click()
    desk.locator("#id_slug").fill("ket-hon")
    desk.keyboard.press("Tab")
    desk.get_by_role("tab", name="Nội dung").click()
    desk.get_by_role("button", name="Lưu bản nháp").click()
    error = desk.locator(".error-message")
    expect(error).to_contain_text("đã được dùng")
    expect(error).to_be_visible()
    expect(desk.get_by_role("tab", name="Địa chỉ")).to_have_attribute("aria-selected", "true")


def test_a_reviewer_translates_a_title_and_is_offered_no_alias(desk):
    (page,) = numbers(desk, ["dang-ky-ket-hon"], "en")
    desk.goto(f"/quan-tri/pages/{page}/edit/")
    more = desk.get_by_role("button", name="Thao tác khác").first
    expect(desk.locator("main")).to_contain_text("Từng câu của trang gốc, và câu dịch ngay bên dưới")
    expect(desk.locator("main")).not_to_contain_text("English translation")
    more.click()
    expect(desk.locator("a[href$='/delete/']").or_(desk.locator("a[href*='/delete/']")).first).to_be_visible()
    expect(desk.locator("a[href*='/convert_to_alias/']")).to_be_hidden()
    desk.keyboard.press("Escape")
    desk.locator("button[name=action][value=publish]").click()
    expect(desk.locator(".messages")).to_contain_text("Register your marriage")


def people_get(desk, before, now):
    """The example people get what the page says by now; in their own part of the form, where what was typed goes along as a draft."""
    part(desk, "nguoi-mau")
    open_rows(desk, "people")
    for outcome in desk.locator("textarea[name^=people-][name$=-value-outcome]").all():
        outcome.fill(outcome.input_value().replace(before, now))


def test_an_example_person_is_typed_and_the_page_says_what_she_is_still_asked(desk):
    (page,) = numbers(desk, ["xin-giay-xac-nhan-doc-than"])
    desk.goto(form_at(page, "nguoi-mau"))
    add_person = desk.locator("[data-contentpath=people]").get_by_role("button", name=re.compile("Chèn|Thêm")).last
    expect(add_person).to_be_visible()
    before = desk.locator("[data-contentpath=people] [data-streamfield-child]").count()
    add_person.click()
    name = f"input[name=people-{before}-value-name]"
    desk.locator(name).fill("Chị Thu Thủy, đi làm giấy")
    desk.locator(f"textarea[name=people-{before}-value-situation]").fill("Chị chưa kết hôn lần nào, xin giấy để bán nhà.")
    publish(desk)
    # Which questions she is asked, the page says itself.
    expect(desk.get_by_text("Người mẫu “Chị Thu Thủy, đi làm giấy” còn được hỏi").first).to_be_visible()


def test_a_reader_starts_from_an_example_person(open_page):
    page = open_page()
    page.goto("/thu-tuc/lam-khai-sinh-cho-con/")
    page.get_by_role("link", name="Ai giống bạn?").press("Enter")
    page.wait_for_url("**/ho-so/#ai-giong-ban")
    page.get_by_role("link", name=re.compile("Giống tôi.*Chị Hạnh")).click()
    expect(page).to_have_url(re.compile(r"/ho-so/\?truong-hop=sinh-thuong&giay-chung-sinh=co&.*#cau-hoi$"))
    expect(page.locator("ol.docs [data-document=giay-chung-sinh]").first).to_be_attached()


def test_a_time_of_one_case_is_typed_and_readers_of_that_case_alone_see_it(desk):
    (page,) = numbers(desk, ["xin-phep-xay-nha"])
    desk.goto(form_at(page, "cach-nop"))
    amount = desk.locator("input[name='times-0-value-amount']")
    amount.scroll_into_view_if_needed()
    # The condition is an answer of the page, in its own words.
    answer = desk.locator("[name='times-0-value-applies-0-value'] + select")
    expect(answer.locator("option:checked")).to_have_text("Nhà ở riêng lẻ (nhà của gia đình, không phải chung cư)")
    amount.click()
    desk.keyboard.press("ControlOrMeta+A")
    desk.keyboard.type("6")
    publish(desk)
    # Somebody whom the page must serve would get another time than was written down: nothing is published.
    expect(desk.get_by_text("nay thêm: Thời hạn: 6 ngày làm việc").first).to_be_visible()
    people_get(desk, "Thời hạn: 7 ngày làm việc", "Thời hạn: 6 ngày làm việc")
    publish(desk)
    expect(desk.locator(".messages")).to_contain_text("Xin giấy phép xây nhà")

    def told(query):
        desk.goto(f"/thu-tuc/xin-phep-xay-nha/{query}")
        return desk.locator("dl.facts [data-part=thoi-han] dd").inner_text().split("\n")[0]

    assert told("") == "6 ngày làm việc nếu là nhà ở riêng lẻ; 10 ngày làm việc trong trường hợp khác"
    assert told("?cong-trinh=nha-o") == "6 ngày làm việc"
    assert told("?cong-trinh=ton-giao") == "10 ngày làm việc"
    # Whoever builds a house is asked about neighbours, whoever builds a pagoda is not.
    neighbours = desk.locator("fieldset[data-ask=lien-ke]")
    desk.goto("/thu-tuc/xin-phep-xay-nha/?cong-trinh=ton-giao&dat=co-so")
    expect(neighbours).to_be_hidden()
    desk.goto("/thu-tuc/xin-phep-xay-nha/?cong-trinh=nha-o&dat=co-so")
    expect(neighbours).to_be_visible()


def test_a_deadline_is_typed_and_readers_see_it(desk):
    (page,) = numbers(desk, ["xem-quy-hoach"])
    desk.goto(form_at(page, "cach-nop"))
    field = desk.locator("[data-contentpath=deadlines]")
    field.scroll_into_view_if_needed()
    expect(field.locator("input[name=deadlines-count]")).to_have_value("0")
    field.get_by_role("button", name=re.compile("Chèn|Thêm")).last.click()
    desk.locator("input[name=deadlines-0-value-amount]").click()
    desk.keyboard.type("45")
    desk.locator("select[name=deadlines-0-value-unit]").focus()
    desk.keyboard.press("ArrowDown")
    expect(desk.locator("select[name=deadlines-0-value-unit] option:checked")).to_have_text("Ngày làm việc")
    desk.locator("input[name=deadlines-0-value-counted_from]").click()
    desk.keyboard.insert_text("từ ngày có bản vẽ")
    # Whom the page must serve hears of it, too.
    people_get(desk, "Thời hạn: ", "Hạn: 45 ngày làm việc từ ngày có bản vẽ\nThời hạn: ")
    publish(desk)
    expect(desk.locator(".messages")).to_contain_text("Xem đất có dính quy hoạch không")
    desk.goto(form_at(page, "cach-nop"))
    expect(desk.locator("input[name=deadlines-0-value-amount]")).to_have_value("45")
    desk.goto("/thu-tuc/xem-quy-hoach/in/")
    expect(desk.locator("dl.facts dt:text-is('Hạn') + dd")).to_have_text("45 ngày làm việc từ ngày có bản vẽ")


def test_an_office_for_one_case_is_typed_and_readers_of_that_case_alone_see_it(desk):
    (page,) = numbers(desk, ["tach-thua-hop-thua-dat"])
    desk.goto(form_at(page, "noi-nop"))
    watched(desk)
    field = desk.locator("[data-contentpath=places]")
    field.scroll_into_view_if_needed()
    field.get_by_role("button", name=re.compile("Chèn|Thêm")).last.click()
    desk.locator("input[name=places-0-value-name]").click()
    desk.keyboard.insert_text("Chi nhánh Văn phòng đăng ký đất đai")
    # For whom: an answer of the page, in its own words, as with every other fact.
    desk.locator("[data-contentpath=places] [data-contentpath=applies]").get_by_role("button", name="Thêm").last.click()
    answer = desk.locator("[name='places-0-value-applies-0-value'] + select")
    answer.focus()
    answer.press("ArrowDown")
    answer.press("ArrowDown")
    expect(answer.locator("option:checked")).to_have_text("Có, như cho con, bán bớt một phần")
    publish(desk)
    # Somebody whom the page must serve would hear of an office that was not written down: nothing is published.
    expect(desk.get_by_text("nay thêm: Nơi nộp: Chi nhánh Văn phòng đăng ký đất đai").first).to_be_visible()
    part(desk, "nguoi-mau")
    open_rows(desk, "people")
    told = desk.locator("textarea[name=people-0-value-outcome]")
    told.fill("Nơi nộp: Chi nhánh Văn phòng đăng ký đất đai\n" + told.input_value())
    publish(desk)
    expect(desk.locator(".messages")).to_contain_text("Tách thửa, hợp thửa đất")
    desk.goto(form_at(page, "noi-nop"))
    expect(desk.locator("[name='places-0-value-applies-0-value'] + select option:checked")).to_have_text(
        "Có, như cho con, bán bớt một phần"
    )

    def told_to(query):
        desk.goto(f"/thu-tuc/tach-thua-hop-thua-dat/{query}")
        return desk.locator("[data-part=tom-tat] dl.facts, dl.facts").first.inner_text()

    office = "Chi nhánh Văn phòng đăng ký đất đai"
    assert f"{office} nếu có phần đất sang tên người khác" in told_to("")
    assert office in told_to("?sang-ten=co")
    assert "nếu có phần đất" not in told_to("?sang-ten=co")
    assert office not in told_to("?sang-ten=khong")


def test_a_question_comes_and_goes_while_one_answers(desk):
    desk.goto("/thu-tuc/xin-phep-xay-nha/ho-so/?dat=co-so")
    near = desk.locator("fieldset[data-ask=lien-ke]")
    desk.get_by_label("Nhà ở riêng lẻ").click()
    expect(near).to_be_visible()
    near.get_by_label("Có", exact=True).click()
    desk.wait_for_url("**/ho-so/?cong-trinh=nha-o&dat=co-so&lien-ke=co")
    desk.locator("a[data-answer]", has_text="Bạn xây gì?").click()
    desk.get_by_label("Công trình tôn giáo").click()
    # The answer that decides nothing any more has left the address.
    desk.wait_for_url(re.compile(r"/ho-so/\?cong-trinh=ton-giao(&dat=co-so)?$"))
    expect(near).to_be_hidden()
    desk.locator("a[data-answer]", has_text="Bạn xây gì?").click()
    desk.get_by_label("Nhà ở riêng lẻ").click()
    desk.wait_for_url(re.compile(r"cong-trinh=nha-o"))
    expect(near.get_by_label("Có", exact=True)).not_to_be_checked()


def test_a_fee_is_typed_with_points_and_read_back_in_words(desk):
    """By real keys: a box for numbers swallows the points, which no test of the form can see."""
    (page,) = numbers(desk, ["xin-ban-sao-khai-sinh-ket-hon-khai-tu"])
    desk.goto(form_at(page, "cach-nop"))
    amount, said = desk.locator("input[name=costs-0-value-amount]"), desk.locator("[data-contentpath=amount] .cn-said").first
    amount.scroll_into_view_if_needed()
    expect(amount).to_have_value("8.000")

    def typed(keys):
        amount.click()
        desk.keyboard.press("ControlOrMeta+A")
        desk.keyboard.type(keys, delay=30)

    typed("4.000.000")
    expect(amount).to_have_value("4.000.000")
    expect(said).to_have_text("bốn triệu đồng")
    typed("1200000")
    expect(amount).to_have_value("1.200.000")
    expect(said).to_have_text("một triệu hai trăm nghìn đồng")
    typed("4,5")
    desk.keyboard.press("Tab")
    expect(said).to_have_text("“4,5” không đọc được thành số tiền. Viết như: 4.000.000 hoặc 4 triệu.")
    typed("4 triệu")
    desk.keyboard.press("Tab")
    expect(amount).to_have_value("4.000.000")
    # A digit put in the middle stays where it was put.
    amount.focus()
    desk.keyboard.press("Home")
    desk.keyboard.press("ArrowRight")
    desk.keyboard.type("5")
    expect(amount).to_have_value("45.000.000")
    expect(amount).to_have_js_property("selectionStart", 2)
    desk.keyboard.press("Backspace")
    expect(amount).to_have_value("4.000.000")
    people_get(desk, "8.000 đồng", "4.000.000 đồng")
    publish(desk)
    desk.locator(".cn-doubts").get_by_role("checkbox").press("Space")  # so much more: asked about once
    publish(desk)
    expect(desk.locator(".messages")).to_contain_text("Xin bản sao khai sinh")
    desk.goto("/thu-tuc/xin-ban-sao-khai-sinh-ket-hon-khai-tu/")
    expect(desk.locator("dl.facts [data-part=le-phi] dd")).to_contain_text("4.000.000 đồng")


def test_a_button_waits_for_what_is_kept_by_itself(desk):
    """Two saves side by side: the older one could come last, and a refused page would be that of a revision no longer the latest."""
    (page,) = numbers(desk, ["xin-ban-sao-khai-sinh-ket-hon-khai-tu"])
    address = f"/quan-tri/pages/{page}/edit/"
    posted, held = [], []

    def hold(route):
        if route.request.method == "POST":
            posted.append("pressed" if route.request.is_navigation_request() else "by itself")
            if posted == ["by itself"]:
                return held.append(route)
        route.continue_()

    desk.context.route(f"**{address}*", hold)
    desk.goto(form_at(page, "nhan-dien"))
    summary = desk.locator("#id_summary")
    watched(desk)
    with desk.expect_request(lambda request: request.method == "POST" and request.url.endswith(address)):
        summary.fill("")
    desk.get_by_role("button", name="Thao tác khác").last.click()
    desk.get_by_role("button", name="Xuất bản", exact=True).click()
    # The button's turn has come and it was asked to wait: nothing is kept by itself from now on.
    expect(desk.locator("form[data-edit-form]")).to_have_attribute("data-w-autosave-active-value", "false")
    by_its_clock(desk, 500)
    assert posted == ["by itself"]
    held[0].continue_()
    expect(desk.locator("[data-contentpath=summary]")).to_contain_text("Thiếu tóm tắt một câu.")
    assert posted[:2] == ["by itself", "pressed"]
    desk.wait_for_load_state()

    summary.fill("Ai cũng xin được.")
    publish(desk)
    expect(desk.locator(".messages")).to_contain_text("Xin bản sao khai sinh")
    desk.goto("/thu-tuc/xin-ban-sao-khai-sinh-ket-hon-khai-tu/")
    expect(desk.locator("main")).to_contain_text("Ai cũng xin được.")


def test_ones_own_version_is_not_taken_for_that_of_another_window(desk):
    """Who else is here was asked before the form was kept and is answered after it, on a slow line."""
    (page,) = numbers(desk, ["xin-ban-sao-khai-sinh-ket-hon-khai-tu"])
    held = []
    desk.context.route("**/editing-sessions/ping/**", lambda route: held.append(route))
    desk.goto(form_at(page, "nhan-dien"))
    watched(desk)
    until(desk, lambda: held)
    with desk.expect_response(lambda response: response.request.method == "POST" and response.url.endswith(f"/{page}/edit/")):
        desk.locator("#id_summary").fill("Ai cũng xin được.")
    desk.context.unroute("**/editing-sessions/ping/**")
    for route in held:
        with suppress(Error):  # it was given up
            route.continue_()
    by_its_clock(desk, 2000)
    publish(desk)
    expect(desk.locator(".messages")).to_contain_text("Xin bản sao khai sinh")


def test_another_part_waits_for_what_is_kept_by_itself(desk):
    """A form is kept by itself after a moment: read before that arrives, the page would be older than its own draft."""
    (page,) = numbers(desk, ["xin-ban-sao-khai-sinh-ket-hon-khai-tu"])
    address, held, asked = f"/quan-tri/pages/{page}/edit/", [], []
    desk.goto(form_at(page, "nhan-dien"))
    watched(desk)
    desk.locator("#id_summary").fill("")
    publish(desk)
    expect(desk.locator("[data-contentpath=summary]")).to_contain_text("Thiếu tóm tắt một câu.")

    def hold(route):
        by_itself = route.request.method == "POST" and not route.request.is_navigation_request()
        asked.append(route.request.method)
        return held.append(route) if by_itself and not held else route.continue_()

    desk.context.route(f"**{address}*", hold)
    desk.locator("#id_summary").fill("Ai cũng xin")
    until(desk, lambda: held)
    desk.locator("#id_summary").fill("")
    desk.locator(".cn-form__parts a[data-cn-part=nguon]").click()
    by_its_clock(desk, 1000)
    assert "GET" not in asked
    held[0].continue_()
    expect(desk.locator("input[name=cn-part]")).to_have_value("nguon")


def test_a_doubted_fee_is_asked_about_once(desk):
    """A note too few is asked about in words; who has looked says so, and is not asked again."""
    (page,) = numbers(desk, ["xin-ban-sao-khai-sinh-ket-hon-khai-tu"])
    desk.goto(form_at(page, "cach-nop"))
    amount = desk.locator("input[name=costs-0-value-amount]")
    amount.click()
    desk.keyboard.press("ControlOrMeta+A")
    desk.keyboard.type("800", delay=30)
    people_get(desk, "8.000 đồng", "800 đồng")
    publish(desk)
    expect(desk.get_by_text(re.compile("Mức thu 800 đồng: .* Nếu đúng thế, chọn “Đúng như vậy”")).first).to_be_visible()
    doubts = desk.locator(".cn-doubts li")
    expect(doubts).to_contain_text(["Mức thu 800 đồng: ít hơn 1.000 đồng", "Mức thu đổi từ 8.000 đồng còn 800 đồng."])

    for box in doubts.get_by_role("checkbox").all():
        box.focus()
        desk.keyboard.press("Space")
    publish(desk)
    expect(desk.locator(".messages")).to_contain_text("Xin bản sao khai sinh")
    desk.goto("/thu-tuc/xin-ban-sao-khai-sinh-ket-hon-khai-tu/")
    expect(desk.locator("dl.facts [data-part=le-phi] dd")).to_contain_text("800 đồng")
    desk.goto(form_at(page, "nhan-dien"))
    expect(desk.locator("#id_summary")).to_be_visible()
    expect(doubts).to_have_count(0)


def test_a_page_is_taken_down_with_a_reason_and_goes_on_to_answer(desk):
    (page,) = numbers(desk, ["xin-ban-sao-khai-sinh-ket-hon-khai-tu"])
    desk.goto(f"/quan-tri/pages/{page}/edit/")
    desk.get_by_role("button", name="Thao tác khác").last.click()
    desk.get_by_role("link", name="Gỡ xuống").click()
    desk.get_by_role("button", name="Có, gỡ xuống").click()
    down = desk.get_by_role("button", name="Gỡ xuống", exact=True)
    down.press("Enter")
    expect(desk.locator(".error-message")).to_contain_text("Hãy ghi lý do")
    desk.get_by_label("Vì sao gỡ trang này").press_sequentially("Nay xin bản sao ngay trên VNeID.")
    desk.get_by_label("Nay làm theo trang nào").select_option(label="Làm khai sinh cho con")
    down.press("Enter")
    expect(desk.locator(".messages")).to_contain_text("Xin bản sao khai sinh")
    for address in ("/thu-tuc/xin-ban-sao-khai-sinh-ket-hon-khai-tu/", "/thu-tuc/xin-ban-sao-khai-sinh-ket-hon-khai-tu/ho-so/"):
        desk.goto(address)
        expect(desk.locator("main")).to_contain_text("Nay xin bản sao ngay trên VNeID.")
    desk.get_by_role("link", name="Trang thay thế").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Làm khai sinh cho con")


def test_a_draft_says_what_readers_will_see_change(desk):
    (page,) = numbers(desk, ["xin-ban-sao-khai-sinh-ket-hon-khai-tu"])
    desk.goto(form_at(page, "cach-nop"))
    desk.locator("input[name=costs-0-value-amount]").click()
    desk.keyboard.press("ControlOrMeta+A")
    desk.keyboard.type("10.000", delay=30)
    part(desk, "truoc-khi-dang")
    told = desk.get_by_text("Người đọc sẽ thấy 1 điều đổi")
    expect(told).to_be_visible()
    desk.get_by_role("link", name="Xem từng điều, bằng hai thứ tiếng").click()
    expect(desk.locator("del").first).to_contain_text("8.000 đồng")
    expect(desk.locator("ins").first).to_contain_text("10.000 đồng")
    expect(desk.get_by_role("heading", name="Người mẫu bị ảnh hưởng")).to_be_visible()


def test_a_session_that_is_over_loses_nothing(desk):
    """The log-in comes over the form while one types; what was typed is saved after it, and nothing before."""
    (page,) = numbers(desk, ["xin-ban-sao-khai-sinh-ket-hon-khai-tu"])
    desk.context.route("**/editing-sessions/**", lambda route: None)  # it would tell the console that nobody is logged in
    desk.goto(form_at(page, "nhan-dien"))
    summary = desk.locator("#id_summary")
    watched(desk)
    desk.context.clear_cookies()
    summary.click()
    desk.keyboard.press("ControlOrMeta+A")
    desk.keyboard.type("Ai cũng xin được, ở đâu cũng được.")
    over = desk.get_by_role("dialog", name="Phiên làm việc đã hết")
    expect(over).to_be_visible()
    over.get_by_role("button", name="Lưu tiếp").click()
    expect(over.get_by_role("status")).to_contain_text("Chưa thấy bạn đăng nhập")
    with desk.context.expect_page() as opened:
        over.get_by_role("link", name="Đăng nhập lại ở thẻ mới").click()
    other = opened.value
    other.fill("input[name=username]", "duyet")
    other.fill("input[name=password]", "mau-duyet-2026")
    other.click("button[type=submit]")
    other.wait_for_url("**/quan-tri/")
    over.get_by_role("button", name="Lưu tiếp").click()
    expect(over).to_have_count(0)
    save_draft(desk)
    expect(desk.locator(".messages")).to_contain_text("Xin bản sao khai sinh")
    expect(summary).to_have_value("Ai cũng xin được, ở đâu cũng được.")
