"""Replies that come late, fail or never come: what is shown, printed, sent and in the address is what the form says."""

import re

import pytest
from playwright.sync_api import expect

from .tools import BOX, DESKTOP, PHONE, by_its_clock, holdable, take, until

SHOP = "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/"
BIRTH = "/thu-tuc/lam-khai-sinh-cho-con/"
BATCH = "/huong-dan/sinh-con/ho-so/"
COUNTER = "/quay/mo-cua-hang-dang-ky-ho-kinh-doanh/"
ALONE, FAMILY = "Một mình tôi", "Các thành viên gia đình cùng đứng tên"
PARTS = """() => ({
    url: location.pathname + location.search,
    chosen: [...document.querySelectorAll("form[data-answers] input")].map((i) => i.checked),
    parts: [...document.querySelectorAll("main, [data-live]")].map((part) => {
        const copy = part.cloneNode(true);
        for (const e of [copy, ...copy.querySelectorAll("*")]) e.removeAttribute("aria-busy");
        for (const e of copy.querySelectorAll("[data-is-kept]")) e.hidden = true;  // of the device, not of the page
        return copy.innerHTML.replace(/ aria-current="step"/g, "");
    }),
})"""


@pytest.fixture
def open_page(open_page):
    """As everywhere, with pages whose requests can be held."""
    return lambda *arguments, **more: holdable(open_page(*arguments, **more))


class Held:
    """Holds back the reply to the first request whose address fits, and to the page's second try at it three seconds later: a test may
    take longer to go on. Others pass."""

    def __init__(self, page, pattern):
        self.page, self.routes, self.is_over, self.ended = page, [], False, []
        page.route(re.compile(pattern), self.route)
        for how in ("requestfinished", "requestfailed"):
            page.on(how, lambda request: self.ended.append(request))

    def route(self, route):
        is_first_or_again = not self.routes or self.routes[0].request.url == route.request.url
        if route.request.resource_type == "fetch" and is_first_or_again and not self.is_over:
            self.routes.append(route)
        else:
            route.fallback()

    def wait(self, tries=1):
        """Until the request is there to be held, so many times."""
        until(self.page, lambda: len(self.routes) >= tries)

    def let_go(self):
        """The reply comes now."""
        self.is_over = True
        for route in self.routes:
            route.continue_()

    def release(self):
        """The reply comes now; back when it has been dealt with, if anybody still wants it."""
        self.let_go()
        until(self.page, lambda: all(route.request in self.ended for route in self.routes))
        by_its_clock(self.page, 100)


def is_whole(page):
    """Nothing of the page differs from the page opened anew at its address."""
    shown, fresh = page.evaluate(PARTS), page.context.new_page()
    fresh.goto(page.url)
    assert shown == fresh.evaluate(PARTS)
    fresh.close()


# A browser may have no time left to stop what is on its way: the reply then comes all the same.
without_stopping = pytest.mark.parametrize("stops", [True, False], ids=["stopped", "not stopped"])


def opened(open_page, path, viewport=PHONE, *, stops=True):
    page = open_page(viewport)
    if not stops:
        page.add_init_script("AbortController.prototype.abort = function () {};")
    page.goto(path)
    return page


@without_stopping
@pytest.mark.parametrize("path", [SHOP, SHOP + "ho-so/"])
def test_the_list_is_that_of_the_newer_answer(open_page, path, stops):
    page = opened(open_page, path, stops=stops)
    held = Held(page, "dung-ten=mot-minh")
    page.get_by_label(ALONE).press("Space")
    held.wait()
    page.get_by_label(FAMILY).press("Space")
    page.wait_for_url("**/?dung-ten=gia-dinh")
    held.release()
    assert page.url.endswith("?dung-ten=gia-dinh")
    expect(page.locator("[data-live=danh-muc]")).to_contain_text("Cho trường hợp: " + FAMILY)
    is_whole(page)


@without_stopping
def test_the_reply_about_a_usual_birth_comes_last(open_page, stops):
    page = opened(open_page, BIRTH + "ho-so/", DESKTOP, stops=stops)
    radios = page.locator("input[name=truong-hop]")
    held = Held(page, f"truong-hop={radios.first.get_attribute('value')}")
    newer = radios.nth(1).get_attribute("value")
    radios.first.press("Space")
    held.wait()
    radios.nth(1).press("Space")
    page.wait_for_url(f"**truong-hop={newer}")
    held.release()
    expect(page.locator(f"input[name=truong-hop][value={newer}]")).to_be_checked()
    is_whole(page)


@without_stopping
def test_the_papers_of_a_life_event_are_those_of_the_newer_choice(open_page, stops):
    page = opened(open_page, BATCH, stops=stops)
    held = Held(page, r"/ho-so/\?chon=")
    boxes = page.locator("input[name=chon][type=checkbox]")
    boxes.nth(1).press("Space")
    held.wait()
    boxes.nth(2).press("Space")
    expect(page.locator("[data-live=danh-muc]")).to_contain_text("Cho 3 thủ tục đã chọn")
    held.release()
    expect(page.locator("[data-live=danh-muc]")).to_contain_text("Cho 3 thủ tục đã chọn")
    is_whole(page)


