"""Who stands behind what: each fact on the desk as long as it says the same, and for readers a page that says exactly what was checked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from office.models import LegalResource
from procedures_pages.expert_checks.forgetting import ANSWERED, UNANSWERED, forget_job
from procedures_pages.expert_checks.models import ExpertCheck
from procedures_pages.expert_checks.standing import confirmed as confirmed_by
from procedures_pages.factories import ProcedureFactory
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.models import CatalogueIndexPage, Remark

from .conftest import DIVISION, SLUG, Asked, user

pytestmark = pytest.mark.django_db
LINE = f"Chuyên viên {DIVISION} đã kiểm"


def act(client, check, name):
    return client.post(reverse("expert_check_answers", args=[check.page_id, check.pk]), {"act": name})


@pytest.fixture
def confirmed(client, asked):
    """A check that found everything right, and that somebody else let readers know of."""
    client.post(asked.address, asked.data())
    client.force_login(user("duyet"))
    assert act(client, asked.check, "show").status_code == 302
    client.logout()
    return asked


def told(client, address=f"/thu-tuc/{SLUG}/"):
    return LINE in BeautifulSoup(client.get(address).content, "html.parser").get_text(" ", strip=True)


def test_the_desk_says_of_each_fact_who_stands_behind_it(enter, client, asked, page):
    fee = asked.of("khoan-thu")
    client.post(asked.address, asked.data((fee, "Nay khác.")))
    html = BeautifulSoup(enter("bien-tap").get(reverse("facts_screen", args=[page.pk])).content, "html.parser")
    behind = [one.get_text() for one in html.select(".cn-behind")]
    assert len(behind) == len(asked.answers) - 1
    assert behind[0].startswith(f"✓ Chuyên viên Trần Thị Bình, {DIVISION} thấy đúng, ")
    assert html.select_one("#phan-le-phi .cn-behind") is None


def test_a_fact_that_was_changed_since_has_nobody_behind_it(enter, client, asked, page):
    client.post(asked.address, asked.data())
    draft = page.get_latest_revision_as_object()
    draft.summary = "Tóm tắt khác."
    draft.save_revision(clean=False)
    html = BeautifulSoup(enter("bien-tap").get(reverse("facts_screen", args=[page.pk])).content, "html.parser")
    assert "Tóm tắt khác." in html.select_one(".cn-tom-tat").get_text()
    assert html.select_one(".cn-tom-tat .cn-behind") is None
    assert html.select_one("#phan-giay-to .cn-behind") is not None


def test_readers_are_told_of_the_division_and_of_no_person(client, confirmed):
    html = client.get(f"/thu-tuc/{SLUG}/").content.decode()
    assert told(client)
    assert "Trần Thị Bình" not in html


def test_a_translation_is_not_what_was_checked(confirmed, page):
    facts = facts_of(page)
    assert confirmed_by(facts).division == DIVISION
    assert confirmed_by(replace(facts, lang="en")) is None


def test_readers_are_told_of_nothing_before_somebody_else_has_looked(client, enter, asked):
    client.post(asked.address, asked.data())
    assert not told(client)
    assert act(enter("bien-tap"), asked.check, "show")["Location"] == reverse("wagtailadmin_home")
    assert not told(client)
    # Not even by whoever may publish, where they asked themselves.
    ExpertCheck.objects.update(made_by=user("duyet"))
    act(enter("duyet"), asked.check, "show")
    assert asked.fresh().shown_at is None


def test_readers_are_told_of_nothing_where_something_was_not_right(client, enter, asked):
    client.post(asked.address, asked.data((asked.of("khoan-thu"), "Nay khác.")))
    act(enter("duyet"), asked.check, "show")
    assert not told(client)


def test_readers_are_told_no_longer_once_a_fact_has_changed(client, confirmed, page, django_capture_on_commit_callbacks):
    assert told(client)
    draft = page.get_latest_revision_as_object()
    draft.advice, draft.change_note = [], ""
    with django_capture_on_commit_callbacks(execute=True):
        draft.save_revision(clean=False).publish(user=user("duyet"), skip_permission_checks=True)
    assert told(client)  # what nobody was asked about
    draft.summary = "Tóm tắt khác."
    with django_capture_on_commit_callbacks(execute=True):
        draft.save_revision(clean=False).publish(user=user("duyet"), skip_permission_checks=True)
    assert not told(client)


def test_nor_once_a_law_that_it_names_is_another(client, confirmed, page, django_capture_on_commit_callbacks):
    law = page.legal.first().resource
    with django_capture_on_commit_callbacks(execute=True):
        LegalResource.objects.filter(pk=law.pk).update(number="99/2099/NĐ-CP")
    assert not told(client)


def test_nor_once_somebody_takes_it_back(client, confirmed, enter):
    act(enter("duyet"), confirmed.check, "hide")
    assert not told(client)


def test_a_draft_that_was_found_right_is_told_of_once_it_is_published(client, enter, page, django_capture_on_commit_callbacks):
    draft = page.get_latest_revision_as_object()
    draft.summary = "Tóm tắt khác."
    draft.save_revision(clean=False, user=user("bien-tap"))
    asked = Asked(page)
    client.post(asked.address, asked.data())
    act(enter("duyet"), asked.check, "show")
    assert not told(client)  # readers see another edition
    page.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        page.get_latest_revision().publish(user=user("duyet"), skip_permission_checks=True)
    assert told(client)


def test_a_page_with_every_kind_of_fact_is_the_same_as_draft_and_as_its_readers_see_it(client, enter, django_capture_on_commit_callbacks):
    shelf = CatalogueIndexPage.objects.get(locale__language_code="vi")
    with django_capture_on_commit_callbacks(execute=True):
        page = ProcedureFactory(parent=shelf, full=True, slug="du-moi-thu")
    asked = Asked(page)
    client.post(asked.address, asked.data())
    act(enter("duyet"), asked.check, "show")
    assert told(client, "/thu-tuc/du-moi-thu/")


def test_old_ones_are_forgotten_and_their_remarks_stay(client, page):
    now = timezone.now()
    waiting, unanswered, answered, recent = Asked(page), Asked(page), Asked(page), Asked(page)
    for one in (answered, recent):
        client.post(one.address, one.data((one.of("khoan-thu"), "Nay khác.")))
    ExpertCheck.objects.filter(pk=unanswered.check.pk).update(expires_at=now - UNANSWERED - timedelta(1))
    ExpertCheck.objects.filter(pk=answered.check.pk).update(sent_at=now - ANSWERED - timedelta(1))
    assert forget_job() == "Đã xóa 2 lần nhờ chuyên viên kiểm đã cũ."
    assert set(ExpertCheck.objects.values_list("pk", flat=True)) == {waiting.check.pk, recent.check.pk}
    assert Remark.objects.count() == 2
    assert forget_job() == ""
