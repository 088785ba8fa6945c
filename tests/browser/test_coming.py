"""Báo trước, by real keys: an editor ticks it, another schedules the version, a reader of today sees from when the page will change."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from .tools import DESKTOP, PHONE, at_rest, axe, fits, form_at, from_menu, log_in, numbers, part, save_draft, watched

SLUG, WORDS = "lam-khai-sinh-cho-con", "Dành cho cha mẹ có con mới sinh tại phường."


def test_an_editor_ticks_it_another_schedules_it_a_reader_knows(open_page, own_site):
    editor, reviewer, reader = open_page(DESKTOP, url=own_site), open_page(DESKTOP, url=own_site), open_page(PHONE, url=own_site)
    log_in(editor, "bien-tap")
    (number,) = numbers(editor, [SLUG])
    editor.goto(form_at(number, "nguon"))
    watched(editor)
    editor.get_by_role("checkbox", name="Báo trước cho người dân").press("Space")
    part(editor, "nhan-dien")
    watched(editor)
    summary = editor.locator("#id_summary")
    summary.press("Control+A")
    editor.keyboard.type(WORDS, delay=5)
    save_draft(editor)
    reader.goto(f"/thu-tuc/{SLUG}/")
    expect(reader.locator("main")).not_to_contain_text(WORDS)

    log_in(reviewer, "duyet")
    reviewer.goto(f"/quan-tri/pages/{number}/edit/")
    watched(reviewer)
    hour = timezone.localtime() + timedelta(days=60)
    reviewer.get_by_role("button", name="Trạng thái").first.press("Enter")
    reviewer.get_by_role("button", name="Đặt lịch").first.press("Enter")
    reviewer.locator("#id_go_live_at").fill(f"{hour:%d/%m/%Y} 08:00")
    at_rest(reviewer)
    with reviewer.expect_navigation(wait_until="commit"):
        reviewer.get_by_role("button", name="Lưu lịch").press("Enter")
    reviewer.wait_for_load_state()
    watched(reviewer)
    from_menu(reviewer, reviewer.get_by_role("button", name="Hẹn giờ xuất bản", exact=True))
    expect(reviewer.locator(".messages")).to_contain_text("Làm khai sinh cho con")

    reader.goto(f"/thu-tuc/{SLUG}/")
    told = reader.locator(".note").filter(has_text=f"Từ {hour:%d/%m/%Y} trang này đổi:")
    expect(told).to_contain_text(f"sẽ là “{WORDS[:20]}")
    axe(reader)
    fits(reader)
    told.get_by_role("link").press("Enter")
    expect(reader.locator("#sap-toi")).to_contain_text(WORDS.rstrip("."))
    axe(reader)
    fits(reader)
