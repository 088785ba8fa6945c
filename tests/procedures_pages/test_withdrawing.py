"""A page that was withdrawn goes on to answer; one that was ever published is not deleted by an editor."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from wagtail.models import Page, PageViewRestriction

from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import CatalogueIndexPage, ProcedurePage, Withdrawal
from tests.procedures_pages.translation.translating import translate

pytestmark = pytest.mark.django_db

REASON = "Thủ tục bãi bỏ từ 01/07/2026 theo Quyết định 1234/QĐ-BTP."
CODE = "9.888701"


@pytest.fixture
def page():
    made = ProcedureFactory(title="Xin giấy thử", slug="xin-giay-thu", code=CODE)
    made.save_revision().publish()
    return made


@pytest.fixture
def approver(enter):
    return enter("duyet")


def take_down(client, page, **told):
    return client.post(f"/quan-tri/pages/{page.pk}/unpublish/", told)


def text(response):
    return BeautifulSoup(response.content, "html.parser").main.get_text(" ", strip=True)


def test_taking_down_asks_why_and_takes_nothing_down_before(approver, page):
    for told in ({}, {"reason": "  "}, {"reason": "Hết."}):
        response = take_down(approver, page, **told)
        assert "Vì sao gỡ trang này" in response.content.decode()
        page.refresh_from_db()
        assert page.live
    assert "Hãy ghi lý do" in take_down(approver, page, reason=" ").content.decode()


@pytest.mark.parametrize("tail", ["", "ho-so/", "ho-so/in/", "in/", "ho-so.pdf", "in.pdf", "gui/"])
def test_every_address_of_it_says_why_and_leads_onward(approver, client, page, tail):
    instead = ProcedureFactory(title="Xin giấy mới")
    assert take_down(approver, page, reason=REASON, successor=instead.pk).status_code == 302
    client.logout()
    response = client.get(f"/thu-tuc/{page.slug}/{tail}")
    assert response.status_code == 200
    assert REASON in text(response)
    assert f'href="/thu-tuc/{instead.slug}/"' in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("code", [CODE, "9888701", f"{CODE}.000.00.00.H62"])
def test_its_code_says_so_too(approver, client, page, code):
    take_down(approver, page, reason=REASON)
    client.logout()
    response = client.get(f"/t/{code}")
    assert response.status_code == 200
    assert REASON in text(response)


def test_english_readers_are_told_in_english_and_the_reason_as_it_was_written(approver, client, page):
    translate(page)
    take_down(approver, page, reason=REASON)
    client.logout()
    response = client.get(f"/en/thu-tuc/{page.slug}/")
    assert response.status_code == 200
    assert "withdrawn" in text(response)
    assert BeautifulSoup(response.content, "html.parser").find("span", lang="vi", string=REASON)


def test_it_is_in_no_list(approver, client, page):
    take_down(approver, page, reason=REASON)
    client.logout()
    for path in ("/thu-tuc/", "/so-do-trang/", "/sitemap-thu-tuc.xml", "/api/v2/procedures/?limit=100"):
        assert page.title not in client.get(path).content.decode()


def test_published_anew_it_is_a_page_again(approver, client, page):
    take_down(approver, page, reason=REASON)
    ProcedurePage.objects.get(pk=page.pk).save_revision().publish()
    assert not Withdrawal.objects.exists()
    assert REASON not in text(client.get(f"/thu-tuc/{page.slug}/"))


def test_behind_a_restriction_nothing_is_told(approver, client, page):
    take_down(approver, page, reason=REASON)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    client.logout()
    assert client.get(f"/thu-tuc/{page.slug}/").status_code == 404
    assert client.get(f"/t/{CODE}").status_code == 404


def test_a_draft_that_was_never_withdrawn_is_not_there(client, page):
    page.unpublish()
    assert client.get(f"/thu-tuc/{page.slug}/").status_code == 404


def test_a_successor_that_is_gone_itself_is_not_offered(approver, client, page):
    instead = ProcedureFactory(title="Xin giấy mới")
    take_down(approver, page, reason=REASON, successor=instead.pk)
    instead.unpublish()
    client.logout()
    assert "Xin giấy mới" not in client.get(f"/thu-tuc/{page.slug}/").content.decode()


# --- Nothing published is deleted ---


def test_an_editor_deletes_nothing_that_readers_have_seen(approver, page):
    response = approver.post(f"/quan-tri/pages/{page.pk}/delete/", follow=True)
    assert "Không xóa “Xin giấy thử”" in response.content.decode()
    assert Page.objects.filter(pk=page.pk).exists()


def test_nor_once_it_is_taken_down(approver, page):
    take_down(approver, page, reason=REASON)
    approver.post(f"/quan-tri/pages/{page.pk}/delete/")
    assert Page.objects.filter(pk=page.pk).exists()


def test_nor_in_bulk(approver, page):
    response = approver.post(f"/quan-tri/bulk/wagtailcore/page/delete/?id={page.pk}", follow=True)
    assert "Không xóa “Xin giấy thử”" in response.content.decode()
    assert Page.objects.filter(pk=page.pk).exists()


def test_nor_with_what_it_stands_under(approver, page):
    approver.post(f"/quan-tri/pages/{page.get_parent().pk}/delete/")
    assert Page.objects.filter(pk=page.pk).exists()


def test_a_draft_nobody_has_seen_may_go(approver):
    draft = ProcedureFactory(live=False, first_published_at=None)
    approver.post(f"/quan-tri/pages/{draft.pk}/delete/")
    assert not Page.objects.filter(pk=draft.pk).exists()


def test_procedures_are_not_taken_down_in_bulk(approver, page):
    response = approver.post(f"/quan-tri/bulk/wagtailcore/page/unpublish/?id={page.pk}", follow=True)
    assert "Gỡ từng trang" in response.content.decode()
    page.refresh_from_db()
    assert page.live


def test_whoever_manages_the_site_may_delete(client, page):
    client.force_login(get_user_model().objects.create_superuser("tat-ca", password="x"))
    client.post(f"/quan-tri/pages/{page.pk}/delete/")
    assert not Page.objects.filter(pk=page.pk).exists()


# --- Hidden without a reason ---


def privacy(client, page, **told):
    return client.post(f"/quan-tri/pages/{page.pk}/privacy/", told or {"restriction_type": "login"})


@pytest.mark.parametrize(
    "told", [{"restriction_type": "login"}, {"restriction_type": "password", "password": "x"}, {"restriction_type": "groups"}]
)
def test_what_readers_know_is_not_made_private(approver, page, told):
    for one in (page, page.get_parent()):  # nor with what it stands under
        assert privacy(approver, one, **told).status_code == 200
        asked = approver.get(f"/quan-tri/pages/{one.pk}/privacy/").json()["html"]
        assert "gỡ xuống, ghi lý do và trang thay thế" in asked
        assert f"/quan-tri/pages/{one.pk}/unpublish/" in asked
    take_down(approver, page, reason=REASON)
    privacy(approver, page, **told)  # nor after it was withdrawn: published anew it would be hidden without a word
    assert not PageViewRestriction.objects.exists()


def test_a_draft_nobody_has_seen_may_be_private_and_what_is_private_may_be_shown(approver, page):
    shelf = page.get_parent()
    draft = shelf.add_child(instance=ProcedurePage(title="Bản nháp", slug="ban-nhap-rieng", live=False))
    privacy(approver, draft)
    assert PageViewRestriction.objects.get().page_id == draft.pk
    hidden = PageViewRestriction.objects.create(page=page, restriction_type="login")  # from before
    privacy(approver, page, restriction_type="none")
    assert not PageViewRestriction.objects.filter(pk=hidden.pk).exists()


def test_it_is_not_moved_behind_a_door(approver, page):
    home = page.get_parent().get_parent()
    shelf = home.add_child(instance=CatalogueIndexPage(title="Kho riêng", slug="kho-rieng", live=False))
    PageViewRestriction.objects.create(page=shelf, restriction_type="login")
    answer = approver.post(f"/quan-tri/pages/{page.pk}/move/{shelf.pk}/confirm/", follow=True)
    assert "Không dời “Xin giấy thử” vào trang riêng tư" in answer.content.decode()
    answer = approver.post(f"/quan-tri/bulk/wagtailcore/page/move/?id={page.pk}", {"chooser": shelf.pk}, follow=True)
    assert "Không dời “Xin giấy thử” vào trang riêng tư" in answer.content.decode()
    assert Page.objects.get(pk=page.pk).get_parent().pk != shelf.pk
