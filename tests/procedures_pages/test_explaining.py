"""Terms are explained where they stand in a page's text, the first time only, and nowhere that holds words alone."""

from __future__ import annotations

import gzip
import json
import re
from html import escape
from statistics import median

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from office.factories import TermFactory
from office.models import Term
from procedures_pages.explaining import MAX_A_PAGE, Explaining, explained, named
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.models import ProcedurePage
from vietnamese.mentions import phrase_index

TERMS = ["trích lục", "hộ tịch", "xuất trình", "lệ phí", "giấy hẹn", "bản chính", "bản sao", "VNeID"]
INDEX = phrase_index((term, f"m{n}") for n, term in enumerate(TERMS))
LINK = re.compile(r'<a href="/thuat-ngu/#([-a-z0-9]+)">([^<]*)</a>')


def marked(html, told=()):
    return explained(html, INDEX, "/thuat-ngu/", told)[0]


def test_the_first_mention_is_a_link_and_no_other():
    assert marked("<p>Xin trích lục. Trích lục có dấu.</p>") == '<p>Xin <a href="/thuat-ngu/#m0">trích lục</a>. Trích lục có dấu.</p>'


@pytest.mark.parametrize("tag", ["h1", "h2", "h3", "h4", "a", "b", "button", "label", "legend", "summary", "dt", "option", "time", "code"])
def test_not_within_headings_links_buttons_and_names(tag):
    html = f"<div><{tag} class=x><span>Xin trích lục</span></{tag}></div>"
    assert marked(html) == html
    assert LINK.findall(marked(html + "<p>trích lục</p>")) == [("m0", "trích lục")]


def test_nested_elements_without_marks_end_with_the_outer_one():
    html = "<summary><h2>trích lục</h2> trích lục</summary>"
    assert marked(html) == html


def test_tags_attributes_and_comments_are_left_alone():
    html = "<p title=\"trích lục > hộ tịch\" class='lệ phí'><!-- giấy hẹn --></p>"
    assert marked(html) == html


def test_no_more_than_a_few_a_page():
    html = f"<p>{' và '.join(TERMS)}</p>"
    assert len(LINK.findall(marked(html))) == MAX_A_PAGE == 6


def test_what_was_told_in_an_earlier_part_is_told_no_more():
    page = Explaining(INDEX, "/thuat-ngu/")
    parts = [page.part("<p>trích lục</p>"), page.part("<p>trích lục, giấy hẹn</p>")]
    assert [LINK.findall(part) for part in parts] == [[("m0", "trích lục")], [("m4", "giấy hẹn")]]


def test_without_terms_all_stays():
    assert explained("<p>trích lục</p>", phrase_index([]), "/x/") == ("<p>trích lục</p>", ())


def test_a_sheet_names_its_terms_in_headings_too():
    assert named("<h3>Trích lục</h3><p title='lệ phí'>Xin <b>giấy hẹn</b></p>", INDEX) == ("m0", "m4")


TEXTS = st.lists(st.sampled_from([*TERMS, "khai sinh", "<", "&", '"', "'", ">", ",", "lụcx"]), max_size=20).map(" ".join) | st.text(
    max_size=60
)


@given(st.lists(st.tuples(st.sampled_from(["p", "b", "h3", "li", "a"]), TEXTS), max_size=6))
def test_without_its_links_the_html_is_as_it_was(parts):
    html = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in parts)
    out = marked(html)
    assert LINK.sub(r"\2", out) == html
    assert out.count("<") - html.count("<") == 2 * len(LINK.findall(out)), "nothing escaped has come to life"
    assert len({key for key, _text in LINK.findall(out)}) == len(LINK.findall(out)) <= MAX_A_PAGE


# --- On pages ---


def links(html):
    return BeautifulSoup(html, "html.parser").select('a[href*="thuat-ngu/#"]')


def vietnamese_pages():
    return list(ProcedurePage.objects.published().filter(locale__language_code="vi").order_by("pk"))


@pytest.mark.django_db
def test_most_guides_explain_a_term_and_none_more_than_six(client):
    counts = [len(links(client.get(f"/thu-tuc/{page.slug}/").content)) for page in vietnamese_pages()]
    assert max(counts) <= MAX_A_PAGE
    assert sum(count > 0 for count in counts) >= 0.9 * len(counts)


