"""The counter's page of one procedure, as the server sends it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.counter.questions import asked, at_counter, onward
from procedures_pages.facts.case import tailor
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db

SHOP = "/quay/mo-cua-hang-dang-ky-ho-kinh-doanh/"
ALONE = "dung-ten=mot-minh&nguoi-nop=tu-nop"
CASE = "dung-ten=mot-minh&nguoi-nop=nguoi-khac&vneid=co"


def shop():
    return facts_of(ProcedurePage.objects.get(slug="mo-cua-hang-dang-ky-ho-kinh-doanh", locale__language_code="vi"))


def questions(query=""):
    facts = shop()
    return asked(facts, tailor(facts, parse_qs(query)))


def html(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_answers_are_numbered_from_one_in_their_order():
    for question in questions():
        assert [answer.number for answer in question.answers] == list(range(1, len(question.question.answers) + 1))


def test_an_answer_leads_to_the_case_with_it_and_the_others_kept():
    first, second, _third = questions("vneid=co")
    assert first.answers[0].url == SHOP + "?dung-ten=mot-minh&vneid=co"
    assert parse_qs(urlsplit(second.answers[1].url).query).keys() == {"nguoi-nop", "vneid"}


def test_the_chosen_answer_takes_itself_back():
    first = questions(CASE)[0]
    assert first.chosen.answer.id == "mot-minh"
    assert first.chosen.url == SHOP + "?nguoi-nop=nguoi-khac&vneid=co"


def test_an_answer_that_makes_another_idle_leads_to_an_address_without_it():
    """Whoever files in person is not asked about VNeID."""
    second = questions(CASE)[1]
    assert second.answers[0].answer.id == "tu-nop"
    assert second.answers[0].url == SHOP + "?dung-ten=mot-minh&nguoi-nop=tu-nop"


@pytest.mark.parametrize(
    ("query", "upcoming"),
    [
        ("", "dung-ten"),
        ("dung-ten=mot-minh", "nguoi-nop"),
        ("nguoi-nop=tu-nop", "dung-ten"),
        ("dung-ten=mot-minh&nguoi-nop=nguoi-khac", "vneid"),
        ("dung-ten=mot-minh&nguoi-nop=tu-nop", None),  # the third would change nothing
        (CASE, None),
    ],
)
def test_next_is_the_first_question_that_papers_still_depend_on(query, upcoming):
    assert next((q.question.id for q in questions(query) if q.is_next), None) == upcoming


@given(st.lists(st.integers(0, 20), max_size=12))
def test_following_any_answers_never_leaves_the_questions_of_the_page(picks):
    facts = shop()
    query = ""
    for pick in picks:
        links = [a for q in asked(facts, tailor(facts, parse_qs(query))) for a in q.answers]
        query = urlsplit(links[pick % len(links)].url).query
        checklist = tailor(facts, parse_qs(query))
        assert checklist.ignored == 0
        assert checklist.query == query


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/thu-tuc/a-b/", "/quay/a-b/"),
        ("/en/thu-tuc/a-b/", "/quay/a-b/"),
        ("/huong-dan/sinh-con/", "/huong-dan/sinh-con/"),
        ("/tra-cuu/1.000001/", "/tra-cuu/1.000001/"),
        ("/thu-tuc/", "/thu-tuc/"),
    ],
)
def test_only_procedures_have_a_page_at_the_counter(path, expected):
    assert at_counter(path) == expected


def test_the_page_says_what_an_officer_tells(client):
    page = html(client, SHOP + "?" + ALONE)
    assert re.search(r"<h1[^>]*>Mở cửa hàng, đăng ký hộ kinh doanh</h1>", page)
    assert "1.001612" in page
    assert "Cần 1 giấy tờ" in page
    assert "1 bản chính · Nộp" in page
    assert 'data-document="giay-de-nghi"' in page


def test_papers_that_depend_on_an_answer_stand_apart(client):
    page = html(client, SHOP)
    assert "Chắc chắn cần 1 giấy tờ" in page
    assert "Khi nhờ người khác nộp thay" in page


def test_every_action_is_a_link_for_this_case(client):
    page = html(client, SHOP + "?" + CASE).replace("&amp;", "&")
    shelf = "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/"
    for tail in ("gui/?" + CASE, f"ho-so/in/?{CASE}#in", f"ho-so/in/?{CASE}&co=lon#in", f"ho-so/in/?{CASE}&co=phieu#in"):
        assert f'href="{shelf}{tail}"' in page, tail
        assert client.get(shelf + tail).status_code == 200
    assert f"/t/1.001612?{CASE}</span>" in page


def test_the_message_is_that_of_the_case(client):
    text = re.search(r'<textarea id="loi-nhan"[^>]*>(.*?)</textarea>', html(client, SHOP + "?" + CASE), re.S)[1]
    assert text.startswith("Mở cửa hàng, đăng ký hộ kinh doanh\nTrường hợp: Một mình tôi")


def test_a_replaced_procedure_leads_on_within_the_counter(client):
    page = html(client, "/quay/sao-y-giay-to-nuoc-ngoai/")
    assert "Đã thay thế" in page
    assert 'href="/quay/sao-y-ban-chinh/"' in page or re.search(r'<p><a href="/quay/[^"]+" lang="vi">', page)
    facts = facts_of(ProcedurePage.objects.get(slug="sao-y-giay-to-nuoc-ngoai", locale__language_code="vi"))
    assert onward(facts)[0].url.startswith("/quay/")


def test_a_page_without_a_translation_keeps_the_readers_addresses(client):
    page = html(client, "/en/quay/xin-phep-chat-cay/")
    assert 'href="/en/quay/"' in page
    assert '<div lang="vi">' in page


@pytest.mark.parametrize("query", ["dung-ten=khong-co", "dungten=mot-minh", "dung-ten=mot-minh&dung-ten=gia-dinh", "dung-ten=%FF%00"])
def test_unknown_answers_get_a_word_and_no_error(client, query):
    assert "Phần đó được bỏ qua" in html(client, SHOP + "?" + query)


@pytest.mark.parametrize("query", ["la=1", "%FF=%FE", "gad_source=1&mibextid=a"])
def test_what_is_no_answer_gets_none(client, query):
    assert "bỏ qua" not in html(client, SHOP + "?" + query)


def test_two_thousand_parameters_change_nothing(client):
    page = html(client, SHOP + "?" + "&".join(f"p{n}={n}" for n in range(2000)) + "&" + ALONE)
    assert "Cần 1 giấy tờ" in page


@pytest.mark.parametrize("path", ["/quay/khong-co/", "/quay/%C4%91/", "/quay/a%00b/", "/en/quay/khong-co/"])
def test_an_unknown_procedure_is_told_in_words(client, path):
    response = client.get(path)
    assert response.status_code in (400, 404)
    assert "<main" in response.content.decode()


def test_the_former_address_of_a_renamed_procedure_leads_on_with_its_answers(client, django_capture_on_commit_callbacks):
    page = ProcedurePage.objects.get(slug="mo-cua-hang-dang-ky-ho-kinh-doanh", locale__language_code="vi")
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "mo-cua-hang"
        page.save_revision().publish()
    response = client.get(SHOP + "?" + CASE)
    assert response.status_code == 302
    assert response["Location"] == "/quay/mo-cua-hang/?" + CASE


def test_a_procedure_that_is_not_public_is_not_at_the_counter(client):
    ProcedurePage.objects.get(slug="xin-phep-chat-cay", locale__language_code="vi").unpublish()
    assert client.get("/quay/xin-phep-chat-cay/").status_code == 404


def test_search_engines_are_told_to_stay_away(client):
    assert client.get(SHOP)["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in html(client, SHOP)


def test_only_reading_is_possible(client):
    assert client.post(SHOP).status_code == 405
