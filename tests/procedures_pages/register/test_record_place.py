"""A record of another province says so on top; ours and what holds everywhere say nothing."""

import pytest
from bs4 import BeautifulSoup

from office.models import Unit

from .factories import stored

pytestmark = pytest.mark.django_db


def notice(client):
    article = BeautifulSoup(client.get("/tra-cuu/9.000001/").content, "html.parser").find("article")
    found = article.find(attrs={"data-place": True})
    assert found is None or found is article.find(True), "it is the first thing that is read"
    return found


def of(place, decision="77/QĐ-UBND"):
    return stored(decision=decision, executing=(f"Sở Thú y {place}".strip(),))


def test_another_provinces_record_says_whose_it_is(client):
    of("tỉnh Lai Châu")
    found = notice(client)
    assert found["data-place"] == "lai-chau"
    assert "Thủ tục do tỉnh Lai Châu quyết định, không phải tỉnh Phú Thọ." in found.text
    assert "Ở tỉnh Phú Thọ, giấy tờ, thời hạn, mức thu và nơi nộp có thể khác." in " ".join(found.text.split())


def test_it_leads_to_what_there_is_here(client):
    of("tỉnh Lai Châu")
    href = notice(client).find("a")["href"]
    assert href.startswith("/tim-kiem/?q=")
    assert client.get(href).status_code == 200


def test_a_province_that_the_record_does_not_name_is_said_to_be_unknown(client):
    of("")
    assert "bản ghi không nói tỉnh nào" in notice(client).text


@pytest.mark.parametrize("place", ["tỉnh Phú Thọ", "tỉnh Vĩnh Phúc", "tỉnh Hòa Bình"])
def test_our_own_province_has_no_notice_under_any_of_its_names(client, place):
    of(place)
    assert notice(client) is None


def test_what_a_ministry_decides_has_no_notice(client):
    of("tỉnh Lai Châu", decision="77/QĐ-BYT")
    assert notice(client) is None


def test_which_province_is_ours_is_a_setting(client):
    of("tỉnh Lai Châu")
    unit = Unit.objects.get()
    unit.province = "lai-chau"
    unit.save()
    assert notice(client) is None
