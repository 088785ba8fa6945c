"""Thư đầu tuần: once, on Monday from seven, to who answers for an area and wants it, of what their first screen tells."""

from __future__ import annotations

import logging
from datetime import datetime

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from office.clock.jobs import JobFailed
from office.factories import ReaderReportFactory, ThematicAreaFactory
from office.models import ThematicArea, WeeklyMail
from office.weekly_mail import sending
from office.weekly_mail.sending import owners, weekly_job
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedurePage, Remark

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 30, 7, 2)


@pytest.fixture
def at(monkeypatch):
    """The site's clock shows this hour."""

    def set_to(moment):
        monkeypatch.setattr(sending.timezone, "localtime", lambda *_args: timezone.make_aware(moment))

    set_to(MONDAY)
    return set_to


def user(name):
    return get_user_model().objects.get(username=name)


@pytest.fixture
def owner():
    """The sample's reviewer answers for one area with a page that nobody has looked at; nobody for any other."""
    ThematicArea.objects.update(responsible=None, deputy=None)
    ProcedurePage.objects.update(live=False)
    person = user("duyet")
    get_user_model().objects.filter(pk=person.pk).update(email="duyet@example.vn")
    area = ThematicAreaFactory(slug="rieng", name="Lĩnh vực riêng", responsible=person)
    ProcedureFactory(title="Xin giấy của lĩnh vực riêng", area=area, source_record="", verified_on=None)
    return user("duyet")


def test_on_monday_at_seven_the_owner_is_told_what_waits(at, owner):
    for number in range(7):
        page = ProcedurePage.objects.get(title="Xin giấy của lĩnh vực riêng")
        Remark.objects.create(page=page, words=f"Lời riêng {number}.", written_by=user("quay"))
    assert weekly_job() == "1 thư"
    (letter,) = mail.outbox
    assert letter.to == ["duyet@example.vn"]
    assert "việc đang chờ" in letter.subject
    lines = letter.body.splitlines()
    assert any(line.startswith("Người khác đang chờ: ") for line in lines)
    assert sum(line.startswith("- Cán bộ góp ý: Xin giấy của lĩnh vực riêng (") for line in lines) == 5
    assert "- và 2 việc nữa: cán bộ góp ý" in lines
    assert any(line.startswith("- Đến hạn rà: Xin giấy của lĩnh vực riêng") for line in lines)
    assert f"{reverse('wagtailadmin_account')}" in letter.body
    assert "Lời riêng" not in letter.body, "what people wrote stays on the desk"
    assert all("://" in line for line in lines if line.startswith("  "))


@pytest.mark.parametrize("moment", [datetime(2026, 11, 30, 6, 59), datetime(2026, 11, 29, 12, 0), datetime(2026, 12, 1, 7, 30)])
def test_at_another_hour_nobody_is(at, owner, moment):
    at(moment)
    assert weekly_job() == ""
    assert (mail.outbox, WeeklyMail.objects.exists()) == ([], False)


def test_it_goes_out_once_a_week_however_often_the_clock_looks(at, owner):
    assert [weekly_job() for _time in range(3)] == ["1 thư", "", ""]
    at(datetime(2026, 12, 7, 7, 0))
    assert weekly_job() == "1 thư"
    assert len(mail.outbox) == 2


def test_two_machines_that_write_it_at_once_send_one(at, owner, monkeypatch):
    """The other one is faster, between the words and the sending."""
    words = sending.weekly_words

    def slow(person):
        monkeypatch.setattr(sending, "weekly_words", words)
        assert weekly_job() == "1 thư"
        return words(person)

    monkeypatch.setattr(sending, "weekly_words", slow)
    assert weekly_job() == ""
    assert len(mail.outbox) == 1


def test_nothing_waits_no_mail(at, owner, monkeypatch):
    monkeypatch.setattr(sending, "weekly_words", lambda person: None)
    assert (weekly_job(), mail.outbox) == ("", [])


def test_who_does_not_want_it_gets_none(at, owner):
    WeeklyMail.objects.create(user=owner, is_wanted=False)
    assert (weekly_job(), mail.outbox) == ("", [])


def test_a_mail_that_cannot_be_written_holds_up_no_other(at, owner, monkeypatch, caplog):
    other = get_user_model().objects.create_superuser("chi-hoa", "hoa@example.vn", "mat-khau-rat-dai", first_name="Hoa")
    ThematicAreaFactory(slug="cua-hoa", name="Của Hoa", responsible=other)
    words = sending.weekly_words

    def written(person):
        if person == owner:
            raise ValueError("hỏng")
        return words(person)

    monkeypatch.setattr(sending, "weekly_words", written)
    with caplog.at_level(logging.CRITICAL), pytest.raises(JobFailed, match="Chưa soạn được thư cho"):
        weekly_job()
    assert [letter.to for letter in mail.outbox] == [["hoa@example.vn"]]
    monkeypatch.setattr(sending, "weekly_words", words)
    assert weekly_job() == "1 thư"


@pytest.mark.parametrize(
    ("changed", "gets"),
    [({}, "duyet"), ({"is_active": False}, "bien-tap"), ({"email": ""}, "bien-tap")],
    ids=["there", "left", "no address"],
)
def test_the_deputy_is_told_where_the_owner_cannot_be(owner, changed, gets):
    get_user_model().objects.filter(username="bien-tap").update(email="bien-tap@example.vn")
    ThematicArea.objects.filter(slug="rieng").update(deputy=user("bien-tap"))
    get_user_model().objects.filter(pk=owner.pk).update(**changed)
    assert [person.username for person in owners()] == [gets]


def test_it_is_written_in_the_language_of_whoever_reads_it(at, owner):
    UserProfile.objects.update_or_create(user=owner, defaults={"preferred_language": "en"})
    ReaderReportFactory()
    weekly_job()
    assert "Người khác đang chờ" not in mail.outbox[0].body


def test_each_person_switches_it_off_in_their_account(enter):
    client = enter("duyet")
    address = reverse("wagtailadmin_account")
    html = client.get(address).content.decode()
    assert "Thư đầu tuần" in html
    assert not WeeklyMail.objects.exists(), "looking writes nothing"
    person = user("duyet")
    names = {"name_email-first_name": "Duyệt", "name_email-last_name": "Thử", "name_email-email": "duyet@example.vn"}
    more = {"locale-preferred_language": "vi", "locale-current_time_zone": "Asia/Ho_Chi_Minh", "theme-theme": "system"}
    more |= {"theme-density": "default", "theme-contrast": "system", "theme-keyboard_shortcuts": "on"}
    assert client.post(address, names | more).status_code == 302
    assert WeeklyMail.objects.get(user=person).is_wanted is False
    assert client.post(address, names | more | {"weekly_mail-is_wanted": "on"}).status_code == 302
    assert WeeklyMail.objects.get(user=person).is_wanted is True


def test_who_works_on_no_pages_is_asked_nothing(enter):
    assert "Thư đầu tuần" not in enter("quay").get(reverse("wagtailadmin_account")).content.decode()
