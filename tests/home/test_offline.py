"""What keeps opened lists on the device: its script's headers and size, what it may keep, the page of what is kept."""

import re

import pytest
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

pytestmark = pytest.mark.django_db

LIST = "/thu-tuc/lam-khai-sinh-cho-con/ho-so/"


@pytest.fixture
def script(client):
    return client.get("/sw.js").content.decode()


def pattern(script, name):
    """A regular expression of the script, as Python reads it."""
    found = re.search(rf"\b{name} = /(.+?)/i?[,;]", script)
    return re.compile(found[1].replace(r"\/", "/"), re.IGNORECASE)


def test_it_stands_at_the_root_and_is_asked_for_anew_each_time(client):
    response = client.get("/sw.js")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "no-cache"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "connect-src 'self'" in response["Content-Security-Policy"]
    assert "worker-src 'self'" in response["Content-Security-Policy"]
    assert client.get("/sw.js", headers={"if-none-match": response["ETag"]}).status_code == 304
    assert client.post("/sw.js").status_code == 405


def test_it_is_at_most_6_kb(client):
    assert len(client.get("/sw.js").content) <= 6 * 1024


def test_it_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/sw.js")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_knows_the_addresses_of_lists_and_of_what_is_kept(script, lang):
    with translation.override(lang):
        assert pattern(script, "LIST").search(reverse("procedures:checklist", args=["lam-khai-sinh-cho-con"]))
        assert pattern(script, "KEPT").search(reverse("kept_lists"))


@pytest.mark.parametrize(
    "path", ["/quan-tri/", "/quan-tri/pages/5/edit/", "/Quan-Tri/login/", "/api/v2/procedures/", "/tep/a.jpg", "/bieu-mau/1/a.docx"]
)
def test_the_desk_data_and_files_are_not_its_business(script, path):
    assert pattern(script, "NOT_OURS").search(path)
    assert not pattern(script, "LIST").search(path)


@pytest.mark.parametrize(
    "path", ["/", "/thu-tuc/", "/thu-tuc/a/", "/thu-tuc/a/ho-so/in/", "/quay/a/", "/huong-dan/a/ho-so/", "/gop-y/", f"/x{LIST}"]
)
def test_no_page_but_a_list_is_kept(script, path):
    assert not pattern(script, "LIST").search(path)
    assert not pattern(script, "KEPT").search(path)


def test_only_lists_and_the_page_of_what_is_kept_ask_for_it(client):
    paths = ("/", "/thu-tuc/lam-khai-sinh-cho-con/", LIST, "/danh-muc-da-luu/", "/quay/")
    asking = [path for path in paths if "offline.js" in _html(client, path)]
    assert asking == [LIST, "/danh-muc-da-luu/"]


def test_a_list_carries_the_line_of_its_date_hidden(client):
    line = re.search(r"<p [^>]*data-kept hidden[^>]*>(.+?)</p>", _html(client, LIST), re.DOTALL)
    assert "Bản lưu trong máy ngày {d}/{m}/{y}, {h} giờ {i}." in line[1]
    assert "{h}:{i}" in _html(client, f"/en{LIST}")


def test_the_page_of_what_is_kept_is_not_to_be_indexed(client):
    assert client.get("/danh-muc-da-luu/")["X-Robots-Tag"] == "noindex"


def test_the_script_is_no_template():
    """Nothing of a request can come into it."""
    source = get_template("home/sw.js").template.source
    assert "{{" not in source
    assert "{%" not in source


def _html(client, path):
    return client.get(path).content.decode()
