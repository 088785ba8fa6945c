"""Terms: one record each on the desk, one page with all of them, in both languages; search knows nothing of them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse

from home.sample_loading import load_sample
from home.setup import set_up
from office import site_data
from office.factories import LegalResourceFactory, TermFactory
from office.models import Term
from search.models import IndexedDocument
from vietnamese.sorting import sort_key

pytestmark = pytest.mark.django_db


def term(**fields):
    return Term(**{"slug": "thu", "name": "từ mới", "explanation": "Một câu.", **fields})


def faults(**fields):
    with pytest.raises(ValidationError) as refused:
        term(**fields).full_clean()
    return refused.value.message_dict


# --- What is refused ---


@pytest.mark.parametrize("name", ["Trích Lục", "trich luc", "TRÍCH LỤC", "trích  lục"])
def test_a_word_is_told_once_whatever_its_case_and_marks(name):
    assert "đã có ở thuật ngữ “trích lục”" in faults(name=name)["name"][0]


def test_another_form_is_told_once_too():
    TermFactory(slug="khac", name="mẫu đơn", forms="đơn theo mẫu")
    assert "đã có ở thuật ngữ “mẫu đơn”" in faults(forms="một dòng\nĐơn theo mẫu")["forms"][0]
    assert "đã có ở thuật ngữ “từ mới”" in faults(forms="Từ mới")["forms"][0]


def test_the_term_itself_is_no_duplicate():
    Term.objects.get(slug="trich-luc").full_clean()


def test_an_explanation_is_one_line_of_160_signs():
    assert "160" in faults(explanation="x" * 161)["explanation"][0]
    term(explanation="x" * 160).full_clean()


@pytest.mark.parametrize("field", ["name", "forms", "explanation", "more", "explanation_en"])
def test_tags_are_refused_with_their_reason(field):
    assert "thẻ HTML" in faults(**{field: "Giấy <b>chép</b>"})[field][0]


def test_signs_that_are_no_tags_are_text():
    term(explanation="Tiền < 5 triệu & nhà > 30 m²").full_clean()


# --- The page ---


def page(client, path="/thuat-ngu/"):
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_all_terms_stand_in_the_order_of_the_alphabet_with_their_anchors(client):
    TermFactory(slug="dan", name="đăng bạ")
    headings = page(client).select("main h2[id]")
    names = [h.get_text(strip=True) for h in headings]
    assert names == sorted(names, key=sort_key)
    assert {h["id"] for h in headings} == set(Term.objects.values_list("slug", flat=True))
    assert names.index("Di chúc") < names.index("Đăng bạ") < names.index("Giấy hẹn")


def test_text_is_escaped_and_the_law_is_led_to(client):
    law = LegalResourceFactory(number="1/2026/NĐ-CP", link="https://vanban.vn/1")
    TermFactory(slug="kho", name="khó & lạ", explanation="Nhỏ < 5 & lớn", more="Dòng một\nDòng hai", law=law)
    html = client.get("/thuat-ngu/").content.decode()
    assert "Nhỏ &lt; 5 &amp; lớn" in html
    assert '<a href="https://vanban.vn/1" rel="noopener">1/2026/NĐ-CP</a>' in html


def test_the_english_page_is_in_english_with_the_vietnamese_name_beside(client):
    main = page(client, "/en/thuat-ngu/").main
    heading = main.select_one("#trich-luc")
    assert " ".join(heading.get_text().split()) == "Extract (trích lục)"
    assert "A stamped paper" in heading.find_next("p").get_text()
    names = [h.contents[0].strip(" (") for h in main.select("h2[id]")]
    assert names == sorted(names, key=sort_key)


def test_a_term_that_nobody_has_translated_stays_vietnamese(client):
    TermFactory(slug="chua-dich", name="chưa dịch", explanation="Câu tiếng Việt này.")
    html = client.get("/en/thuat-ngu/").content.decode()
    assert 'id="chua-dich"' in html
    assert '<span lang="vi">Câu tiếng Việt này</span>' in html


def test_the_page_is_led_to_and_in_the_site_map(client):
    assert '<a href="/thuat-ngu/">Thuật ngữ</a>' in client.get("/").content.decode()
    assert client.get("/so-do-trang/").content.decode().count('href="/thuat-ngu/"') == 2
    assert "/thuat-ngu/</loc>" in client.get("/sitemap-muc.xml").content.decode()


def test_an_office_without_terms_has_a_page_that_nothing_leads_to(client):
    Term.objects.all().delete()
    site_data.forget_site_data()
    assert "Chưa có thuật ngữ nào được ghi." in client.get("/thuat-ngu/").content.decode()
    assert "thuat-ngu" not in client.get("/so-do-trang/").content.decode().split("<body>")[1]
    assert "/thuat-ngu/" not in client.get("/sitemap-muc.xml").content.decode()


def test_a_warm_page_asks_the_database_only_whether_anything_has_changed(client, django_assert_num_queries):
    client.get("/thuat-ngu/")
    with django_assert_num_queries(1):
        client.get("/thuat-ngu/")


def test_a_law_that_is_renamed_is_new_on_the_page(client, django_capture_on_commit_callbacks):
    law = LegalResourceFactory(number="1/2026/NĐ-CP")
    with django_capture_on_commit_callbacks(execute=True):
        TermFactory(slug="kho", law=law)
    client.get("/thuat-ngu/")
    with django_capture_on_commit_callbacks(execute=True):
        law.number = "2/2026/NĐ-CP"
        law.save()
    assert "2/2026/NĐ-CP" in client.get("/thuat-ngu/").content.decode()


# --- Sample, setup, search ---


def test_the_sample_has_25_terms_whole_in_both_languages():
    terms = list(Term.objects.all())
    assert len(terms) >= 25
    for one in terms:
        one.full_clean()
    assert [one.name for one in terms if not (one.name_en and one.explanation_en) or bool(one.more) != bool(one.more_en)] == []
    assert [one.name for one in terms if not one.name_en.isascii() or not one.explanation_en.isascii()] == []


def test_loading_again_keeps_what_an_editor_wrote():
    Term.objects.filter(slug="trich-luc").update(explanation="Lời của người biên tập.")
    assert load_sample()["term"] == 0
    assert Term.objects.get(slug="trich-luc").explanation == "Lời của người biên tập."


def test_a_new_office_is_given_none_as_it_is_given_no_other_shared_records():
    Term.objects.all().delete()
    set_up()
    assert not Term.objects.exists()


def test_search_does_not_know_them(client, django_capture_on_commit_callbacks):
    before = IndexedDocument.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        TermFactory(slug="la", name="quyzinhama", explanation="Quyzinhama là một từ lạ.")
    assert IndexedDocument.objects.count() == before
    assert "/thuat-ngu/#" not in client.get("/tim-kiem/?q=trich+luc").content.decode()
    assert "Một câu" not in client.get("/tim-kiem/?q=quyzinhama").content.decode()


# --- On the desk ---


def test_an_editor_writes_a_term_and_finds_it_without_marks(enter):
    client = enter("bien-tap")
    fields = {"name": "Hoá đơn điện tử", "slug": "hoa-don", "explanation": "Tờ hoá đơn gửi qua mạng.", "forms": "hóa đơn mạng"}
    response = client.post(reverse("wagtailsnippets_office_term:add"), {**dict.fromkeys(EMPTY, ""), **fields})
    assert response.status_code == 302, response.context["form"].errors
    assert Term.objects.get(slug="hoa-don").name == "Hóa đơn điện tử", "in the house's spelling"
    html = client.get(reverse("wagtailsnippets_office_term:list"), {"q": "hoa don dien tu"}).content.decode()
    assert "Hóa đơn điện tử" in html
    assert "trích lục" not in html


EMPTY = ("more", "law", "name_en", "forms_en", "explanation_en", "more_en")


def test_the_form_tells_a_duplicate_in_vietnamese(enter):
    fields = {"name": "Trích lục", "slug": "khac", "explanation": "Câu.", "forms": ""}
    response = enter("duyet").post(reverse("wagtailsnippets_office_term:add"), {**dict.fromkeys(EMPTY, ""), **fields})
    assert "đã có ở thuật ngữ “trích lục”" in response.content.decode()


@pytest.mark.parametrize(("username", "status"), [("bien-tap", 200), ("duyet", 200), ("quay", 302)])
@pytest.mark.parametrize("view", ["list", "add"])
def test_who_writes_terms(enter, username, status, view):
    assert enter(username).get(reverse(f"wagtailsnippets_office_term:{view}")).status_code == status


def test_a_law_that_a_term_names_is_not_deleted_under_it(admin_client):
    law = LegalResourceFactory(number="1/2026/NĐ-CP")
    TermFactory(slug="kho", name="khó", law=law)
    address = reverse("wagtailsnippets_office_legalresource:delete", args=[law.pk])
    assert "khó" in admin_client.get(address).content.decode()
    admin_client.post(address)
    law.refresh_from_db()
