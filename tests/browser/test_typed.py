"""Nothing typed on the desk is lost: a copy in the browser, a paste that is too long, a list from Word, a file that is too large."""

import re

import pytest
from playwright.sync_api import expect

from tests.servers.site import site

from .tools import DESKTOP, PHONE, axe, by_its_clock, enter, form_at, is_copied, log_in, numbers, open_rows, save_draft

COPIES = "Object.keys(localStorage).filter((key) => key.startsWith('cn-copy:'))"
STATEMENT = "xin-ban-sao-khai-sinh-ket-hon-khai-tu"


@pytest.fixture(scope="module")
def changed_site(sample):
    """One site for all tests of this file, which change pages of their own."""
    with site(sample) as url:
        yield url


def log_out(page):
    """As the desk's own button does."""
    page.evaluate(
        "() => fetch('/quan-tri/logout/', { method: 'POST', headers: { 'X-CSRFToken': wagtailConfig.CSRF_TOKEN } }).then((r) => r.status)"
    )


@pytest.fixture
def desk(open_page, changed_site):
    page = open_page(DESKTOP, url=changed_site)
    # Wagtail asks who else edits; a page whose log-in is over, or that is left while it asks, would tell the console.
    page.context.route("**/editing-sessions/**", lambda route: None)
    enter(page, "duyet")
    return page


def form_of(page, slug, key="tat-ca"):
    return form_at(numbers(page, [slug])[0], key)


def refusing(page):
    """From now on no save reaches the server. Returns what lets them through again."""
    address = re.compile(r"/quan-tri/(pages|snippets)/.*")

    def refuse(route):
        # Answered, not cut: Chromium would tell the console of the line, which fails every test.
        if route.request.method == "POST":
            return route.fulfill(status=200, content_type="application/json", body='{"success": false}')
        return route.fallback()

    page.context.route(address, refuse)
    return lambda: page.context.unroute(address, refuse)


def opened_again(page, address):
    """The tab is closed with everything in it, and the form opened in a new one."""
    context = page.context
    by_its_clock(page, 1500)  # a copy is at most a second behind
    page.close()
    page = context.new_page()
    page.goto(address)
    return page


def typed_over(page, field, text):
    field.click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(text)


def take_back(where):
    button = where.get_by_role("button", name="Lấy lại những gì đã gõ")
    expect(button).to_be_visible()
    button.click()


def save(page):
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.locator(".messages")).to_contain_text("Xin bản sao khai sinh")
    page.wait_for_load_state()


def test_a_tab_is_closed_while_nothing_can_be_saved(desk):
    """Plain fields, blocks that were added, rows of an inline panel: all are offered, put back in place, and gone when they are saved."""
    address = form_of(desk, STATEMENT)
    let_through = refusing(desk)
    desk.goto(address)
    typed_over(desk, desk.locator("#id_summary"), "Ai cũng xin được.")
    desk.locator("[data-contentpath=advice]").get_by_role("button", name=re.compile("Chèn|Thêm")).last.click()
    advice = desk.locator("textarea[name^=advice-][name$=-value-text]").last
    advice.click()
    desk.keyboard.type("Nên đi buổi sáng.")
    desk.locator("#id_codes-ADD").click()
    desk.locator("#id_codes-1-value").click()
    desk.keyboard.type("9.123456")
    law = desk.locator("#id_legal-1-resource-chooser [data-chooser-title]").inner_text()
    desk.locator("#id_legal-0-DELETE-button").click()

    desk = opened_again(desk, address)
    notice = desk.get_by_role("region", name=re.compile(r"Trình duyệt còn giữ những gì bạn gõ lúc \d\d:\d\d mà chưa lưu"))
    expect(notice.get_by_role("listitem")).to_contain_text(["Lời: Nên đi buổi sáng.", "9.123456", "số dòng", "Ai cũng xin được."])
    expect(notice).to_contain_text("Tóm tắt")
    expect(desk.locator("#id_summary")).not_to_have_value("Ai cũng xin được.")
    notice.get_by_role("button", name="Lấy lại những gì đã gõ").press("Enter")
    expect(notice).to_have_count(0)

    def is_back():
        expect(desk.locator("#id_summary")).to_have_value("Ai cũng xin được.")
        expect(desk.locator("textarea[name^=advice-][name$=-value-text]").last).to_have_value("Nên đi buổi sáng.")
        expect(desk.locator("#id_codes-1-value")).to_have_value("9.123456")
        expect(desk.locator("#id_legal-FORMS [data-chooser-title]:visible").first).to_have_text(law)

    is_back()
    # Not saved yet, and the log-in is over: it is offered after the next one, too.
    desk = opened_again(desk, "/quan-tri/")
    desk.context.clear_cookies()
    desk.goto(address)
    desk.fill("input[name=username]", "duyet")
    desk.fill("input[name=password]", "mau-duyet-2026")
    desk.click("button[type=submit]")
    take_back(desk)
    let_through()
    is_back()
    save(desk)
    is_back()
    by_its_clock(desk, 2000)
    expect(desk.locator(".cn-copy")).to_have_count(0)
    assert desk.evaluate(COPIES) == []


