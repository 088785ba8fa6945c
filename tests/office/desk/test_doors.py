"""Screens that Wagtail opens to all of the desk are for those who have a use for them; the whole table is test_access_table's matter."""

import pytest
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


@pytest.mark.parametrize("username", ["quay", "bien-tap", "duyet"])
@pytest.mark.parametrize(
    "view", [("wagtailsnippetchoosers_office_readerreport:choose",), ("wagtail_localize:snippets_api_listing", "office", "readerreport")]
)
def test_what_readers_wrote_is_listed_for_nobody_who_may_not_read_it(enter, report, username, view):
    name, *values = view
    answer = enter(username).get(reverse(name, args=values))
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
