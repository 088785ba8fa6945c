"""At the gate, without a connection: a list that was opened is there, says from when it is, and never passes for today's."""

import re
import shutil

import pytest
from playwright.sync_api import Error, expect

from tests.servers.process import temporary_folder
from tests.servers.site import environment, served, shell

from .tools import PHONE, axe_light_and_dark, fits, until

LIST = "/thu-tuc/lam-khai-sinh-cho-con/ho-so/"
KEPT = "/danh-muc-da-luu/"
DATE = re.compile(r"Bản lưu trong máy ngày \d\d/\d\d/\d{4}, \d{1,2} giờ \d\d\.")
STORED = """async () => { const found = {};
    for (const name of await caches.keys()) {
        found[name] = (await (await caches.open(name)).keys()).map((key) => key.url.replace(location.origin, ""));
    }
    return found; }"""
# What an editor does at the desk.
CHANGE = """
from procedures_pages.models import ProcedurePage
page = ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi")
page.title = "Làm khai sinh kiểu mới"
page.save_revision(clean=False).publish()
"""


@pytest.fixture
def phone(open_page):
    return open_page(PHONE, keeping=True)


@pytest.fixture
def with_desk(sample):
    """A site of its own, and a way to do what an editor does."""
    with temporary_folder("data") as folder:
        env = environment(shutil.copytree(sample, folder / "data"))
        with served(env) as url:
            yield url, lambda code: shell(env, code)


def stored(page, where="danh-muc"):
    return [key for name, keys in page.evaluate(STORED).items() if name.startswith(where) for key in keys]


def keep(page, path=LIST):
    """Opens a list; comes back when it is kept, and the page of what is kept beside it."""
    page.goto(path)
    until(page, lambda: path in stored(page) and stored(page, "khung"))
    return page


def go_offline(page):
    # What the page itself asks for then fails, and says so on the console: no fault of the page's.
    page.context.set_offline(True)


def note(page):
    return page.locator("[data-kept]")


def told(page):
    """What the note says beside the date."""
    return page.locator("[data-kept] [data-then]:visible")


def test_a_list_opened_once_is_there_without_a_connection_with_its_date(phone):
    keep(phone)
    expect(note(phone)).to_be_hidden()
    names = phone.locator("main [data-document] :is(h3, h4)").all_inner_texts()
    go_offline(phone)
    phone.reload()
    expect(note(phone)).to_contain_text(DATE)
    assert phone.locator("main [data-document] :is(h3, h4)").all_inner_texts() == names
    # With its style and its letters.
    until(phone, lambda: phone.evaluate("document.fonts.check('700 16px Be Vietnam Pro')"))
    assert phone.evaluate("getComputedStyle(document.querySelector('header.mast')).backgroundColor") == "rgb(8, 58, 102)"
    axe_light_and_dark(phone)
    fits(phone)


def test_it_is_told_that_a_list_is_kept(phone):
    keep(phone)
    phone.locator("details.take > summary").press("Enter")
    expect(phone.locator("[data-is-kept]")).to_be_visible()


def test_any_other_page_shows_which_lists_there_are(phone):
    keep(phone)
    go_offline(phone)
    phone.goto("/noi-nop/")
    expect(phone.locator("[data-asked]")).to_be_visible()
    line = phone.locator("[data-kept-lists] li")
    expect(line).to_have_count(1)
    expect(line).to_contain_text(re.compile(r"lưu ngày \d\d/\d\d/\d{4}, \d{1,2} giờ \d\d"))
    axe_light_and_dark(phone)
    fits(phone)
    line.get_by_role("link").click()
    expect(phone.locator("main h1")).to_contain_text("giấy tờ")
    expect(note(phone)).to_contain_text(DATE)


def test_english_readers_are_told_in_english(phone):
    keep(phone, f"/en{LIST}")
    go_offline(phone)
    phone.reload()
    expect(note(phone)).to_contain_text("Copy kept on this device on")
    phone.goto("/en/noi-nop/")
    expect(phone.locator("main h1")).to_have_text("Lists kept on this device")


