"""The list of records and the areas: what is found, narrowed, counted, and with how many queries."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ..factories import AUGUST, JULY, record, store
from .conftest import at

MEO = {"code": "9.000001", "name": "Thủ tục đăng ký nuôi mèo"}
CHO = {"code": "9.000002", "name": "Cấp lại thẻ chó", "area": "Chó", "levels": ("province",), "executing": ("Sở Thú y",)}


@pytest.fixture
def two(db):
    store(record(**MEO), record(**CHO))


def codes(client, **query):
    response = client.get(at("records", **query))
    assert response.status_code == 200
    return [r.code for r in response.context["object_list"]]


@pytest.mark.parametrize("words", ["nuoi meo", "Mèo", "9.000001", "9000001", "meo dang", "®¨ng ký nu«i mÌo", "ñaêng kyù nuoâi meøo"])
def test_search_finds_words_without_marks_and_codes(editor, two, words):
    assert codes(editor, q=words) == ["9.000001"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("khai tu", ["9.000007", "9.000009", "9.000005"]),
        ("khai tử", ["9.000009", "9.000005", "9.000007"]),
        ("khai từ", ["9.000007", "9.000005", "9.000009"]),
    ],
)
def test_words_side_by_side_come_first_and_marks_count_where_they_are_typed(editor, words, expected):
    names = {"9.000005": "Thủ tục khai mỏ", "9.000007": "Khai từ xa", "9.000009": "Đăng ký khai tử"}
    store(*(record(code=code, name=name) for code, name in names.items()))
    assert codes(editor, q=words) == expected


def test_an_order_that_was_asked_for_stays_in_a_search(editor, two):
    store(record(code="9.000000", name="Nuôi mèo đăng ký"), day=AUGUST, complete=False)
    assert codes(editor, q="meo", ordering="-code") == ["9.000001", "9.000000"]


def test_search_sees_what_was_imported_after_the_last_search(editor, two):
    assert codes(editor, q="ga") == []
    store(record(**MEO), record(**CHO), record(code="9.000003", name="Nuôi gà"), day=AUGUST)
    assert codes(editor, q="ga") == ["9.000003"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"cap": "province"}, ["9.000002"]),
        ({"linh_vuc": "Chó"}, ["9.000002"]),
        ({"co_quan": "so thu y"}, ["9.000002"]),
        ({"huong_dan": "co"}, []),
        ({"huong_dan": "chua"}, ["9.000001", "9.000002"]),
        ({"doi_tu": "01/08/2026"}, []),
        ({"tinh_trang": "khong-con"}, []),
        ({"cap": "province", "linh_vuc": "Thú nuôi"}, []),
        ({"ordering": "name"}, ["9.000002", "9.000001"]),
        ({"ordering": "-code"}, ["9.000002", "9.000001"]),
    ],
)
def test_filters_and_orders(editor, two, query, expected):
    assert codes(editor, **query) == expected


@pytest.mark.parametrize(
    ("where", "expected"),
    [("toan-quoc", ["9.000001"]), ("tinh-ta", ["9.000002"]), ("tinh-khac", ["9.000003", "9.000004"]), ("khong-ro", ["9.000005"])],
)
def test_records_are_narrowed_by_whose_they_are(editor, db, where, expected):
    decided = {"9.000001": "77/QĐ-BYT", "9.000005": ""}
    bodies = {"9.000002": "Sở Thú y tỉnh Vĩnh Phúc", "9.000003": "Sở Thú y tỉnh Lai Châu"}
    for n in range(1, 6):
        code = f"9.{n:06}"
        own = {"decision": decided.get(code, f"{n}/QĐ-UBND"), "executing": (bodies.get(code, "Sở Thú y"),)}
        store(record(code=code, **own, **({"laws": ()} if code == "9.000005" else {})), complete=False)
    assert codes(editor, noi=where) == expected


def test_the_list_says_whose_each_record_is(editor, db):
    store(record(code="9.000003", decision="7/QĐ-UBND", executing=("Sở Thú y tỉnh Lai Châu",)))
    assert "tỉnh Lai Châu" in [cell.strip() for cell in re.findall(r"<td[^>]*>([^<]*)", editor.get(at("records")).content.decode())]


def test_a_record_has_a_guide_when_a_published_page_carries_its_code(editor, guide):
    code = guide.codes.first().value
    store(record(code=code), record(**MEO))
    assert codes(editor, huong_dan="co") == [code]
    guide.unpublish()
    assert codes(editor, huong_dan="co") == []


def test_changed_since_and_gone(editor, two):
    store(record(**{**MEO, "conditions": "Có mèo."}), day=AUGUST)
    assert codes(editor, doi_tu="01/08/2026") == ["9.000001"]
    assert codes(editor, tinh_trang="khong-con") == ["9.000002"]
    assert codes(editor, tinh_trang="con") == ["9.000001"]
    page = editor.get(at("records")).content.decode()
    assert "Đổi 01/08/2026" in page
    assert "Không còn từ 01/08/2026" in page


def test_a_wrong_value_of_a_filter_is_no_error(editor, two):
    assert codes(editor, cap="x", doi_tu="hôm qua", p="99") == ["9.000001", "9.000002"]


@pytest.mark.parametrize("view", ["records", "areas", "records_results"])
def test_the_number_of_queries_does_not_grow_with_the_records(editor, view):
    store(record(**MEO))
    asked = []
    for day, codes in ((JULY, ["9.000001"]), (AUGUST, [f"9.{n:06}" for n in range(1, 41)])):
        store(*(record(code=c, area=f"Vùng {c}") for c in codes), day=day)
        editor.get(at(view))
        with CaptureQueriesContext(connection) as queries:
            editor.get(at(view))
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 14  # ten of them are the desk's own: session, user, menu


def test_areas_count_records_wards_and_guides(editor, guide):
    store(record(**MEO), record(**CHO), record(code=guide.codes.first().value))
    rows = {row["area"]: (row["records"], row["wards"], row["guides"]) for row in editor.get(at("areas")).context["object_list"]}
    assert rows == {"Thú nuôi": (2, 2, 1), "Chó": (1, 0, 0)}


def test_areas_are_sorted_by_records_and_summed(editor, two):
    store(record(**MEO), record(**CHO), record(code="9.000003"), day=AUGUST)
    response = editor.get(at("areas"))
    assert [row["area"] for row in response.context["object_list"]] == ["Thú nuôi", "Chó"]
    assert response.context["total"] == {"records": 3, "wards": 2, "guides": 0, "percent": "0%", "areas": 2}


def test_areas_leave_out_what_is_gone(editor, two):
    store(record(**MEO), day=AUGUST)
    assert [row["area"] for row in editor.get(at("areas")).context["object_list"]] == ["Thú nuôi"]


def test_an_area_leads_to_its_records(editor, db):
    store(record(area=""), record(**CHO))
    page = editor.get(at("areas")).content.decode()
    assert at("records") + "?linh_vuc=-&amp;tinh_trang=con" in page
    assert codes(editor, linh_vuc="-") == ["9.000001"]


@pytest.mark.parametrize(("view", "said"), [("records", {MEO["name"], CHO["name"]}), ("areas", {"Thú nuôi", CHO["area"]})])
def test_the_counter_reads_the_lists(enter, two, view, said):
    answer = enter("quay").get(at(view))
    assert answer.status_code == 200
    page = BeautifulSoup(answer.content, "html.parser")
    assert said <= {link.get_text(strip=True) for link in page.select("main a")}


def test_nobody_reads_them_without_logging_in(client, two):
    assert client.get(at("records")).status_code == 302
