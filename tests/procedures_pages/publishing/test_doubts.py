"""What publishing asks about once: each doubt on what it is for, and silence where somebody has said that it is right."""

import pytest
from django.contrib.auth import get_user_model

from office import site_data
from office.factories import OfficeFactory
from procedures_pages.models import ProcedurePage, SettledDoubt
from procedures_pages.publishing.doubts import RULES, doubts, open_doubts, settle
from procedures_pages.publishing.requirements import PublishingRefused

pytestmark = pytest.mark.django_db

LONG = "Bạn " + "mang giấy tờ đến quầy " * 6 + "rồi về."


def first(stream):
    return stream[0].value


def fee(amount):
    return lambda p: first(p.costs).update(basis="amount", amount=amount)


CASTS = {
    "fee_is_small": fee(4),
    "fee_changed_much": fee(80_000),
    "time_is_long": lambda p: first(p.times).update(unit="working_days", amount=3000),
    "many_papers": lambda p: first(p.documents).update(originals=11),
    "title_lacks_marks": lambda p: setattr(p, "title", "Lam khai sinh"),
    "link_stands_bare": lambda p: first(p.documents).update(note="Xem https://dichvucong.gov.vn/p/home để biết."),
    "summary_speaks_law": lambda p: setattr(p, "summary", "Thực hiện theo khoản 1 Điều 9 Luật Cư trú."),
    "sentence_is_long": lambda p: first(p.documents).update(note=LONG),
    "abbreviation_stands_alone": lambda p: first(p.documents).update(note="Do CQBH cấp."),
}


@pytest.fixture
def page():
    """Its fee, as readers see it: 8.000 đồng."""
    return ProcedurePage.objects.get(slug="xin-ban-sao-khai-sinh-ket-hon-khai-tu", locale__language_code="vi")


@pytest.fixture
def editor():
    return get_user_model().objects.get(username="bien-tap")


def test_every_rule_has_a_test():
    assert {rule.__name__ for rule in RULES} == {*CASTS, "offices_can_be_asked"}


@pytest.mark.parametrize("rule", CASTS)
def test_the_doubt_is_cast_on_what_it_is_for(page, rule):
    assert rule not in {one.rule for one in open_doubts(page)}
    CASTS[rule](page)
    assert rule in {one.rule for one in open_doubts(page)}


def test_of_the_sample_nothing_is_doubted():
    pages = ProcedurePage.objects.filter(locale__language_code="vi", live=True)
    assert len(pages) > 40
    assert {(p.slug, one.rule, one.message) for p in pages for one in doubts(p)} == set()


@pytest.fixture
def unpublished(page, settings):
    """The page as if no reader had seen it yet, of a site that is no sample."""
    settings.SAMPLE_NOTICE = False
    ProcedurePage.objects.filter(pk=page.pk).update(live=False)
    return ProcedurePage.objects.get(pk=page.pk)


def test_a_new_page_is_asked_about_an_office_that_cannot_be_asked(unpublished):
    office = OfficeFactory(name="Điểm tiếp nhận Hội Hợp", phone="", hours="")
    site_data.forget_site_data()
    unpublished.offices = [office]
    (found,) = [one for one in open_doubts(unpublished) if one.rule == "offices_can_be_asked"]
    assert "Điểm tiếp nhận Hội Hợp (giờ làm việc, điện thoại)." in found.message
    assert found.field == "offices"


def test_an_office_that_can_be_asked_is_not_doubted(unpublished):
    office = OfficeFactory()
    site_data.forget_site_data()
    unpublished.offices = [office]
    assert not [one for one in open_doubts(unpublished) if one.rule == "offices_can_be_asked"]


@pytest.mark.parametrize("amount", [8_000, 24_000, 2_667])
def test_three_times_as_much_is_not_doubted(page, amount):
    fee(amount)(page)
    assert not [one for one in open_doubts(page) if one.rule == "fee_changed_much"]


def test_an_abbreviation_with_its_words_is_not_doubted(page):
    first(page.documents).update(note="Do cơ quan bảo hiểm (CQBH) cấp. CQBH ở gần chợ.")
    assert not open_doubts(page)


def test_a_number_of_a_law_is_no_abbreviation(page):
    first(page.documents).update(note="Theo 18/2026/NĐ-CP và 123/2015/NĐ-CP, TT-BTP.")
    assert not [one for one in open_doubts(page) if one.rule == "abbreviation_stands_alone"]


def test_the_answer_is_remembered_for_that_value_and_no_other(page, editor):
    fee(4)(page)
    keys = [one.key for one in open_doubts(page)]
    settle(page, keys, editor)
    assert open_doubts(page) == []
    assert {row.settled_by for row in SettledDoubt.objects.filter(page_key=page.translation_key)} == {editor}
    fee(5)(page)
    assert {one.rule for one in open_doubts(page)} == {"fee_is_small", "fee_changed_much"}


def test_what_readers_see_is_not_asked_about_again(page, editor):
    fee(4)(page)
    page.people = []
    settle(page, [one.key for one in open_doubts(page)], editor)
    page.save_revision().publish()
    SettledDoubt.objects.all().delete()
    again = ProcedurePage.objects.get(pk=page.pk)
    again.summary = "Ai cũng xin được."
    assert open_doubts(again) == []


def test_keys_of_no_doubt_are_passed_over(page, editor):
    settle(page, ["0" * 16, "'; --"], editor)
    assert not SettledDoubt.objects.exists()


def test_no_road_publishes_what_nobody_has_looked_at(page):
    page.people = []
    fee(4)(page)
    revision = page.save_revision()
    with pytest.raises(PublishingRefused, match="4 đồng"):
        revision.publish()
    page.refresh_from_db()
    assert first(page.costs)["amount"] == 8000