def test_a_page_that_somebody_else_changed_is_not_written_over(desk, open_page, changed_site):
    """Each field is asked about where the page now says something else; a copy that is thrown away does not come back."""
    address = form_of(desk, STATEMENT, "nhan-dien")
    let_through = refusing(desk)
    desk.goto(address)
    typed_over(desk, desk.locator("#id_summary"), "Của người duyệt.")
    typed_over(desk, desk.locator("#id_official_name"), "Tên của người duyệt")
    other = open_page(DESKTOP, url=changed_site)
    other.context.route("**/editing-sessions/**", lambda route: None)
    log_in(other, "bien-tap")
    other.goto(address)
    typed_over(other, other.locator("#id_summary"), "Của người biên tập.")
    save(other)

    desk = opened_again(desk, address)
    notice = desk.get_by_role("region", name=re.compile("Trình duyệt còn giữ"))
    expect(notice).to_contain_text("Trang đã được lưu khác đi từ lúc ấy.")
    changed = notice.get_by_role("listitem").filter(has_text="Tóm tắt")
    expect(changed).to_contain_text("Ô này trên trang nay đã khác lúc bạn gõ.")
    take_back(notice)
    expect(desk.locator("#id_official_name")).to_have_value("Tên của người duyệt")
    expect(desk.locator("#id_summary")).to_have_value("Của người biên tập.")
    expect(changed).to_contain_text("Của người duyệt.")
    changed.get_by_role("button", name="Thay bằng chữ đã gõ").click()
    expect(desk.locator("#id_summary")).to_have_value("Của người duyệt.")
    expect(notice).to_have_count(0)

    desk = opened_again(desk, address)
    notice = desk.get_by_role("region", name=re.compile("Trình duyệt còn giữ"))
    notice.get_by_role("button", name="Bỏ bản này đi").click()
    let_through()
    desk.reload()
    expect(desk.locator("#id_summary")).to_have_value("Của người biên tập.")
    by_its_clock(desk, 2000)
    expect(notice).to_have_count(0)
    assert desk.evaluate(COPIES) == []


