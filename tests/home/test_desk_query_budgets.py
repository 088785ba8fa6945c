"""The desk asks for what stands in a list at once: as many queries for a shelf of hundreds as for one of a few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from procedures_pages.models import CatalogueIndexPage, ProcedurePage
from tests.home.test_query_budgets import five_hundred  # noqa: F401 (a fixture)
from tests.office.desk.forms import page_data

pytestmark = pytest.mark.django_db
EXPLORER, REPORT = 30, 30
# (page, queries of publishing it by the form, of approving it): an ordinary procedure, the one with the most papers, the one with the
# most rows (sixteen laws, five pages), a guide, a plain page. The same, however many rows and papers there are.
PUBLISHING = [
    ("mo-cua-hang-dang-ky-ho-kinh-doanh", 114, 128),
    ("xin-phep-xay-nha", 114, 128),
    ("lam-khai-sinh-cho-con", 113, 127),
    ("ket-hon", 88, 104),
    ("ve-cam-nang", 77, 91),
]


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


@pytest.mark.parametrize(("slug", "published", "approved"), PUBLISHING)
def test_publishing(enter, django_capture_on_commit_callbacks, slug, published, approved):
    """By the form and by an approval, with what is done once it is written."""
    page = Page.objects.get(slug=slug, locale__language_code="vi").specific
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def send(name, **changed):
        client = enter(name)
        data = dict(page_data(client.get(path), page.get_latest_revision_as_object()).lists())
        return post(client, path, {**data, **changed})

    def post(client, address, data):
        with CaptureQueriesContext(connection) as queries, django_capture_on_commit_callbacks(execute=True):
            assert client.post(address, data).status_code == 302
        page.refresh_from_db()
        return [query["sql"] for query in queries.captured_queries]

    def publish(words):
        send("bien-tap", summary=words)
        asked = send("duyet", **{"action-publish": "1"})
        assert page.summary == words
        return asked

    publish("Một câu khác.")
    again = publish("Một câu khác nữa.")
    assert len(again) <= published, f"{len(again)}\n" + "\n".join(again)

    send("bien-tap", summary="Câu thứ ba.", **{"action-submit": "1"})
    waiting = type(page).objects.get(pk=page.pk).current_workflow_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", waiting.pk])
    again = post(enter("duyet"), approve, {"comment": ""})
    assert page.summary == "Câu thứ ba."
    assert len(again) <= approved, f"{len(again)}\n" + "\n".join(again)
