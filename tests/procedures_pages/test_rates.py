"""Rows of costs at a rate that many pages share: what facts and readers say on a day, what is refused, who is told of an end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from office import site_data
from office.desk.effects import pages_showing
from office.desk.work.rows import Desk
from office.factories import LegalResourceFactory, ThematicAreaFactory
from office.set_costs import known
from office.set_costs.factories import RateFactory
from office.set_costs.models import Rate
from procedures_pages import ending_rates
from procedures_pages.blocks import CostBlock
from procedures_pages.expert_checks.edition import told_digest
from procedures_pages.factories import CostFactory, ProcedureFactory, cost, person, question
from procedures_pages.facts import phrases, reading
from procedures_pages.facts.case import tailor
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.facts.people import outcomes
from procedures_pages.facts.procedure import NextCost
from procedures_pages.facts.summary_lines import facts_lines
from procedures_pages.models import ProcedurePage
from procedures_pages.on_page.states import standing
from procedures_pages.publishing.requirements import missing

pytestmark = pytest.mark.django_db
LAST, FIRST = date(2026, 12, 31), date(2027, 1, 1)


def in_days(days):
    return timezone.localdate() + timedelta(days)


def at_rate(rate, *applies, **more):
    return cost("unknown", *applies, rate=str(rate.pk), **more)


def page_at(rate, **more):
    return ProcedureFactory(costs=[at_rate(rate)], **more)


def cost_of(page):
    (told,) = facts_of(ProcedurePage.objects.get(pk=page.pk)).costs
    return told


# --- Facts ---


def test_the_fact_has_the_sum_of_the_rate_and_the_rows_own_kind_label_and_note():
    rate = RateFactory(amount=120_000, per="trang", law=LegalResourceFactory(number="12/2025/NQ-HĐND"), until=in_days(90))
    row = at_rate(rate, kind="phi", label="Cấp bản sao", note="Trẻ em được miễn.", channels=["online"])
    told = cost_of(ProcedureFactory(costs=[row]))
    assert (told.basis, told.amount, told.per, told.law, told.until) == ("amount", 120_000, "trang", "12/2025/NQ-HĐND", in_days(90))
    assert (told.kind, told.label, told.note, told.channels) == ("phi", "Cấp bản sao", "Trẻ em được miễn.", ("online",))
    assert phrases.cost_words(told) == "120.000 đồng/trang"


def test_a_change_of_the_rate_is_there_on_every_page_at_once():
    rate = RateFactory()
    pages = [page_at(rate), page_at(rate)]
    assert [reading.read(page.slug).facts.costs[0].amount for page in pages] == [100_000, 100_000]
    rate.amount = 150_000
    rate.save()
    assert [reading.read(page.slug).facts.costs[0].amount for page in pages] == [150_000, 150_000]


def test_what_follows_holds_from_its_day_on():
    rate = RateFactory(until=in_days(-1), then_from=in_days(0), then_amount=200_000)
    assert phrases.cost_words(cost_of(page_at(rate))) == "200.000 đồng"


def test_one_that_is_gone_or_was_never_approved_says_nothing():
    told = cost_of(page_at(RateFactory(live=False)))
    assert (told.basis, told.amount) == ("unknown", None)


def test_lines_of_lists_follow_the_rate_too():
    rate = RateFactory()
    page = page_at(rate)

    def line():
        return facts_lines([{"pk": page.pk, "live_revision_id": 7}])[page.pk]

    assert "100.000 đồng" in line()
    rate.amount = 150_000
    rate.save()
    assert "150.000 đồng" in line()


def test_a_page_without_a_rate_asks_for_none(monkeypatch):
    monkeypatch.setattr(known, "published", lambda: pytest.fail("asked"))
    assert cost_of(ProcedureFactory()).basis == "free"


# --- Words ---


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "100.000 đồng"),
        ({"until": LAST}, "100.000 đồng"),
        ({"until": LAST, "is_end_near": True}, "100.000 đồng (đến hết 31/12/2026)"),
        (
            {"until": LAST, "is_end_near": True, "then": NextCost(FIRST, "amount", 200_000)},
            "100.000 đồng (đến hết 31/12/2026; từ 01/01/2027: 200.000 đồng)",
        ),
        ({"basis": "ended", "until": LAST}, "Mức thu đã hết hiệu lực ngày 31/12/2026; hỏi tại quầy"),
        (
            {"basis": "ended", "until": LAST, "then": NextCost(FIRST, "free")},
            "Mức thu đã hết hiệu lực ngày 31/12/2026; từ 01/01/2027: Miễn phí",
        ),
        ({"basis": "not_yet", "then": NextCost(FIRST, "amount", 200_000)}, "Từ 01/01/2027: 200.000 đồng"),
    ],
)
def test_a_rate_in_words(more, words):
    assert phrases.cost_words(CostFactory(**{"basis": "amount", "per": "", **more})) == words


def test_readers_are_told_of_the_end_and_of_what_follows_on_every_road(client):
    rate = RateFactory(until=in_days(30), then_from=in_days(31), then_amount=200_000)
    page = page_at(rate, code="9.888801")
    words = f"100.000 đồng (đến hết {in_days(30):%d/%m/%Y}; từ {in_days(31):%d/%m/%Y}: 200.000 đồng)"
    for path in (page.url, f"{page.url}ho-so/", f"{page.url}in/", f"{page.url}gui/", f"/quay/{page.slug}/"):
        assert words in " ".join(BeautifulSoup(client.get(path).content, "html.parser").get_text(" ").split()), path
    told = client.get("/api/v2/procedures/9.888801/").json()["costs"][0]
    assert (told["amount"], told["until"], told["law"]) == (100_000, in_days(30).isoformat(), rate.law.number)
    assert told["then"] == {"since": in_days(31).isoformat(), "basis": "amount", "amount": 200_000, "law": rate.law.number}


def test_after_its_end_no_amount_is_said(client):
    page = page_at(RateFactory(until=in_days(-1)))
    said = client.get(page.url).content.decode()
    assert f"Mức thu đã hết hiệu lực ngày {in_days(-1):%d/%m/%Y}; hỏi tại quầy" in said
    assert "100.000" not in said


def test_english_readers_have_the_unit_in_english():
    page = page_at(RateFactory(per="trang", per_en="page"))
    with translation.override("en"):
        assert phrases.cost_words(cost_of(page)) == "100,000 VND per page"


def test_what_an_example_person_must_pay_is_the_same_when_the_end_draws_near():
    page = page_at(RateFactory(until=in_days(30)), people=[person("Chị Thử", outcome="Lệ phí: 100.000 đồng")])
    (told,) = outcomes(facts_of(ProcedurePage.objects.get(pk=page.pk)))
    assert "Lệ phí: 100.000 đồng" in told.lines


def test_the_first_screen_guesses_nothing_of_a_rate_that_has_ended():
    rate = RateFactory(until=in_days(-1))
    asked = question("ai", "toi", "ho")
    costs = [cost("free", "ai=toi", note="Hộ nghèo, người có công."), at_rate(rate, "ai=ho")]
    case = tailor(facts_of(ProcedurePage.objects.get(pk=ProcedureFactory(questions=[asked], costs=costs).pk)), {})
    assert phrases.cost_glance(case) == ("Miễn phí", "mức phí tùy trường hợp")


def test_what_a_specialist_found_right_stands_until_the_rate_says_something_else():
    rate = RateFactory(until=in_days(61))
    page = page_at(rate)

    def digest(**more):
        Rate.objects.filter(pk=rate.pk).update(**more)
        site_data.changed()
        return told_digest(facts_of(ProcedurePage.objects.get(pk=page.pk)))

    first = digest()
    near = facts_of(ProcedurePage.objects.get(pk=page.pk))
    near = replace(near, costs=tuple(replace(told, is_end_near=True) for told in near.costs))
    assert told_digest(near) == first
    assert digest(until=in_days(70)) != first
    assert digest(until=in_days(61), amount=110_000) != first


# --- What is refused ---


@pytest.mark.parametrize("own", [{"amount": 50_000}, {"per": "trang"}])
def test_an_amount_of_its_own_beside_a_rate_is_refused(own):
    block = CostBlock()
    value = block.to_python({"kind": "phi", "basis": "amount", "rate": str(RateFactory().pk), **own})
    with pytest.raises(ValidationError) as refused:
        block.clean(value)
    (errors,) = refused.value.block_errors.values()
    assert "lấy từ mức thu dùng chung" in errors.messages[0]


def test_publishing_asks_for_no_amount_where_a_rate_is_named_and_for_none_beside_it():
    rate = RateFactory()
    page = ProcedurePage.objects.get(pk=page_at(rate).pk)
    assert [gap for gap in missing(page) if gap.field == "costs"] == []
    page.costs[0].value["amount"] = 50_000
    assert [gap.rule for gap in missing(page) if gap.field == "costs"] == ["costs_say_which"]


def test_a_page_is_not_published_with_a_rate_that_nobody_has_approved():
    page = ProcedurePage.objects.get(pk=page_at(RateFactory()).pk)
    Rate.objects.update(live=False)
    page.costs[0].value["rate"] = "999999"
    assert [gap.rule for gap in missing(page) if gap.field == "costs"] == ["shared_records_are_published"]


# --- Which pages, and whose work ---


def test_the_pages_that_will_change_are_named_at_the_rate_and_at_its_law():
    rate = RateFactory()
    page = page_at(rate, law=None, live=True)
    assert [shown.pk for shown in pages_showing(rate)] == [page.pk]
    assert [shown.pk for shown in pages_showing(rate.law)] == [page.pk]


def user(name):
    return get_user_model().objects.get(username=name)


def work(name="bien-tap"):
    desk = Desk(user(name))
    return [row for row in ending_rates.ending_rates(desk).rows if desk.is_mine(row.area)]


def test_an_end_within_60_days_is_work_that_leads_to_the_rate():
    rate = RateFactory(name="Lệ phí thử", until=in_days(60))
    page_at(rate)
    (row,) = work()
    assert (row.kind, row.title, row.is_late) == ("Mức thu sắp hết hạn", "Lệ phí thử", False)
    assert row.url == reverse("wagtailsnippets_set_costs_rate:edit", args=[rate.pk])


def test_an_end_that_has_passed_is_late():
    page_at(RateFactory(until=in_days(-1)))
    (row,) = work()
    assert (row.kind, row.is_late) == ("Mức thu hết hạn", True)


@pytest.mark.parametrize("more", [{}, {"until": in_days(61)}, {"until": in_days(5), "then_from": in_days(6), "then_amount": 1}])
def test_what_goes_on_is_no_work(more):
    page_at(RateFactory(**more))
    assert work() == []


def test_a_rate_that_no_page_says_is_no_work():
    RateFactory(until=in_days(5))
    assert work() == []


def test_it_is_the_work_of_each_who_answers_for_one_of_its_pages():
    mine, other = (ThematicAreaFactory(responsible=user(name)) for name in ("bien-tap", "duyet"))
    rate = RateFactory(until=in_days(5))
    page_at(rate, area=mine)
    assert (len(work("bien-tap")), len(work("duyet"))) == (1, 0)
    page_at(rate, area=other)
    assert (len(work("bien-tap")), len(work("duyet"))) == (1, 1)


def test_the_first_screen_draws_it(enter):
    page_at(RateFactory(name="Lệ phí thử", until=in_days(5)))
    said = enter("bien-tap").get(reverse("wagtailadmin_home")).content.decode()
    assert "Lệ phí thử" in said
    assert "Ghi mức sau" in said


def test_a_case_is_told_with_the_rate():
    page = page_at(RateFactory())
    assert phrases.cost_summary(tailor(facts_of(ProcedurePage.objects.get(pk=page.pk)), {})) == "100.000 đồng"


def test_the_page_itself_is_marked_while_a_rate_of_it_ends():
    page = ProcedurePage.objects.get(pk=page_at(RateFactory(name="Lệ phí thử", until=in_days(5))).pk)
    flags = dict(standing(page, is_stored=True).flags)
    assert flags["costs"].startswith("“Lệ phí thử” chỉ đến hết")
