"""Readers' reports: kept without cookie or name, numbers masked, nothing lost."""

import pytest

from office.models import ReaderReport

pytestmark = pytest.mark.django_db
WORDS = {"trang": "lam-khai-sinh-cho-con", "noi_dung": "Quầy nói không cần tờ khai"}


def test_a_report_is_kept_and_thanked_for(client):
    response = client.post("/gop-y/", WORDS)
    assert "Cảm ơn bạn" in response.content.decode()
    assert ReaderReport.objects.get().words == WORDS["noi_dung"]


@pytest.mark.parametrize("secret", ["0912 345 678", "026199001234", "chi.lan@example.com"])
def test_numbers_and_addresses_are_masked_before_they_are_kept(client, secret):
    client.post("/gop-y/", {**WORDS, "noi_dung": f"Gọi tôi {secret} nhé"})
    assert secret not in ReaderReport.objects.get().words


def test_an_empty_report_says_what_is_missing(client):
    response = client.post("/gop-y/", {**WORDS, "noi_dung": " "})
    assert response.status_code == 422
    assert "Hãy viết vài chữ" in response.content.decode()


def test_what_was_typed_stays_where_something_is_missing(client):
    response = client.post("/gop-y/", {"trang": "không hợp lệ!", "noi_dung": "Chữ tôi đã gõ"})
    assert "Chữ tôi đã gõ" in response.content.decode()
    assert not ReaderReport.objects.exists()


def test_a_form_from_another_site_is_refused(client):
    response = client.post("/gop-y/", WORDS, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert not ReaderReport.objects.exists()


def test_an_origin_elsewhere_is_refused(client):
    assert client.post("/gop-y/", WORDS, headers={"origin": "https://evil.example"}).status_code == 403


def test_a_program_that_fills_the_hidden_field_is_thanked_and_forgotten(client):
    assert client.post("/gop-y/", {**WORDS, "website": "http://spam"}).status_code == 200
    assert not ReaderReport.objects.exists()


def test_a_flood_is_stopped(client, monkeypatch):
    monkeypatch.setattr("office.views.MOST_AN_HOUR", 2)
    statuses = [client.post("/gop-y/", WORDS).status_code for _ in range(3)]
    assert statuses == [200, 200, 403]


@pytest.mark.parametrize("text", ["x" * 5000, "a\0b", "<script>alert(1)</script>"])
def test_odd_text_gets_a_clear_answer(client, text):
    response = client.post("/gop-y/", {**WORDS, "noi_dung": text})
    assert response.status_code in (200, 422)
    assert "<script>alert" not in response.content.decode()