@without_stopping
def test_the_case_at_the_counter_is_that_of_the_newer_answer(open_page, stops):
    page = opened(open_page, COUNTER, DESKTOP, stops=stops)
    held = Held(page, "dung-ten=mot-minh")
    page.get_by_role("link", name=ALONE).click()
    held.wait()
    page.get_by_role("link", name=FAMILY).click()
    page.wait_for_url("**/?dung-ten=gia-dinh")
    held.release()
    assert page.url.endswith("?dung-ten=gia-dinh")
    is_whole(page)


def test_answers_to_two_questions_at_the_counter_are_asked_for_together(open_page):
    page = opened(open_page, COUNTER, DESKTOP)
    held = Held(page, "dung-ten=gia-dinh$")
    page.get_by_role("link", name=FAMILY).click()
    held.wait()
    page.get_by_role("link", name="Một người khác nộp thay").click()
    page.wait_for_url("**/?dung-ten=gia-dinh&nguoi-nop=nguoi-khac")
    held.release()
    is_whole(page)
    page.keyboard.press("Backspace")
    page.wait_for_url("**/?dung-ten=gia-dinh")


def test_what_is_typed_at_the_counter_waits_for_the_question_it_is_meant_for(open_page):
    page = opened(open_page, COUNTER, DESKTOP)
    held = Held(page, "dung-ten=gia-dinh$")
    page.keyboard.press("2")
    held.wait()
    page.keyboard.press("2")
    page.keyboard.press("1")
    by_its_clock(page, 300)
    assert page.url.endswith(COUNTER)
    held.release()
    page.wait_for_url("**/?dung-ten=gia-dinh&nguoi-nop=nguoi-khac&vneid=co")
    is_whole(page)


def test_the_next_citizen_waits_for_nothing(open_page):
    page = opened(open_page, COUNTER, DESKTOP)
    held = Held(page, "dung-ten=gia-dinh$")
    page.keyboard.press("2")
    held.wait()
    page.keyboard.press("n")
    page.wait_for_url("**/quay/")
    held.release()
    assert page.url.endswith("/quay/")


@without_stopping
def test_suggestions_are_those_of_what_stands_in_the_field(open_page, stops):
    page = opened(open_page, "/", stops=stops)
    held = Held(page, r"goi-y/\?q=khai")
    page.locator(BOX).focus()
    page.keyboard.type("khai sinh")
    held.wait()
    page.locator(BOX).fill("karaoke")
    expect(page.locator("[role=listbox][data-query=karaoke]")).to_be_visible()
    before = page.get_by_role("option").all_inner_texts()
    held.release()
    assert page.get_by_role("option").all_inner_texts() == before
    assert page.locator("[role=listbox]").get_attribute("data-query") == "karaoke"


def test_suggestions_that_come_after_the_field_was_cleared_are_not_shown(open_page):
    page = opened(open_page, "/", stops=False)
    held = Held(page, "goi-y/")
    page.locator(BOX).focus()
    page.keyboard.type("khai sinh")
    held.wait()
    page.locator(BOX).fill("")
    held.release()
    expect(page.get_by_role("option")).to_have_count(0)


def test_going_back_to_what_is_shown_is_an_answer_too(phone):
    phone.goto(SHOP + "?dung-ten=gia-dinh")
    phone.locator("a[data-answer]", has_text="Ai đứng tên hộ kinh doanh?").press("Enter")
    phone.wait_for_url("**" + SHOP)
    held = Held(phone, "dung-ten=mot-minh")
    phone.get_by_label(ALONE).press("Space")
    held.wait()
    phone.get_by_label(FAMILY).press("Space")
    phone.wait_for_url("**/?dung-ten=gia-dinh")
    held.release()
    assert phone.url.endswith("?dung-ten=gia-dinh")
    is_whole(phone)


def test_a_reply_that_never_comes_is_asked_for_again(phone):
    phone.goto(SHOP)
    held = Held(phone, "dung-ten=mot-minh")
    phone.get_by_label(ALONE).press("Space")
    held.wait()
    expect(phone.locator("[data-live=danh-muc]")).to_have_attribute("aria-busy", "true")
    held.wait(tries=2)
    held.routes.pop().continue_()
    phone.wait_for_url("**/?dung-ten=mot-minh")
    expect(phone.locator("[data-live=danh-muc]")).to_have_attribute("aria-busy", "false")
    held.release()
    is_whole(phone)


