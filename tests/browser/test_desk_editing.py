"""On the desk, with real keys: an address is made while a title is typed, a title alone is saved, an error opens its tab.

A translation is published, and offered no alias.
"""

import re
import unicodedata

import pytest
from playwright.sync_api import expect

from .tools import DESKTOP, holdable

KINDS = [
    ("thu-tuc", "procedures_pages/procedurepage"),
    ("huong-dan", "guides/guidepage"),
    ("huong-dan", "guides/lifeeventpage"),
    ("trang-dau", "home/standardpage"),
]


@pytest.fixture
def desk(open_page, own_site):
    page = open_page(DESKTOP, url=own_site)
    page.goto("/quan-tri/login/")
    page.fill("input[name=username]", "duyet")
    page.fill("input[name=password]", "mau-duyet-2026")
    page.click("button[type=submit]")
    page.wait_for_url("**/quan-tri/")
    return page


def numbers(page, slugs, language="vi"):
    """The page numbers of these slugs, asked of the public API."""
    items = page.request.get(f"/api/v2/pages/?limit=100&fields=slug&locale={language}").json()["items"]
    found = {item["meta"]["slug"]: item["id"] for item in items}
    return [found[slug] for slug in slugs]


def add(page, shelf, kind):
    (parent,) = numbers(page, [shelf])
    page.goto(f"/quan-tri/pages/add/{kind}/{parent}/")
    page.locator("#id_title").focus()


def saved(page):
    """Presses save. Wagtail also saves by itself while one types: the address bar says when the page is there."""
    page.get_by_role("button", name="Lưu bản nháp").click()
    page.wait_for_url("**/edit/")
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
    (page,) = numbers(desk, ["dang-ky-ket-hon"])
    holdable(desk).goto(f"/quan-tri/pages/{page}/edit/")
    desk.get_by_role("tab", name="Địa chỉ").click()
    desk.locator("#id_slug").fill("ghi-chu-ket-hon-o-nuoc-ngoai")
    desk.keyboard.press("Tab")
    desk.get_by_role("tab", name="Trang của người đọc").click()
    # Wagtail's own saving meanwhile is refused, which the browser notes as an error.
    desk.route("**/edit/", lambda route: route.abort() if route.request.resource_type == "fetch" else route.fallback())
    desk.get_by_role("button", name="Lưu bản nháp").click()
    error = desk.locator(".error-message")
    expect(error).to_contain_text("đã được dùng")
    expect(error).to_be_visible()
    expect(desk.get_by_role("tab", name="Địa chỉ")).to_have_attribute("aria-selected", "true")


def test_a_reviewer_translates_a_title_and_is_offered_no_alias(desk):
    (page,) = numbers(desk, ["dang-ky-ket-hon"], "en")
    desk.goto(f"/quan-tri/pages/{page}/edit/")
    more = desk.get_by_role("button", name="More actions").first
    more.click()
    expect(desk.locator("a[href$='/delete/']").or_(desk.locator("a[href*='/delete/']")).first).to_be_visible()
    expect(desk.locator("a[href*='/convert_to_alias/']")).to_be_hidden()
    desk.keyboard.press("Escape")
    desk.locator("button[name=action][value=publish]").click()
    expect(desk.locator(".messages")).to_contain_text("Register your marriage")


def test_a_time_of_one_case_is_typed_and_readers_of_that_case_alone_see_it(desk):
    (page,) = numbers(desk, ["xin-phep-xay-nha"])
    desk.goto(f"/quan-tri/pages/{page}/edit/")
    amount = desk.locator("input[name='times-0-value-amount']")
    amount.scroll_into_view_if_needed()
    # The condition is an answer of the page, in its own words.
    answer = desk.locator("[name='times-0-value-applies-0-value'] + select")
    expect(answer.locator("option:checked")).to_have_text("Nhà ở riêng lẻ (nhà của gia đình, không phải chung cư)")
    amount.click()
    desk.keyboard.press("ControlOrMeta+A")
    desk.keyboard.type("6")
    desk.get_by_role("button", name="Thao tác khác").last.click()
    desk.get_by_role("button", name="Xuất bản", exact=True).click()
    expect(desk.locator(".messages")).to_contain_text("Xin giấy phép xây nhà")

    def told(query):
        desk.goto(f"/thu-tuc/xin-phep-xay-nha/{query}")
        return desk.locator("dl.facts [data-part=thoi-han] dd").inner_text().split("\n")[0]

    assert told("") == "6 ngày làm việc nếu là nhà ở riêng lẻ; 10 ngày làm việc trong trường hợp khác"
    assert told("?cong-trinh=nha-o") == "6 ngày làm việc"
    assert told("?cong-trinh=ton-giao") == "10 ngày làm việc"
    # Whoever builds a house is asked about neighbours, whoever builds a pagoda is not.
    shown = desk.locator("fieldset[data-ask]:visible")
    assert "lien-ke" not in [one.get_attribute("data-ask") for one in shown.all()]
    desk.goto("/thu-tuc/xin-phep-xay-nha/?cong-trinh=nha-o")
    assert "lien-ke" in [one.get_attribute("data-ask") for one in shown.all()]


def test_a_question_comes_and_goes_while_one_answers(desk):
    desk.goto("/thu-tuc/xin-phep-xay-nha/ho-so/")
    near = desk.locator("fieldset[data-ask=lien-ke]")
    desk.get_by_label("Nhà ở riêng lẻ").check()
    expect(near).to_be_visible()
    near.get_by_label("Có", exact=True).check()
    expect(desk).to_have_url(
        "**/ho-so/?cong-trinh=nha-o&lien-ke=co".replace("**", desk.url.split("/thu-tuc")[0] + "/thu-tuc/xin-phep-xay-nha")
    )
    desk.get_by_label("Công trình tôn giáo").check()
    expect(near).to_be_hidden()
    # The answer that decides nothing any more has left the address.
    expect(desk).to_have_url(re.compile(r"/ho-so/\?cong-trinh=ton-giao$"))
    desk.get_by_label("Nhà ở riêng lẻ").check()
    expect(near).to_be_visible()
    assert not near.get_by_label("Có", exact=True).is_checked()