def test_with_the_connection_back_it_is_told_that_nothing_has_changed(phone):
    keep(phone)
    go_offline(phone)
    phone.reload()
    expect(told(phone)).to_contain_text("Có thể đã cũ")
    phone.context.set_offline(False)
    expect(told(phone)).to_have_text("Đã có mạng lại: vẫn đúng như bản mới nhất.")


# As if the list had been kept on another day.
OTHER_DAYS = """async () => { const cache = await caches.open("danh-muc-1");
    for (const key of await cache.keys()) {
        const kept = await cache.match(key), html = await kept.text();
        const days = '<small data-until="1">nộp hôm kia</small><small data-until="99999999999">nộp hôm sau</small></main>';
        const body = html.replace(/<small data-until[^]*?<\\/small>/, "").replace("</main>", days);
        await cache.put(key, new Response(body, { headers: kept.headers }));
    } }"""


def test_the_day_a_result_is_due_goes_when_it_is_over_and_makes_no_other_list(phone):
    keep(phone)
    phone.evaluate(OTHER_DAYS)
    go_offline(phone)
    phone.reload()
    expect(phone.locator("main")).to_contain_text("nộp hôm sau")
    expect(phone.locator("main")).not_to_contain_text("nộp hôm kia")
    phone.context.set_offline(False)
    expect(told(phone)).to_have_text("Đã có mạng lại: vẫn đúng như bản mới nhất.")


def test_with_the_connection_back_it_is_told_that_there_is_a_newer_one(open_page, with_desk):
    url, desk = with_desk
    page = keep(open_page(PHONE, keeping=True, url=url))
    desk(CHANGE)
    go_offline(page)
    page.reload()
    expect(page.locator("main")).not_to_contain_text("Làm khai sinh kiểu mới")
    page.context.set_offline(False)
    expect(told(page)).to_contain_text("Đã có bản mới")
    expect(page.locator("main")).not_to_contain_text("Làm khai sinh kiểu mới")
    told(page).get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("Làm khai sinh kiểu mới")
    expect(note(page)).to_be_hidden()
    go_offline(page)
    page.reload()
    expect(page.locator("main")).to_contain_text("Làm khai sinh kiểu mới")


def test_with_a_connection_the_page_comes_from_the_site(open_page, with_desk):
    url, desk = with_desk
    page = keep(open_page(PHONE, keeping=True, url=url))
    desk(CHANGE)
    page.reload()
    expect(page.locator("main")).to_contain_text("Làm khai sinh kiểu mới")
    expect(note(page)).to_be_hidden()


def test_another_answer_is_another_list(phone):
    keep(phone)
    phone.locator("form[data-answers] input[type=radio]:visible").first.press("Space")
    until(phone, lambda: len(stored(phone)) == 2)
    answered = phone.evaluate("location.pathname + location.search")
    assert answered in stored(phone)
    go_offline(phone)
    phone.goto(answered)
    expect(note(phone)).to_contain_text(DATE)


def test_the_desk_is_never_kept(phone):
    keep(phone)
    phone.goto("/quan-tri/login/")
    phone.goto("/noi-nop/")
    phone.goto(LIST)
    expect(phone.locator("[data-is-kept]:not([hidden])")).to_be_attached()
    everything = [key for keys in phone.evaluate(STORED).values() for key in keys]
    assert not [key for key in everything if not key.startswith(("/static/site/", "/static/print/", LIST, KEPT))]
    go_offline(phone)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        phone.goto("/quan-tri/login/")


def test_at_most_thirty_lists_are_kept_the_last_ones_opened(phone):
    keep(phone)
    many = [f"{LIST}?x={n}" for n in range(40)]
    for address in many:
        phone.evaluate("address => navigator.serviceWorker.controller.postMessage({ keep: [address] })", address)
    until(phone, lambda: len(stored(phone)) == 30 and LIST not in stored(phone))
    assert set(stored(phone)) <= set(many)


def test_what_no_list_uses_any_more_goes(phone):
    keep(phone)
    phone.evaluate("async () => (await caches.open('tep-1')).put('/static/site/site.0123456789ab.css', new Response('old'))")
    phone.evaluate("async () => { await (await caches.open('danh-muc-0')).put('/x', new Response('older')); }")
    phone.reload()
    until(phone, lambda: "/static/site/site.0123456789ab.css" not in stored(phone, "tep"))


