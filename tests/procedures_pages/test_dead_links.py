"""A submission link that is dead: readers are shown the code and the portal's search instead of a promise, until it opens again."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from office.links import keeping
from office.links.checking import ALIVE, FAILING, Outcome
from office.links.models import DeadSubmission, Link
from office.models import Unit
from procedures_pages.facts.stamp import FACTS, PAGES, FactsStamp
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db
SLUG = "lam-khai-sinh-cho-con"
PATHS = [
    f"/thu-tuc/{SLUG}/",
    f"/thu-tuc/{SLUG}/ho-so/",
    f"/thu-tuc/{SLUG}/in/",
    f"/thu-tuc/{SLUG}/ho-so/in/",
    f"/thu-tuc/{SLUG}/ho-so/in/?co=a5",
]
NOW = timezone.now()
DEAD, PROMISE = "Liên kết nộp đang không mở được từ ngày", "Nộp hồ sơ trực tuyến"
GONE, FINE = Outcome(FAILING, "status", "404"), Outcome(ALIVE)


@pytest.fixture
def link():
    keeping.renew(NOW)
    page = ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")
    return Link.objects.get(url__contains=page.portal_id)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What is done within it is as committed: what was told then is told again the next time."""

    @contextmanager
    def done():
        with django_capture_on_commit_callbacks(execute=True):
            yield
        connection.run_on_commit.clear()

    return done


def read(client, path):
    return " ".join(client.get(path).content.decode().split())


def stamps():
    return dict(FactsStamp.objects.values_list("pk", "value"))


def test_readers_are_told_from_the_second_day_until_it_opens(client, link, committed):
    keeping.note(link, GONE, NOW - timedelta(days=2))
    assert all(DEAD not in read(client, path) for path in PATHS)
    with committed():
        keeping.note(link, GONE, NOW)
    day = timezone.localdate(NOW - timedelta(days=2)).strftime("%d/%m/%Y")
    for path in PATHS:
        text = read(client, path)
        assert f"{DEAD} {day}." in text, path
        assert "1.001193" in text
        assert "dichvucong.gov.vn" in text
        assert PROMISE not in text
        assert link.url not in text
    page = read(client, PATHS[0])
    assert 'Vào <a href="https://dichvucong.gov.vn/" rel="noopener">dichvucong.gov.vn</a> và dán mã <b id="ma-nop">1.001193</b>' in page
    assert page.count('id="chep-tay"') == read(client, PATHS[1]).count('id="chep-tay"') == 1
    assert DEAD not in read(client, "/thu-tuc/dang-ky-ket-hon/")
    with committed():
        keeping.note(link, FINE, NOW + timedelta(hours=1))
    assert all(DEAD not in read(client, path) for path in PATHS)
    assert PROMISE in read(client, PATHS[0])


def test_pages_are_kept_through_checks_that_change_nothing(link, committed):
    before = stamps()
    with committed():
        keeping.renew(NOW)
        keeping.note(link, FINE, NOW - timedelta(days=3))
        keeping.note(link, GONE, NOW - timedelta(days=2))
    assert stamps() == before
    with committed():
        keeping.note(link, GONE, NOW)
    dead = stamps()
    assert (dead[FACTS] != before[FACTS], dead[PAGES] != before[PAGES]) == (True, True)
    with committed():
        keeping.note(link, GONE, NOW + timedelta(days=1))
    assert stamps() == dead
    assert DeadSubmission.objects.count() == 1


def test_data_tells_it_too(client, link):
    DeadSubmission.objects.create(url=link.url, since=NOW)
    told = client.get("/api/v2/procedures/1.001193/").json()
    assert told["submission"]["dead_since"] == timezone.localdate(NOW).isoformat()


def test_where_the_portal_is_follows_from_where_its_pages_are():
    unit = Unit(portal_procedure="https://cong.vn:8443/tt/{id}?x=1")
    assert (unit.portal, unit.portal_name) == ("https://cong.vn:8443/", "cong.vn:8443")
