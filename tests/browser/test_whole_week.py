"""A whole week at one desk, by real keys: from a record to a guide, what changes meanwhile, what readers say, and what each person sees."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.procedures_pages.register.factories import CHANNEL, record_text
from tests.servers.site import changeable_site, within

from .test_first_day import come_in
from .test_register_desk import upload, write_it
from .test_story import in_vietnamese, tab_to
from .test_two_people import press, typed
from .tools import DESKTOP, PHONE, at_rest, from_menu, give_reason, part, watched

DESK = "/quan-tri/co-so-du-lieu/"
RECORD, TITLE, SLUG = "Thủ tục đăng ký nuôi mèo", "Nuôi mèo trong nhà", "nuoi-meo-trong-nha"
SUMMARY, ONLINE = "Dành cho người nuôi mèo. Bạn nhận thẻ mèo.", "https://nuoi-meo.gov.vn/nop"

COMMENT, AGAIN = "Nói rõ dành cho mèo trong nhà.", "Dành cho người nuôi mèo trong nhà. Bạn nhận thẻ mèo."
# The hour that was chosen is now, and the clock of the site looks.
IT_IS_EIGHT = """
from django.utils import timezone
from office.clock.publishing import publish_and_expire
from wagtail.models import Revision
now = timezone.now()
planned = Revision.objects.get(object_id="{page}", approved_go_live_at__gt=now)
planned.approved_go_live_at, planned.content["go_live_at"] = now, now.isoformat()
planned.save()
publish_and_expire()
"""


class Week:
    """Who works with the site this week, each with a window of their own."""

    def __init__(self, open_page, url, folder):
        self.url, self.folder = url, folder
        self.writer, self.approver = open_page(DESKTOP, url=url), open_page(DESKTOP, url=url)
        self.counter, self.reader = open_page(PHONE, url=url), open_page(PHONE, url=url)
        self.page = ""  # the number of the guide that is written on Monday

    def open_first(self, desk, words):
        """From the first screen by the one link of what waits there; the row that told of it, in words."""
        desk.goto("/quan-tri/")
        row = desk.locator("#viec-cua-toi li").filter(has_text=words).first
        told = row.inner_text()
        row.get_by_role("link").last.press("Enter")
        desk.wait_for_url(re.compile(r"/quan-tri/.+"))
        desk.wait_for_load_state()
        return told

    def approve(self, words):
        """Whoever approves finds it on the first screen, and lets it go to readers."""
        self.open_first(self.approver, words)
        press(self.approver, "[data-workflow-action-name=approve]")
        expect(self.approver.locator(".messages .success")).to_be_visible()


def snapshot(folder, day, fee="0 VNĐ ()"):
    """A file of the national register as of that day; the procedure is handed in at the counter and by the web."""
    counter = CHANNEL.format(fee=fee)
    path = folder / f"{day}.txt"
    path.write_text(record_text(channels=f"{counter}\n{counter.replace('DIRECT', 'ONLINE')}"), "utf-8")
    return path


def by_tab(page, wanted, *, back=False):
    """Comes there by Tab alone and presses Enter."""
    tab_to(page, wanted, back=back)
    page.keyboard.press("Enter")


def part_by_tab(page, key):
    by_tab(page, f".cn-form__parts a[data-cn-part={key}]", back=True)
    expect(page.locator("input[name=cn-part]")).to_have_value(key)
    watched(page)


def type_over(page, wanted, words):
    tab_to(page, wanted)
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(words)


def monday_a_draft_from_a_record(week):
    come_in(week.approver, "duyet")
    upload(week.approver, snapshot(week.folder, "2026-07-01"))
    write_it(week.approver)
    come_in(week.writer, "bien-tap")
    writer = week.writer
    in_vietnamese(writer)
    # From here to what is sent: no mouse, no place that Tab does not reach.
    writer.goto(DESK)
    by_tab(writer, f"main a:has-text('{RECORD}')")
    writer.wait_for_url("**/ban-ghi/9.000001/")
    by_tab(writer, "button:has-text('Soạn hướng dẫn từ bản ghi này')")
    writer.wait_for_url("**/edit/")
    watched(writer)
    week.page = re.search(r"/pages/(\d+)/", writer.url)[1]
    expect(writer.locator(".cn-gaps")).to_contain_text("Thiếu ngày kiểm tra.")
    part_by_tab(writer, "nhan-dien")
    type_over(writer, "#id_title", TITLE)
    type_over(writer, "#id_summary", SUMMARY)
    part_by_tab(writer, "truc-tuyen")
    type_over(writer, "#id_submission_url", ONLINE)
    part_by_tab(writer, "nguon")
    type_over(writer, "#id_verified_on", "01/07/2026")
    writer.keyboard.press("Tab")
    at_rest(writer)
    by_tab(writer, "button:has-text('Thao tác khác')")
    tab_to(writer, "button[name=action-submit]")
    with writer.expect_navigation():
        writer.keyboard.press("Enter")
    expect(writer.locator(".messages .success")).to_contain_text("gửi duyệt")


def tuesday_sent_back_with_a_comment_and_sent_again(week):
    writer, approver = week.writer, week.approver
    assert "Biên tập (mẫu) gửi lúc" in week.open_first(approver, TITLE)
    watched(approver)
    approver.get_by_role("button", name="Thao tác khác").last.press("Enter")
    approver.locator("[data-workflow-action-name=reject]").press("Enter")
    box = approver.locator(".modal").get_by_label("Bình luận")
    expect(approver.locator(".modal.in")).to_be_visible()
    box.fill(COMMENT)
    with approver.expect_navigation():
        approver.locator(".modal").get_by_role("button", name="Yêu cầu sửa").press("Enter")
    approver.goto("/quan-tri/")
    expect(approver.locator("#viec-cua-toi li").filter(has_text=TITLE)).to_have_count(0)

    told = week.open_first(writer, TITLE)
    assert "Trả lại bạn" in told
    assert COMMENT in told
    watched(writer)
    part(writer, "nhan-dien")
    watched(writer)
    typed(writer, "#id_summary", AGAIN)
    press(writer, "button[name=action-submit]")
    expect(writer.locator(".messages .success")).to_contain_text("Đã gửi duyệt")


def wednesday_planned_and_live_at_its_minute(week):
    approver, reader = week.approver, week.reader
    week.open_first(approver, TITLE)
    watched(approver)
    hour = (timezone.localtime() + timedelta(days=1)).replace(hour=8, minute=0)
    approver.get_by_role("button", name="Trạng thái").first.press("Enter")
    approver.get_by_role("button", name="Đặt lịch").press("Enter")
    approver.locator("#id_go_live_at").focus()
    approver.keyboard.type(f"{hour:%d/%m/%Y %H:%M}")
    approver.keyboard.press("Tab")
    approver.get_by_role("button", name="Lưu lịch").press("Enter")
    expect(approver.get_by_text(f"Xuất bản lúc:\n{hour:%d/%m/%Y %H:%M}")).to_be_visible()
    watched(approver)
    press(approver, "[data-workflow-action-name=approve]")
    approver.goto("/quan-tri/")
    waiting = approver.locator("#viec-cua-toi li").filter(has_text=TITLE)
    expect(waiting).to_contain_text("08:00")

    reader.goto("/tra-cuu/9.000001/")
    expect(reader.locator("main")).to_contain_text("Chưa biên tập")
    within(week.url, IT_IS_EIGHT.format(page=week.page))
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.locator("main")).to_contain_text(AGAIN)
    week.address = urlsplit(reader.url).path