def test_the_reader_can_delete_all(phone):
    keep(phone)
    phone.goto(KEPT)
    expect(phone.locator("[data-asked]")).to_be_hidden()
    expect(phone.locator("[data-kept-lists] li")).to_have_count(1)
    phone.get_by_role("button", name="Xóa hết khỏi máy này").click()
    expect(phone.locator("[data-kept-lists] li")).to_have_count(0)
    expect(phone.locator("[data-nothing-kept]")).to_be_visible()
    assert not stored(phone)


def test_a_connection_that_brings_nothing_is_not_waited_for(phone):
    keep(phone)
    phone.context.route(f"**{LIST}", lambda route: None)
    phone.reload()
    expect(note(phone)).to_contain_text(DATE)
    # Until the page came, by the browser's clock; what it takes to show it, on a busy machine, is another matter.
    assert phone.evaluate("performance.getEntriesByType('navigation')[0].responseStart") < 14_000


def test_the_whole_handbook_is_there_on_request_and_says_from_when_it_is(open_page, with_desk):
    """By keys, from the button to a page that this device never opened; then a newer guide, and all deleted."""
    url, desk = with_desk
    page = open_page(PHONE, keeping=True, url=url)
    page.goto(KEPT)
    until(page, lambda: stored(page, "khung"))
    page.get_by_role("button", name="Lưu cả cẩm nang vào máy này").press("Enter")
    expect(page.locator("[data-since]")).to_have_text(re.compile(r"Đã lưu ngày \d\d/\d\d/\d{4}, \d{1,2} giờ \d\d\."))
    axe_light_and_dark(page)
    fits(page)

    go_offline(page)
    page.goto("/thu-tuc/dang-ky-ket-hon/")
    shown = page.locator("[data-pack-page]")
    expect(shown.locator("h1")).to_have_text("Đăng ký kết hôn")
    expect(shown.locator(".note")).to_contain_text(DATE)
    expect(shown).to_contain_text("Tờ khai đăng ký kết hôn")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    axe_light_and_dark(page)
    fits(page)
    page.goto("/thu-tuc/dang-ky-ket-hon/ho-so/?x=y")
    expect(shown.locator("h1")).to_have_text("Đăng ký kết hôn")
    # Any other page: what there is, found by words without marks.
    page.goto("/tim-kiem/?q=khai+sinh")
    expect(page.locator("[data-asked]")).to_be_visible()
    expect(page.get_by_label("Tìm trong bản lưu")).to_be_visible()
    page.get_by_label("Tìm trong bản lưu").press_sequentially("ket hon nuoc ngoai")
    hits = page.locator("[data-pack] li a")
    expect(hits).to_have_count(2)
    title = hits.first.inner_text()
    hits.first.press("Enter")
    expect(shown.locator("h1")).to_have_text(title)

    # With a connection the page comes from the site, and a newer handbook is told of.
    page.context.set_offline(False)
    desk(CHANGE)
    page.goto("/thu-tuc/lam-khai-sinh-cho-con/")
    expect(page.locator("main h1")).to_have_text("Làm khai sinh kiểu mới")
    expect(page.locator("[data-pack-page]")).to_have_count(0)
    # Told however long the device takes to read what it has, and not taken back when it has read it.
    slow = "const json = Response.prototype.json; Response.prototype.json = function () {"
    slow += " return new Promise((done) => setTimeout(() => done(json.call(this)), 2000)); };"
    page.add_init_script(slow)
    page.goto(KEPT)
    expect(page.locator("[data-pack]").get_by_role("link", name="Đăng ký kết hôn", exact=True)).to_be_visible()
    expect(page.get_by_text("Đã có bản mới.")).to_be_visible()
    page.get_by_role("button", name="Lưu lại bản mới nhất").press("Enter")
    expect(page.get_by_role("link", name="Làm khai sinh kiểu mới")).to_be_visible()
    expect(page.get_by_text("Đã có bản mới.")).to_be_hidden()
    page.get_by_role("button", name="Xóa hết khỏi máy này").press("Enter")
    expect(page.get_by_role("button", name="Lưu cả cẩm nang vào máy này")).to_be_visible()
    assert not stored(page, "goi")
