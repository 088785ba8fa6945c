"""Screens that Wagtail opens to all of the desk are for those who have a use for them; the whole table is test_access_table's matter."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from office.models import ReaderReport
from procedures_pages.models import ProcedurePage

from . import access_page as page

pytestmark = pytest.mark.django_db
LED_BACK = 302


@pytest.fixture
def report():
    return ReaderReport.objects.create(page_slug="ket-hon", words="Số điện thoại không đúng.")


@pytest.mark.parametrize(
    "view", [("wagtailsnippetchoosers_office_readerreport:choose",), ("wagtail_localize:snippets_api_listing", "office", "readerreport")]
)
def test_what_readers_wrote_is_listed_for_nobody_who_may_not_read_it(enter, report, view):
    name, *values = view
    answer = enter("quay").get(reverse(name, args=values))
    assert (answer.status_code, answer["Location"]) == (LED_BACK, reverse("wagtailadmin_home"))


def test_a_dialogue_of_a_page_is_refused_as_such(enter):
    answer = enter("quay").get(reverse("wagtailadmin_choose_page"), headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 403


def test_who_writes_still_chooses(enter):
    client = enter("bien-tap")
    for name in ("wagtailadmin_choose_page", "wagtaildocs_chooser:choose", "wagtailsnippetchoosers_office_office:choose"):
        assert client.get(reverse(name)).status_code == 200, name


def test_the_menu_of_the_counter_leads_to_no_closed_door(enter):
    html = enter("quay").get(reverse("wagtailadmin_home")).content.decode()
    for name in ("wagtailadmin_reports:site_history", "wagtail_localize:translations_report"):
        assert reverse(name) not in html


def links(html):
    """Where a screen leads within the desk: its own links, and those that the menu is drawn from."""
    found = {a["href"] for a in BeautifulSoup(html, "html.parser").select("a[href^='/quan-tri/']")}
    found |= set(re.findall(r'"url": "(/quan-tri/[^"]*)"', html))
    return {address.split("#")[0] for address in found} - {reverse("wagtailadmin_logout"), reverse("wagtailadmin_login")}


def test_nothing_that_the_counter_sees_leads_to_a_closed_door(enter, db):
    client, seen, waiting = enter("quay"), set(), {reverse("wagtailadmin_home")}
    closed = []
    while waiting and len(seen) < 80:
        address = waiting.pop()
        seen.add(address)
        answer = client.get(address)
        if answer.status_code == 200:
            waiting |= {link for link in links(answer.content.decode()) if "?" not in link} - seen
        elif answer.status_code != 302 or answer["Location"] == reverse("wagtailadmin_home"):
            closed.append(address)
    assert closed == []
    assert len(seen) > 10


def test_the_first_screen_of_the_counter_leads_to_its_own_work(enter):
    html = enter("quay").get(reverse("wagtailadmin_home")).content.decode()
    assert 'href="/quay/"' in html
    assert "cn-no-pages" in html  # the search over all pages is not shown (static/desk/desk.css)
    html = enter("bien-tap").get(reverse("wagtailadmin_home")).content.decode()
    assert 'href="/quay/"' not in html
    assert "cn-no-pages" not in html


def test_no_report_is_written_by_hand(admin_client):
    answer = admin_client.get(reverse("wagtailsnippets_office_readerreport:add"))
    assert (answer.status_code, answer["Location"]) == (LED_BACK, reverse("wagtailadmin_home"))


def test_a_picture_of_a_telephone_that_nobody_adds_is_not_there(enter):
    client, address = enter("quay"), reverse("wagtail_2fa_device_qrcode")
    assert client.get(address).status_code == 404
    TOTPDevice.objects.create(user_id=client.session["_auth_user_id"], name="Điện thoại", confirmed=False)
    assert client.get(address)["Content-Type"] == "image/svg+xml"


def test_a_page_of_readers_asks_nobody_who_they_are(client):
    page = ProcedurePage.objects.filter(locale__language_code="vi", live=True).first()
    assert "Cookie" not in client.get(f"/thu-tuc/{page.slug}/").get("Vary", "")


# --- The table itself ---


def test_a_new_address_is_named_until_it_has_a_row():
    intro, sections = page.read(page.PAGE.read_text("utf-8"))
    told = page.answers_in(sections)
    found = {**told, "/quan-tri/moi/": {"": ("–", "–", "✓", "✓", "✓")}}
    assert page.difference(told, found) == ["/quan-tri/moi/: a new address without a row in quyen-truy-cap.md"]
    _intro, again = page.read(page.written(intro, sections, found))
    assert again[page.NEW_SECTION][0].words == page.NO_WORDS
    assert page.answers_in(again) == found


def test_who_is_let_in_anew_is_named():
    _intro, sections = page.read(page.PAGE.read_text("utf-8"))
    told = page.answers_in(sections)
    users = told["/quan-tri/users/"][""]
    found = {**told, "/quan-tri/users/": {"": (*users[:1], "✓", *users[2:])}}
    assert page.difference(told, found) == ["/quan-tri/users/, quay: – in quyen-truy-cap.md, ✓ on the desk"]


def test_written_anew_the_page_stays_as_it_is():
    text = page.PAGE.read_text("utf-8")
    intro, sections = page.read(text)
    assert page.written(intro, sections, page.answers_in(sections)) == text
