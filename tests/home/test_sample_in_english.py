"""What foreigners need of the sample is in English, whole, and writes money and days as English does."""

import re

import pytest
import yaml
from bs4 import BeautifulSoup
from wagtail_localize.models import StringSegment
from wagtail_localize.strings import StringValue

from guides.models import BaseGuidePage
from home.models import StandardPage
from home.sample_schema import SAMPLE
from home.sample_translating import english_words
from office.models import AuthorityTransfer, LegalResource, Office, Unit
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.models import ProcedureLegalResource, ProcedurePage

pytestmark = pytest.mark.django_db

WANTED = yaml.safe_load((SAMPLE / "reference.yaml").read_text("utf-8"))["meta"]["english"]
KINDS = {"procedures": ProcedurePage, "guides": BaseGuidePage, "pages": StandardPage}
FOR_FOREIGNERS = [
    "khai-sinh-co-yeu-to-nuoc-ngoai",
    "ket-hon-voi-nguoi-nuoc-ngoai",
    "khai-tu-co-yeu-to-nuoc-ngoai",
    "sua-giay-khai-sinh-ho-tich",
    "ghi-chu-ket-hon-o-nuoc-ngoai",
    "ghi-chu-ly-hon-o-nuoc-ngoai",
]
# "8.000 đồng" and "8.000" alone; a code of a procedure, "2.000528", is none.
AMOUNT = re.compile(r"\d ?(?:đồng|đ|VNĐ)\b|(?<![\d.])\d{1,3}(?:\.\d{3})+(?![\d.])")
# "ngày 01 tháng 7", "01/07/2025" and "07/2026"; the number of a circular, "01/2022/TT-BTP", is none.
DATE = re.compile(r"ngày \d|tháng \d|\b\d{1,2}/\d{1,2}/\d{4}\b|(?<![\d/])\d{1,2}/20\d\d\b(?!/)")
FORMS = {
    "procedures": [f"/thu-tuc/{{}}/{tail}" for tail in ("", "ho-so/", "in/", "ho-so/in/", "ho-so/in/?co=a5", "gui/")] + ["/quay/{}/"],
    "guides": ["/huong-dan/{}/", "/huong-dan/{}/in/", "/huong-dan/{}/ho-so/", "/huong-dan/{}/ho-so/in/"],
    "pages": ["/{}/"],
}


def versions(language):
    return [(kind, page) for kind, model in KINDS.items() for page in model.objects.published().filter(locale__language_code=language)]


