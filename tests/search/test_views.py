"""The search page over the sample site."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from procedures_pages.models import ProcedurePage
from search import index
from search.engines.choosing import engine
from search.evaluation import measures, read_judged, run

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
HOSTILE = [
    *['"', 'a"b', '"""', "a\0b", "x " * 400, "x " * 2000, "x" * 7000, "é" * 2000, "a OR", "NEAR(", "AND", "(" * 200, "^", "*", "\\", "a:b"],
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
    assert "<mark>" in text


def test_code(client):
    assert results(client, "1000894")[0] == "1.000894"


def test_nothing_found_offers_a_way_on(client):
    answer = client.get("/tim-kiem/", {"q": "asdfghjkl"}).content.decode()
    assert "Không tìm thấy" in answer
    assert "/thu-tuc/?linh-vuc=" in answer
    assert "/noi-nop/" in answer


def test_filters(client):
    whole = results(client, "khai sinh")
    some = results(client, "khai sinh", loai="procedure")
    assert set(some) < set(whole)
    assert results(client, "khai sinh", loai="x", **{"linh-vuc": "x"}) == whole


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


def test_only_read(client):
    assert client.post("/tim-kiem/", {"q": "a"}).status_code == 405


def test_warm_search_needs_no_database_but_the_furniture(client, django_assert_max_num_queries):
    client.get("/tim-kiem/?q=khai+sinh")
    with django_assert_max_num_queries(1):
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


def test_held_out_questions():
    """Questions written by us, not used for tuning the words: as good as the targets, with room for one miss."""
    judged = read_judged(json.loads((HERE / "judged.json").read_text(encoding="utf-8")))
    outcomes = run(engine("memory"), judged, [d.codes for d in index.documents() if d.locale == "vi"])
    found = measures(outcomes)
    assert found["n"] == len(judged)
    assert found["success@1"] >= 0.95
    assert found["success@3"] >= 0.95
    assert found["false"] <= 0.2


def test_command(capsys, tmp_path):
    call_command("evaluate_search", HERE / "judged.json", "--json")
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"all", "by_category"}
    assert {"success@1", "success@3", "best@1", "mrr@10", "ndcg@10", "zero", "false", "p50_ms", "p95_ms"} <= set(found["all"])
    call_command("evaluate_search", HERE / "judged.json", "--show-failures")
    assert "success@1" in capsys.readouterr().out
