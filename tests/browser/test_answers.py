"""The answer above the hits, with real keys: read, asked, followed to its part of the page."""

import pytest
from playwright.sync_api import expect

from .tools import BOX, axe, fits


@pytest.mark.parametrize("page", ["phone", "desktop", "no_scripts"])
def test_a_question_is_answered_above_the_hits_and_leads_to_the_part(request, page):
    page = request.getfixturevalue(page)
    page.goto("/tim-kiem/")
    page.locator(BOX).fill("khai sinh mất bao lâu")
    page.keyboard.press("Enter")
    box = page.get_by_role("region", name="Làm khai sinh cho con")
    expect(box).to_contain_text("Trong ngày")
    expect(box).to_contain_text("Trích nguyên văn từ trang")
    assert box.bounding_box()["y"] < page.locator("ol.hits").bounding_box()["y"]
    fits(page)
    box.get_by_role("link", name="Xem phần này trên trang").click()
    page.wait_for_url("**/thu-tuc/lam-khai-sinh-cho-con/#thoi-han")
    expect(page.locator("#thoi-han")).to_be_in_viewport()


def test_the_question_that_decides_is_asked_in_the_box(phone):
    phone.goto("/tim-kiem/?q=xin+giay+phep+xay+nha+mat+bao+lau")
    box = phone.locator("[data-answers]")
    expect(box).to_contain_text("7 ngày làm việc nếu là nhà ở riêng lẻ")
    axe(phone)
    fits(phone)
    box.get_by_role("link", name="Nhà ở riêng lẻ").press("Enter")
    phone.wait_for_url("**#thoi-han")
    expect(phone.locator("[data-part=thoi-han] dd")).to_contain_text("7 ngày làm việc")
    expect(phone.locator("[data-part=thoi-han] dd")).not_to_contain_text("10 ngày")
    # What the page does not say, and a list too long for the box.
    for words, said in (("đăng ký kết hôn mất bao lâu", "Chưa có thông tin"), ("đăng ký kết hôn căn cứ pháp lý", "Xem đủ")):
        phone.goto(f"/tim-kiem/?q={words}")
        expect(box).to_contain_text(said)
        axe(phone)
        fits(phone)


def test_on_a_telephone_the_answer_stands_for_its_hit_and_opening_it_counts(phone, desktop):
    """The same title once, not twice one under the other; where there is room the hit stays."""
    asked = "/tim-kiem/?q=khai+sinh+mat+bao+lau"
    for page, hits in ((desktop, 2), (phone, 1)):
        page.goto(asked)
        expect(page.get_by_role("main").get_by_role("link", name="Làm khai sinh cho con", exact=True)).to_have_count(hits)
        assert page.locator("[data-result]").first.get_attribute("data-result") == "1.001193"
    expect(phone.locator("script[src*=hits]")).to_be_attached()
    phone.wait_for_load_state("networkidle")
    with phone.expect_request("**/da-mo/") as told:
        phone.locator("#tra-loi a").click()
    assert "position=1&result=1.001193" in told.value.post_data
    # A list that does not begin with what was asked about loses nothing.
    phone.goto("/tim-kiem/?q=khai+sinh")
    expect(phone.locator("[data-result]").first).to_be_visible()
