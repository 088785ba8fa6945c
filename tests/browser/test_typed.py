"""Nothing typed on the desk is lost: a copy in the browser, a paste that is too long, a list from Word, a file that is too large."""

import re

import pytest
from playwright.sync_api import expect

from tests.servers.site import site

from .tools import DESKTOP

COPIES = "Object.keys(localStorage).filter((key) => key.startsWith('cn-copy:'))"
STATEMENT = "xin-ban-sao-khai-sinh-ket-hon-khai-tu"


@pytest.fixture(scope="module")
def changed_site(sample):
    """One site for all tests of this file, which change pages of their own."""
    with site(sample) as url:
        yield url


def log_in(page, name):
    page.goto("/quan-tri/login/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", f"mau-{name}-2026")
    page.click("button[type=submit]")
    page.wait_for_url("**/quan-tri/")


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
    log_in(page, "duyet")
    return page


def form_of(page, slug):
    items = page.request.get("/api/v2/pages/?limit=100&fields=slug&locale=vi").json()["items"]
    return f"/quan-tri/pages/{next(item['id'] for item in items if item['meta']['slug'] == slug)}/edit/"


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
    page.wait_for_timeout(1500)  # a copy is at most a second behind
    page.close()
    page = context.new_page()
    page.goto(address)
    return page


def typed_over(page, field, text):
    field.click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(text)


def save(page):
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.locator(".messages")).to_contain_text("Xin bản sao khai sinh")


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

    desk = opened_again(desk, address)
    notice = desk.get_by_role("region", name=re.compile(r"Trình duyệt còn giữ những gì bạn gõ lúc \d\d:\d\d mà chưa lưu"))
    expect(notice.get_by_role("listitem")).to_contain_text(["Lời: Nên đi buổi sáng.", "9.123456", "Ai cũng xin được."])
    expect(notice).to_contain_text("Tóm tắt")
    expect(desk.locator("#id_summary")).not_to_have_value("Ai cũng xin được.")
    notice.get_by_role("button", name="Lấy lại những gì đã gõ").press("Enter")
    expect(notice).to_have_count(0)

    def is_back():
        expect(desk.locator("#id_summary")).to_have_value("Ai cũng xin được.")
        expect(desk.locator("textarea[name^=advice-][name$=-value-text]").last).to_have_value("Nên đi buổi sáng.")
        expect(desk.locator("#id_codes-1-value")).to_have_value("9.123456")

    is_back()
    # Not saved yet: the next tab is offered it, too.
    desk = opened_again(desk, address)
    desk.get_by_role("button", name="Lấy lại những gì đã gõ").click()
    let_through()
    is_back()
    save(desk)
    is_back()
    desk.wait_for_timeout(2000)
    expect(desk.locator(".cn-copy")).to_have_count(0)
    assert desk.evaluate(COPIES) == []


def test_a_page_that_somebody_else_changed_is_not_written_over(desk, open_page, changed_site):
    """Each field is asked about where the page now says something else; a copy that is thrown away does not come back."""
    address = form_of(desk, STATEMENT)
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
    notice.get_by_role("button", name="Lấy lại những gì đã gõ").click()
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
    desk.wait_for_timeout(2000)
    expect(notice).to_have_count(0)
    assert desk.evaluate(COPIES) == []


def test_two_people_at_one_computer(desk):
    """What one typed is never offered to the other, nor saved in the other's name; nothing is kept of the forms of users."""
    address = form_of(desk, STATEMENT)
    refusing(desk)
    desk.goto(address)
    typed_over(desk, desk.locator("#id_summary"), "Chỉ của người duyệt.")
    desk = opened_again(desk, "/quan-tri/")
    log_out(desk)
    log_in(desk, "bien-tap")
    desk.goto(address)
    desk.wait_for_timeout(2500)
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
    other.route(f"**{users}", lambda route: route.fulfill(body=other.request.get(here).text().replace(here, users), content_type="text/html"))
    for address, kept in ((users, 0), (here, 1)):
        other.goto(address)
        other.locator("#id_name").press_sequentially("Trích lục")
        other.wait_for_timeout(1500)
        assert len(other.evaluate(COPIES)) == kept


def test_a_form_of_an_earlier_log_in_is_answered_by_the_desk(desk):
    address = form_of(desk, STATEMENT)
    desk.goto(address)
    let_through = refusing(desk)
    typed_over(desk, desk.locator("#id_summary"), "Gõ trước khi đăng nhập lại.")
    other = desk.context.new_page()
    other.goto("/quan-tri/")
    log_out(other)
    log_in(other, "duyet")
    let_through()
    desk.get_by_role("button", name="Lưu bản nháp").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Chưa lưu được: máy chủ không nhận lần bấm vừa rồi")
    expect(desk.locator("main")).to_contain_text("Trình duyệt này còn giữ những gì bạn gõ.")
    desk.get_by_role("link", name="Mở lại biểu mẫu").click()
    desk.get_by_role("button", name="Lấy lại những gì đã gõ").click()
    expect(desk.locator("#id_summary")).to_have_value("Gõ trước khi đăng nhập lại.")
    save(desk)
    expect(desk.locator("#id_summary")).to_have_value("Gõ trước khi đăng nhập lại.")


def test_a_new_page_and_a_word_of_a_list_are_kept_too(desk):
    refusing(desk)
    items = desk.request.get("/api/v2/pages/?limit=100&fields=slug&locale=vi").json()["items"]
    shelf = next(item["id"] for item in items if item["meta"]["slug"] == "thu-tuc")
    address = f"/quan-tri/pages/add/procedures_pages/procedurepage/{shelf}/"
    desk.goto(address)
    desk.locator("#id_title").press_sequentially("Đổi đường")
    desk = opened_again(desk, address)
    desk.get_by_role("button", name="Lấy lại những gì đã gõ").click()
    expect(desk.locator("#id_title")).to_have_value("Đổi đường")
    expect(desk.locator("#id_slug")).to_have_value("doi-duong")

    desk.goto("/quan-tri/snippets/office/term/add/")
    desk.locator("#id_name").press_sequentially("Trích lục")
    desk = opened_again(desk, "/quan-tri/snippets/office/term/add/")
    expect(desk.get_by_role("region", name=re.compile("Trình duyệt còn giữ"))).to_contain_text("Trích lục")
