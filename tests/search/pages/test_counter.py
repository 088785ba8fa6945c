"""Where the counter begins: names, codes and numbers lead to a procedure or to a numbered list."""

import re

import pytest

from search import process_state
from search.models import AskedQuery
from search.query_log import recording
from tests.sitemap import addresses

pytestmark = pytest.mark.django_db

SHOP = "mo-cua-hang-dang-ky-ho-kinh-doanh"


def html(client, **asked):
    response = client.get("/quay/", asked)
    assert response.status_code == 200
    return response.content.decode()


def listed(client, **asked):
    """[(number, address)] as the page lists them."""
    found = re.findall(r'<li>\s*<a href="([^"]+)"[^>]*>\s*<span\s+class="nr">(\d+)</span>', html(client, **asked))
    return [(int(number), address.replace("&amp;", "&")) for address, number in found]


def leads_to(client, **asked):
    response = client.get("/quay/", asked)
    assert response.status_code == 302
    return response["Location"]


def test_the_cursor_is_in_the_field_and_areas_are_numbered(client):
    assert re.search(r'<input type="search" name="q"[^>]*\sautofocus', html(client))
    areas = listed(client)
    assert [number for number, _address in areas] == list(range(1, 13))
    assert all(address.startswith("/quay/?linh-vuc=") for _number, address in areas)


def test_a_number_chooses_the_area(client):
    assert leads_to(client, q="3") == dict(listed(client))[3]


def test_a_number_under_an_area_chooses_its_procedure(client):
    procedures = [entry for entry in listed(client, **{"linh-vuc": "ho-kinh-doanh"}) if entry[0]]
    assert [number for number, _address in procedures] == list(range(1, len(procedures) + 1))
    number, address = next(entry for entry in procedures if SHOP in entry[1])
    assert leads_to(client, q=str(number), **{"linh-vuc": "ho-kinh-doanh"}) == address == f"/quay/{SHOP}/"


def test_a_number_under_a_search_chooses_the_hit(client):
    hits = dict(listed(client, q="khai sinh"))
    assert 2 <= len(hits) <= 10
    assert leads_to(client, q="2", tim="khai sinh") == hits[2]


def test_the_list_that_a_number_is_typed_under_goes_with_it(client):
    assert '<input type="hidden" name="tim" value="khai sinh">' in html(client, q="khai sinh")
    assert '<input type="hidden" name="linh-vuc" value="ho-tich">' in html(client, **{"linh-vuc": "ho-tich"})


def test_zero_leads_back_to_the_areas(client):
    assert leads_to(client, q="0", **{"linh-vuc": "ho-tich"}) == "/quay/"


def test_a_number_that_the_list_does_not_have_is_said(client):
    assert "Danh sách này không có số 77." in html(client, q="77")


@pytest.mark.parametrize("typed", ["Mở cửa hàng, đăng ký hộ kinh doanh", "mo cua hang, dang ky ho kinh doanh", "1.001612", "001612"])
def test_a_whole_name_or_a_code_leads_straight_to_its_procedure(client, typed):
    assert leads_to(client, q=typed) == f"/quay/{SHOP}/"


def test_words_win_over_the_list_they_were_typed_under(client):
    assert leads_to(client, q="1.001612", tim="khai sinh", **{"linh-vuc": "ho-tich"}) == f"/quay/{SHOP}/"


def test_hits_that_are_no_procedure_go_to_their_own_page(client):
    assert any(address.startswith("/huong-dan/") for _number, address in listed(client, q="sinh con"))


def test_nothing_found_is_said_and_leads_back(client):
    assert "Không tìm thấy thủ tục nào cho “zzzqqqxxw”." in html(client, q="zzzqqqxxw")
    assert listed(client, q="zzzqqqxxw") == [(0, "/quay/")]


def test_an_unknown_area_is_the_beginning(client):
    assert len(listed(client, **{"linh-vuc": "khong-co"})) == 12


@pytest.mark.parametrize("typed", ["\x00", "\"'<b>", "²", "９", "-1", "1e9", "00", "x" * 5000, "😀", "%", "\\", "a" * 199 + " b"])
@pytest.mark.parametrize("name", ["q", "tim", "linh-vuc"])
def test_whatever_is_typed_gets_an_answer(client, typed, name):
    assert client.get("/quay/", {name: typed}).status_code in (200, 302)


def test_what_was_typed_never_comes_back_as_markup(client):
    assert "<b>zzz" not in html(client, q="<b>zzz")


def test_what_is_typed_at_the_counter_is_not_counted(client):
    process_state.kept(recording.Recorder).buffer.take()
    client.get("/quay/", {"q": "khai sinh"})
    recording.flush()
    assert not AskedQuery.objects.exists()


def test_search_engines_are_told_to_stay_away(client):
    assert client.get("/quay/")["X-Robots-Tag"] == "noindex"
    assert client.get("/quay/", {"q": "3"})["X-Robots-Tag"] == "noindex"


def test_the_footer_leads_to_the_counter(client):
    assert '<a href="/quay/">' in client.get("/").content.decode()


def test_the_counter_is_in_no_site_map(client):
    assert not [url for url in addresses(client) if "/quay/" in url]
