"""Việc của tôi, by keys: what waits is on the first screen, its one action leads there; two pages are still true by one button."""

import pytest
from playwright.sync_api import expect

from .tools import DESKTOP, axe, fits, log_in

# Two pages whose records are known here, as they were written from them; one draft that waits for its second person.
WAITING = """
from django.contrib.auth import get_user_model
from procedures_pages.models import ProcedurePage
from procedures_pages.register.review.sources import note_baselines, source_codes
from tests.procedures_pages.register.factories import record, store
slugs = ["dang-ky-ket-hon", "xin-ban-sao-khai-sinh-ket-hon-khai-tu"]
pages = list(ProcedurePage.objects.filter(locale__language_code="vi", slug__in=slugs))
codes = [code for page in pages for code in source_codes(page)]
store(*(record(code=code) for code in codes))
note_baselines(pages, codes)
writer = get_user_model().objects.get(username="bien-tap")
draft = ProcedurePage.objects.get(locale__language_code="vi", slug="lam-khai-sinh-cho-con").get_latest_revision_as_object()
draft.summary = "Cho cha mẹ có con mới sinh."
draft.save_revision(user=writer)
draft.get_workflow().start(draft, writer)
"""


@pytest.fixture
def busy_site(own_site_after):
    return own_site_after(WAITING)


def test_what_waits_is_done_from_the_first_screen(open_page, busy_site):
    desk = open_page(DESKTOP, url=busy_site)
    log_in(desk, "duyet")
    work = desk.locator("#viec-cua-toi")
    row = work.locator("li").filter(has_text="Biên tập (mẫu) gửi lúc")
    expect(row).to_contain_text("Làm khai sinh cho con")
    axe(desk)
    desk.set_viewport_size({"width": 390, "height": 800})
    fits(desk)
    desk.set_viewport_size(DESKTOP)
    row.get_by_role("link").press("Enter")
    desk.wait_for_url("**/edit/**")
    expect(desk.locator("[data-workflow-action-name=approve]").first).to_be_attached()

    # The report behind the figure: what needs no mending is marked and kept.
    desk.goto("/quan-tri/")
    work.get_by_role("link", name="trang đã kiểm tra trong hạn").press("Enter")
    desk.wait_for_url("**/den-han-ra/")
    boxes = desk.get_by_role("checkbox")
    expect(boxes).to_have_count(2)
    axe(desk)
    for box in boxes.all():
        box.press("Space")
    desk.get_by_role("button", name="Trang đã chọn vẫn đúng").press("Enter")
    expect(desk.locator(".messages .success")).to_contain_text("2 trang vẫn đúng với bản ghi hiện hành")
    expect(desk.get_by_role("checkbox")).to_have_count(0)
    desk.goto("/quan-tri/")
    expect(work.locator(".cn-figures dd").first).to_contain_text("2 / 53")
