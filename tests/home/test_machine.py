"""What machines ask for."""

from xml.etree import ElementTree

import pytest

from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_healthz_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").json() == {"status": "ok"}


def test_readyz_says_how_many_procedures_there_are(client):
    assert client.get("/readyz").json()["procedures"] == ProcedurePage.objects.published().in_source_language().count()


def test_readyz_says_503_without_a_database(client, monkeypatch):
    from django.db import connection

    def broken(*args, **kwargs):
        raise OSError

    monkeypatch.setattr(connection, "cursor", broken)
    assert client.get("/readyz").status_code == 503


def test_robots_names_the_sitemap_and_keeps_out_of_the_desk(client, settings):
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text
    assert "Disallow: /quan-tri/" in text


def test_security_txt_has_what_rfc_9116_asks_for(client):
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: " in text
    assert "Expires: " in text


@pytest.fixture
def sitemap(client):
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return {url.find(f"{SITEMAP}loc").text: url for url in root}


def test_the_sitemap_has_every_procedure_in_force_and_no_other(sitemap, settings):
    listed = {a for a in sitemap if "/thu-tuc/" in a and "/en/" not in a and not a.endswith("/thu-tuc/")}
    pages = ProcedurePage.objects.published().filter(locale__language_code="vi").exclude(status__in=("replaced", "abolished"))
    assert listed == {f"{settings.SITE_URL}/thu-tuc/{slug}/" for slug in pages.values_list("slug", flat=True)}


def test_the_sitemap_knows_the_languages_of_a_page(sitemap, settings):
    entry = sitemap[f"{settings.SITE_URL}/thu-tuc/lam-khai-sinh-cho-con/"]
    languages = {link.get("hreflang") for link in entry if link.tag.endswith("}link")}
    assert languages == {"vi", "en"}


def test_every_address_of_the_sitemap_answers(client, sitemap, settings):
    wrong = [a for a in sitemap if client.get(a.removeprefix(settings.SITE_URL)).status_code != 200]
    assert not wrong
