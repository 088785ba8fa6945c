"""A deadline of the citizen goes into the device's own calendar; the date it is counted from goes nowhere."""

import re
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import expect

from .tools import axe, fits

BIRTH = "/thu-tuc/lam-khai-sinh-cho-con/"


def same_either_way(day):
    """The last day up to ``day`` whose day and month are the same number: typed alike in each country's order."""
    while day.day != day.month:
        day -= timedelta(1)
    return day


def test_a_deadline_goes_into_the_calendar_and_the_date_nowhere(phone, no_scripts):
    sent = []
    phone.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    phone.goto(BIRTH)
    assert not [url for url in sent if "deadline" in url], "fetched for who comes to the field alone"
    phone.get_by_role("link", name="Nhắc tôi").press("Enter")
    field, button = phone.get_by_label("Ngày sinh"), phone.get_by_role("button", name="Thêm vào lịch")
    status = phone.locator("form[data-days] [role=status]")
    expect(field).to_be_visible()
    expect(button).to_be_disabled()
    with phone.expect_response("**/deadline*.js"):
        field.focus()
    born = same_either_way(date.today())
    due = born + timedelta(60)
    phone.keyboard.type(f"{born:%d%m%Y}")
    expect(field).to_have_value(born.isoformat())
    expect(status).to_contain_text("Hạn chót")
    expect(status).to_contain_text(f"{due:%d/%m/%Y}")
    expect(button).to_be_enabled()
    axe(phone)
    fits(phone)
    with phone.expect_download() as download:
        button.press("Enter")
    assert download.value.suggested_filename == "lam-khai-sinh-cho-con.ics"
    raw = Path(download.value.path()).read_bytes()
    lines = raw.decode().split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    text = raw.decode().replace("\r\n ", "")
    assert f"DTSTART;VALUE=DATE:{due:%Y%m%d}\r\n" in text
    assert f"DTEND;VALUE=DATE:{due + timedelta(1):%Y%m%d}\r\n" in text
    assert re.search(r"SUMMARY:Hạn chót: Làm khai sinh", text)
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    assert text.count("BEGIN:VALARM") == 2
    assert "TRIGGER:-P6DT15H" in text
    assert phone.url.split("#")[0].endswith(BIRTH)

    # Too late is said, and nothing to be done about it is offered.
    late = same_either_way(born - timedelta(70))
    field.fill(late.isoformat())
    expect(status).to_contain_text("Đã quá hạn")
    expect(button).to_be_disabled()

    told = [born.isoformat(), late.isoformat(), f"{born:%d%m%Y}", f"{born:%d/%m/%Y}"]
    assert not [url for url in sent if any(day in url for day in told)]

    no_scripts.goto(BIRTH)
    expect(no_scripts.locator("form[data-days]")).to_be_hidden()
    expect(no_scripts.get_by_role("link", name="Nhắc tôi")).to_have_count(0)
