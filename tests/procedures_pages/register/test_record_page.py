"""/tra-cuu/<code>/: a record as published, said to be unedited, until a guide takes its place."""

import pytest
from bs4 import BeautifulSoup
from django.test import override_settings

from procedures_pages.register.parsing.records import RegisterCase, RegisterChannel, RegisterFee, RegisterRow

from .factories import AUGUST, record, store, stored

pytestmark = pytest.mark.django_db

HERE = "/tra-cuu/9.000001/"


def text_of(client, url=HERE):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_a_record_is_shown_with_what_it_says(client):
    stored(conditions="Có mèo.", description="Về mèo.")
    page = text_of(client)
    for words in (
        "Thủ tục đăng ký nuôi mèo",
        "9.000001",
        "77/QĐ-ABC",
        "Tờ khai nuôi mèo",
        "3 ngày làm việc",
        "Thẻ mèo",
        "12/2024/NĐ-CP",
        "Có mèo.",
    ):
        assert words in page


def test_it_says_that_nobody_has_edited_it_and_of_which_day_it_is(client):
    stored()
    page = text_of(client)
    assert "Chưa biên tập." in page
    assert "01/07/2026" in page


def test_papers_stand_apart_from_remarks(client):
    stored()
    papers, remarks = text_of(client).split("Ghi chú của cơ quan công bố")
    assert "Sổ tiêm phòng của mèo" in papers
    assert "không tẩy xóa" in remarks
    assert papers.count("data-document=") == 2


def test_it_leads_to_the_official_page(client):
    stored(portal_id="019d2bfd-8e22-77ef-819f-e49460350904")
    assert "dichvucong.gov.vn" in text_of(client)
    assert "019d2bfd-8e22-77ef-819f-e49460350904" in text_of(client)


def test_other_search_engines_are_asked_to_leave_it_out(client):
    stored()
    response = client.get(HERE)
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()


@override_settings(REGISTER_NOINDEX=False)
def test_a_setting_lets_them_in(client):
    stored()
    response = client.get(HERE)
    assert "X-Robots-Tag" not in response
    assert "noindex" not in response.content.decode()


def test_a_guide_takes_the_records_place(client):
    store(record(code="1.001193"))
    response = client.get("/tra-cuu/1.001193/?a=b")
    assert (response.status_code, response["Location"]) == (301, "/thu-tuc/lam-khai-sinh-cho-con/?a=b")


@pytest.mark.parametrize("code", ["9.999999", "abc", "1", "9.000001x", "0" * 40])
def test_an_unknown_code_is_not_found(client, code):
    stored()
    assert client.get(f"/tra-cuu/{code}/").status_code == 404


@pytest.mark.parametrize("code", ["2.009182739", "1.014955-Xoa", "2.000815.01"])
def test_codes_of_every_shape_have_their_page(client, code):
    stored(code=code)
    assert code in text_of(client, f"/tra-cuu/{code}/")


def test_a_record_that_is_gone_says_so(client):
    stored()
    store(record(code="9.000002"), day=AUGUST)
    assert "không còn bản ghi này" in text_of(client)


def test_a_stub_says_that_only_its_name_is_known(client):
    stored(is_stub=True, cases=(), channels=(), steps="", laws=(), outputs=())
    assert "Bản ghi mới có tên" in text_of(client)


def test_a_fee_of_nothing_is_not_called_free(client):
    stored()
    page = text_of(client)
    assert "không ghi" in page
    assert "miễn phí" not in page.lower()


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        (RegisterFee(50_000, "VND", "mỗi lần"), "50.000 đồng. mỗi lần"),
        (RegisterFee(10, "USD"), "10 USD"),
        (RegisterFee(5, ""), "có lẽ sai đơn vị"),
    ],
)
def test_fees_in_words(client, fee, words):
    stored(channels=(RegisterChannel("in_person", 3, "days", (fee,)),))
    assert words in text_of(client).replace("\u00a0", " ")


def test_nothing_a_record_holds_becomes_markup(client):
    evil = "<script>alert(1)</script>"
    stored(name=evil, conditions=evil, cases=(RegisterCase(evil, (RegisterRow(evil, 1, 0),)),))
    assert "<script>alert(1)" not in text_of(client)


def test_in_english_it_says_that_the_record_is_vietnamese(client):
    stored()
    answer = client.get("/en" + HERE)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="en">' in html
    assert "The record is in Vietnamese only." in html
    title = BeautifulSoup(html, "html.parser").h1
    assert title.text == "Thủ tục đăng ký nuôi mèo"
    assert next(part["lang"] for part in title.find_parents(lang=True)) == "vi"


def test_it_takes_few_queries(client, django_assert_max_num_queries):
    stored()
    client.get(HERE)
    with django_assert_max_num_queries(6):
        client.get(HERE)


def test_a_sentence_that_the_source_broke_flows_again(client):
    stored(steps="Người nuôi mèo\nnộp hồ sơ.\na) Phường xem;\nb) Phường trả.")
    page = text_of(client)
    assert "Người nuôi mèo nộp hồ sơ.\na) Phường xem;\nb) Phường trả." in page
