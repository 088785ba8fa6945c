"""Bad input gets a clear answer, never a 500."""

from urllib.parse import quote

import pytest

from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db

PROCEDURE = "/thu-tuc/lam-khai-sinh-cho-con/"
HOSTILE = [
    *['"', 'a"b', "'", "a\0b", "x" * 10_000, "é" * 3000, "a " * 2000, "../../etc/passwd", "<script>alert(1)</script>", "%00", "\u202e"],
    *["😀", "' or 1=1--", "{{7*7}}", "\r\nX-Evil: 1"],
]
TARGETS = [
    "/tim-kiem/?q=",
    "/tim-kiem/goi-y/?q=",
    "/thu-tuc/?linh-vuc=",
    "/thu-tuc/?trang=",
    PROCEDURE + "?truong-hop=",
    PROCEDURE + "ho-so/?x=",
    PROCEDURE + "ho-so.pdf?co=",
    PROCEDURE + "qr.svg?x=",
    "/api/v2/procedures/?search=",
    "/api/v2/procedures/?offset=",
    "/api/v2/pages/?search=",
    "/api/v2/pages/?limit=",
    "/gop-y/?trang=",
    "/t/",
    "/",
    "/huong-dan/",
]


@pytest.mark.parametrize("target", TARGETS)
def test_hostile_text_gets_a_clear_answer(client, subtests, target):
    for text in HOSTILE:
        with subtests.test(text=text[:40]):
            response = client.get(target + quote(text, safe=""))
            assert response.status_code < 500
            assert b"<script>alert(1)" not in response.content
            assert "X-Evil" not in response.headers


def test_a_page_that_is_not_there_helps(client):
    response = client.get("/khong-co/")
    html = response.content.decode()
    assert response.status_code == 404
    assert 'name="q"' in html
    assert 'href="/thu-tuc/"' in html
    assert "Không có trang này" in html


def test_it_helps_in_english_too(client):
    response = client.get("/en/khong-co/")
    assert response.status_code == 404
    assert 'lang="en"' in response.content.decode()


def test_a_path_with_a_nul_byte_is_refused_in_plain_words(client):
    response = client.get("/thu-tuc/a%00b/")
    assert response.status_code == 400
    assert "Địa chỉ không đọc được" in response.content.decode()


def test_a_path_of_ten_thousand_characters_is_refused(client):
    assert client.get("/" + "x" * 10_000).status_code == 400


def test_a_question_answered_twice_counts_as_unanswered_and_is_said(client):
    html = client.get(PROCEDURE + "ho-so/?truong-hop=sinh-thuong&truong-hop=bi-bo-roi").content.decode()
    assert "trả lời hai lần" in html
    assert "checked" not in html


@pytest.mark.parametrize("query", ["truong-hop=khong-co", "truonghop=sinh-thuong", "nguoi-nopp=cha-me"])
def test_an_unknown_answer_and_a_misspelt_question_are_ignored_and_said(client, query):
    html = client.get(f"{PROCEDURE}ho-so/?{query}").content.decode()
    assert "không biết" in html


@pytest.mark.parametrize("tail", ["", "ho-so/", "in/", "ho-so.pdf", "qr.svg"])
def test_a_draft_is_in_no_public_answer(client, tail):
    ProcedurePage.objects.filter(slug="lam-khai-sinh-cho-con").update(live=False)
    assert client.get(PROCEDURE + tail).status_code == 404


def test_the_page_for_our_own_faults_stands_alone(client, settings):
    """It extends nothing and asks the database for nothing."""
    from django.template.loader import render_to_string

    html = render_to_string("500.html")
    assert "thử lại" in html
    assert "<script" not in html
