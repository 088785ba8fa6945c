"""A rate that one text of the law sets: what holds on which day, what its form refuses, who is kept from deleting it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import ReferenceIndex

from office.desk.usage import InUse
from office.factories import LegalResourceFactory
from office.set_costs import known
from office.set_costs.by_day import RateTerms, Sum
from office.set_costs.factories import RateFactory
from office.set_costs.models import Rate
from procedures_pages.factories import ProcedureFactory, cost

NOW, NEXT = Sum("amount", 100_000, "12/2025/NQ-HĐND"), Sum("amount", 200_000, "30/2026/NQ-HĐND")
LAST, FIRST = date(2026, 12, 31), date(2027, 1, 1)
OPEN = RateTerms("Lệ phí", NOW)
ENDING = RateTerms("Lệ phí", NOW, until=LAST)
FOLLOWED = RateTerms("Lệ phí", NOW, until=LAST, then=NEXT, then_from=FIRST)
LATER = RateTerms("Lệ phí", NOW, until=LAST, then=NEXT, then_from=date(2027, 1, 15))
TO_COME = RateTerms("Lệ phí", NOW, since=FIRST)


# --- By day ---


@pytest.mark.parametrize(
    ("terms", "day", "basis", "now", "is_near"),
    [
        (OPEN, FIRST, "amount", NOW, False),
        (ENDING, LAST - timedelta(61), "amount", NOW, False),
        (ENDING, LAST - timedelta(60), "amount", NOW, True),
        (ENDING, LAST, "amount", NOW, True),
        (ENDING, FIRST, "ended", None, False),
        (FOLLOWED, LAST, "amount", NOW, True),
        (FOLLOWED, FIRST, "amount", NEXT, False),
        (LATER, FIRST, "ended", None, False),
        (LATER, date(2027, 1, 15), "amount", NEXT, False),
        (TO_COME, LAST, "not_yet", None, False),
        (TO_COME, FIRST, "amount", NOW, False),
    ],
)
def test_what_holds_on_a_day(terms, day, basis, now, is_near):
    told = terms.on(day)
    assert (told.basis, told.now, told.is_end_near) == (basis, now, is_near)


def test_the_day_before_the_next_sum_is_the_last_one():
    terms = RateTerms("Lệ phí", NOW, then=NEXT, then_from=FIRST)
    assert (terms.on(LAST).until, terms.on(LAST).is_end_near) == (LAST, True)


def test_what_follows_is_told_before_it_holds_and_no_more_after():
    assert (FOLLOWED.on(LAST).then, FOLLOWED.on(LAST).then_from) == (NEXT, FIRST)
    assert (FOLLOWED.on(FIRST).then, FOLLOWED.on(FIRST).until) == (None, None)


@pytest.mark.parametrize(
    ("terms", "day", "asks"),
    [
        (OPEN, LAST, False),
        (ENDING, LAST - timedelta(61), False),
        (ENDING, LAST - timedelta(60), True),
        (ENDING, FIRST, True),
        (FOLLOWED, LAST, False),
    ],
)
def test_an_end_with_nothing_known_to_follow_asks_for_a_look(terms, day, asks):
    assert terms.asks_for_more(day) is asks


# --- The record ---


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"amount": None}, "amount"),
        ({"basis": "free"}, "amount"),
        ({"since": FIRST, "until": LAST}, "until"),
        ({"then_amount": 200_000}, "then_from"),
        ({"then_from": FIRST}, "then_amount"),
        ({"until": FIRST, "then_from": FIRST, "then_amount": 200_000}, "then_from"),
        ({"since": FIRST, "then_from": FIRST, "then_amount": 200_000}, "then_from"),
    ],
)
def test_what_contradicts_itself_is_refused(more, field):
    with pytest.raises(ValidationError) as refused:
        RateFactory.build(law=LegalResourceFactory(), **more).full_clean()
    assert list(refused.value.message_dict) == [field]


@pytest.mark.django_db
def test_amounts_are_typed_as_people_type(enter):
    law = LegalResourceFactory()
    data = {"name": "Lệ phí hộ kinh doanh", "law": law.pk, "basis": "amount", "amount": "100.000", "then_basis": "amount"}
    data |= {"until": "31/12/2026", "then_from": "01/01/2027", "then_amount": "4 triệu"}
    response = enter("bien-tap").post(reverse(Rate.snippet_viewset.get_url_name("add")), data)
    assert response.status_code == 302
    rate = Rate.objects.get()
    assert (rate.amount, rate.until, rate.then_amount, rate.live) == (100_000, LAST, 4_000_000, False)


@pytest.mark.django_db
def test_one_without_its_text_of_the_law_is_refused_also_as_a_draft(enter):
    data = {"name": "Lệ phí hộ kinh doanh", "basis": "amount", "amount": "100.000", "then_basis": "amount"}
    response = enter("bien-tap").post(reverse(Rate.snippet_viewset.get_url_name("add")), data)
    assert response.status_code == 200
    assert not Rate.objects.exists()


@pytest.mark.django_db
def test_no_page_says_one_that_nobody_has_approved():
    RateFactory(live=False)
    assert (known.published(), known.mark(FIRST)) == ({}, "")


@pytest.mark.django_db
def test_a_text_that_nobody_has_approved_is_not_told_as_its_law():
    rate = RateFactory(law=LegalResourceFactory(live=False))
    assert known.published()[str(rate.pk)].sum.law == ""


@pytest.mark.django_db
def test_what_pages_say_has_another_mark_on_the_day_it_changes():
    RateFactory(until=LAST)
    marks = [known.mark(day) for day in (LAST - timedelta(62), LAST - timedelta(61), LAST - timedelta(60), LAST, FIRST)]
    assert marks[0] == marks[1] != marks[2] == marks[3] != marks[4]


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["delete", "unpublish"])
def test_one_that_a_page_names_is_neither_deleted_nor_taken_down(verb):
    rate = RateFactory()
    page = ProcedureFactory(costs=[cost("unknown", rate=str(rate.pk))])
    ReferenceIndex.create_or_update_for_object(page)
    with pytest.raises(InUse):
        getattr(rate, verb)()


@pytest.mark.django_db
def test_a_text_that_sets_one_is_not_deleted():
    with pytest.raises(ProtectedError):
        RateFactory().law.delete()
