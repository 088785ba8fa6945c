"""The desk's search in the database finds words whether their marks are typed or not; what is written as it was typed stands first.

Where an editor looks for pages (``autocomplete``), the site's own search answers (test_pages.py): what the index finds is among it.
"""

import json
import unicodedata

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry
from wagtail.search.query import Phrase

from office.models import LegalResource, Office, ThematicArea
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedurePage
from search.desk import rebuilding
from search.desk.folding import is_in_both_forms
from search.models import Synonym
from tests.servers.site import environment, manage

pytestmark = pytest.mark.django_db
PAIRS = [
    ("kết hôn", "ket hon"),
    ("đăng ký", "dang ky"),
    ("ĐĂNG KÝ KHAI SINH", "Dang Ky Khai Sinh"),
    ("hộ kinh doanh", "hộ kinh doanh".replace("ộ", "o")),
    ("kết hôn", "kêt hon"),
    ("Đ", "d"),
    ("khai sinh", "khai sinh"),
]
QUERIES = [*dict.fromkeys(query for pair in PAIRS for query in pair), unicodedata.normalize("NFD", "kết hôn"), "\u200bkết hôn"]


def found(words, model=ProcedurePage, how="autocomplete"):
    return [item.pk for item in getattr(get_search_backend("default"), how)(words, model.objects.all())]


@pytest.mark.parametrize("how", ["search", "autocomplete"])
@pytest.mark.parametrize(("marked", "plain"), PAIRS)
def test_with_and_without_marks_the_same_is_found(marked, plain, how):
    if how == "search" and len(plain) == 1:
        return  # whole words
    by_words = sorted(found(marked, how="search"))
    if how == "search":
        assert by_words == sorted(found(plain, how=how)) != []
    else:
        assert set(by_words) <= set(found(marked)) & set(found(plain))


@pytest.mark.parametrize(
    "words", [unicodedata.normalize("NFD", "kết hôn"), "kết\u00a0hôn", "kết  hôn ", "\ufeffkết hôn", '"kết hôn"', "kết\x00hôn"]
)
def test_however_it_was_pasted(words):
    assert found(words) == found("kết hôn") != []


@pytest.mark.parametrize(
    "words", ['"', "\x00", " ", "'", "\\", "%", "*", "-", "() AND", "NOT", "kết (hôn", "title:kết", "^", "😀", "a" * 3000]
)
def test_odd_words_are_no_error(words):
    assert isinstance(found(words), list)


def test_what_is_written_as_it_was_typed_stands_first():
    plain = ProcedureFactory(slug="mua-mot", title="Mua ban nhac", official_name="Mua ban nhac")
    sale = ProcedureFactory(slug="mua-hai", title="Mua bán nhạc", official_name="Mua bán nhạc")
    copies = ProcedureFactory(slug="mua-ba", title="Mua bản nhạc", official_name="Mua bản nhạc")
    three = {plain.pk, sale.pk, copies.pk}
    for typed, first in (("bán nhạc", sale), ("bản nhạc", copies)):
        for how in ("search", "autocomplete"):
            assert set(found(typed, how=how)[:3]) == three
            assert found(typed, how=how)[0] == first.pk
        assert len(found(typed, how="search")) == 3
    assert set(found("ban nhac", how="search")) == set(found("ban nhac")[:3]) == three


def test_a_phrase_and_its_opposite():
    backend = get_search_backend("default")
    pages = ProcedurePage.objects.all()
    phrase = {page.pk for page in backend.search(Phrase("ket hon"), pages)}
    assert phrase == {page.pk for page in backend.search(Phrase("kết hôn"), pages)} != set()


@pytest.mark.parametrize(
    ("model", "marked", "plain"),
    [(Office, "phường", "phuong"), (ThematicArea, "hộ tịch", "ho tich"), (LegalResource, "nghị định", "nghi dinh")],
)
def test_snippets_too(model, marked, plain):
    assert sorted(found(marked, model)) == sorted(found(plain, model)) != []


@pytest.mark.parametrize("words", ["kết hôn", "ket hon"])
def test_the_desks_lists_and_choosers(enter, words):
    client = enter("duyet")
    title = "Đăng ký kết hôn"
    page = ProcedurePage.objects.get(slug="dang-ky-ket-hon", locale__language_code="vi")
    assert page.title in client.get("/quan-tri/pages/search/", {"q": words}).content.decode(), title
    listing = client.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk]), {"q": words})
    assert page.title in listing.content.decode()
    chooser = client.get(reverse("wagtailadmin_choose_page_search"), {"q": words, "page_type": "procedures_pages.procedurepage"})
    assert page.title in chooser.content.decode()