def test_two_people_at_one_computer(desk):
    """What one typed is never offered to the other, nor saved in the other's name; nothing is kept of the forms of users."""
    address = form_of(desk, STATEMENT, "nhan-dien")
    refusing(desk)
    desk.goto(address)
    typed_over(desk, desk.locator("#id_summary"), "Chỉ của người duyệt.")
    # A second tab is not offered what is still being typed in the first.
    other = desk.context.new_page()
    other.goto(address)
    by_its_clock(other, 2500)
    expect(other.locator(".cn-copy")).to_have_count(0)
    other.close()
    desk = opened_again(desk, "/quan-tri/")
    log_out(desk)
    log_in(desk, "bien-tap")
    desk.goto(address)
    by_its_clock(desk, 2500)
    expect(desk.locator(".cn-copy")).to_have_count(0)
    log_out(desk)
    log_in(desk, "duyet")
    desk.goto(address)
    expect(desk.get_by_role("region", name=re.compile("Trình duyệt còn giữ"))).to_contain_text("Chỉ của người duyệt.")

    # Left open while the other logs in beside it: the form's button asks who that is.
    other = desk.context.new_page()
    other.goto("/quan-tri/")
    log_out(other)
    log_in(other, "bien-tap")
    desk.clock.install()
    desk.clock.fast_forward(61_000)
    desk.locator("#id_summary").press("End")
    desk.keyboard.type("!")
    over = desk.get_by_role("dialog", name="Trình duyệt này nay đăng nhập bằng tên khác")
    expect(over).to_contain_text("không lưu dưới tên người khác")
    over.get_by_role("button", name="Lưu tiếp").click()
    expect(over.get_by_role("status")).to_be_visible()

    # The same form at an address of users, whose passwords nothing keeps.
    here, users = "/quan-tri/snippets/office/term/add/", "/quan-tri/users/add/"
    desk.close()
    other.evaluate("localStorage.clear()")
    other.route(
        f"**{users}", lambda route: route.fulfill(body=other.request.get(here).text().replace(here, users), content_type="text/html")
    )
    for address, kept in ((users, 0), (here, 1)):
        other.goto(address)
        other.locator("#id_name").press_sequentially("Trích lục")
        if kept:
            is_copied(other, "Trích lục")
        by_its_clock(other, 1500)
        assert len(other.evaluate(COPIES)) == kept
    # A week is enough, whoever it was.
    other.goto("/quan-tri/")  # where nothing more is typed
    old = "localStorage.setItem('cn-copy:1:cu', JSON.stringify({ path: '/', at: Date.now() - 8 * 24 * 3600 * 1000, fields: {} }))"
    other.evaluate(f"localStorage.clear(); {old}")
    other.goto("/quan-tri/")
    assert other.evaluate(COPIES) == []


def test_a_form_of_an_earlier_log_in_is_answered_by_the_desk(desk):
    address = form_of(desk, STATEMENT, "nhan-dien")
    desk.goto(address)
    let_through = refusing(desk)
    typed_over(desk, desk.locator("#id_summary"), "Gõ trước khi đăng nhập lại.")
    # However long the other tab takes: this one has asked who is in a moment before.
    before = desk.request.get("/quan-tri/phien/").text()
    desk.route("**/quan-tri/phien/", lambda route: route.fulfill(content_type="application/json", body=before))
    other = desk.context.new_page()
    other.goto("/quan-tri/")
    log_out(other)
    log_in(other, "duyet")
    let_through()
    desk.get_by_role("button", name="Lưu bản nháp").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Chưa lưu được: máy chủ không nhận lần bấm vừa rồi")
    desk.unroute("**/quan-tri/phien/")
    expect(desk.locator("main")).to_contain_text("Trình duyệt này còn giữ những gì bạn gõ.")
    axe(desk)
    desk.get_by_role("link", name="Mở lại biểu mẫu").click()
    take_back(desk)
    expect(desk.locator("#id_summary")).to_have_value("Gõ trước khi đăng nhập lại.")
    save(desk)
    expect(desk.locator("#id_summary")).to_have_value("Gõ trước khi đăng nhập lại.")


def test_what_was_typed_into_one_part_is_told_of_in_the_others(desk):
    """On a telephone too, where no box of the form is cut at an edge."""
    let_through = refusing(desk)
    desk.goto(form_of(desk, STATEMENT, "nhan-dien"))
    typed_over(desk, desk.locator("#id_summary"), "Chữ của một phần.")
    desk = opened_again(desk, form_of(desk, STATEMENT, "giay-to"))
    desk.set_viewport_size(PHONE)
    column = desk.get_by_role("navigation", name="Các phần của biểu mẫu")
    unsaved = column.get_by_text("có chữ chưa lưu").filter(visible=True)
    expect(unsaved).to_have_count(1)
    expect(desk.locator(".cn-copy")).to_have_count(0)
    column.get_by_role("link", name=re.compile("Nhận diện.*có chữ chưa lưu")).press("Enter")
    take_back(desk)
    let_through()
    expect(desk.locator("#id_summary")).to_have_value("Chữ của một phần.")
    box = desk.locator("#id_summary").bounding_box()
    assert 16 <= box["x"] < box["x"] + box["width"] <= PHONE["width"] - 24
    save(desk)
    expect(unsaved).to_have_count(0)


