"""``/giay-to/`` and the page of each paper: who asks for it, what they say alike and otherwise, how it keeps up, what it costs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from procedures_pages.factories import ProcedureFactory, document, output, question, time
from procedures_pages.models import ProcedurePage
from procedures_pages.paper_places import keeping
from tests.procedures_pages.translation.translating import translate

pytestmark = pytest.mark.django_db
NAME, SLUG = "Giấy xyzzy", "giay-xyzzy"
PLACE = f"/giay-to/{SLUG}/"


def asking(title, *applies, questions=(), **more):
    """A published procedure that asks for the paper."""
    papers = [document("giay", *applies, name=NAME, **more)]
    return ProcedureFactory(title=title, questions=list(questions), documents=papers)


def soup(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return BeautifulSoup(response.content, "html.parser").main


def text(client, path):
    return " ".join(soup(client, path).get_text(" ").split())


def links(client, path):
    return {a.get_text(" ", strip=True): a["href"] for a in soup(client, path).select("a[href]")}


def test_a_paper_names_every_procedure_that_asks_for_it(client):
    one, other = asking("Mở quán một"), asking("Mở quán hai")
    found = links(client, PLACE)
    assert {found["Mở quán một"], found["Mở quán hai"]} == {f"/thu-tuc/{one.slug}/", f"/thu-tuc/{other.slug}/"}
    assert "2 thủ tục cần giấy này" in text(client, PLACE)


def test_a_condition_stands_with_the_procedure_in_words(client):
    who = question("ai", "toi", "nguoi-khac")
    who["value"]["answers"][1]["value"]["phrase"] = "khi nhờ người khác nộp thay"
    asking("Mở quán", "ai=nguoi-khac", questions=[who])
    assert "Chỉ khi nhờ người khác nộp thay" in text(client, PLACE)


def test_a_procedure_that_asks_twice_otherwise_stands_with_each_case(client):
    papers = [document("giay", name=NAME), document("giay-khac", "ai=nguoi-khac", name=NAME, originals=2)]
    ProcedureFactory(title="Mở quán", questions=[question("ai", "toi", "nguoi-khac")], documents=papers)
    told = text(client, PLACE)
    assert told.count("Mở quán") == 2
    assert told.index("1 bản chính, Nộp") < told.index("Chỉ khi") < told.index("2 bản chính, Nộp")
    assert "1 thủ tục cần giấy này" in told


def test_what_all_say_alike_is_said_once(client):
    for title in ("Mở quán một", "Mở quán hai"):
        asking(title, originals=2, handling="show", note="Bệnh viện cấp.")
    told = text(client, PLACE)
    assert [told.count(words) for words in ("2 bản chính", "Xuất trình", "Bệnh viện cấp.")] == [1, 1, 1]


def test_what_differs_stands_with_each_procedure(client):
    asking("Mở quán một", originals=2)
    asking("Mở quán hai", originals=1, handling="show", note="Còn hạn.")
    told = text(client, PLACE)
    assert "Mỗi thủ tục một khác" in told
    assert told.index("2 bản chính, Nộp") < told.index("Mở quán một") < told.index("1 bản chính, Xuất trình") < told.index("Mở quán hai")
    assert told.index("1 bản chính, Xuất trình") < told.index("Còn hạn.") < told.index("Mở quán hai")


def test_what_some_say_alike_stands_once_above_them(client):
    for title, note in (("Mở quán một", "Còn hạn."), ("Mở quán hai", ""), ("Mở quán ba", "Còn hạn.")):
        asking(title, note=note)
    told = text(client, PLACE)
    assert told.count("Còn hạn.") == 1
    assert told.index("Mở quán hai") < told.index("Còn hạn.") < told.index("Mở quán một") < told.index("Mở quán ba")


def test_a_paper_that_nobody_demands_says_why(client):
    more = {"originals": 0, "handling": "looked_up", "fallback": "Mang theo phòng khi không tra được.", "basis": "Nghị định 18/2026/NĐ-CP"}
    asking("Mở quán", **more)
    assert "Quầy tự tra Mang theo phòng khi không tra được. Nghị định 18/2026/NĐ-CP." in text(client, PLACE)


def test_a_form_without_a_file_says_where_it_is_handed_out(client):
    asking("Mở quán", form="Mẫu số 1, Thông tư 68/2025/TT-BTC")
    told = text(client, PLACE)
    assert "Mẫu số 1, Thông tư 68/2025/TT-BTC" in told
    assert links(client, PLACE)["Hỏi mẫu tại quầy"] == "/noi-nop/"


def test_a_form_with_a_file_is_there_to_take(client, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    file = get_document_model().objects.create(title="Mẫu", file=ContentFile(b"PK", "mau-1.docx"))
    asking("Mở quán", form="Mẫu số 1", form_file=file.pk)
    assert links(client, PLACE)["Mẫu số 1"] == file.url
    assert "Hỏi mẫu tại quầy" not in links(client, PLACE)


def test_another_file_that_the_page_leads_to_is_another_here_too(client, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    files = [get_document_model().objects.create(title="Mẫu", file=ContentFile(b"PK", f"mau-{n}.docx")) for n in (1, 2)]
    page = asking("Mở quán", form="Mẫu số 1", form_file=files[0].pk)
    assert links(client, PLACE)["Mẫu số 1"].endswith("/mau-1.docx")
    page.documents[0].value["form_file"] = files[1]
    page.save_revision().publish()
    assert links(client, PLACE)["Mẫu số 1"].endswith("/mau-2.docx")


def test_the_procedure_that_issues_it_is_named_with_its_time(client):
    giving = ProcedureFactory(title="Xin giấy xyzzy", code="9.777701", times=[time("working_days", 3)])
    asking("Mở quán", issued_by="9.777701")
    assert links(client, PLACE)["Xin giấy xyzzy"] == f"/thu-tuc/{giving.slug}/"
    assert "Thời gian giải quyết: 3 ngày làm việc" in text(client, PLACE)


def test_a_procedure_whose_result_has_its_name_issues_it(client):
    ProcedureFactory(title="Xin giấy xyzzy", outputs=[output(NAME)])
    asking("Mở quán")
    assert "Xin giấy xyzzy" in links(client, PLACE)


def test_two_forms_of_one_name_are_offered_at_the_bare_name(client):
    asking("Mở quán một", form="Mẫu số 1")
    asking("Mở quán hai", form="Mẫu số 2")
    assert set(links(client, PLACE).values()) >= {f"/giay-to/{SLUG}-mau-1/", f"/giay-to/{SLUG}-mau-2/"}
    assert client.get(PLACE)["X-Robots-Tag"] == "noindex"
    assert "Mở quán hai" not in text(client, f"/giay-to/{SLUG}-mau-1/")


def test_the_number_of_a_form_in_an_address_leads_on_when_there_is_one_form(client):
    asking("Mở quán", form="Mẫu số 1")
    assert client.get(f"/giay-to/{SLUG}-mau-2/")["Location"] == PLACE


def test_an_unknown_paper_offers_those_of_like_names(client):
    asking("Mở quán")
    response = client.get("/giay-to/giay-xyzzy-cu/")
    assert response.status_code == 404
    assert f'href="{PLACE}"' in response.content.decode()


@pytest.mark.parametrize("copied", [f"/giay-to/{SLUG}", f"/giay-to/{SLUG}/.", f"/GIAY-TO/{SLUG}/", f"/giay-to/{SLUG}/, nhé"])
def test_an_address_out_of_a_sentence_leads_on(client, copied):
    asking("Mở quán")
    assert client.get(copied)["Location"] == PLACE


# --- Only what is public, and as it is now ---


def away(page):
    page.unpublish()


def over(page):
    ProcedurePage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))


def private(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def replaced(page):
    ProcedurePage.objects.filter(pk=page.pk).update(status="replaced")


@pytest.mark.parametrize("hide", [away, over, private, replaced])
def test_a_page_that_is_not_there_for_readers_asks_for_nothing(client, hide):
    one, _other = asking("Mở quán một"), asking("Mở quán hai")
    assert "Mở quán một" in text(client, PLACE)
    hide(one)
    assert "Mở quán một" not in text(client, PLACE)
    assert "1 thủ tục cần giấy này" in text(client, PLACE)


@pytest.mark.parametrize("hide", [away, over, private, replaced])
def test_a_paper_that_nobody_asks_for_any_more_has_no_place(client, hide):
    hide(asking("Mở quán"))
    assert client.get(PLACE).status_code == 404
    assert NAME not in text(client, "/giay-to/")


def test_what_an_editor_publishes_is_there_for_the_next_reader(client):
    page = asking("Mở quán")
    assert "1 bản chính" in text(client, PLACE)
    page.documents[0].value["originals"] = 3
    page.save_revision().publish()
    assert "3 bản chính" in text(client, PLACE)


# --- Named otherwise ---


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_paper_that_is_named_otherwise_is_found_at_its_old_address(client, prefix):
    page = asking("Mở quán")
    page.documents[0].value["name"] = "Giấy plugh"
    page.save_revision().publish()
    assert client.get(f"{prefix}{PLACE}")["Location"] == f"{prefix}/giay-to/giay-plugh/"


def test_the_old_address_stays_with_the_pages_that_keep_the_name(client):
    page, _other = asking("Mở quán một"), asking("Mở quán hai")
    page.documents[0].value["name"] = "Giấy plugh"
    page.save_revision().publish()
    assert "1 thủ tục cần giấy này" in text(client, PLACE)


def test_a_name_that_comes_back_leads_nowhere_else(client):
    page = asking("Mở quán")
    for name in ("Giấy plugh", NAME):
        page.documents[0].value["name"] = name
        page.save_revision().publish()
    assert client.get(PLACE).status_code == 200
    assert client.get("/giay-to/giay-plugh/")["Location"] == PLACE


def test_a_draft_leads_nowhere(client):
    page = asking("Mở quán")
    page.documents[0].value["name"] = "Giấy plugh"
    page.save_revision()
    assert client.get("/giay-to/giay-plugh/").status_code == 404


# --- From lists of papers ---


@pytest.mark.parametrize("tail", ["", "ho-so/"])
def test_a_list_leads_to_the_place_of_a_paper_that_others_ask_for_too(client, tail):
    page = asking("Mở quán một")
    assert NAME not in links(client, f"/thu-tuc/{page.slug}/{tail}")
    asking("Mở quán hai")
    assert links(client, f"/thu-tuc/{page.slug}/{tail}")[NAME] == PLACE
    assert links(client, f"/en/thu-tuc/{page.slug}/{tail}")[NAME] == f"/en{PLACE}"


def test_a_list_on_paper_has_no_links_to_places(client):
    page = asking("Mở quán một")
    asking("Mở quán hai")
    assert "/giay-to/" not in client.get(f"/thu-tuc/{page.slug}/ho-so/in/").content.decode()


# --- English ---


def test_a_translated_paper_is_told_in_english(client):
    page = asking("Mở quán", note="Bệnh viện cấp.")
    translate(page)
    main = soup(client, f"/en{PLACE}")
    assert "1 original" in main.get_text()
    assert main.h1.get_text() == f"EN {NAME}"
    found = BeautifulSoup(client.get(PLACE).content, "html.parser")
    assert {link["hreflang"] for link in found.select("link[rel=alternate]")} == {"vi", "en"}


def test_a_paper_without_a_translation_is_marked_as_vietnamese(client):
    asking("Mở quán")
    found = BeautifulSoup(client.get(f"/en{PLACE}").content, "html.parser")
    assert found.main.select_one("h1 [lang=vi]").get_text() == NAME
    assert found.select_one("link[rel=canonical]")["href"].endswith(PLACE)
    assert "/en/" not in found.select_one("link[rel=canonical]")["href"]


# --- What it costs ---


def queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return [query["sql"] for query in captured.captured_queries]


def test_a_list_asks_nothing_about_places_that_are_known(client):
    page = asking("Mở quán")
    path = f"/thu-tuc/{page.slug}/"
    client.get(path)
    with_places = len(queries(client, path))
    keeping.changed()
    assert len(queries(client, path)) == with_places + 2
    assert len(queries(client, path)) == with_places


def test_a_reader_of_a_place_waits_for_no_facts_that_are_known(client, monkeypatch):
    place = "/giay-to/giay-to-chung-minh-noi-cu-tru/"
    client.get(place)
    monkeypatch.setattr("procedures_pages.paper_places.telling.facts_of", lambda *a, **k: pytest.fail("facts were made again"))
    assert "13 thủ tục cần giấy này" in text(client, place)


def test_the_index_is_not_read_again_while_nothing_has_changed(client, monkeypatch):
    client.get("/giay-to/")
    monkeypatch.setattr(keeping, "_read", lambda: pytest.fail("the blocks were read again"))
    assert client.get("/giay-to/").status_code == 200
