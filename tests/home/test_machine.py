"""What machines ask for."""

import pytest
from django.utils import timezone

from procedures_pages.models import ProcedurePage
from tests.sitemap import NAMESPACE, addresses, parts, read

pytestmark = pytest.mark.django_db


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
    return addresses(client)


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


def test_every_part_of_the_sitemap_is_small_and_all_of_them_are_the_whole(client, monkeypatch, sitemap):
    monkeypatch.setattr("home.sitemaps.SitemapPart.limit", 7)
    found = parts(client)
    assert len(found) > len({part.partition("?")[0] for part in found}) == 6
    assert all(len({url.find(f"{NAMESPACE}lastmod") is None for url in read(client, part)}) == 1 for part in found)
    assert all(0 < len(read(client, part)) <= 14 for part in found)
    assert {*addresses(client)} == {*sitemap}


@pytest.mark.parametrize(
    "path", ["/sitemap-khong-co.xml", "/sitemap-thu-tuc.xml?p=2", "/sitemap-thu-tuc.xml?p=x", "/sitemap-thu-tuc.xml?p=0"]
)
def test_a_part_that_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_part_says_when_a_page_changed(sitemap, settings):
    page = ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi")
    english = page.get_translation(page.get_translations().get().locale)
    last = max(page.last_published_at, english.last_published_at)
    told = {sitemap[f"{settings.SITE_URL}{prefix}/thu-tuc/{page.slug}/"].find(f"{NAMESPACE}lastmod").text for prefix in ("", "/en")}
    assert told == {timezone.localtime(last).isoformat()}


def test_a_part_names_no_host_but_the_sites_own(client, settings):
    for path in ("/sitemap.xml", "/sitemap-thu-tuc.xml"):
        text = client.get(path, headers={"host": "127.0.0.1"}).content.decode()
        assert "127.0.0.1" not in text
        assert settings.SITE_URL in text


def test_a_part_asks_few_queries(client, django_assert_max_num_queries):
    client.get("/sitemap-thu-tuc.xml")
    with django_assert_max_num_queries(4):
        client.get("/sitemap-thu-tuc.xml")
