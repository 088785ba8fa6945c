"""Liên kết hỏng, by real keys: an editor sees which links do not open and has one tried again; a reader copies the code instead."""

import re

import pytest
from playwright.sync_api import expect

from tests.servers.site import site

from .tools import DESKTOP, PHONE, axe, fits, log_in

SLUG = "lam-khai-sinh-cho-con"
TWO_DAYS_DEAD = """
from datetime import timedelta
from django.utils import timezone
from office.links import keeping
from office.links.checking import Outcome
from office.links.models import Link
from procedures_pages.models import ProcedurePage
now, gone = timezone.now(), Outcome("failing", "status", "404")
keeping.renew(now)
link = Link.objects.get(url__contains=ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi").portal_id)
for days in (2, 0):
    keeping.note(link, gone, now - timedelta(days=days))
"""


@pytest.fixture
def site_with_a_dead_link(sample):
    with site(sample, after=TWO_DAYS_DEAD, CHECK_LINKS="true", CLOCK="false") as url:
        yield url


def test_an_editor_has_a_dead_link_tried_again_and_a_reader_copies_the_code(open_page, site_with_a_dead_link):
    editor = open_page(DESKTOP, url=site_with_a_dead_link)
    log_in(editor, "bien-tap")
    editor.get_by_role("button", name="Báo cáo").press("Enter")
    editor.get_by_role("link", name="Liên kết hỏng").press("Enter")
    editor.wait_for_url("**/lien-ket/")
    row = editor.get_by_role("row").filter(has_text="404")
    expect(row).to_have_count(1)
    expect(row.get_by_role("link", name="Làm khai sinh cho con")).to_have_attribute("href", re.compile(r"/quan-tri/pages/\d+/edit/"))
    axe(editor)
    fits(editor)
    row.locator("td.title a").press("Enter")
    editor.get_by_role("button", name="Kiểm tra lại").press("Enter")
    expect(editor.get_by_text("Sẽ thử lại trong ít phút.")).to_be_visible()
    expect(editor.get_by_text("Đang chờ thử.")).to_be_visible()
    editor.reload()  # what it said fades in, and is told apart too little meanwhile
    expect(editor.get_by_text("Đang chờ thử.")).to_be_visible()
    axe(editor)
    fits(editor)

    reader = open_page(PHONE, url=site_with_a_dead_link)
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for path in (f"/thu-tuc/{SLUG}/", f"/thu-tuc/{SLUG}/ho-so/"):
        reader.goto(path)
        told = reader.locator("[data-part=nop-truc-tuyen]")
        expect(told).to_contain_text("Liên kết nộp đang không mở được từ ngày")
        expect(told.get_by_role("link", name="Nộp hồ sơ trực tuyến")).to_have_count(0)
        told.get_by_role("button", name="Chép mã").press("Enter")
        expect(reader.get_by_role("status").filter(has_text="Đã chép mã")).to_be_visible()
        assert reader.evaluate("navigator.clipboard.readText()") == "1.001193"
        axe(reader)
        fits(reader)
