"""Đến hạn rà: who looked at a page last and when, and one word, "vẫn đúng", recorded against the record's current version."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedurePage, SourceCheck
from procedures_pages.register.review.freshness import keep, looks
from procedures_pages.register.review.sources import note_baselines

from .factories import AUGUST, record, store

pytestmark = pytest.mark.django_db
CODE = "7.654321"
LIST = "/quan-tri/den-han-ra/"


def user(name="bien-tap"):
    return get_user_model().objects.get(username=name)


def look(page):
    return next((look for look in looks() if look.page.pk == page.pk), None)


@pytest.fixture
def page():
    """Written from the record of July, checked by somebody long ago."""
    made = ProcedureFactory(title="Giấy phép mèo", source_record=CODE, verified_on=timezone.localdate() - timedelta(100))
    store(record(code=CODE))
    note_baselines([made], [CODE])
    return made


@pytest.mark.parametrize(("days", "due"), [(89, False), (90, True), (None, True)])
def test_a_page_is_due_ninety_days_after_its_last_look(days, due):
    today = timezone.localdate()
    page = ProcedureFactory(verified_on=None if days is None else today - timedelta(days))
    assert look(page).is_due(today) is due


def test_the_interval_is_a_setting(settings):
    settings.REVIEW_DAYS = 30
    page = ProcedureFactory(verified_on=timezone.localdate() - timedelta(31))
    assert look(page).is_due(timezone.localdate())


@pytest.mark.parametrize(("own", "days", "due"), [(14, 13, False), (14, 14, True), (180, 100, False)])
def test_a_page_may_have_an_interval_of_its_own(own, days, due):
    page = ProcedureFactory(verified_on=timezone.localdate() - timedelta(days), review_days=own)
    assert look(page).is_due(timezone.localdate()) is due


def test_an_interval_is_a_week_at_least_and_a_year_at_most():
    for days, is_refused in ((6, True), (7, False), (366, False), (367, True)):
        page = ProcedureFactory.build(review_days=days)
        try:
            page.clean_fields(exclude=[field.name for field in page._meta.fields if field.name != "review_days"])
            assert not is_refused
        except ValidationError:
            assert is_refused


def test_what_the_page_notes_of_itself_is_nobodys_look_but_an_editors_check_is(page):
    assert look(page).day == page.verified_on
    keep([page], user())
    assert look(page).day == timezone.localdate()
    assert not look(page).is_due(timezone.localdate())


@pytest.mark.parametrize("status", ["abolished", "replaced"])
def test_what_is_no_longer_in_force_is_not_looked_at(page, status):
    ProcedurePage.objects.filter(pk=page.pk).update(status=status)
    assert look(page) is None


def test_a_changed_record_is_compared_first(page):
    store(record(code=CODE, conditions="Có mèo."), day=AUGUST)
    assert (look(page).waits, look(page).can_be_kept) == ("changed", False)
    assert keep([page], user()) == ([], [page])
    assert not SourceCheck.objects.filter(checked_by__isnull=False).exists()


def test_a_page_without_a_known_record_cannot_be_kept_by_one_word():
    page = ProcedureFactory(source_record="")
    assert not look(page).can_be_kept
    assert keep([page], user()) == ([], [page])


def marked(client, *pages):
    answer = client.post(LIST, {"page": [page.pk for page in pages]}, follow=True)
    return BeautifulSoup(answer.content, "html.parser").select_one(".messages").text


def test_marked_pages_are_kept_and_the_check_names_version_and_person(enter, page):
    assert "1 trang vẫn đúng" in marked(enter("bien-tap"), page)
    check = SourceCheck.objects.get(page_key=page.translation_key, checked_by__isnull=False)
    assert (check.checked_by, check.version.record.code, check.verdicts) == (user(), CODE, {})
    assert "Giấy phép mèo" not in enter("bien-tap").get(LIST).content.decode()


def test_what_must_be_compared_is_named_and_nothing_is_recorded(enter, page):
    store(record(code=CODE, conditions="Có mèo."), day=AUGUST)
    assert "Chưa ghi, phải đối chiếu với bản ghi trước: Giấy phép mèo" in marked(enter("bien-tap"), page)


def test_nothing_marked_says_so(enter):
    assert "Hãy chọn ít nhất một trang" in marked(enter("bien-tap"))


@pytest.mark.parametrize("posted", [["x"], ["999999999"], ["-1", "1" * 40]])
def test_any_number_is_answered(enter, posted):
    assert enter("bien-tap").post(LIST, {"page": posted}).status_code == 302


def test_the_counter_does_not_look(enter, page):
    assert enter("quay").post(LIST, {"page": [page.pk]})["Location"] == reverse("wagtailadmin_home")
    assert not SourceCheck.objects.filter(checked_by__isnull=False).exists()


def test_the_list_is_taken_away_as_a_file(enter, page):
    text = b"".join(enter("bien-tap").get(LIST, {"export": "csv"}).streaming_content).decode()
    assert "Giấy phép mèo" in text
    assert "Quá hạn 10 ngày" in text


def test_the_first_screen_counts_what_was_looked_at_in_time(enter, page):
    def told():
        home = BeautifulSoup(enter("duyet").get(reverse("wagtailadmin_home")).content, "html.parser")
        return next(div.dd.text for div in home.select(".cn-figures > div") if "kiểm tra trong hạn" in div.text)

    before = int(told().split(" / ")[0])
    keep([page], user())
    assert int(told().split(" / ")[0]) == before + 1
