"""The desk asks for what stands in a list at once: as many queries for a shelf of hundreds as for one of a few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail_localize.models import Translation, TranslationSource

from procedures_pages.models import CatalogueIndexPage, ProcedurePage
from tests.home.test_query_budgets import five_hundred  # noqa: F401 (a fixture)
from tests.office.desk.forms import page_data

pytestmark = pytest.mark.django_db
EXPLORER, REPORT = 30, 30
# Of the page with the most rows: sixteen laws, five pages, each saved and checked for itself by Django's forms.
PUBLISHING = 320


def asked(ask):
    """The queries of the second time, when what every process keeps is there."""
    ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
    return [query["sql"] for query in queries.captured_queries]


@pytest.fixture
def shelf():
    return CatalogueIndexPage.objects.get(locale__language_code="vi")


def test_the_explorer(enter, shelf, request):
    client, path = enter("bien-tap"), reverse("wagtailadmin_explore", args=[shelf.pk])
    few = asked(lambda: client.get(path))
    assert len(few) <= EXPLORER, "\n".join(few)
    request.getfixturevalue("five_hundred")
    ProcedurePage.objects.filter(slug__startswith="thu-tuc-").update(live=False)  # whether these may go, was asked of each
    many = asked(lambda: client.get(path))
    assert len(many) == len(few), "\n".join(many)


def test_a_search_in_it(enter, shelf, request, settings):
    settings.SEARCH_CHECK_SECONDS = 3600
    client, path = enter("bien-tap"), reverse("wagtailadmin_explore", args=[shelf.pk])
    few = asked(lambda: client.get(path, {"q": "khai sinh"}))
    request.getfixturevalue("five_hundred")
    ProcedurePage.objects.filter(slug__startswith="thu-tuc-").update(title="Khai sinh", live=False)
    many = asked(lambda: client.get(path, {"q": "khai sinh"}))
    assert len(many) <= len(few), "\n".join(many)


def test_the_report_of_translations(enter):
    client, path = enter("bien-tap"), reverse("wagtail_localize:translations_report")
    sources = TranslationSource.objects.order_by("pk")
    assert sources.count() > 10
    kept = Translation.objects.filter(source__in=list(sources[:4]))
    many = asked(lambda: client.get(path))
    assert len(many) <= REPORT, "\n".join(many)
    Translation.objects.exclude(pk__in=kept).delete()
    assert len(asked(lambda: client.get(path))) == len(many)


def test_publishing(enter):
    page = ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi")
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def send(name, **changed):
        client = enter(name)
        data = dict(page_data(client.get(path), page.get_latest_revision_as_object()).lists())
        with CaptureQueriesContext(connection) as queries:
            assert client.post(path, {**data, **changed}).status_code == 302
        page.refresh_from_db()
        return [query["sql"] for query in queries.captured_queries]

    def publish(words):
        send("bien-tap", summary=words)
        asked = send("duyet", **{"action-publish": "1"})
        assert page.summary == words
        return asked

    publish("Khai sinh cho con, tại phường.")
    again = publish("Khai sinh cho con, tại nơi ở.")
    assert len(again) <= PUBLISHING, f"{len(again)}\n" + "\n".join(again)
