"""The search page over the sample site."""

import json
import re
from urllib.parse import quote

import pytest
from wagtail.models import PageViewRestriction

from office.models import Unit
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db
HOSTILE = [
    *['"', 'a"b', '"""', "a\0b", "x " * 400, "x " * 2000, "x" * 7000, "é" * 2000, "a OR", "NEAR(", "AND", "(" * 200, "^", "*", "\\", "a:b"],
    *["½", "¼" * 20, "a½b", "Ŀ", "(1)⑴", "ﷺ" * 20, "ﷺ" * 300, "ﾞ", "aﾞb", "ஔ", "\U00018018", "a\U00018018b", "a" + "\u0301" * 300],
    *["%" * 100, "😀", "\u202e", "' or 1=1--", "{{7*7}}", "<script>alert(1)</script>", "\r\nX-Evil: 1", "   ", "\u200b", "đ\u0300"],
]


def results(client, words, **query):
    answer = client.get("/tim-kiem/", {"q": words, **query})
    assert answer.status_code == 200
    return re.findall(r'data-result="([^"]*)"', answer.content.decode())


def test_page(client):
    assert results(client, "mo tiem tap hoa")[0] == "1.001612"
    answer = client.get("/tim-kiem/", {"q": "đăng ký kết hôn"})
    assert answer["X-Robots-Tag"].startswith("noindex")
    text = answer.content.decode()
    assert '<ol class="hits"' in text
    assert re.search(r"<h2><a [^>]*>[^<]*<mark>", text)
    assert "&lt;mark" not in text


def test_code(client):
    assert results(client, "1000894")[0] == "1.000894"


@pytest.mark.parametrize(
    "words",
    [
        "§¨ng ký kÕt h«n",
        "§¨ng ký kÕt",
        "Ñaêng kyù keát hoân",
        "Ðãng kyì kêìt hôn",
        "Ä‘Äƒng kÃ½ káº¿t hÃ´n",
        "&#272;&#259;ng k&#253; k&#7871;t h&#244;n",
    ],
)
def test_what_was_typed_in_an_old_charset_finds_what_was_meant(client, words):
    assert results(client, words)[0] == results(client, "Đăng ký kết hôn")[0] == "1.000894"
    suggested = client.get("/tim-kiem/goi-y/", {"q": words}).json()
    assert suggested["query"].lower() in ("đăng ký kết hôn", "đăng ký kết")
    assert "kết hôn" in suggested["suggestions"][0]["title"].lower()


def test_nothing_found_offers_a_way_on(client):
    answer = client.get("/tim-kiem/", {"q": "asdfghjkl"}).content.decode()
    assert "Không tìm thấy" in answer
    assert "/thu-tuc/?linh-vuc=" in answer
    assert "/noi-nop/" in answer


def test_filters(client):
    whole = results(client, "khai sinh")
    some = results(client, "khai sinh", loai="procedure")
    assert set(some) < set(whole)
    assert results(client, "khai sinh", loai="x", **{"linh-vuc": "x", "cap": "x", "doi-tuong": "x"}) == whole


def test_chosen_filters_can_be_taken_off_one_by_one_or_together(client):
    answer = client.get("/tim-kiem/", {"q": "giấy phép", "loai": "procedure", "linh-vuc": "xay-dung"}).content.decode()
    assert 'href="?q=gi%E1%BA%A5y+ph%C3%A9p&amp;linh-vuc=xay-dung"' in answer
    assert 'href="?q=gi%E1%BA%A5y+ph%C3%A9p&amp;loai=procedure"' in answer
    assert '<a href="?q=gi%E1%BA%A5y+ph%C3%A9p">Xóa bộ lọc</a>' in answer


def test_filters_that_exclude_each_other_say_so(client):
    answer = client.get("/tim-kiem/", {"q": "khai sinh", "loai": "guide", "linh-vuc": "ho-tich"}).content.decode()
    assert "Không có kết quả nào khớp cả các bộ lọc này" in answer
    assert "Xóa bộ lọc" in answer


@pytest.mark.parametrize(("words", "called"), [("0211 3861 234", True), ("Chưa có thông tin", False)])
def test_nothing_found_offers_the_counters_phone_where_there_is_one(client, words, called):
    unit = Unit.objects.get()
    unit.phone = words
    unit.save()
    html = client.get("/tim-kiem/?q=asdfghjkl").content.decode()
    assert bool(re.search(r'<a\s+href="tel:02113861234">Gọi 0211 3861 234</a>', html)) == called


