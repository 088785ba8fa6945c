"""A reader's GET writes nothing."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from office.models import Unit

from .test_headers import PUBLIC

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [*PUBLIC, "/thu-tuc/lam-khai-sinh-cho-con/ho-so.pdf", "/t/1.001193", "/api/v2/procedures/", "/sitemap.xml", "/sitemap-thu-tuc.xml"],
)
def test_a_get_writes_nothing(client, path):
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    wrote = [q["sql"] for q in queries.captured_queries if q["sql"].split(" ", 1)[0] in ("INSERT", "UPDATE", "DELETE")]
    assert not wrote


def test_a_get_writes_nothing_even_before_anybody_has_filled_in_the_unit(client):
    Unit.objects.all().delete()
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/").status_code == 200
    assert [q["sql"] for q in queries.captured_queries if q["sql"].split(" ", 1)[0] in ("INSERT", "UPDATE", "DELETE")] == []
