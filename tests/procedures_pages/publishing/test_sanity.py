"""What no page may say: the values that a review typed in one hour, each refused, and their neighbours, each let through."""

from datetime import date

import pytest

from procedures_pages.models import ProcedureCode, ProcedurePage
from procedures_pages.publishing import sanity
from procedures_pages.publishing.requirements import missing

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    found = ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi")
    found.people = []
    return found


def said(page, rule):
    return [gap.message for gap in missing(page) if gap.rule == rule]


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/nop",
        "https://127.0.0.1/",
        "http://10.0.0.8",
        "http://may-chu/nop",
        "http://nop.local/",
        "https://example.com/",
        "http://[::1]/",
    ],
)
def test_an_address_that_only_one_house_can_open_is_refused(address):
    assert not sanity.is_public(address)


@pytest.mark.parametrize("address", ["https://dichvucong.gov.vn/p/home", "https://motcua.phutho.gov.vn:8443/nop?x=1", "http://8.8.8.8/"])
def test_an_address_of_the_web_is_let_through(address):
    assert sanity.is_public(address)


@pytest.mark.parametrize("given", ["abc", "019d2bfb", "https://dichvucong.gov.vn/p/x", "019d2bfb-d76d-737f-81b9-69258b07240g", ".."])
def test_what_is_no_id_of_the_portal_is_refused(page, given):
    page.portal_id = given
    assert given in said(page, "the_portal_has_such_an_id")[0]


@pytest.mark.parametrize("given", ["019d2bfb-d76d-737f-81b9-69258b07240b", "9162", ""])
def test_an_id_of_the_portal_is_let_through(page, given):
    page.portal_id = given
    assert not said(page, "the_portal_has_such_an_id")


def test_a_code_does_not_end_before_it_begins(page):
    page.codes = [ProcedureCode(value="1.001193", valid_from=date(2025, 7, 1), valid_to=date(2025, 6, 30))]
    assert said(page, "dates_do_not_contradict") == ["Mã 1.001193 thôi dùng trước khi bắt đầu dùng."]


def test_effect_does_not_end_before_it_begins(page):
    page.status, page.effective_from, page.effective_to = "abolished", date(2025, 7, 1), date(2025, 6, 30)
    assert said(page, "dates_do_not_contradict") == ["“Hiệu lực đến” trước “hiệu lực từ”."]


def test_what_was_abolished_may_have_ended(page):
    page.status, page.effective_to = "abolished", date(2025, 6, 30)
    assert not said(page, "what_is_in_force_has_not_ended")


def test_a_page_may_be_called_as_itself(page):
    assert not said(page, "title_is_its_own")


@pytest.mark.parametrize("title", ["Xin VNeID", "LPG", "Đăng ký khai sinh"])
def test_a_name_in_capitals_is_no_shout(page, title):
    page.title = title
    assert not said(page, "title_is_not_shouted")


@pytest.mark.parametrize("text", ["x", ".", "- ", "…", "a."])
def test_a_single_letter_says_nothing(page, text):
    page.steps[0].value["title"] = text
    assert said(page, "every_text_says_something")


# --- In another language ---


@pytest.fixture
def english():
    return ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="en")


def test_a_translated_page_lacks_nothing(english):
    assert not said(english, "says_the_essentials_in_its_language")


@pytest.mark.parametrize("name", ["title", "summary"])
def test_a_translation_that_still_says_the_vietnamese_is_not_published(page, english, name):
    setattr(english, name, getattr(page, name))
    assert getattr(page, name) in said(english, "says_the_essentials_in_its_language")[0]


def test_nor_one_whose_papers_are_vietnamese(page, english):
    english.documents[0].value["name"] = page.documents[0].value["name"]
    assert page.documents[0].value["name"] in said(english, "says_the_essentials_in_its_language")[0]


def test_a_note_may_still_be_vietnamese(page, english):
    """It is marked as such for readers, and what they have to bring is there."""
    english.documents[0].value["note"] = page.documents[0].value["note"]
    assert not said(english, "says_the_essentials_in_its_language")