@pytest.mark.django_db
def test_every_link_leads_to_a_term_that_is_there(client):
    there = set(re.findall(r'<h2 class="head" id="([-\w]+)"', client.get("/thuat-ngu/").content.decode()))
    led = {a["href"] for page in vietnamese_pages() for a in links(client.get(f"/thu-tuc/{page.slug}/").content)}
    assert len(led) > 10
    assert {href.removeprefix("/thuat-ngu/#") for href in led} <= there


@pytest.mark.django_db
def test_the_median_guide_grows_by_150_bytes_at_most(client):
    def sizes():
        cache.clear()
        return [len(gzip.compress(client.get(f"/thu-tuc/{page.slug}/").content, 6)) for page in vietnamese_pages()]

    with_terms = sizes()
    Term.objects.all().delete()
    without = sizes()
    assert 0 < median(a - b for a, b in zip(with_terms, without, strict=True)) <= 150


@pytest.mark.django_db
def test_official_names_and_laws_are_not_marked(client):
    for page in vietnamese_pages():
        soup = BeautifulSoup(client.get(f"/thu-tuc/{page.slug}/").content, "html.parser")
        assert not soup.select('#nguon a[href*="thuat-ngu/"], h1 a[href*="thuat-ngu/"], h2 a[href*="thuat-ngu/"], h3 a[href*="thuat-ngu/"]')


@pytest.mark.django_db
def test_an_english_page_explains_english_words_in_english(client):
    html = client.get("/en/thu-tuc/khai-sinh-co-yeu-to-nuoc-ngoai/").content.decode()
    assert links(html)
    assert all(a["href"].startswith("/en/thuat-ngu/#") and a.get_text().isascii() for a in links(html))


@pytest.mark.django_db
def test_a_page_without_a_translation_explains_its_vietnamese_in_the_readers_language(client):
    html = client.get("/en/thu-tuc/xin-giay-xac-nhan-doc-than/").content.decode()
    assert links(html)
    assert all(a["href"].startswith("/en/thuat-ngu/#") for a in links(html))


SLUG = "lam-khai-sinh-cho-con"


@pytest.mark.django_db
def test_what_an_editor_adds_the_next_reader_sees(client, django_capture_on_commit_callbacks):
    page = ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")
    facts = facts_of(page)
    note = next(document.note for document in facts.documents if document.note)
    word = " ".join(note.split()[:3]).strip(".,")
    client.get(f"/thu-tuc/{SLUG}/")
    with django_capture_on_commit_callbacks(execute=True):
        TermFactory(slug="moi", name=word)
    assert any(a["href"].endswith("#moi") for a in links(client.get(f"/thu-tuc/{SLUG}/").content))
    with django_capture_on_commit_callbacks(execute=True):
        Term.objects.get(slug="moi").delete()
    assert not any(a["href"].endswith("#moi") for a in links(client.get(f"/thu-tuc/{SLUG}/").content))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["gui/", "in/", "ho-so/in/", "qr.svg"])
def test_texts_to_send_and_paper_have_no_marks(client, path):
    assert b"thuat-ngu/#" not in client.get(f"/thu-tuc/{SLUG}/{path}").content


@pytest.mark.django_db
def test_data_have_no_marks(client):
    answer = client.get("/api/v2/procedures/?limit=100").content + client.get("/api/v2/pages/?limit=100&fields=*").content
    assert b"thuat-ngu" not in answer
    html = client.get(f"/thu-tuc/{SLUG}/").content.decode()
    assert all("thuat-ngu" not in script for script in re.findall(r"<script[^>]*ld\+json.*?</script>", html, re.DOTALL))
    assert "<a" not in json.dumps([document.note for document in facts_of(vietnamese_pages()[0]).documents])


@pytest.mark.django_db
def test_the_message_to_send_has_no_marks(client):
    soup = BeautifulSoup(client.get(f"/thu-tuc/{SLUG}/ho-so/").content, "html.parser")
    assert "thuat-ngu" not in str(soup.select_one("#loi-nhan"))
    assert not soup.select('.on-paper a[href*="thuat-ngu/#"], [role=status] a[href*="thuat-ngu/#"]')
