"""Mức thu, by real keys: one makes a rate, another approves it; two pages name it; changed once, both say the new amount."""

import pytest
from playwright.sync_api import expect

from .tools import DESKTOP, PHONE, approve, axe, enter, fits, form_at, numbers, send, watched

PAGES = """
from procedures_pages.factories import ProcedureFactory, cost
for title in ("Xin giấy nuôi mèo", "Xin giấy nuôi chó"):
    ProcedureFactory(title=title, costs=[cost("amount", amount=50_000)])
"""
CAT, DOG, NAME = "xin-giay-nuoi-meo", "xin-giay-nuoi-cho", "Lệ phí nuôi thú"
RATES = "/quan-tri/snippets/set_costs/rate/"


@pytest.fixture
def keeping_pets(own_site_after):
    return own_site_after(PAGES)


def typed(desk, selector, keys):
    desk.locator(selector).click()
    desk.keyboard.press("ControlOrMeta+A")
    desk.keyboard.press("Delete")
    desk.keyboard.type(keys, delay=20)


def approved_at(desk, address):
    desk.goto(address)
    watched(desk)
    approve(desk)


def test_a_rate_is_set_once_and_two_pages_follow(open_page, keeping_pets):
    writer, reviewer, reader = (open_page(size, url=keeping_pets) for size in (DESKTOP, DESKTOP, PHONE))
    enter(writer, "bien-tap")
    enter(reviewer, "duyet")
    cat, dog = numbers(reader, [CAT, DOG])

    # A rate: the law by its chooser, the amount as people type it.
    writer.goto(f"{RATES}add/")
    watched(writer)
    typed(writer, "#id_name", NAME)
    writer.get_by_role("button", name="Chọn văn bản pháp luật").first.click()
    writer.locator(".modal-body a[data-chooser-modal-choice]").first.click()
    expect(writer.locator(".modal-body")).to_have_count(0)
    typed(writer, "#id_amount", "100000")
    expect(writer.locator("#id_amount")).to_have_value("100.000")
    axe(writer, but=["page-has-heading-one"])  # Wagtail's own form of a new record
    send(writer)
    writer.goto(RATES)
    writer.get_by_role("link", name=NAME).press("Enter")
    writer.wait_for_url("**/edit/**")
    rate = writer.url
    approved_at(reviewer, rate)

    # One page by its small form: an amount of its own beside the rate is refused.
    writer.goto(f"/quan-tri/trang/{cat}/su-kien/")
    writer.locator("#phan-le-phi .cn-f").first.press("Enter")
    box = writer.locator("select[name=fact-rate]")
    expect(writer.locator("input[name=fact-amount]")).to_be_focused()
    box.press("ArrowDown")
    expect(box.locator("option:checked")).to_have_text(NAME)
    writer.locator("input[name=fact-amount]").press("Enter")
    expect(writer.locator(".cn-ask")).to_contain_text("lấy từ mức thu dùng chung đã chọn")
    typed(writer, "input[name=fact-amount]", "")
    writer.keyboard.press("Enter")
    writer.wait_for_url("**da-ghi=**")
    expect(writer.locator("#phan-le-phi .cn-f ins").first).to_have_text("100.000 đồng")
    writer.get_by_role("button", name="Gửi duyệt").press("Enter")
    expect(writer.locator(".messages")).to_contain_text("Đã gửi duyệt")
    # The other one by the long form.
    writer.goto(form_at(dog, "cach-nop"))
    watched(writer)
    writer.locator("select[name=costs-0-value-rate]").select_option(label=NAME)
    typed(writer, "input[name=costs-0-value-amount]", "")
    send(writer)
    for page in (cat, dog):
        approved_at(reviewer, form_at(page, "cach-nop"))
    fee = reader.locator("dl.facts [data-part=le-phi] dd")
    for slug in (CAT, DOG):
        reader.goto(f"/thu-tuc/{slug}/")
        expect(fee).to_contain_text("100.000 đồng")

    # Changed once: which pages will change is told, and nothing is live before another has approved it.
    writer.goto(rate)
    watched(writer)
    expect(writer.locator("#trang-se-doi")).to_contain_text("2 trang sẽ đổi")
    expect(writer.locator("#trang-se-doi")).to_contain_text("Xin giấy nuôi chó")
    typed(writer, "#id_amount", "120.000")
    send(writer)
    reader.reload()
    expect(fee).to_contain_text("100.000 đồng")
    approved_at(reviewer, rate)
    for slug in (CAT, DOG):
        reader.goto(f"/thu-tuc/{slug}/")
        expect(fee).to_contain_text("120.000 đồng")
    fits(reader)