def test_a_new_page_and_a_word_of_a_list_are_kept_too(desk):
    refusing(desk)
    (shelf,) = numbers(desk, ["thu-tuc"])
    address = f"/quan-tri/pages/add/procedures_pages/procedurepage/{shelf}/"
    desk.goto(address)
    desk.locator("#id_title").press_sequentially("Đổi đường")
    desk = opened_again(desk, address)
    take_back(desk)
    expect(desk.locator("#id_title")).to_have_value("Đổi đường")
    expect(desk.locator("#id_slug")).to_have_value("doi-duong")

    desk.goto("/quan-tri/snippets/office/term/add/")
    desk.locator("#id_name").press_sequentially("Trích lục")
    desk = opened_again(desk, "/quan-tri/snippets/office/term/add/")
    expect(desk.get_by_role("region", name=re.compile("Trình duyệt còn giữ"))).to_contain_text("Trích lục")
    expect(desk.get_by_role("heading", name=re.compile("Trình duyệt còn giữ"))).to_be_focused()
    # Beyond all bounds nothing is kept, and that is said.
    desk.locator("#id_more").fill("Một chữ. " * 25_000)
    expect(desk.locator(".messages")).to_contain_text("Trình duyệt này không giữ được bản chép")


def copied(page, text, html=None):
    """Into the clipboard as another program puts it there, by real keys."""
    page.evaluate(
        """([text, html]) => document.addEventListener("copy", (event) => {
            event.clipboardData.setData("text/plain", text);
            if (html) event.clipboardData.setData("text/html", html);
            event.preventDefault();
            event.stopImmediatePropagation();
        }, { once: true, capture: true })""",
        [text, html],
    )
    page.keyboard.press("ControlOrMeta+C")


def pasted(page, field, text, html=None):
    field.click()
    copied(page, text, html)
    page.keyboard.press("ControlOrMeta+V")


