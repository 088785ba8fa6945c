"""What keeps opened lists on the device: its script's headers and size, what it may keep, the page of what is kept."""

import gzip
import re
from html import unescape

import pytest
from django.core.cache import cache
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from home import pack
from procedures_pages.facts.from_pages import REFERENCES, facts_of_all
from procedures_pages.facts.procedure import GONE
from procedures_pages.models import ProcedurePage
from procedures_pages.register.models import RegisterRecord
from tests.procedures_pages.register.factories import record, store, stored

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


PACK = "/goi-ngoai-tuyen.json"


def test_the_pack_holds_every_guide_and_the_names_of_records_within_300_kb(client):
    dragons = record(code="9.900001", name="Thủ tục cấp giấy phép nuôi rồng")
    store(dragons, record(code="9.900002", name="Hỗ trợ nuôi rồng"), record(code="1.001193"))
    RegisterRecord.objects.filter(code="9.900002").update(place="lai-chau")
    response = client.get(PACK)
    data = response.json()
    pages = ProcedurePage.objects.published().in_source_language().exclude(status__in=GONE)
    assert data["guides"].keys() == set(pages.values_list("slug", flat=True))
    for facts in facts_of_all(pages.select_related(*REFERENCES)):
        title, lang, html = data["guides"][facts.slug]
        assert (title, lang) == (facts.title, "vi")
        told = unescape(html).replace("\xa0", " ").replace("\u2060", "")
        assert facts.code in told
        assert not [document.name for document in facts.documents if document.name not in told], facts.slug
    # Under their short names; what another province decided is not offered, and what has a guide is told by the guide.
    assert data["records"] == "9.900001\tCấp giấy phép nuôi rồng"
    assert len(gzip.compress(response.content)) <= 300 * 1024
    assert client.get(PACK, headers={"if-none-match": response["ETag"]}).status_code == 304
    assert response["X-Robots-Tag"] == "noindex"
    assert client.get(f"/en{PACK}").json()["guides"]["lam-khai-sinh-cho-con"][1] == "en"


def test_the_pack_is_few_queries_and_made_anew_when_a_guide_changes(client, django_assert_max_num_queries):
    tag = client.get(PACK)["ETag"]
    with django_assert_max_num_queries(3):
        assert client.get(PACK)["ETag"] == tag
    page = ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi")
    page.title = "Làm khai sinh kiểu mới"
    page.save_revision(clean=False).publish()
    with django_assert_max_num_queries(20):
        assert client.get(PACK).json()["guides"][page.slug][0] == page.title


def test_a_pack_that_is_too_large_leaves_out_names_first_then_the_guides_asked_for_least(client, monkeypatch):
    stored(code="9.900001")
    every = list(client.get(PACK).json()["guides"])
    cache.clear()
    monkeypatch.setattr(pack, "MOST_BYTES", 8 * 1024)
    data = client.get(PACK).json()
    assert data["records"] == ""
    assert 5 < len(data["guides"]) < len(every)
    assert list(data["guides"]) == every[: len(data["guides"])]


def test_the_page_of_what_is_kept_offers_the_pack_and_says_how_much_it_is(client):
    cache.clear()
    assert "(nhiều nhất 300 KB)" in _html(client, "/danh-muc-da-luu/")
    client.get(PACK)
    page = _html(client, "/danh-muc-da-luu/")
    assert f'data-pack="{PACK}"' in page
    assert re.search(r"Lưu cả cẩm nang vào máy này \(≈ \d+ KB\)", page)