def test_reset_while_an_answer_is_on_its_way(phone):
    phone.goto(BIRTH + "?truong-hop=sinh-thuong&giay-chung-sinh=co")
    held = Held(phone, "nguoi-nop=cha-me")
    phone.get_by_label("Cha hoặc mẹ", exact=True).press("Space")
    held.wait()
    phone.get_by_role("link", name="Chọn lại từ đầu").press("Enter")
    phone.wait_for_url("**" + BIRTH)
    held.release()
    assert phone.url.endswith(BIRTH)
    expect(phone.locator("form[data-answers] :checked")).to_have_count(0)
    is_whole(phone)
    phone.go_back()
    expect(phone.locator("[data-ask=nguoi-nop]")).to_be_visible()
    is_whole(phone)


def test_back_while_an_answer_is_on_its_way(phone):
    phone.goto("/thu-tuc/")
    phone.goto(SHOP)
    held = Held(phone, "dung-ten=mot-minh")
    phone.get_by_label(ALONE).press("Space")
    held.wait()
    phone.go_back()
    phone.wait_for_url("**/thu-tuc/")
    held.release()
    assert phone.url.endswith("/thu-tuc/")
    phone.go_forward()
    phone.wait_for_url("**" + SHOP + "*")
    by_its_clock(phone, 300)  # a browser that fills the form in again has it answered
    expect(phone.locator("[aria-busy=true]")).to_have_count(0)
    is_whole(phone)


def test_a_button_pressed_meanwhile_acts_for_the_new_answer(phone):
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.goto(SHOP + "ho-so/")
    take(phone)
    held = Held(phone, "dung-ten=mot-minh")
    phone.get_by_label(ALONE).press("Space")
    held.wait()
    phone.get_by_role("button", name="Chép lời nhắn").click()
    by_its_clock(phone, 200)
    expect(phone.locator(".toast")).to_have_count(0)
    held.release()
    expect(phone.locator(".toast")).to_be_visible()
    assert "Trường hợp: " + ALONE in phone.evaluate("navigator.clipboard.readText()")


def test_a_link_pressed_meanwhile_leads_to_the_new_answer(phone):
    phone.goto(SHOP + "ho-so/")
    take(phone)
    held = Held(phone, "dung-ten=mot-minh")
    phone.get_by_label(ALONE).press("Space")
    held.wait()
    phone.get_by_role("link", name="In danh mục giấy tờ").press("Enter")
    held.let_go()
    phone.wait_for_url("**" + SHOP + "ho-so/in/?dung-ten=mot-minh")


def test_what_was_chosen_before_the_script_was_there_counts(open_page):
    page, scripts = open_page(PHONE), []
    page.route("**/site.js", lambda route: scripts.append(route))
    page.goto(SHOP, wait_until="commit")
    page.get_by_label(ALONE).press("Space")
    assert page.url.endswith(SHOP)
    until(page, lambda: scripts)
    scripts[0].continue_()
    page.wait_for_url("**/?dung-ten=mot-minh")
    is_whole(page)


@pytest.fixture
def alone(chromium, site_url):
    """A page that nobody watches: what fails stands on its console."""
    context = chromium.new_context(base_url=site_url, viewport=DESKTOP, locale="vi-VN")
    yield context.new_page()
    context.close()


def answer(page, path):
    """Gives the page's first answer; returns what its address must then have."""
    if "/quay/" in path:
        page.get_by_role("link", name=ALONE).click()
    elif "/huong-dan/" in path:
        page.locator("input[type=checkbox]").nth(1).check()
        return "chon=&chon="
    else:
        page.get_by_label(ALONE).press("Space")
    return "dung-ten=mot-minh"


every_kind = pytest.mark.parametrize("path", [SHOP, SHOP + "ho-so/", BATCH, COUNTER])


@every_kind
@pytest.mark.parametrize("failure", ["503", "refused", "another page", "moved"])
def test_what_fails_is_opened_as_a_page_with_the_answers_of_now(alone, path, failure):
    def route(route):
        if route.request.resource_type != "fetch":
            route.continue_()
        elif failure == "503":
            route.fulfill(status=503, body="<title>busy</title>")
        elif failure == "refused":
            route.abort()
        elif failure == "moved":
            route.fulfill(status=302, headers={"Location": "/thu-tuc/"})
        else:
            route.fulfill(status=200, content_type="text/html", body="<title>Sign in to the network</title><p>…")

    alone.route("**/*", route)
    alone.goto(path)
    alone.evaluate("document.title = 'before'")
    query = answer(alone, path)
    expect(alone).not_to_have_title("before")
    alone.wait_for_load_state()
    assert query in alone.url
    is_whole(alone)


@every_kind
def test_without_a_network_the_page_stays_as_it_was_and_says_so(alone, path):
    alone.goto(path)
    before = alone.evaluate(PARTS)
    alone.context.set_offline(True)
    answer(alone, path)
    expect(alone.locator(".toast[role=status]")).to_contain_text("Không có mạng")
    assert alone.evaluate(PARTS) == before
    alone.context.set_offline(False)
    query = answer(alone, path)
    alone.wait_for_url(f"**?{query}*")
    is_whole(alone)
