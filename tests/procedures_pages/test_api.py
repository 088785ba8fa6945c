"""``/api/v2/procedures/``: the same facts as typed data, bounded, read only."""

from __future__ import annotations

import pytest
from django.utils.html import escape

from procedures_pages import api
from procedures_pages.factories import ProcedureFactory, deadline
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db

LIST = "/api/v2/procedures/"
ITEM = {"id", "code", "former_codes", "title", "official_name", "summary", "url", "status", "area", "level", "updated_on"}


def answer(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"] == "application/json"
    return response.json()


def vietnamese():
    return ProcedurePage.objects.published().filter(locale__language_code="vi")


# --- The list ---


def test_the_list_says_how_many_there_are(client):
    assert answer(client, LIST)["meta"] == {"total_count": vietnamese().count()}


def test_each_item_has_its_fields(client):
    assert all(set(item) >= ITEM for item in answer(client, LIST)["items"])


def test_each_address_of_the_list_answers(client, settings):
    for item in answer(client, LIST + "?limit=100")["items"]:
        page = client.get(item["url"].removeprefix(settings.SITE_URL))
        assert page.status_code == 200
        assert escape(item["title"]) in page.content.decode()


def test_replaced_procedures_are_there_with_their_status(client):
    assert "replaced" in {item["status"] for item in answer(client, LIST + "?limit=100")["items"]}


def test_the_pages_of_the_list_put_together_are_the_whole_of_it(client):
    found = [item["id"] for offset in range(0, 60, 10) for item in answer(client, f"{LIST}?limit=10&offset={offset}")["items"]]
    assert len(found) == len(set(found)) == vietnamese().count()


def test_an_offset_past_the_end_is_an_empty_list_that_keeps_the_total(client):
    data = answer(client, LIST + "?offset=100000")
    assert (data["items"], data["meta"]["total_count"]) == ([], vietnamese().count())


def test_a_hundred_at_most_are_told_at_once(client):
    """The promise of the API's description, in both of its lists."""
    assert api.MAX_LIMIT == 100
    assert client.get("/api/v2/pages/?limit=100").status_code == 200
    refused = client.get("/api/v2/pages/?limit=101")
    assert (refused.status_code, refused.json()) == (400, {"message": "limit cannot be higher than 100"})


def test_the_limit_is_bounded(client, monkeypatch):
    monkeypatch.setattr(api, "MAX_LIMIT", 7)
    assert len(answer(client, LIST + "?limit=100000")["items"]) == 7


@pytest.mark.parametrize("value", ["-1", "abc", "1.5", "1e9", "9" * 100, "²", ""])
@pytest.mark.parametrize("name", ["limit", "offset"])
def test_a_number_that_is_none_takes_the_usual_one(client, name, value):
    assert len(answer(client, f"{LIST}?{name}={value}")["items"]) == 20


def test_search_finds_words_without_marks_in_titles_and_keywords(client):
    found = answer(client, LIST + "?search=khai+sinh&limit=100")
    assert "lam-khai-sinh-cho-con" in {item["url"].rstrip("/").rpartition("/")[2] for item in found["items"]}
    assert found["meta"]["total_count"] == len(found["items"]) < vietnamese().count()


def test_search_pages_over_what_it_found(client):
    whole = answer(client, LIST + "?search=khai&limit=100")["items"]
    parts = [item for offset in range(len(whole)) for item in answer(client, f"{LIST}?search=khai&limit=1&offset={offset}")["items"]]
    assert parts == whole


def test_search_that_finds_nothing_is_an_empty_list(client):
    assert answer(client, LIST + "?search=zzzqqq") == {"meta": {"total_count": 0}, "items": []}


# --- One procedure ---


@pytest.fixture
def page():
    return ProcedureFactory(with_questions=True, code="9.888701", former=("9.888702",))


def test_a_procedure_is_its_facts_as_data(client, page):
    data = answer(client, LIST + "9.888701/")
    facts = facts_of(page)
    assert {name: data[name] for name in ("title", "official_name", "summary", "status", "level", "slug", "id", "code")} == {
        name: getattr(facts, name) for name in ("title", "official_name", "summary", "status", "level", "slug", "id", "code")
    }
    assert data["times"] == [
        {"unit": "working_days", "amount": 3, "counted_from": "", "note": "", "channels": [], "applies": []},
    ]
    assert data["costs"][0]["basis"] == "free"
    assert data["updated_on"] == "2026-08-03"


def test_a_procedure_is_found_under_a_former_code(client, page):
    assert answer(client, LIST + "9.888702/")["code"] == "9.888701"


def test_the_address_of_a_procedure_is_absolute(client, page, settings):
    assert answer(client, LIST + "9.888701/")["url"] == f"{settings.SITE_URL}/thu-tuc/{page.slug}/"


def test_without_answers_the_documents_that_depend_stand_apart_with_their_conditions(client, page):
    data = answer(client, LIST + "9.888701/")
    assert [d["id"] for d in data["documents"]] == ["to-khai"]
    assert {d["id"]: d["depends_on"] for d in data["documents_open"]} == {
        "uy-quyen": [{"question": "ai-nop", "answers": ["nguoi-khac"]}],
        "hop-dong": [{"question": "o-dau", "answers": ["thue", "muon"]}],
        "giay-kep": [{"question": "ai-nop", "answers": ["nguoi-khac"]}, {"question": "o-dau", "answers": ["thue"]}],
    }


def test_deadlines_are_typed_facts_and_follow_the_answers(client):
    ProcedureFactory(
        with_questions=True,
        code="9.888703",
        deadlines=[
            deadline("days", 60, "ai-nop=toi", after="Bị phạt."),
            deadline("before", None, "ai-nop=nguoi-khac", counted_from="trước khi đi"),
        ],
    )
    data = answer(client, LIST + "9.888703/")
    assert (data["deadlines"], [d["amount"] for d in data["deadlines_open"]]) == ([], [60, None])
    data = answer(client, LIST + "9.888703/?ai-nop=toi")
    told = {
        "unit": "days",
        "amount": 60,
        "counted_from": "từ ngày sinh",
        "after": "Bị phạt.",
        "basis": "",
        "applies": [["ai-nop", ["toi"]]],
    }
    assert (data["deadlines"], data["deadlines_open"]) == ([told], [])


def test_the_documents_are_tailored_by_the_query_string_of_the_checklist(client, page):
    data = answer(client, LIST + "9.888701/?ai-nop=nguoi-khac&o-dau=thue")
    assert [d["id"] for d in data["documents"]] == ["to-khai", "uy-quyen", "hop-dong", "giay-kep"]
    assert data["documents_open"] == []
    assert data["answers"] == {"ai-nop": "nguoi-khac", "o-dau": "thue"}


def test_answers_that_are_none_are_counted(client, page):
    data = answer(client, LIST + "9.888701/?ai-nop=meo&o-dauu=nha&mau=do&utm_source=zalo")
    assert (data["answers"], data["answers_ignored"]) == ({}, 2)


def test_data_and_page_list_the_same_documents(client, page):
    for query in ("", "?ai-nop=toi", "?o-dau=nha", "?ai-nop=nguoi-khac&o-dau=muon"):
        data = answer(client, f"{LIST}9.888701/{query}")
        html = client.get(f"/thu-tuc/{page.slug}/ho-so/{query}").content.decode()
        for d in data["documents"] + data["documents_open"]:
            assert f'data-document="{d["id"]}"' in html
        assert html.count("data-document=") == len(data["documents"]) + len(data["documents_open"])


def test_an_unknown_code_is_a_404_that_says_so(client):
    response = client.get(LIST + "9.999999/")
    assert response.status_code == 404
    assert "Không có thủ tục" in response.json()["message"]


def test_the_whole_sample_can_be_read_one_by_one(client):
    codes = [item["code"] for item in answer(client, LIST + "?limit=100")["items"] if item["code"]]
    assert len(codes) > 30
    for code in codes:
        answer(client, f"{LIST}{code}/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", [LIST, LIST + "1.001612/"])
def test_nothing_can_be_written(client, method, path):
    assert getattr(client, method)(path).status_code == 405


def test_the_list_asks_the_same_number_of_queries_however_many_it_shows(client, django_assert_max_num_queries):
    client.get(LIST)
    with django_assert_max_num_queries(8):
        client.get(LIST + "?limit=100")