def said(html, whole):
    """The text of a page; without what is marked as Vietnamese unless it is ``whole`` in English."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(lambda tag: tag.name in ("script", "style") or (not whole and tag.get("lang") == "vi")):
        tag.extract()
    return soup.get_text(" ")


def in_vietnamese_form(text):
    return [*AMOUNT.findall(text), *DATE.findall(text)]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_wanted_in_english_is_there_and_nothing_else(kind):
    live = KINDS[kind].objects.published().filter(locale__language_code="en").values_list("slug", flat=True)
    assert sorted(live) == sorted(WANTED[kind])


def test_the_six_pages_for_foreigners_and_all_standing_pages_are_wanted():
    assert set(FOR_FOREIGNERS) <= set(WANTED["procedures"])
    assert sorted(WANTED["pages"]) == sorted(page["slug"] for page in yaml.safe_load((SAMPLE / "pages.yaml").read_text("utf-8")))


def test_no_word_of_a_page_in_english_is_missing():
    words, missing = english_words(), {}
    for _kind, page in versions("en"):
        texts = StringSegment.objects.filter(source__object_id=page.translation_key).values_list("string__data", flat=True)
        assert texts
        for text in (StringValue(data).render_text() for data in texts):
            missing |= {line: page.slug for line in ([text] if text in words else text.split("\n")) if line not in words}
    assert missing == {}


def test_the_people_of_a_page_in_english_have_names_that_english_can_spell():
    people = [person.name for kind, page in versions("en") if kind == "procedures" for person in facts_of(page).people]
    assert len(people) > 30
    assert [name for name in people if not name.isascii()] == []


def test_no_amount_and_no_date_stands_in_its_vietnamese_form_on_a_page_in_english(client):
    wrong, seen = {}, 0
    for kind, page in versions("en"):
        for address in FORMS[kind]:
            response = client.get("/en" + address.format(page.slug))
            assert response.status_code == 200, address
            seen += 1
            # A guide has the Vietnamese titles and lines of procedures that nobody has translated.
            if found := in_vietnamese_form(said(response.content.decode(), whole=kind != "guides")):
                wrong[address.format(page.slug)] = found
    assert wrong == {}
    assert seen > 80


def test_nor_in_the_english_around_pages_that_nobody_has_translated(client):
    addresses = [
        "/",
        "/thu-tuc/",
        "/huong-dan/",
        "/noi-nop/",
        "/so-do-trang/",
        "/danh-muc-2022/",
        "/tim-kiem/?q=copy",
        "/tim-kiem/?q=birth",
    ]
    translated = {page.translation_key for _kind, page in versions("en")}
    addresses += [FORMS[kind][0].format(page.slug) for kind, page in versions("vi") if page.translation_key not in translated]
    wrong = {}
    for address in addresses:
        if found := in_vietnamese_form(said(client.get("/en" + address).content.decode(), whole=False)):
            wrong[address] = found
    assert wrong == {}
    assert len(addresses) > 40


def test_the_test_sees_amounts_and_dates():
    for wrong in ("8.000 đồng", "It costs 8.000 a copy", "8,000 đồng", "on 01/07/2025", "of 07/2026", "ngày 01 tháng 7 năm 2025"):
        assert in_vietnamese_form(wrong), wrong
    assert not in_vietnamese_form("Code 2.000528, Circular 01/2022/TT-BTP, Decree 18/2026/NĐ-CP: 8,000 VND, 1 July 2025")


def test_money_and_days_are_told_in_each_language(client):
    english, vietnamese = (client.get(f"{lang}/thu-tuc/khai-sinh-co-yeu-to-nuoc-ngoai/").content.decode() for lang in ("/en", ""))
    assert all(words in english for words in ("8,000 VND per copy", "24 November 2026", "of July 2026"))
    assert all(words in vietnamese for words in ("8.000 đồng/bản sao", "24/11/2026", "bản tháng 07/2026"))


def test_every_law_and_transfer_of_a_page_in_english_has_its_english():
    pages = [page for kind, page in versions("en") if kind == "procedures"]
    vietnamese = ProcedurePage.objects.filter(locale__language_code="vi", translation_key__in=[page.translation_key for page in pages])
    laws = LegalResource.objects.filter(pk__in=ProcedureLegalResource.objects.filter(page__in=vietnamese).values("resource"))
    assert laws.count() > 30
    assert list(laws.filter(title_en="").values_list("title", flat=True)) == []
    transfers = AuthorityTransfer.objects.filter(pk__in=vietnamese.values("transfer"))
    assert transfers
    assert [t for t in transfers if not (t.from_name_en and t.to_name_en and t.basis_en)] == []


def law(html, number):
    return next(item for item in BeautifulSoup(html, "html.parser").select("ul.law li") if number in item.get_text())


def test_a_law_is_told_in_english_with_its_official_title_beside_it(client):
    item = law(client.get("/en/thu-tuc/ket-hon-voi-nguoi-nuoc-ngoai/").content.decode(), "60/2014/QH13")
    assert "Law on Civil Status: Luật Hộ tịch" in " ".join(item.get_text().split())
    assert any(part.get_text(strip=True) == "Luật Hộ tịch" for part in item.select("[lang=vi]"))
    assert "Law on Civil Status" not in client.get("/thu-tuc/ket-hon-voi-nguoi-nuoc-ngoai/").content.decode()


def test_a_law_without_an_english_title_has_its_own_alone(client):
    LegalResource.objects.update(title_en="")
    item = law(client.get("/en/thu-tuc/ket-hon-voi-nguoi-nuoc-ngoai/").content.decode(), "60/2014/QH13")
    assert " ".join(item.get_text().split()).startswith("60/2014/QH13 Luật Hộ tịch")


def test_a_transfer_is_told_in_the_readers_language(client):
    english, vietnamese = (client.get(f"{lang}/thu-tuc/ket-hon-voi-nguoi-nuoc-ngoai/").content.decode() for lang in ("/en", ""))
    plain = " ".join(BeautifulSoup(english, "html.parser").get_text().split())
    assert "Justice Division of Vĩnh Yên city (district level)" in plain
    assert ": Decree 120/2025/NĐ-CP." in plain
    assert "Phòng Tư pháp thành phố Vĩnh Yên (cấp huyện)" in vietnamese
    assert "Justice Division" not in vietnamese


def test_the_footer_is_in_english(client):
    foot = " ".join(BeautifulSoup(client.get("/en/").content, "html.parser").footer.get_text().split())
    assert "Director of the Centre (sample site, no name yet)" in foot
    assert "Vĩnh Yên ward, Phú Thọ province (street and number not known yet)" in foot
    assert "Chưa có thông tin" not in foot
    assert "Giám đốc Trung tâm" in client.get("/").content.decode()


def test_an_unit_and_an_office_without_english_words_keep_their_own(client):
    Unit.objects.update(responsible_en="")
    Office.objects.update(hours="Thứ Hai đến thứ Sáu", hours_en="", note_en="Ring the bell")
    offices = " ".join(BeautifulSoup(client.get("/en/noi-nop/").content, "html.parser").get_text().split())
    assert "Thứ Hai đến thứ Sáu" in offices
    assert "Ring the bell" in offices
    assert "Giám đốc Trung tâm" in offices
