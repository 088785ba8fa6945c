"""The desk's page "Vì sao kết quả này?"."""

import pytest
from django.contrib.auth import get_user_model

from .screens import superuser

pytestmark = pytest.mark.django_db
PAGE = "/quan-tri/vi-sao-ket-qua-nay/"


@pytest.fixture
def told(client):
    client.force_login(superuser())
    return lambda q: client.get(PAGE, {"q": q}).content.decode()


def test_it_shows_how_words_were_read(told):
    page = told("giay khai sihn mat bao lau")
    assert "sinh (" in page
    assert "chỉ để hỏi" in page
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


@pytest.mark.parametrize("odd", ["", "   ", "\x00", '"', "😀" * 200, "<script>alert(1)</script>", "1.000894", "\ud800"])
def test_odd_queries(told, odd):
    assert "<script>alert" not in told(odd.encode("utf-8", "replace"))


def test_the_counter_may_not_see_it(client):
    client.force_login(get_user_model().objects.get(username="quay"))
    assert PAGE not in client.get("/quan-tri/").content.decode()
    assert client.get(PAGE).status_code in {302, 403}