def test_english(client):
    hits = re.findall(r'data-result="[^"]*".*?href="([^"]*)"', client.get("/en/tim-kiem/?q=birth").content.decode(), re.DOTALL)
    assert hits
    assert all(url.startswith("/en/") for url in hits)


def test_suggestions(client):
    answer = client.get("/tim-kiem/goi-y/", {"q": "dang ky k"})
    found = json.loads(answer.content)
    assert found["query"] == "dang ky k"
    assert 0 < len(found["suggestions"]) <= 8
    assert set(found["suggestions"][0]) == {"title", "url", "kind"}
    assert "Đăng ký kết hôn" in [s["title"] for s in found["suggestions"]]


@pytest.mark.parametrize("path", ["/tim-kiem/?q=", "/tim-kiem/goi-y/?q="])
def test_hostile_input(client, path):
    tails = [quote(words, safe="") for words in HOSTILE] + ["%ff", "%ed%a0%80", "a&page=99999999999999999999", "a&page=-1", "a&page=%00"]
    for tail in tails:
        answer = client.get(path + tail)
        assert answer.status_code < 500
        assert b"<script>alert(1)" not in answer.content
        assert "X-Evil" not in answer


def test_few_doubtful_words_get_a_question_in_place_of_a_list(client):
    page = client.get("/tim-kiem/", {"q": "cầm cố nhà đất"}).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "Có phải bạn muốn làm một trong 3 việc này?" in main
    assert "kết quả cho" not in main
    assert len(results(client, "cầm cố nhà đất")) == 3
    assert "có phải việc này?" in client.get("/quay/", {"q": "cầm cố nhà đất"}).content.decode()
    assert "data-offered" not in client.get("/tim-kiem/", {"q": "khai sinh"}).content.decode()


@pytest.mark.parametrize("words", ["cach nau pho bo", "truyen cuoi", "công thức nấu canh chua"])
def test_what_no_office_is_asked_finds_nothing(client, words):
    assert results(client, words) == []
    assert json.loads(client.get("/tim-kiem/goi-y/", {"q": words}).content)["suggestions"] == []


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("sao y hoc ba", "2.000815"),
        ("hoc ba", "2.000815"),
        ("ủy quyền", "2.000884"),
        ("khai sinh cho con ngoai gia thu", "1.001193"),
        ("dang ky tam tru", "/huong-dan/tam-tru-thuong-tru-the-can-cuoc/"),
        ("giờ làm việc một cửa", "/noi-nop/"),
    ],
)
def test_few_words_find_what_they_mean(client, words, first):
    assert results(client, words)[0].startswith(first)


def test_only_read(client):
    assert client.post("/tim-kiem/", {"q": "a"}).status_code == 405


def test_a_warm_search_asks_for_candidates_and_whether_they_are_public(client, settings, django_assert_max_num_queries):
    settings.SEARCH_CHECK_SECONDS = 3600
    client.get("/tim-kiem/?q=khai+sinh")
    with django_assert_max_num_queries(4):
        client.get("/tim-kiem/?q=khai+sinh")


@pytest.fixture
def secret():
    """A page with a word nobody else has."""
    page = ProcedurePage.objects.get(slug="dang-ky-ket-hon", locale__language_code="vi")
    page.keywords += "\nxyzzybimat"
    page.save_revision().publish()
    return page


def test_published_at_once(client, secret):
    assert results(client, "xyzzybimat") == ["1.000894"]


def test_a_draft_is_not_found(client, secret):
    secret.keywords += "\nqwertzbimat"
    secret.save_revision()
    assert results(client, "qwertzbimat") == []


def test_taken_back_at_once(client, secret):
    results(client, "xyzzybimat")
    secret.unpublish()
    assert results(client, "xyzzybimat") == []


def test_private_at_once(client, secret):
    results(client, "xyzzybimat")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    assert results(client, "xyzzybimat") == []


def test_deleted_at_once(client, secret):
    results(client, "xyzzybimat")
    secret.delete()
    assert results(client, "xyzzybimat") == []
