"""The draft beside what readers see, in both languages; the day of the update follows from it."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Page

from procedures_pages.models import ProcedurePage
from procedures_pages.reader_changes import note_the_day, reader_changes

pytestmark = pytest.mark.django_db
SLUG = "xin-ban-sao-khai-sinh-ket-hon-khai-tu"


@pytest.fixture
def page():
    return ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")


def dearer(page, amount=50_000):
    page.costs[0].value["amount"] = amount
    return page


def test_a_page_as_it_is_changes_nothing(page):
    assert reader_changes(page).count == 0


def test_a_fee_is_told_and_for_whom(page):
    found = reader_changes(dearer(page))
    ((change,),) = [spoken.changes for spoken in found.spoken]
    assert "8.000 đồng" in change.before
    assert "50.000 đồng" in change.after
    assert len(found.people) == 3


def test_readers_of_english_are_told_in_english():
    birth = ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi")
    birth.times[0].value.update(amount=9, unit="days", applies=[])
    told = {spoken.lang: " ".join(change.after for change in spoken.changes) for spoken in reader_changes(birth).spoken}
    assert "9 ngày" in told["vi"]
    assert "9 days" in told["en"]


def test_of_a_page_that_nobody_sees_there_is_nothing_to_compare(page):
    page.unpublish()
    assert reader_changes(page) is None


@pytest.mark.parametrize("username", ["bien-tap", "duyet"])
def test_the_screen_tells_it(enter, page, username):
    dearer(page).save_revision()
    screen = BeautifulSoup(enter(username).get(f"/quan-tri/nguoi-doc-se-thay/{page.pk}/").content, "html.parser")
    assert "8.000 đồng" in screen.find("del").get_text()
    assert "50.000 đồng" in screen.find("ins").get_text()


def test_the_form_leads_to_it(enter, page):
    dearer(page).save_revision()
    form = enter("bien-tap").get(f"/quan-tri/pages/{page.pk}/edit/").content.decode()
    assert "Người đọc sẽ thấy 1 điều đổi" in form
    assert f"/quan-tri/nguoi-doc-se-thay/{page.pk}/" in form


def test_the_counter_does_not_see_drafts(enter, page):
    assert enter("quay").get(f"/quan-tri/nguoi-doc-se-thay/{page.pk}/").status_code != 200


def test_what_readers_act_upon_is_of_today(page):
    note_the_day(dearer(page), [])
    assert page.updated_on == timezone.localdate()


def test_a_mended_sentence_is_no_news(page):
    before = page.updated_on
    page.summary = "Ai cũng xin được."
    note_the_day(page, [])
    assert page.updated_on == before


def test_the_day_that_an_editor_writes_stays(page):
    page.updated_on = date(2026, 11, 1)
    note_the_day(dearer(page), ["updated_on"])
    assert page.updated_on == date(2026, 11, 1)


def compared(client, page, versions="earliest...latest"):
    return BeautifulSoup(client.get(f"/quan-tri/pages/{page.pk}/revisions/compare/{versions}/").content, "html.parser").main


def test_a_comparison_of_versions_begins_with_what_readers_see(enter, page):
    page.save_revision()
    dearer(page).save_revision()
    screen = compared(enter("duyet"), page)
    assert "8.000 đồng" in screen.find("del").get_text()
    assert [mark.get_text() for mark in screen.find("ins").find_all("mark")] == ["50.000"]
    assert [cell.get_text() for cell in screen.find("thead").find_all("th")] == ["Điều đổi", "Trước", "Sau"]
    # The form's own comparison, field by field, is further down.
    assert screen.find("table", class_="listing")


def test_a_comparison_of_a_translation_speaks_its_language(enter):
    page = ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="en")
    page.title = "Register a birth, and quickly"
    page.save_revision()
    screen = compared(enter("duyet"), page, "live...latest")
    assert "and quickly" in screen.find("ins").get_text()
    assert screen.find("td", lang="en")


def test_a_page_of_another_kind_is_compared_as_wagtail_does(enter):
    page = Page.objects.get(slug="sinh-con", locale__language_code="vi").specific
    page.title = "Sinh con đầu lòng"
    page.save_revision()
    screen = compared(enter("duyet"), page, "live...latest")
    assert screen.find("table", class_="listing")
    assert not screen.find("table", class_="cn-diff")
