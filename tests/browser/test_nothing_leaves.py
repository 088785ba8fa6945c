"""Nothing that is typed or ticked leaves the device unless it is sent, as ``/quyen-rieng-tu/`` says: requests and beacons are looked at.

Two things are sent, and that page says so: answers to a page's questions, in its address; what stands in the search field, for suggestions.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Request, expect

from .tools import by_its_clock
from .tools import field as search_field

BIRTH = "/thu-tuc/lam-khai-sinh-cho-con/"
REPORT = "/gop-y/?trang=lam-khai-sinh-cho-con"
OURS = "/static/"
# What a page's script may still have in mind: suggestions wait 180 ms, where an input method composes 600.
LATER = 800


@dataclass
class Sent:
    """Every request of a window from the first page on."""

    requests: list[Request] = field(default_factory=list)

    def but_files(self) -> list[tuple[str, str, dict[str, str]]]:
        """(method, path, query) of what was asked for since the last look, but our own files."""
        requests, self.since = self.requests[self.since :], len(self.requests)
        told = [(request.method, urlsplit(request.url)) for request in requests]
        return [(method, url.path, dict(parse_qsl(url.query))) for method, url in told if not url.path.startswith(OURS)]

    since: int = 0


@pytest.fixture
def sent(phone):
    noted = Sent()
    phone.context.on("request", lambda request: noted.requests.append(request))
    yield noted
    for request in noted.requests:
        assert request.post_data is None, request.url
        assert request.resource_type not in {"ping", "websocket", "eventsource"}, request.url
        assert request.method in {"GET", "HEAD"}
        assert "cookie" not in request.headers
    assert phone.context.cookies() == []


def test_ticks_and_dates_stay_and_answers_and_letters_are_all_that_goes(phone, sent):
    phone.goto(BIRTH, wait_until="networkidle")
    assert sent.but_files() == [("GET", BIRTH, {})]

    # Ticked: on this device alone.
    ticks = phone.locator("input.tick")
    ticks.first.press("Space")
    expect(ticks.first).to_be_checked()
    # A date: the script that reckons is fetched, and asks nobody.
    phone.get_by_role("link", name="Nhắc tôi").press("Enter")
    born = date.today() - timedelta(3)
    with phone.expect_response("**/deadline*.js"):
        phone.get_by_label("Ngày sinh").fill(born.isoformat())
    expect(phone.locator("form[data-days] [role=status]")).to_contain_text("Hạn chót")
    by_its_clock(phone, LATER)
    assert sent.but_files() == []

    # One letter in the search field: nothing; from the second on: suggestions for what stands there, and nothing else.
    search_field(phone).press("l")
    by_its_clock(phone, LATER)
    assert sent.but_files() == []
    phone.keyboard.type("y hon", delay=15)
    expect(phone.locator("[role=status]", has_text="Gợi ý:").or_(phone.locator("[data-query='ly hon']")).first).to_be_attached()
    by_its_clock(phone, LATER)
    asked = sent.but_files()
    assert {(method, path) for method, path, _query in asked} == {("GET", "/tim-kiem/goi-y/")}
    assert all(query.keys() == {"q"} and "ly hon".startswith(query["q"]) for _method, _path, query in asked)
    phone.keyboard.press("Escape")

    # An answer: this page's own address with it.
    phone.locator("[data-ask]:visible input").first.press("Space")
    phone.wait_for_url(f"**{BIRTH}?*")
    answered = urlsplit(phone.url)
    assert sent.but_files() == [("GET", BIRTH, dict(parse_qsl(answered.query)))]

    # Without a connection, and with it back: what was ticked and typed meanwhile waits for nothing.
    phone.context.set_offline(True)
    for _time in range(2):  # off, and on again
        ticks.first.press("Space")
    phone.get_by_label("Ngày sinh").fill((born - timedelta(1)).isoformat())
    by_its_clock(phone, LATER)
    phone.context.set_offline(False)
    by_its_clock(phone, LATER)
    assert sent.but_files() == []

    # Who leaves tells nothing on the way.
    phone.goto("/noi-nop/", wait_until="networkidle")
    assert sent.but_files() == [("GET", "/noi-nop/", {})]
    kept = phone.evaluate("Object.keys(localStorage)")
    assert f"dau:{BIRTH}" in kept
    days = [f"{born - timedelta(n):{shape}}" for n in (0, 1) for shape in ("%Y-%m-%d", "%d%m%Y", "%Y%m%d")]
    said = [request.url + str(request.headers) for request in sent.requests]
    assert not [text for text in said if any(day in text for day in days)]
    assert not phone.evaluate("days => days.some((day) => JSON.stringify({ ...localStorage }).includes(day))", days)


def test_a_report_that_is_not_sent_is_nowhere(phone, sent):
    phone.goto(REPORT, wait_until="networkidle")
    phone.get_by_label("Phí, lệ phí").press("Space")
    phone.get_by_label("Chưa đúng hoặc khó hiểu thế nào?").press_sequentially("Nhà tôi ly hôn")
    by_its_clock(phone, LATER)
    phone.goto("/", wait_until="networkidle")
    assert sent.but_files() == [("GET", "/gop-y/", {"trang": "lam-khai-sinh-cho-con"}), ("GET", "/", {})]
    assert "ly hôn" not in phone.evaluate("JSON.stringify({ ...localStorage })")


def test_what_the_page_of_privacy_leads_to_is_there(phone):
    """It is read on a telephone from the foot of any page, and says how what stays on the device goes."""
    phone.goto(BIRTH)
    phone.locator("footer").get_by_role("link", name="Quyền riêng tư").press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Quyền riêng tư")
    phone.locator("main").get_by_role("link", name="Danh mục đã lưu").press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Danh mục đã lưu trong máy")
