"""An approved text opens its effects on the pages that rest on what it changes, no others, and only a person closes them."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from office.desk.effects import pages_showing
from office.factories import LegalResourceFactory, ThematicAreaFactory
from office.models import LegalEffect, LegalResource
from office.set_costs.factories import RateFactory
from procedures_pages.factories import ProcedureFactory, cost
from procedures_pages.law_changes.models import EffectOnPage
from procedures_pages.law_changes.open import open_effects
from procedures_pages.models import ProcedureLegalResource, ProcedurePage
from procedures_pages.register.desk import law_views
from procedures_pages.register.desk.law_views import by_owner, owner

from .acts import DAY, act

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def on_pages():
    return sorted(row.page.title for row in open_effects())


def test_what_the_desk_entered_opens_exactly_the_citing_pages(django_assert_num_queries):
    law, other = LegalResourceFactory(), LegalResourceFactory()
    pages = [ProcedureFactory(law=law) for _n in range(2)]
    ProcedureFactory(law=other)
    ProcedureFactory(law=law, draft=True)
    ProcedureFactory(law=law, status="abolished", status_note="Đã bãi bỏ.")
    act(law, articles="Điều 17")
    assert on_pages() == sorted(page.title for page in pages)
    with django_assert_num_queries(1):
        rows = list(open_effects())
        assert {row.change.target for row in rows} == {law.number}
        assert {row.change.articles for row in rows} == {"Điều 17"}


def with_rate(rate, **more):
    return ProcedureFactory(costs=[cost("unknown", rate=str(rate.pk))], law=None, **more)


def test_a_text_that_sets_the_rate_of_a_page_is_one_that_the_page_rests_on():
    rate, following = RateFactory(), RateFactory(then_from=TODAY + timedelta(days=1), then_amount=1, then_law=LegalResourceFactory())
    first, second = with_rate(rate), with_rate(following)
    with_rate(RateFactory())
    act(rate.law)
    assert on_pages() == [first.title]
    act(following.then_law)
    assert on_pages() == sorted((first.title, second.title))


def test_a_text_that_no_longer_sets_it_opens_nothing():
    rate = RateFactory(then_from=TODAY, then_amount=1, then_law=LegalResourceFactory())
    with_rate(rate)
    act(rate.law)
    assert on_pages() == []


def test_a_page_that_takes_up_a_rate_of_a_changed_text_and_a_rate_that_takes_one_up_are_told():
    changed, rate = LegalResourceFactory(), RateFactory()
    act(changed)
    page = with_rate(rate)
    assert on_pages() == []
    rate.law = changed
    rate.save_revision().publish()
    assert on_pages() == [page.title]
    later = ProcedureFactory(costs=[cost("unknown", rate=str(rate.pk))], draft=True)
    later.save_revision().publish()
    assert on_pages() == sorted((page.title, later.title))


def test_the_pages_that_will_be_told_are_named_ahead():
    rate = RateFactory()
    page = with_rate(rate)
    acting = LegalResourceFactory()
    acting.effects.add(LegalEffect(target=rate.law, kind="amends", effective_from=DAY))
    assert [shown.pk for shown in pages_showing(acting)] == [page.pk]


def test_a_draft_opens_nothing_and_what_is_taken_down_is_told_no_more():
    law = LegalResourceFactory()
    ProcedureFactory(law=law)
    acting = LegalResourceFactory()
    acting.effects.add(LegalEffect(target=law, kind="amends", effective_from=DAY))
    acting.save_revision()
    assert not on_pages()
    acting.latest_revision.publish()
    assert len(on_pages()) == 1
    LegalResource.objects.get(pk=acting.pk).unpublish()
    assert not on_pages()


def test_publishing_the_text_anew_keeps_what_was_said_and_follows_what_it_says():
    law = LegalResourceFactory()
    first, second = ProcedureFactory(law=law), ProcedureFactory(law=law)
    acting = act(law)
    EffectOnPage.objects.filter(page=first).update(outcome="kept", answer="Không liên quan đến phường.")
    noticed = EffectOnPage.objects.get(page=second)
    for _again in range(2):
        # A row that was added in a draft has no key in it: publishing it once more makes a new row of it.
        acting.latest_revision.publish()
        assert on_pages() == [second.title]
        assert EffectOnPage.objects.get(page=second).opened_at == noticed.opened_at
    acting = LegalResource.objects.get(pk=acting.pk)
    effect = acting.effects.get()
    effect.articles = "Điều 3"
    acting.effects.add(effect)
    acting.save_revision().publish()
    assert [row.articles for row in open_effects()] == ["Điều 3"]
    # Another day is another effect: what was said of the one before does not hold for it.
    effect.effective_from = DAY + timedelta(1)
    acting.effects.add(effect)
    acting.save_revision().publish()
    assert on_pages() == sorted([first.title, second.title])
    assert EffectOnPage.objects.filter(effective_from=DAY).count() == 1
    acting.effects.clear()
    acting.save_revision().publish()
    assert not on_pages()


def test_no_publication_of_the_page_clears_it():
    law = LegalResourceFactory()
    page = ProcedureFactory(law=law)
    act(law)
    page = ProcedurePage.objects.get(pk=page.pk)
    page.legal.set([ProcedureLegalResource(resource=LegalResourceFactory())])
    page.save_revision(clean=False).publish()
    assert on_pages() == [page.title]


def test_a_page_that_comes_later_is_told_where_it_does_not_name_the_new_text():
    law = LegalResourceFactory()
    acting = act(law)
    unaware, aware = ProcedureFactory(law=law), ProcedureFactory(law=law)
    aware.legal.add(ProcedureLegalResource(resource=acting))
    for page in (unaware, aware):
        page.save_revision(clean=False).publish()
    assert on_pages() == [unaware.title]


def test_who_settles_it_is_noted(enter):
    law = LegalResourceFactory()
    page = ProcedureFactory(law=law)
    act(law, note="Thời hạn còn 2 ngày.")
    row = EffectOnPage.objects.get()
    editor = enter("bien-tap")
    address = f"/quan-tri/co-so-du-lieu/luat-doi/{row.pk}/"
    listed = editor.get("/quan-tri/co-so-du-lieu/luat-doi/").content.decode()
    assert page.title in listed
    assert address in listed
    assert "Thời hạn còn 2 ngày." in editor.get(address).content.decode()
    # Nothing was published since, and no reason given: neither is taken.
    for sent, refused in (({"outcome": "mended"}, "chưa được đăng lại"), ({"outcome": "kept"}, "vì sao không ảnh hưởng")):
        assert refused in editor.post(address, {"answer": "", **sent}).content.decode()
    assert on_pages() == [page.title]
    ProcedurePage.objects.filter(pk=page.pk).update(last_published_at=timezone.now())
    assert editor.post(address, {"outcome": "mended", "answer": ""}).status_code == 302
    row.refresh_from_db()
    assert (row.outcome, row.settled_by) == ("mended", get_user_model().objects.get(username="bien-tap"))
    assert not on_pages()


def test_by_owner_and_on_the_first_screen(enter, django_assert_num_queries):
    law = LegalResourceFactory()
    users = get_user_model().objects
    # The deputy answers where nobody is responsible.
    areas = [
        ThematicAreaFactory(slug=f"linh-vuc-{name}", **{who: users.create_user(name, first_name=name)})
        for who, name in (("deputy", "Bình"), ("responsible", "An"))
    ]
    pages = [ProcedureFactory(law=law, area=areas[0]), ProcedureFactory(law=law, area=areas[1]), ProcedureFactory(law=law)]
    act(law)
    with django_assert_num_queries(1):  # and nothing of a page but its name
        told = [
            (row.page_id, owner(row), law_views._owner_words(row), law_views._act(row), row.page.get_admin_display_title())
            for row in by_owner()
        ]
    assert [(page, name) for page, name, *_more in told] == [(pages[1].pk, "An"), (pages[0].pk, "Bình"), (pages[2].pk, "")]
    areas[0].responsible = users.get(username="bien-tap")
    areas[0].save()
    # Of the area that one answers for, and what belongs to nobody's; with all areas shown, everybody's.
    addresses = [reverse("register_desk:law", args=[row.pk]) for row in by_owner()]
    for query, count in (("", 1), ("?tat-ca=1", 3)):
        home = enter("bien-tap").get(f"/quan-tri/{query}").content.decode()
        assert sum(address in home for address in addresses) == count
        assert "thay đổi của luật chờ lâu nhất" in home
    assert "thay đổi của luật" not in enter("quay").get("/quan-tri/").content.decode()
