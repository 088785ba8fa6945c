"""From the day of a transfer on, its pages name who decides by themselves."""

from datetime import datetime, timedelta

import pytest
from django.db.models import ProtectedError
from django.utils import timezone

from office.desk.effects import pages_showing
from office.factories import AuthorityTransferFactory, CompetentAuthorityFactory
from procedures_pages.factories import ProcedureFactory
from procedures_pages.facts import reading
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.transfers.choosing import candidates
from procedures_pages.transfers.previews import previews

pytestmark = pytest.mark.django_db


@pytest.fixture
def police():
    return CompetentAuthorityFactory(name="Công an cấp xã", slug="cong-an-cap-xa")


def moving(police, days, **more):
    return AuthorityTransferFactory(date=timezone.localdate() + timedelta(days), to_name=police.name, to_authority=police, **more)


def told(page):
    return facts_of(type(page).objects.get(pk=page.pk)).authority.name


def test_before_the_day_the_page_names_its_own(police):
    page = ProcedureFactory(transfer=moving(police, 1))
    assert told(page) == page.authority.name


def test_from_the_day_on_whoever_it_goes_to(police):
    assert told(ProcedureFactory(transfer=moving(police, 0))) == "Công an cấp xã"


def test_a_transfer_that_names_nobody_leaves_the_pages_own():
    page = ProcedureFactory(transfer=AuthorityTransferFactory())
    assert told(page) == page.authority.name


def test_an_authority_that_nobody_has_approved_is_told_to_no_reader(police):
    type(police).objects.filter(pk=police.pk).update(live=False)
    page = ProcedureFactory(transfer=moving(police, 0))
    assert told(page) == page.authority.name


def test_facts_are_kept_no_longer_than_the_day(monkeypatch):
    late = timezone.make_aware(datetime(2026, 12, 29, 23, 59, 30))
    monkeypatch.setattr(reading.timezone, "now", lambda: late)
    assert reading._seconds() == 30


def test_its_pages_are_among_those_that_say_the_authority(police):
    page = ProcedureFactory(transfer=moving(police, 5))
    assert [shown.pk for shown in pages_showing(police)] == [page.pk]


def test_an_authority_that_powers_go_to_is_not_deleted(police):
    moving(police, 5)
    with pytest.raises(ProtectedError):
        police.delete()


def test_pages_are_chosen_by_who_decides_by_now(police):
    page = ProcedureFactory(transfer=moving(police, 0))
    other = AuthorityTransferFactory(to_name="Sở Tư pháp")
    assert [one.page.pk for one in candidates(other, authority=str(police.pk))] == [page.pk]
    assert page.pk not in {one.page.pk for one in candidates(other, authority=str(page.authority_id))}


def test_the_preview_tells_the_authority_too(police):
    page = ProcedureFactory()
    (one,) = previews([(page.pk, moving(police, 0))])
    changed = {change.part: change.after for change in one.found.spoken[0].changes}
    assert changed["Cơ quan thực hiện"] == "Công an cấp xã"
