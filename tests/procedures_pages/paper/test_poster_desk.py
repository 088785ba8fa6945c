"""The desk's page of posters: there for everyone on the desk, with a link for each thing; and the button on a procedure's own screens."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from procedures_pages.facts.procedure import GONE
from procedures_pages.models import CatalogueIndexPage, ProcedurePage

pytestmark = pytest.mark.django_db


def links(answer):
    return {a["href"] for a in BeautifulSoup(answer.content, "html.parser").select("a[href]")}


@pytest.fixture
def in_force():
    return ProcedurePage.objects.published().filter(locale__language_code="vi").exclude(status__in=GONE)


@pytest.mark.parametrize("username", ["bien-tap", "duyet", "quay"])
def test_everyone_on_the_desk_sees_it_and_its_place_in_the_menu(enter, username):
    client = enter(username)
    assert client.get(reverse("procedure_posters")).status_code == 200
    assert reverse("procedure_posters") in client.get(reverse("wagtailadmin_home")).content.decode()


def test_readers_do_not_see_it(client):
    assert client.get(reverse("procedure_posters")).status_code == 302


def test_each_procedure_in_force_has_its_poster_and_codes(enter, in_force):
    found = links(enter("quay").get(reverse("procedure_posters")))
    wanted = {f"/thu-tuc/{page.slug}/{tail}" for page in in_force for tail in ("ap-phich.pdf", "qr.svg", "qr.png")}
    assert wanted <= found


def test_each_area_has_its_poster_and_catalogue(enter, in_force):
    found = links(enter("quay").get(reverse("procedure_posters")))
    areas = set(in_force.values_list("area__slug", flat=True))
    assert {f"/thu-tuc/{name}.pdf?linh-vuc={area}" for area in areas for name in ("ap-phich", "danh-muc")} <= found
    assert "/thu-tuc/danh-muc.pdf" in found


def test_gone_procedures_are_not_offered(enter):
    gone = ProcedurePage.objects.filter(status__in=GONE, live=True).first()
    assert f"/thu-tuc/{gone.slug}/ap-phich.pdf" not in links(enter("quay").get(reverse("procedure_posters")))


def test_an_area_shows_its_procedures_only(enter, in_force):
    found = links(enter("quay").get(reverse("procedure_posters") + "?linh-vuc=ho-tich"))
    shown = {page.slug for page in in_force if f"/thu-tuc/{page.slug}/ap-phich.pdf" in found}
    assert shown == set(in_force.filter(area__slug="ho-tich").values_list("slug", flat=True))


@pytest.mark.parametrize("query", ["linh-vuc=khong-co&p=99", "p=x", "linh-vuc=%00&p=-1"])
def test_what_it_does_not_know_it_ignores(enter, query):
    desk, address = enter("quay"), reverse("procedure_posters")

    def posters(answer):
        assert answer.status_code == 200
        return {link for link in links(answer) if link.endswith("ap-phich.pdf")}

    assert posters(desk.get(f"{address}?{query}")) == posters(desk.get(address)) != set()


def test_a_live_procedure_has_the_button_on_its_own_screen(enter, in_force):
    page = in_force.first()
    assert f"/thu-tuc/{page.slug}/ap-phich.pdf" in links(enter("duyet").get(reverse("wagtailadmin_pages:edit", args=[page.pk])))


def test_a_draft_has_no_button(enter):
    listing = CatalogueIndexPage.objects.get(locale__language_code="vi")
    draft = listing.add_child(instance=ProcedurePage(title="Bản nháp", slug="ban-nhap", live=False))
    assert "ap-phich.pdf" not in enter("duyet").get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()


def test_the_list_of_procedures_has_the_button(enter, in_force):
    listing = CatalogueIndexPage.objects.get(locale__language_code="vi")
    found = links(enter("duyet").get(reverse("wagtailadmin_explore", args=[listing.pk])))
    assert any(f"/thu-tuc/{page.slug}/ap-phich.pdf" in found for page in in_force)
