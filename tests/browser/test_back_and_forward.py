"""Back and forward through the browser's memory of whole pages (bfcache), and pages open side by side: what was changed since is shown."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import QUIET, WITH_WINDOW, chromium_path
from .tools import BOX, DESKTOP, by_its_clock, holdable, type_and_wait, until

# Its Chromium is started once, by one of the processes that run the tests.
pytestmark = pytest.mark.xdist_group("back and forward")
SHOP = "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/"
COUNTER = "/quay/mo-cua-hang-dang-ky-ho-kinh-doanh/"
SIZE = "parseFloat(getComputedStyle(document.body).fontSize)"
GROUND = "getComputedStyle(document.documentElement).backgroundColor"


@pytest.fixture(scope="module")
def remembering(chromium):
    """A Chromium that keeps whole pages, as a reader's does; Playwright switches that off."""
    path = chromium_path(*WITH_WINDOW)
    browser = chromium.browser_type.launch(
        executable_path=path,
        channel=None if path else "chromium",
        headless=True,
        args=QUIET,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


@pytest.fixture
def page(remembering, site_url):
    context = remembering.new_context(base_url=site_url, viewport=DESKTOP, locale="vi-VN", reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script("addEventListener('pageshow', (e) => { window.persisted = e.persisted; });")
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    # What keeps lists for a time without a connection begins with the first list; a browser then forgets the pages that were left.
    page.goto(SHOP + "ho-so/")
    page.wait_for_selector("[data-is-kept]:not([hidden])", state="attached")
    page.goto("about:blank")
    yield page
    context.close()
    assert not faults, faults


def back(page, path):
    """Back to the very page that was left, not to a new copy of it."""
    page.evaluate("history.back()")
    page.wait_for_url(lambda url: url.split("/", 3)[3] == path[1:], wait_until="commit")
    until(page, lambda: page.evaluate("window.persisted") is True)  # told a moment after the address


@pytest.mark.parametrize("path", ["/", SHOP, SHOP + "ho-so/", "/tim-kiem/?q=khai+sinh", COUNTER])
def test_size_and_colours_chosen_on_the_next_page_are_there_after_back(page, path):
    page.goto(path)
    size, ground = page.evaluate(SIZE), page.evaluate(GROUND)
    page.goto("/thu-tuc/")
    page.get_by_role("button", name="Chữ rất to").click()
    page.get_by_role("button", name="Nền tối").click()
    back(page, path)
    until(page, lambda: page.evaluate(SIZE) > size * 1.4)
    until(page, lambda: page.evaluate(GROUND) != ground)
    expect(page.get_by_role("button", name="Chữ rất to")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Chữ vừa")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("button", name="Nền tối")).to_have_attribute("aria-pressed", "true")


def test_what_was_set_back_on_the_next_page_is_set_back(page):
    page.goto("/")
    size = page.evaluate(SIZE)
    page.get_by_role("button", name="Chữ rất to").click()
    page.goto("/thu-tuc/")
    page.get_by_role("button", name="Chữ vừa").click()
    back(page, "/")
    until(page, lambda: page.evaluate(SIZE) == size)


def test_forward_is_as_back(page):
    page.goto("/")
    page.goto("/thu-tuc/")
    back(page, "/")
    page.get_by_role("button", name="Nền tối").click()
    page.evaluate("history.forward()")
    page.wait_for_url("**/thu-tuc/", wait_until="commit")
    expect(page.get_by_role("button", name="Nền tối")).to_have_attribute("aria-pressed", "true")


def test_ticks_of_the_checklist_are_on_the_procedure_after_back(page):
    page.goto(SHOP)
    page.goto(SHOP + "ho-so/")
    page.get_by_role("checkbox").first.press("Space")
    back(page, SHOP)
    expect(page.get_by_role("checkbox").first).to_be_checked()
    expect(page.locator("[data-ticked]")).to_contain_text("Đã có 1/1")


def test_pages_seen_and_forgotten_since_are_listed_so(page):
    page.goto("/quay/")
    page.goto(COUNTER)
    back(page, "/quay/")
    expect(page.locator("[data-recent-pages] a")).to_have_count(1)


def test_a_box_of_suggestions_that_was_open_is_closed(page):
    page.goto("/")
    type_and_wait(page, "khai sinh")
    page.evaluate("location.href = '/thu-tuc/'")
    page.wait_for_url("**/thu-tuc/")
    back(page, "/")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(page.locator(BOX)).to_have_attribute("aria-expanded", "false")
    expect(page.locator(BOX)).to_have_value("khai sinh")


def test_above_results_stands_what_they_are_for(page):
    page.goto("/tim-kiem/?q=khai+sinh")
    box = page.get_by_role("main").locator(BOX)
    box.fill("karaoke")
    box.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=karaoke")
    back(page, "/tim-kiem/?q=khai+sinh")
    expect(box).to_have_value("khai sinh")


@pytest.mark.parametrize("path", [COUNTER, "/quay/"])
def test_keys_switched_off_on_another_page_are_off(page, path):
    page.goto(path)
    page.goto("/quay/dang-ky-ket-hon/")
    page.get_by_role("switch").click()
    back(page, path)
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "false")


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "anew"])
def test_an_answer_that_was_on_its_way_when_the_reader_left(page, kept):
    """The form and the list agree, whether the browser kept the page or opens it anew."""
    holdable(page).goto(SHOP)
    if not kept:
        page.evaluate("addEventListener('unload', () => {})")
    held = []
    page.route("**/*mot-minh*", lambda route: held.append(route))
    page.get_by_label("Một mình tôi").press("Space")
    page.goto("/thu-tuc/")
    page.unroute_all()
    page.evaluate("history.back()")
    page.wait_for_url("**" + SHOP + "*", wait_until="commit")
    until(page, lambda: page.evaluate("document.readyState") == "complete")
    by_its_clock(page, 3500)  # what was on its way is asked for again two seconds later
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    chosen = page.locator("form[data-answers] :checked").count()
    expect(page.locator("[data-live=danh-muc]").get_by_text("Cho trường hợp: Một mình tôi")).to_have_count(chosen)
    expect(page).to_have_url(re.compile(r"\?dung-ten=mot-minh$" if chosen else SHOP + "$"))
    if kept:
        assert chosen == 1


def test_radios_put_back_by_the_browser_have_their_list(page):
    """Without the list of those radios the page would show another case's papers."""
    page.goto(SHOP)
    page.evaluate("document.querySelector('[value=mot-minh]').checked = true; dispatchEvent(new PageTransitionEvent('pageshow', {}))")
    page.wait_for_url("**/?dung-ten=mot-minh")
    expect(page.locator("[data-live=danh-muc]")).to_contain_text("Cho trường hợp: Một mình tôi")


def test_two_pages_side_by_side_agree(page):
    page.goto(SHOP)
    other = page.context.new_page()
    other.goto(SHOP + "ho-so/")
    other.get_by_role("button", name="Nền tối").click()
    other.get_by_role("button", name="Chữ to").click()
    other.get_by_role("checkbox").first.press("Space")
    expect(page.get_by_role("button", name="Nền tối")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Chữ to")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("checkbox").first).to_be_checked()
    expect(page.locator("html[data-theme=dark]")).to_be_attached()
