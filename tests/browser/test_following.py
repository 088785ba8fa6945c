"""A change typed on the desk is on the English page at once, and the desk lists what the translator has to look at."""

import re

from playwright.sync_api import expect

from .test_story import log_in
from .tools import DESKTOP, PHONE, part, publish

ENGLISH = "/en/thu-tuc/lam-khai-sinh-cho-con/"
SUMMARY = "Cha mẹ có con mới sinh: tóm tắt vừa đổi."


def open_editor(desk):
    desk.get_by_role("link", name="Thủ tục", exact=True).click()
    desk.wait_for_url(re.compile(r"/quan-tri/pages/\d+/"))
    desk.goto(desk.url.partition("?")[0] + "?ordering=title")  # more pages than one list shows
    desk.get_by_role("link", name=re.compile("Làm khai sinh cho con$")).first.click()
    desk.locator(".cn-foot a[href$='/edit/']").click()
    desk.wait_for_url("**/edit/")
    part(desk, "tat-ca")


def test_a_fact_typed_on_the_desk_is_in_english_at_once_and_words_wait_for_the_translator(open_page, own_site):
    desk, reader = open_page(DESKTOP, url=own_site), open_page(PHONE, url=own_site)
    log_in(desk, "duyet")
    desk.goto("/quan-tri/")
    expect(desk.locator("#viec-cua-toi")).to_be_visible()
    expect(desk.locator("#viec-cua-toi li").filter(has_text="câu chưa dịch")).to_have_count(0)
    open_editor(desk)
    desk.locator("[name=summary]").fill(SUMMARY)
    desk.locator("[name=status]").select_option("under_review")
    desk.locator("[name=status_note]").fill("Đang rà soát theo nghị định mới.")
    publish(desk)
    expect(desk.locator(".messages .success")).to_be_visible()

    reader.goto(ENGLISH)
    expect(reader.get_by_text("Under review").first).to_be_visible()
    notice = reader.locator("[data-translation]")
    expect(notice).to_contain_text("summary")
    notice.get_by_role("link").click()
    expect(reader.get_by_text(SUMMARY).first).to_be_attached()  # beside a warning a telephone has no room for it

    desk.goto("/quan-tri/")
    row = desk.locator("#viec-cua-toi li").filter(has_text="câu chưa dịch")
    expect(row).to_contain_text("Làm khai sinh cho con")
    row.get_by_role("link", name="Dịch").click()
    desk.wait_for_url("**/edit/")


def test_a_page_taken_down_on_the_desk_is_gone_from_english_and_says_why(open_page, own_site):
    desk, reader = open_page(DESKTOP, url=own_site), open_page(PHONE, url=own_site)
    assert reader.goto(ENGLISH).status == 200
    log_in(desk, "duyet")
    open_editor(desk)
    desk.goto(desk.url.split("?")[0].replace("/edit/", "/unpublish/"))
    desk.get_by_role("button", name="Có, gỡ xuống").first.click()
    desk.get_by_label("Vì sao gỡ trang này").fill("Nay làm ở nơi khác.")
    desk.get_by_role("button", name="Gỡ xuống", exact=True).click()
    expect(desk.locator(".messages .success")).to_be_visible()
    assert reader.goto(ENGLISH).status == 200
    expect(reader.locator("main")).to_contain_text("This page was withdrawn on")
    expect(reader.locator("main [lang=vi]").filter(has_text="Nay làm ở nơi khác.").first).to_be_visible()
    expect(reader.locator("[data-document]")).to_have_count(0)
