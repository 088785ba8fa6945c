"""No page lives twice: an alias is offered nowhere, and one that is there all the same leads to its original."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization

from guides.factories import GuideFactory
from guides.models import BaseGuidePage
from home.models import StandardPage
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedurePage
from procedures_pages.publishing.requirements import missing
from search.index import indexing
from tests.office.desk.screens import superuser

pytestmark = pytest.mark.django_db
WORD = "xyzzyb"


@pytest.fixture
def original():
    return ProcedureFactory(title=f"Đổi {WORD}", slug="doi-bien", code="9.777001", with_questions=True)


@pytest.fixture
def alias(original):
    made = CreatePageAliasAction(original, update_slug="doi-bien-2").execute()
    assert made.live
    indexing.update()
    return made


# --- Offered nowhere ---


def test_copying_offers_no_alias(enter, original):
    html = enter("duyet").get(reverse("wagtailadmin_pages:copy", args=[original.pk])).content
    assert not BeautifulSoup(html, "html.parser").find(attrs={"name": "alias"})


@pytest.mark.parametrize("make", [ProcedureFactory, GuideFactory, lambda: StandardPage.objects.filter(locale__language_code="vi").first()])
def test_asking_for_an_alias_makes_a_draft_copy(enter, make):
    page = make()
    data = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": page.get_parent().pk, "copy_subpages": "", "alias": "on"}
    assert enter("duyet").post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data).status_code == 302
    copied = Page.objects.get(slug="ban-sao")
    assert (copied.alias_of, copied.live) == (None, False)


def test_a_language_cannot_be_filled_with_aliases(client):
    client.force_login(superuser())
    address = reverse("wagtaillocales:edit", args=[Locale.objects.get(language_code="en").pk])
    assert "sync_from" not in client.get(address).content.decode()


@pytest.mark.parametrize("username", ["duyet", "quan-ly"])
def test_a_translation_cannot_be_made_an_alias(client, username):
    user = superuser() if username == "quan-ly" else get_user_model().objects.get(username=username)
    client.force_login(user)
    english = ProcedurePage.objects.filter(locale__language_code="en").first()
    for method in (client.get, client.post):
        assert method(reverse("wagtail_localize:convert_to_alias", args=[english.pk])).status_code == 302
    english.refresh_from_db()
    assert english.alias_of is None
    html = client.get(reverse("wagtailadmin_pages:edit", args=[english.pk]), follow=True).content.decode()
    assert "localize-convert-to-alias" not in html


# --- In no list ---


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/thu-tuc/",
        "/thu-tuc/?linh-vuc=ho-tich",
        "/so-do-trang/",
        "/sitemap-thu-tuc.xml",
        f"/tim-kiem/?q={WORD}",
        f"/tim-kiem/goi-y/?q={WORD}",
        "/quay/",
        f"/quay/?q={WORD}",
        "/api/v2/procedures/?limit=100",
        "/api/v2/pages/?limit=100",
        f"/api/v2/pages/?search={WORD}",
        "/en/thu-tuc/",
    ],
)
def test_no_list_has_it(client, alias, original, address):
    client.get(address)
    text = client.get(address, follow=True).content.decode()
    assert "doi-bien-2" not in text
    if WORD in address and "goi-y" not in address:
        assert "doi-bien" in text


def test_its_code_leads_to_the_original(client, alias, original):
    assert client.get("/t/9.777001").headers["Location"] == "/thu-tuc/doi-bien/"
    assert client.get("/api/v2/procedures/9.777001/").json()["url"].endswith("/thu-tuc/doi-bien/")


def test_it_does_not_keep_its_original_from_being_published(alias, original):
    assert missing(original) == []


# --- Its address ---


@pytest.mark.parametrize("tail", ["", "ho-so/", "ho-so/?ai-nop=toi", "in/", "ho-so.pdf?ai-nop=toi"])
@pytest.mark.parametrize("prefix", ["/thu-tuc/", "/en/thu-tuc/"])
def test_its_address_leads_to_the_original(client, alias, prefix, tail):
    response = client.get(f"{prefix}doi-bien-2/{tail}")
    assert (response.status_code, response.headers["Location"]) == (302, f"{prefix}doi-bien/{tail}")


def test_so_does_a_guides(client):
    guide = GuideFactory(title="Đi xa", slug="di-xa")
    CreatePageAliasAction(guide, update_slug="di-xa-2").execute()
    assert client.get("/huong-dan/di-xa-2/").headers["Location"] == "/huong-dan/di-xa/"
    assert "di-xa-2" not in client.get("/huong-dan/").content.decode()


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), lambda page: page.view_restrictions.create(restriction_type="login")])
def test_it_leads_nowhere_when_its_original_is_hidden(client, alias, original, hide):
    hide(original)
    assert client.get("/thu-tuc/doi-bien-2/").status_code == 404


# --- One that becomes a page ---


def test_converted_it_is_a_draft_until_somebody_publishes_it(enter, alias):
    response = enter("duyet").post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    assert response.status_code == 302
    page = ProcedurePage.objects.get(pk=alias.pk)
    assert (page.alias_of, page.live, page.has_unpublished_changes) == (None, False, True)


def test_a_language_that_was_synchronised_before_shows_no_copies(client):
    """The setting may stand in a database from before it was withdrawn; the command, in a crontab."""
    LocaleSynchronization.objects.create(locale=Locale.objects.get(language_code="en"), sync_from=Locale.objects.get(language_code="vi"))
    call_command("sync_locale_trees")
    copies = BaseGuidePage.objects.filter(locale__language_code="en", alias_of__isnull=False)
    assert copies.exists()
    for page in copies:
        answer = client.get(f"/en/huong-dan/{page.slug}/")
        # The Vietnamese page, said to be one.
        assert answer.status_code == 200
        assert "This page is not available in English yet" in answer.content.decode() or "chưa có bản tiếng Anh" in answer.content.decode()