@pytest.mark.parametrize("words", ["hộ tịch", "ho tich", "HO TICH"])
def test_a_list_of_snippets(enter, words):
    area = ThematicArea.objects.get(slug="ho-tich")
    html = enter("duyet").get(reverse("wagtailsnippets_office_thematicarea:list"), {"q": words}).content.decode()
    assert area.name in html
    assert ThematicArea.objects.exclude(pk=area.pk).first().name not in html


@pytest.mark.parametrize("words", ["lấy chồng", "lay chong", "LẤY CHỒNG"])
def test_the_lists_of_editors_words(enter, words):
    Synonym.objects.create(said="lấy chồng tây", official="kết hôn có yếu tố nước ngoài")
    Synonym.objects.create(said="sang tên xe", official="đăng ký xe")
    html = enter("duyet").get(reverse(Synonym.snippet_viewset.get_url_name("list")), {"q": words}).content.decode()
    assert "lấy chồng tây" in html
    assert "sang tên xe" not in html


def test_an_index_from_before_is_made_anew_once(monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(rebuilding, "LOOKED_AT", 10_000)
    page = ProcedurePage.objects.get(slug="dang-ky-ket-hon", locale__language_code="vi")
    assert page.index_entries.update(title="Đăng ký kết hôn", body="", autocomplete="Đăng ký kết hôn") == 1
    assert page.pk not in found("ket hon", how="search")
    rebuilding.catch_up()
    assert page.pk in found("ket hon", how="search")
    with django_assert_max_num_queries(0):
        rebuilding.catch_up()


def test_the_sample_is_indexed_in_both_forms():
    assert all(map(is_in_both_forms, IndexEntry.objects.values_list("title", flat=True)))


def test_making_it_anew_changes_nothing():
    def answers():
        return found("tịch", ThematicArea), found("tich", ThematicArea), *(sorted(found(q, how="search")) for q in ("kết hôn", "ket hon"))

    before = answers()
    call_command("update_index", verbosity=0)
    assert answers() == before


SCRIPT = """
import json
from wagtail.search.backends import get_search_backend
from procedures_pages.models import ProcedurePage
from search.desk import rebuilding
rebuilding.catch_up()
backend, pages = get_search_backend("default"), ProcedurePage.objects.all()
found = {
    how: {query: sorted(p.slug for p in getattr(backend, how)(query, pages)) for query in QUERIES}
    for how in ("search", "autocomplete")
}
print("FOUND", json.dumps(found))
"""


@pytest.mark.servers
@pytest.mark.xdist_group("servers")
def test_postgresql_finds_what_sqlite_finds(sample_on_postgres, tmp_path, settings):
    settings.SEARCH_MEANING = False
    odd = ['"', "\x00", "'", "\\", "a & b", "ket <-> hon", "😀"]
    with sample_on_postgres() as url:
        env = environment(tmp_path, DATABASE_URL=url, SEARCH_MEANING="false")
        told = manage(env, "shell", "-v", "0", "-c", SCRIPT.replace("QUERIES", repr([*QUERIES, *odd])))
    answers = json.loads(told.rpartition("FOUND")[2])
    slugs = dict(ProcedurePage.objects.values_list("pk", "slug"))
    for how, by_query in answers.items():
        for query in QUERIES:
            assert by_query[query] == sorted(slugs[pk] for pk in found(query, how=how)), (how, query)


@pytest.mark.parametrize(
    "text", ["\ufdfa" * 300, "\u3300" * 200, "kết hôn " * 500, "a " * 2000], ids=["arabic", "square", "words", "letters"]
)
def test_a_query_is_never_longer_than_an_engine_can_nest(client, text):
    """One letter may stand for four words, and the database's query nests by words: too deep, and Python gives up."""
    list(get_search_backend().search(text, ProcedurePage)[:5])
    assert client.get("/api/v2/pages/", {"search": text}).status_code in (200, 400)


def test_what_a_query_says_first_is_still_found_in_a_very_long_one():
    long = "đăng ký kết hôn " * 40
    found = [page.slug for page in get_search_backend().search(long, ProcedurePage)[:20]]
    assert "dang-ky-ket-hon" in found
