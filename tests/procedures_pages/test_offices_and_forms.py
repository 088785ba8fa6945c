"""Offices and forms that are for some of the answers only, from the stored page to every text that a reader gets."""

from __future__ import annotations

import itertools
import json
import re

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex

from guides.factories import GuideFactory, guide_step
from office.desk.usage import InUse
from office.factories import OfficeFactory
from procedures_pages.factories import ProcedureFactory, document, place, question
from procedures_pages.facts.case import tailor
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.models import ProcedurePage
from procedures_pages.sharing.messages import messages
from search.index.page_source import read_pages
from tests import paper

pytestmark = pytest.mark.django_db

ASKED = [question("ai", "toi", "nguoi-khac"), question("o-dau", "nha", "thue", "muon")]
# What is said for whom; whoever rents or borrows fills in a form of their own, everybody else the first.
OFFICES = {"Phường Mai Hạ": ("ai", {"toi"}), "Sở Thử Nghiệm": ("ai", {"nguoi-khac"})}
FORMS = {"Mẫu Ất": ("o-dau", {"thue"}), "Mẫu Bính": ("o-dau", {"muon"})}
OWN = "Mẫu Giáp"


def pairs(question_id, answers):
    return [f"{question_id}={answer}" for answer in sorted(answers)]


@pytest.fixture
def page():
    forms = [{"form": name, "form_file": None, "applies": pairs(*whom)} for name, whom in FORMS.items()]
    return ProcedureFactory(
        questions=ASKED,
        documents=[document("to-khai", form=OWN, forms=forms), document("giay-nha", "o-dau=nha")],
        places=[place(name, *pairs(*whom), address="Số 7 đường Thử") for name, whom in OFFICES.items()],
    )


def facts(page):
    return facts_of(ProcedurePage.objects.get(pk=page.pk))


GIVEN = [
    {q: [a] for q, a in (("ai", who), ("o-dau", where)) if a}
    for who, where in itertools.product([None, "toi", "nguoi-khac"], [None, "nha", "thue", "muon"])
]


def fits(given):
    """(what a text for these answers says, what it must not say): the rule, told apart from the code."""
    may, no = set(), set()
    for name, (asked, answers) in {**OFFICES, **FORMS}.items():
        (may if asked not in given or given[asked][0] in answers else no).add(name)
    own_is_out = given.get("o-dau", ["nha"])[0] in ("thue", "muon")
    (no if own_is_out else may).add(OWN)
    return may, no


def texts(client, found, given):
    """{which renderer: all that it says} for the answers."""
    case = tailor(found, given)
    for path in ("", "ho-so/", "in/", "ho-so/in/", "gui/"):
        soup = BeautifulSoup(client.get(f"{found.url}{path}?{case.query}").content, "html.parser")
        yield path or "page", soup.get_text(" ")
    yield "counter", BeautifulSoup(client.get(f"/quay/{found.slug}/?{case.query}").content, "html.parser").get_text(" ")
    sent = messages(found, case)
    yield "message", sent.full.text
    yield "SMS", sent.brief.text
    data = client.get(f"/api/v2/procedures/{found.code}/?{case.query}").json()
    yield "API", json.dumps(data, ensure_ascii=False)


@pytest.mark.parametrize("given", GIVEN, ids=str)
def test_every_text_says_what_fits_the_case_and_none_what_is_another_cases(client, page, given):
    may, no = fits(given)
    for where, text in texts(client, facts(page), given):
        assert not [name for name in no if re.search(rf"{name}\b", text)], where
        if where in ("page", "in/", "message", "API", "counter"):
            missing = {name for name in may if name not in text}
            assert not missing, (where, missing)


def test_an_open_office_or_form_is_told_with_its_condition(client, page):
    text = " ".join(BeautifulSoup(client.get(f"{page.url}in/").content, "html.parser").get_text(" ").split())
    assert "Phường Mai Hạ khi nhãn toi; Sở Thử Nghiệm khi nhãn nguoi-khac" in text
    assert "Mẫu Giáp; Mẫu Ất, khi nhãn thue; Mẫu Bính, khi nhãn muon." in text


def test_a_list_as_pdf_says_the_same(client, page):
    said = paper.text(client.get(f"{page.url}ho-so.pdf?ai=toi&o-dau=thue").content)
    assert [name for name in (*OFFICES, OWN, *FORMS) if name in said] == ["Phường Mai Hạ", "Mẫu Ất"]


