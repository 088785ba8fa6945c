"""What editors have to say above the hits: to whom, with which pages, and how it is written."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from guides.models import GuidePage
from procedures_pages.models import ProcedurePage
from search.editors_words.notices import MAX_NOTICES, notices
from search.models import Confusion, Elsewhere, PromotedAnswer
from search.query.reading import read_query

pytestmark = pytest.mark.django_db
SLUG = "lam-khai-sinh-cho-con"  # has an English version


@pytest.fixture(autouse=True)
def _only_what_the_test_says(db):
    for model in (Confusion, PromotedAnswer, Elsewhere):
        for row in model.objects.all():
            row.delete()


@pytest.fixture
def page():
    return ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")


def promote(page, queries="mèo máy", reason=""):
    return PromotedAnswer.objects.create(queries=queries, page=page, reason=reason)


def pair(**more):
    return Confusion.objects.create(difference="Khác", first="mèo máy", first_text="Một", second="chó máy", second_text="Hai", **more)


def told(raw="mèo máy", locale="vi"):
    return notices(read_query(raw), locale)


def shown(client, raw="mèo máy", prefix=""):
    answer = client.get(f"{prefix}/tim-kiem/", {"q": raw})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_promoted_answer_leads_to_its_page(page):
    promote(page, reason="Vì thế.")
    (notice,) = told()
    assert (notice.kind, notice.link.url, notice.reason) == ("promoted", f"/thu-tuc/{SLUG}/", "Vì thế.")
    assert notice.link.result == page.codes.get(is_present=True).value


def test_a_guide_may_be_promoted():
    guide = GuidePage.objects.filter(locale__language_code="vi").first()
    promote(guide)
    assert told()[0].link.url == told()[0].link.result == f"/huong-dan/{guide.slug}/"


def test_a_reader_of_english_gets_the_english_page(page):
    promote(page)
    (notice,) = told(locale="en")
    english = page.get_translations().get()
    assert (notice.link.title, notice.link.url) == (english.title, f"/en/thu-tuc/{english.slug}/")


def test_a_page_without_an_english_version_is_not_promoted_in_english():
    promote(ProcedurePage.objects.filter(locale__language_code="vi").exclude(translation_key__in=english_keys()).first())
    assert told()
    assert not told(locale="en")


def english_keys():
    return ProcedurePage.objects.filter(locale__language_code="en").values("translation_key")


@pytest.mark.parametrize("hide", ["draft", "private", "private above", "deleted"])
def test_a_page_that_readers_may_not_open_is_nowhere(page, hide):
    promote(page)
    pair(first_page=page)
    if hide == "draft":
        page.unpublish()
    elif hide == "deleted":
        page.delete()
    else:
        covered = page.get_parent() if hide == "private above" else page
        PageViewRestriction.objects.create(page=covered, restriction_type="login")
    (left,) = told()
    assert left.kind == "confusion"
    assert [side.link for side in left.sides] == [None, None]


def test_a_page_that_is_neither_procedure_nor_guide_is_no_answer(page):
    promote(page.get_parent())
    assert not told()


def test_a_page_is_promoted_once_and_only_so_many_are(page):
    promote(page)
    promote(page)
    for other in ProcedurePage.objects.filter(locale__language_code="vi").exclude(pk=page.pk)[:3]:
        promote(other)
    links = [notice.link.url for notice in told()]
    assert len(links) == len(set(links)) == MAX_NOTICES


def test_pages_cost_one_question_and_nothing_matched_none(page, settings):
    promote(page)
    pair(second_page=page)
    settings.SEARCH_CHECK_SECONDS = 3600
    told()
    for raw, most in (("mèo máy", 1), ("chó máy", 1), ("chuột máy", 0)):
        query = read_query(raw)
        with CaptureQueriesContext(connection) as asked:
            notices(query, "vi")
        assert len(asked.captured_queries) == most


def test_elsewhere_stands_above_the_hits_and_hides_none(client):
    before = re.findall(r'data-result="([^"]*)"', shown(client, "khai sinh"))
    Elsewhere.objects.create(queries="khai sinh", title="Việc nọ", who="Cơ quan nọ", link="https://www.no.gov.vn/a", explanation="Như thế.")
    page = shown(client, "khai sinh")
    assert re.findall(r'data-result="([^"]*)"', page) == before
    assert page.index('data-notice="elsewhere"') < page.index('<ol class="hits"')
    assert '<a href="https://www.no.gov.vn/a" rel="noopener">no.gov.vn</a>' in page


def test_elsewhere_comes_first_while_typing_and_at_the_counter(client):
    Elsewhere.objects.create(queries="mèo máy\nkhai sinh", title="Nuôi <b>mèo máy", who="Sở Mèo", link="https://www.meo.gov.vn/")
    suggested = client.get("/tim-kiem/goi-y/", {"q": "khai sinh"}).json()["suggestions"]
    assert suggested[0] == {
        "title": "Nuôi <b>mèo máy · Nơi làm: Sở Mèo",
        "url": "/tim-kiem/?q=khai+sinh",
        "kind": "elsewhere",
    }
    assert suggested[1]["url"] == f"/thu-tuc/{SLUG}/"
    assert client.get("/en/tim-kiem/goi-y/", {"q": "mèo máy"}).json()["suggestions"][0]["lang"] == "vi"
    counter = client.get("/quay/", {"q": "mèo máy"}).content.decode()
    assert counter.index("Nuôi &lt;b&gt;mèo máy") < counter.index("Sở Mèo") < counter.index("meo.gov.vn</a>") < counter.index("danh-sach")
    assert 'data-notice="elsewhere"' not in client.get("/quay/", {"q": "xe"}).content.decode()


def test_notices_stand_where_nothing_is_found(client, page):
    promote(page, queries="xyzxyz")
    assert 'data-notice="promoted"' in shown(client, "xyzxyz")


def test_a_pair_shows_both(client, page):
    pair(second_page=page)
    text = re.sub(r"\s+(?=>)|(?<=>)\s+(?=<)", "", shown(client))
    assert "<dt>mèo máy</dt><dd>Một</dd>" in text
    assert f'<dt>chó máy</dt><dd>Hai <a href="/thu-tuc/{SLUG}/">{page.title}</a></dd>' in text


def test_what_editors_write_is_never_markup(client):
    evil = "<script>alert(1)</script>"
    Elsewhere.objects.create(queries="mèo máy", title=evil, who=evil, explanation=evil, link='https://x.vn/"><i>')
    Confusion.objects.create(difference=evil, first="mèo máy", first_text=evil, second="chó", second_text=evil)
    text = shown(client)
    assert "<script>alert" not in text
    assert '"><i>' not in text


def test_vietnamese_is_marked_for_readers_of_english(client, page):
    promote(page, reason="Vì thế.")
    Elsewhere.objects.create(queries="mèo máy", title="Việc nọ", who="Cơ quan nọ")
    text = shown(client, prefix="/en")
    assert '<p lang="vi">Vì thế.</p>' in text
    assert '<h2 lang="vi">Việc nọ</h2>' in text
