"""Báo cáo → Liên kết hỏng."""

import io
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from office.links import keeping
from office.links.checking import ALIVE, FAILING, Outcome
from office.links.models import Link, LinkUse
from office.models import ScheduledJob, ThematicArea

pytestmark = pytest.mark.django_db
NOW = timezone.now()
REPORT = "/quan-tri/lien-ket/"


@pytest.fixture
def links():
    """One that is gone, one that has moved, one that opens."""
    area = ThematicArea.objects.get(slug="ho-tich")
    rows = {}
    for name, outcome in (
        ("hong", Outcome(FAILING, "status", "404")),
        ("chuyen", Outcome(ALIVE, leads_to="https://khac.vn/moi", for_good=True)),
        ("song", Outcome(ALIVE)),
    ):
        rows[name] = Link.objects.create(url=f"https://khac.vn/{name}", host="khac.vn")
        keeping.note(rows[name], outcome, NOW - timedelta(days=3))
        LinkUse.objects.create(link=rows[name], kind="legal", title=f"Luật {name}", edit_path=f"/quan-tri/{name}/", area=area)
    return rows


def shown(client, query=""):
    response = client.get(f"{REPORT}ket-qua/{query}")
    assert response.status_code == 200
    text = response.content.decode()
    return [name for name in ("hong", "chuyen", "song") if f"https://khac.vn/{name}<" in text.replace("\n", "").replace(" ", "")]


def test_it_lists_what_does_not_open_with_the_way_to_where_it_is_mended(enter, links):
    client = enter("bien-tap")
    text = client.get(REPORT).content.decode()
    assert "Máy chủ báo lỗi (404)" in text
    assert '<a href="/quan-tri/hong/">Luật hong</a>' in text
    assert shown(client) == ["hong"]
    assert shown(client, "?xem=chuyen") == ["chuyen"]
    assert shown(client, "?xem=tat-ca") == ["hong", "chuyen", "song"]


def test_it_is_narrowed_by_area_owner_and_kind(enter, links):
    client = enter("duyet")
    other = ThematicArea.objects.exclude(slug="ho-tich").first()
    user = get_user_model().objects.get(username="bien-tap")
    ThematicArea.objects.filter(slug="ho-tich").update(deputy=user)
    ThematicArea.objects.filter(pk=other.pk).update(responsible=get_user_model().objects.get(username="duyet"))
    for query, found in (
        ("linh_vuc=ho-tich", ["hong"]),
        (f"linh_vuc={other.slug}", []),
        (f"nguoi={user.pk}", ["hong"]),
        (f"nguoi={get_user_model().objects.get(username='duyet').pk}", []),
        ("loai=legal", ["hong"]),
        ("loai=map", []),
    ):
        assert shown(client, f"?{query}") == found, query


def test_it_can_be_taken_away(enter, links):
    client = enter("quan-tri" if get_user_model().objects.filter(username="quan-tri").exists() else "duyet")
    links["hong"].uses.update(title="=1+1")
    data = b"".join(client.get(f"{REPORT}?export=xlsx").streaming_content)
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(data)).active.iter_rows()]
    assert [row[0] for row in rows] == ["Liên kết", "https://khac.vn/hong"]
    assert rows[1][-1] == "'=1+1"


def test_a_link_tells_its_history_and_is_checked_again_by_the_clock(enter, links):
    client = enter("bien-tap")
    address = reverse("link", args=[links["hong"].pk])
    text = client.get(address).content.decode()
    assert "Hỏng từ" in text
    assert "Luật hong" in text
    ScheduledJob.objects.get_or_create(name="check-links")
    ScheduledJob.objects.filter(name="check-links").update(due_at=NOW + timedelta(hours=1))
    assert client.post(address).status_code == 302
    links["hong"].refresh_from_db()
    assert links["hong"].due_at <= timezone.now()
    assert ScheduledJob.objects.get(name="check-links").due_at <= timezone.now()
    Link.objects.update(due_at=NOW + timedelta(days=1))
    client.post(f"{REPORT}kiem-tra-lai/")
    assert list(Link.objects.filter(due_at__lte=timezone.now())) == [links["hong"]]


def test_the_list_asks_as_often_for_fifty_links_as_for_one(enter, links, django_assert_max_num_queries):
    client = enter("bien-tap")
    Link.objects.bulk_create(Link(url=f"https://khac.vn/{n}", host="khac.vn", state="failing", failing_since=NOW) for n in range(60))
    client.get(REPORT)
    with django_assert_max_num_queries(30):
        client.get(REPORT)


def test_the_counter_has_no_use_for_it(enter, links):
    client = enter("quay")
    assert client.get(REPORT).status_code == 302
    assert client.post(f"{REPORT}kiem-tra-lai/").status_code == 302
    assert "Liên kết hỏng" not in client.get("/quan-tri/").content.decode()
