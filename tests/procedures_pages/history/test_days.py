"""?ngay=2022-08-03: the page as readers had it that day, for those who work here."""

from datetime import timedelta

import pytest
from django.utils import timezone

from .test_history import SLUG, page, publish, told

pytestmark = pytest.mark.django_db
PAGE, OF_DAY = f"/thu-tuc/{SLUG}/", f"/quan-tri/ban-cua-ngay/{SLUG}/"


def ago(days):
    return timezone.localdate(timezone.now() - timedelta(days=days))


def test_the_version_of_a_day_is_shown_to_print_and_marked(client, enter):
    publish(20, official_name="Tên của hai mươi ngày trước")
    publish(10, official_name="Tên của mười ngày trước")
    draft = page().get_latest_revision_as_object()
    draft.official_name = "Tên của bản nháp"
    draft.save_revision()
    enter("quay")
    for days, name in ((15, "hai mươi"), (20, "hai mươi"), (10, "mười"), (0, "mười")):
        text = told(client, f"{OF_DAY}?ngay={ago(days)}")
        assert f"Tên của {name} ngày trước" in text
        assert f"Bản của ngày {ago(days):%d/%m/%Y}, đăng ngày" in text
        assert "bản nháp" not in text
    assert "Cho trường hợp" in told(client, f"{OF_DAY}?ngay={ago(0)}&truong-hop=sinh-thuong")
    assert "Bản của ngày" not in told(client, f"{PAGE}in/")


def test_a_day_without_a_version_is_said_to_be_one(client, enter):
    enter("bien-tap")
    response = client.get(f"{OF_DAY}?ngay=2001-01-01", follow=True)
    assert response.redirect_chain[-1][0] == f"/quan-tri/trang/{page().pk}/su-kien/"
    assert "Ngày 01/01/2001 trang này không được đăng" in response.content.decode()
    page().unpublish()
    assert client.get(OF_DAY).status_code == 302
    assert client.get("/quan-tri/ban-cua-ngay/khong-co/").status_code == 404


def test_from_a_readers_page_it_leads_to_the_desk_which_asks_who_it_is(client):
    response = client.get(f"{PAGE}?ngay=2022-08-03&truong-hop=sinh-thuong")
    assert (response.status_code, response["Location"]) == (302, f"{OF_DAY}?ngay=2022-08-03&truong-hop=sinh-thuong")
    assert "Cookie" not in response.get("Vary", "")
    assert client.get(response["Location"])["Location"].startswith("/quan-tri/login/")
    for no_day in ("ngay=", "ngay=hom-nay", "ngay=2022-02-31", "ngay=03/08/2022"):
        assert client.get(f"{PAGE}?{no_day}").status_code == 200