def test_a_paste_that_is_too_long_is_not_cut(desk):
    """Said beside the field at once, in fields of the page and of blocks added later, and by the server in the same words."""
    address = form_of(desk, "dang-ky-ket-hon")
    desk.goto(address)
    summary = desk.locator("#id_summary")
    summary.fill("")
    pasted(desk, summary, "Một hai ba. " * 100)
    said = desk.locator("#id_summary ~ output")
    expect(said).to_have_text("1.199 ký tự; ô này nhận nhiều nhất 155.")
    expect(summary).to_have_value("Một hai ba. " * 100)
    expect(summary).to_have_attribute("aria-describedby", re.compile("id_summary-cn-length"))
    # The same text in decomposed letters is no longer than it is to the server.
    summary.fill("")
    pasted(desk, summary, "e\u0302\u0301" * 155)
    expect(said).to_be_empty()

    desk.locator("[data-contentpath=advice]").get_by_role("button", name=re.compile("Chèn|Thêm")).last.click()
    advice = desk.locator("textarea[name^=advice-][name$=-value-text]").last
    pasted(desk, advice, "Chữ " * 200)
    expect(desk.locator("[data-contentpath=advice] output")).to_have_text("799 ký tự; ô này nhận nhiều nhất 600.")
    save_draft(desk)
    expect(desk.locator("[data-contentpath=advice] .error-message")).to_have_text("799 ký tự; ô này nhận nhiều nhất 600.")
    expect(advice).to_have_value(re.compile("^(Chữ ){199}Chữ ?$"))
    # What came back with errors is still not saved: the next tab is offered it.
    desk = opened_again(desk, address)
    expect(desk.get_by_role("region", name=re.compile("Trình duyệt còn giữ"))).to_contain_text("Chữ Chữ Chữ")
    desk.get_by_role("button", name="Bỏ bản này đi").click()


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoListParagraph {margin: 0}</style></head><body>
<!--StartFragment--><p class=MsoListParagraphCxSpFirst style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>Tờ khai đăng ký
kết hôn</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp;
</span></span><![endif]>Hộ chiếu<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level2 lfo2'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·
</span><![endif]>Ảnh 4 × 6<br>nền trắng;</p><!--EndFragment--></body></html>"""
PLAIN = "1)\tTờ khai\n\n-  Bản sao hộ chiếu\no\tẢnh 4 × 6\n+ Giấy khám sức khỏe\na) 01 đơn đề nghị"


def test_a_list_from_word_becomes_papers(desk):
    """Asked first; by the keyboard alone. One line is only pasted."""
    desk.goto(form_of(desk, "dang-ky-ket-hon", "giay-to"))
    open_rows(desk, "documents")
    names = desk.locator("[data-contentpath=documents] input[name^=documents-][name$=-value-name]:visible")
    before = [name.input_value() for name in names.all()]

    def shown():
        """In the order of the page, which is the order of the list."""
        return [name.input_value() for name in names.all()]

    desk.locator("[data-contentpath=documents]").get_by_role("button", name=re.compile("Chèn|Thêm")).nth(0).click()
    expect(names).to_have_count(len(before) + 1)
    ask = desk.get_by_role("dialog", name="Dán 3 dòng: tạo 3 giấy tờ?")
    pasted(desk, names.first, "không đọc đến", WORD)
    expect(ask.get_by_role("listitem")).to_have_text(["Tờ khai đăng ký kết hôn", "Hộ chiếu", "Ảnh 4 × 6 nền trắng"])
    desk.keyboard.press("Escape")
    expect(ask).to_have_count(0)
    assert shown() == ["", *before]
    pasted(desk, names.first, "không đọc đến", WORD)
    expect(ask.get_by_role("button", name="Tạo 3 giấy tờ")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(names).to_have_count(len(before) + 3)
    assert shown() == ["Tờ khai đăng ký kết hôn", "Hộ chiếu", "Ảnh 4 × 6 nền trắng", *before]
    expect(names.first).to_be_focused()

    # Plain text, below a name that stands there; then everything into one box, and a single line as ever.
    pasted(desk, names.nth(1), PLAIN)
    desk.keyboard.press("Enter")
    expect(names).to_have_count(len(before) + 8)
    assert shown()[1:7] == ["Hộ chiếu", "Tờ khai", "Bản sao hộ chiếu", "Ảnh 4 × 6", "Giấy khám sức khỏe", "01 đơn đề nghị"]
    names.nth(2).fill("")
    pasted(desk, names.nth(2), "- một\n- hai")
    desk.get_by_role("button", name="Dán hết vào ô này").press("Enter")
    expect(names.nth(2)).to_have_value("một; hai")
    desk.keyboard.press("ControlOrMeta+A")
    copied(desk, "1. Một dòng")
    desk.keyboard.press("ControlOrMeta+V")
    expect(names.nth(2)).to_have_value("1. Một dòng")
    save_draft(desk)
    expect(desk.locator(".messages")).to_contain_text("Đăng ký kết hôn")
    desk.reload()
    open_rows(desk, "documents")
    assert shown()[:4] == ["Tờ khai đăng ký kết hôn", "Hộ chiếu", "1. Một dòng", "Bản sao hộ chiếu"]


LARGE = {"name": "to-khai.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n" + bytes(11 * 1024 * 1024)}


def test_a_file_that_is_too_large_is_told_of_before_it_is_sent(desk):
    desk.context.clear_cookies()
    log_in(desk, "bien-tap")
    sent = []
    desk.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    several = "/quan-tri/documents/multiple/add/"
    desk.goto(several)
    desk.locator("#fileupload").set_input_files(LARGE)
    expect(desk.locator("#upload-list")).to_contain_text("Tệp nặng hơn 10 MB nên không tải lên. Hãy nén hoặc thu nhỏ tệp.")
    desk.goto("/quan-tri/documents/add/")
    expect(desk.locator("main")).to_contain_text("Nhiều nhất 10 MB, để điện thoại tải được.")
    chosen = desk.locator("#id_file")
    chosen.set_input_files(LARGE)
    expect(desk.locator("#id_file ~ output")).to_have_text("Tệp nặng 11 MB; ở đây nhận nhiều nhất 10 MB.")
    expect(chosen).to_have_value("")
    assert sent == []

    # What the web server refuses although it was sent, and a line that is cut.
    refusals = {413: "Máy chủ không nhận tệp nặng như vậy.", 403: "Phiên làm việc đã hết.", 502: "Đường truyền hoặc máy chủ gặp lỗi."}
    for status, why in refusals.items():
        desk.goto(several)

        def refuse(route, _request, status=status):
            return route.fulfill(status=status, body="<html>") if route.request.method == "POST" else route.fallback()

        desk.route(f"**{several}", refuse)
        desk.locator("#fileupload").set_input_files({**LARGE, "buffer": b"%PDF-1.7"})
        expect(desk.locator("#upload-list .error_messages")).to_contain_text(why)
        desk.unroute(f"**{several}", refuse)
