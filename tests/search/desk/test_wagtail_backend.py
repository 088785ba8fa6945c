"""Wagtail's own search in the site's Elasticsearch, and in the database where that fails."""

from itertools import count

import pytest
from django.core.cache import cache

from procedures_pages.models import ProcedurePage
from search.desk import wagtail_backend
from search.desk.wagtail_backend import MISSED, SearchBackend
from tests.servers.process import free_port

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("servers"), pytest.mark.django_db]
NUMBERS = count()
DATABASE = {"BACKEND": "wagtail.search.backends.database"}


def backends(url, timeout):
    elasticsearch = {
        "BACKEND": "search.desk.wagtail_backend",
        "URLS": [url],
        "INDEX_PREFIX": f"ban-{next(NUMBERS)}-",
        "TIMEOUT": timeout,
        "OPTIONS": {"max_retries": 0},
    }
    return {"database": DATABASE, "default": elasticsearch}


def backend():
    from wagtail.search.backends import get_search_backend

    return get_search_backend("default")


@pytest.fixture
def alive(settings, search_url):
    settings.WAGTAILSEARCH_BACKENDS = backends(search_url, 30)


@pytest.fixture
def dead(settings):
    settings.WAGTAILSEARCH_BACKENDS = backends(f"http://127.0.0.1:{free_port()}", 0.25)


def found(words):
    return [page.slug for page in SearchBackend.search(backend(), words, ProcedurePage.objects.all())]


def test_a_server_without_an_index_is_passed_over(alive):
    assert "dang-ky-ket-hon" in found("kết hôn")


def test_the_watch_makes_the_index_and_what_is_written_later_is_in_it(alive):
    cache.set(MISSED, True)
    wagtail_backend.catch_up()
    assert not cache.get(MISSED)
    index = backend().get_index_for_model(ProcedurePage)
    assert index.exists()
    index.refresh()
    assert "dang-ky-ket-hon" in found("kết hôn")
    assert backend()._answers(ProcedurePage)


def test_a_dead_server_is_passed_over(dead, client, django_user_model):
    assert "dang-ky-ket-hon" in found("kết hôn")
    client.force_login(django_user_model.objects.get(username="duyet"))
    assert "kết hôn" in client.get("/quan-tri/pages/search/?q=kết+hôn").content.decode()
    assert client.get("/api/v2/pages/?search=kết+hôn").status_code == 200


def test_publishing_goes_on_and_what_was_missed_is_noted(dead):
    page = ProcedurePage.objects.get(slug="dang-ky-ket-hon", locale__language_code="vi")
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live
    assert cache.get(MISSED)