@pytest.mark.parametrize("path", ["ho-so/", "ho-so/in/"])
def test_a_list_for_several_procedures_says_the_same(client, page, path):
    guide = GuideFactory(steps=[guide_step("Làm giấy", page.pk)])
    code = facts(page).code
    query = f"chon={code}&{code}.ai=toi&{code}.o-dau=thue"
    soup = BeautifulSoup(client.get(f"/huong-dan/{guide.slug}/{path}?{query}").content, "html.parser")
    said = soup.get_text(" ")
    assert {name for name in (*OFFICES, OWN, *FORMS) if name in said} == {"Phường Mai Hạ", "Mẫu Ất"}


def test_a_question_is_asked_while_an_office_or_a_form_waits_for_it(page):
    found = facts(page)
    assert [q.id for q in tailor(found, {}).live] == ["ai", "o-dau"]
    assert [q.id for q in tailor(found, {"o-dau": ["thue"]}).live] == ["ai"]
    assert tailor(found, {"ai": ["toi"], "o-dau": ["nha"]}).live == ()


def test_the_api_tells_open_ones_apart_with_what_they_depend_on(client, page):
    data = client.get(f"/api/v2/procedures/{facts(page).code}/?ai=toi").json()
    assert [o["name"] for o in data["offices"]][:1] == ["Phường Mai Hạ"]
    assert data["offices_open"] == []
    assert {f["form"]: f["depends_on"][0]["answers"] for f in data["forms_open"]} == {"Mẫu Ất": ["thue"], "Mẫu Bính": ["muon"]}


def test_an_office_of_the_directory_may_be_for_some_answers_and_then_stands_once(page):
    office = OfficeFactory(name="Quầy Ngoại Vụ", slug="quay-ngoai-vu")
    stored = ProcedurePage.objects.get(pk=page.pk)
    assert "Quầy Ngoại Vụ" in [o.name for o in facts(stored).offices]  # as all of the directory: nobody chose
    stored.places.append(("place", {"office": str(office.pk), "name": "", "address": "", "applies": ["ai=toi"]}))
    stored.save()
    (told,) = [o for o in facts(stored).offices if o.name == "Quầy Ngoại Vụ"]
    assert (told.applies, told.place) == ((("ai", frozenset({"toi"})),), f"{office.ward}, {office.province}")
    assert "Quầy Ngoại Vụ" not in [one.fact.name for one in tailor(facts(stored), {"ai": ["nguoi-khac"]}).offices]


def test_an_office_that_a_page_names_is_not_deleted_under_it(page):
    office = OfficeFactory(slug="quay-can-giu")
    page.places.append(("place", {"office": str(office.pk), "name": "", "address": "", "applies": ["ai=toi"]}))
    page.save()
    ReferenceIndex.create_or_update_for_object(page)
    with pytest.raises(InUse):
        office.delete()


def test_an_office_that_is_gone_all_the_same_is_left_out(page):
    page.places.append(("place", {"office": "999999", "name": "", "address": "", "applies": []}))
    page.save()
    assert [o.name for o in facts(page).offices][: len(OFFICES)] == list(OFFICES)


def test_a_form_for_answers_that_the_paper_is_not_for_is_nobodys(page):
    stored = ProcedurePage.objects.get(pk=page.pk)
    stored.documents[0].value["applies"].append("o-dau=thue")
    stored.save()
    assert [(f.form, dict(f.applies)) for f in facts(stored).forms] == [("Mẫu Ất", {"o-dau": frozenset({"thue"})})]


def test_what_was_stored_before_offices_and_forms_went_by_case_says_what_it_said(page):
    """A revision of then: papers without ``forms``, a page without ``places``."""
    before = ProcedureFactory(documents=[document("to-khai", form="Mẫu số 1")])
    revision = before.save_revision()
    del revision.content["places"]
    for child in (papers := json.loads(revision.content["documents"])):
        child["value"].pop("forms")
    revision.content["documents"] = json.dumps(papers)
    revision.save()
    revision.publish()
    found = facts(before)
    assert ([d.form for d in found.documents], found.forms) == (["Mẫu số 1"], ())
    assert all(not office.is_told_apart for office in found.offices)


def test_offices_and_forms_by_case_cost_a_page_no_query(client, page):
    plain = ProcedureFactory(questions=ASKED, documents=[document("to-khai", form=OWN), document("giay-nha", "o-dau=nha")])

    def queries(url):
        cache.clear()
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    assert queries(f"{page.url}?ai=toi") <= queries(f"{plain.url}?o-dau=nha")


def test_search_knows_the_offices_of_the_directory_alone(page):
    (found,) = read_pages([f"procedure:{page.pk}"])
    assert not any(name in found.places for name in OFFICES)


def test_the_poster_for_everybody_hangs_no_office_of_some(page):
    from procedures_pages.paper.posters.pages import procedure_poster

    assert "Số 7 đường Thử" not in procedure_poster(facts(page))
