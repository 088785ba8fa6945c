"""``/api/v2/procedures/``: the facts as data, tailored like the checklist, bounded."""

import pytest

from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db
ONE = "/api/v2/procedures/1.001193/"


def ids(documents):
    return {d["id"] for d in documents}


def test_the_list_says_how_many_there_are(client):
    data = client.get("/api/v2/procedures/?limit=5").json()
    assert data["meta"]["total_count"] == ProcedurePage.objects.published().filter(locale__language_code="vi").count()
    assert len(data["items"]) == 5


def test_an_item_has_code_title_address_and_status(client, settings):
    items = client.get("/api/v2/procedures/?limit=100").json()["items"]
    birth = next(i for i in items if i["code"] == "1.001193")
    assert birth["title"] == "Làm khai sinh cho con"
    assert birth["url"] == f"{settings.SITE_URL}/thu-tuc/lam-khai-sinh-cho-con/"
    assert birth["status"] == "in_force"


def test_paging_shows_each_procedure_once(client):
    seen = []
    for offset in range(0, 60, 20):
        seen += [i["id"] for i in client.get(f"/api/v2/procedures/?limit=20&offset={offset}").json()["items"]]
    assert len(seen) == len(set(seen)) == 44


def test_search_needs_no_marks(client):
    found = client.get("/api/v2/procedures/?search=khai+sinh").json()
    assert found["meta"]["total_count"] == len(found["items"]) > 0
    assert "Làm khai sinh cho con" in {i["title"] for i in found["items"]}


@pytest.mark.parametrize("query", ["limit=-1", "limit=9999999999", "offset=99999999999999999999", "offset=x", "limit=%00", "search=%00"])
def test_odd_numbers_get_an_answer(client, query):
    assert client.get(f"/api/v2/procedures/?{query}").status_code == 200


def test_the_facts_are_typed(client):
    data = client.get(ONE).json()
    assert data["code"] == "1.001193"
    assert data["channels"][0]["time"]["unit"] == "same_day"
    assert {"originals", "copies", "handling"} <= set(data["documents"][0])


def test_documents_are_tailored_by_the_query_string_of_the_checklist(client):
    data = client.get(ONE + "?truong-hop=sinh-thuong&giay-chung-sinh=co&nguoi-nop=cha-me").json()
    assert ids(data["documents"]) == {"to-khai", "giay-to-tuy-than", "giay-chung-sinh"}
    assert data["documents_open"] == []


def test_documents_that_wait_name_what_they_wait_for(client):
    data = client.get(ONE).json()
    waiting = next(d for d in data["documents_open"] if d["id"] == "giay-chung-sinh")
    assert {"question", "answers"} == set(waiting["depends_on"][0])


def test_a_former_code_gives_the_procedure_in_force(client):
    assert client.get("/api/v2/procedures/2.000843/").json()["code"] == "2.000815"


def test_an_unknown_code_is_not_found_in_vietnamese(client):
    response = client.get("/api/v2/procedures/9.999999/")
    assert response.status_code == 404
    assert "Không có thủ tục" in response.json()["message"]


def test_answers_that_the_page_does_not_know_are_counted(client):
    assert client.get(ONE + "?khong-co=x").json()["answers_ignored"] == 1
