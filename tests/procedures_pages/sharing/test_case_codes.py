"""``/k/<short>``: the same case has the same code for ever, and a code that is printed never means another case."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from procedures_pages.factories import AnswerFactory, ProcedureFactsFactory, QuestionFactory, RequiredDocumentFactory, document, question
from procedures_pages.facts.case import tailor
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.models import CaseCode, ProcedurePage
from procedures_pages.said import page_of_words
from procedures_pages.sharing import case_codes
from procedures_pages.sharing.case_codes import case_of_code, case_queries, code_of, give_codes, give_job
from procedures_pages.sharing.short_codes import candidates

BIRTH = "lam-khai-sinh-cho-con"


def birth():
    return ProcedurePage.objects.published().in_source_language().get(slug=BIRTH)


def case_with_answers(page):
    facts = facts_of(page)
    return tailor(facts, {facts.questions[0].id: [facts.questions[0].answers[0].id]})


def publish(page):
    page.save_revision(clean=False).publish()


# --- Which cases there are: pure ---


def test_cases_are_counted_once_however_they_are_reached():
    facts = ProcedureFactsFactory(
        questions=(QuestionFactory(id="a", answers=("1", "2")), QuestionFactory(id="b", answers=("1", "2"))),
        documents=(RequiredDocumentFactory(applies={"a": ("1",), "b": ("1",)}),),
    )
    assert case_queries(facts) == ["", "a=1", "a=2", "b=1", "b=2", "a=1&b=1", "a=1&b=2"]


def test_an_answer_that_leads_elsewhere_is_no_case_of_this_page():
    away = AnswerFactory(id="2", leads_to="1.000001", leads_to_name="Khác")
    facts = ProcedureFactsFactory(questions=(QuestionFactory(id="a", answers=(AnswerFactory(id="1"), away)),))
    assert case_queries(facts) == ["", "a=1"]


def test_there_is_a_bound():
    questions = tuple(QuestionFactory(id=f"q{n}", answers=("1", "2", "3", "4", "5", "6")) for n in range(5))
    documents = tuple(RequiredDocumentFactory(applies={question.id: ("1",)}) for question in questions)
    assert len(case_queries(ProcedureFactsFactory(questions=questions, documents=documents), most=100)) == 100


# --- Giving codes ---


@pytest.mark.django_db
class TestCodes:
    def test_every_case_of_every_published_page_has_one(self):
        pages = list(ProcedurePage.objects.published().in_source_language())
        assert len(pages) > 10
        for page in pages:
            facts = facts_of(page)
            given = [code_of(facts, tailor(facts, _given(query))) for query in case_queries(facts)]
            assert all(given), page.slug
            assert len(set(given)) == len(given)

    def test_one_leads_to_its_case(self, client):
        case = case_with_answers(birth())
        code = code_of(facts_of(birth()), case)
        assert client.get(f"/k/{code}")["Location"] == f"/thu-tuc/{BIRTH}/ho-so/?{case.query}"
        assert client.get(f"/K/{code}")["Location"] == f"/thu-tuc/{BIRTH}/ho-so/?{case.query}"
        assert client.get(f"/k/{code.lower()}/")["Location"] == f"/thu-tuc/{BIRTH}/ho-so/?{case.query}"
        assert client.get(f"/en/k/{code}")["Location"] == f"/en/thu-tuc/{BIRTH}/ho-so/?{case.query}"
        assert client.get("/k/", {"ma": f" {code.lower()} "})["Location"] == f"/thu-tuc/{BIRTH}/ho-so/?{case.query}"

    def test_publishing_again_gives_no_new_ones(self):
        before = set(CaseCode.objects.values_list("code", "page_key", "answers", "present"))
        publish(birth())
        assert set(CaseCode.objects.values_list("code", "page_key", "answers", "present")) == before

    def test_a_new_question_leaves_printed_codes_as_they_were(self, client):
        page = birth()
        code, case = code_of(facts_of(page), case_with_answers(page)), case_with_answers(page)
        _ask_more(page)
        publish(page)
        assert client.get(f"/k/{code}")["Location"] == f"/thu-tuc/{BIRTH}/ho-so/?{case.query}"
        facts = facts_of(birth())
        assert code_of(facts, tailor(facts, _given(case.query))) == code
        assert CaseCode.objects.filter(page_key=page.translation_key, answers="cau-moi=co").exists()

    def test_an_answer_with_a_new_id_keeps_its_code(self, client):
        page = birth()
        case = case_with_answers(page)
        code = code_of(facts_of(page), case)
        asked, answer = case.chosen[0]
        _rename(page, asked.id, answer.id, "ten-khac")
        publish(page)
        facts = facts_of(birth())
        renamed = tailor(facts, {asked.id: ["ten-khac"]})
        assert renamed.query == f"{asked.id}=ten-khac"
        assert code_of(facts, renamed) == code
        response = client.get(f"/k/{code}", follow=True)
        assert response.context["case"].query == renamed.query
        assert response.context["case"].ignored == 0

    def test_a_renamed_page_keeps_its_codes(self, client):
        page = birth()
        code = code_of(facts_of(page), tailor(facts_of(page), {}))
        page.slug = "khai-sinh-moi"
        publish(page)
        assert client.get(f"/k/{code}")["Location"] == "/thu-tuc/khai-sinh-moi/ho-so/"

    def test_codes_that_collide_are_lengthened(self, monkeypatch):
        CaseCode.objects.all().delete()
        monkeypatch.setattr(case_codes, "candidates", lambda seed: candidates(seed.partition("?")[0]))
        give_codes(birth())
        lengths = [len(code) for code in CaseCode.objects.order_by("pk").values_list("code", flat=True)]
        assert lengths[:3] == [4, 5, 6]

    def test_the_same_content_has_the_same_codes_in_another_database(self):
        before = dict(CaseCode.objects.filter(page_key=birth().translation_key).values_list("answers", "code"))
        CaseCode.objects.filter(page_key=birth().translation_key).delete()
        give_codes(birth())
        again = dict(CaseCode.objects.filter(page_key=birth().translation_key).values_list("answers", "code"))
        same = [answers for answers, code in again.items() if before[answers] == code]
        assert again.keys() == before.keys()
        assert len(same) > len(again) * 0.9

    def test_pages_from_before_there_were_codes_get_them_by_the_clock(self):
        CaseCode.objects.all().delete()
        assert int(give_job()) == ProcedurePage.objects.published().in_source_language().count()
        assert give_job() == ""

    def test_a_page_that_is_not_public_is_not_found_by_its_code(self, client):
        page = birth()
        code = code_of(facts_of(page), tailor(facts_of(page), {}))
        page.unpublish()
        assert client.get(f"/k/{code}").status_code == 404

    def test_a_replaced_page_leads_to_its_successor(self, client):
        page = birth()
        code = code_of(facts_of(page), tailor(facts_of(page), {}))
        other = ProcedurePage.objects.published().in_source_language().exclude(pk=page.pk).filter(status="in_force").first()
        ProcedurePage.objects.filter(pk=page.pk).update(status="replaced", successor=other)
        assert client.get(f"/k/{code}")["Location"] == f"/thu-tuc/{other.slug}/ho-so/"

    def test_an_unknown_code_offers_the_box_with_what_was_typed(self, client):
        unknown = next(code for n in range(10_000) for code in [next(candidates(f"nobody {n}"))] if case_of_code(code) is None)
        for path in (f"/k/{unknown}", "/k/khong-phai-ma", "/en/k/xyz"):
            response = client.get(path)
            assert response.status_code == 404, path
            assert 'name="ma"' in response.content.decode()
            assert response["X-Robots-Tag"] == "noindex"
        assert f'value="{unknown}"' in client.get(f"/k/{unknown}").content.decode()

    def test_without_a_code_there_is_the_box(self, client):
        response = client.get("/k/")
        assert response.status_code == 200
        assert 'action="/k/"' in response.content.decode()

    def test_nobody_fills_the_table_by_asking(self, client):
        cache.clear()
        number = CaseCode.objects.count()
        asked = facts_of(birth()).questions[0]
        with CaptureQueriesContext(connection) as queries:
            for path in ("/k/4K7R", "/k/?ma=zzzz", f"/thu-tuc/{BIRTH}/ho-so/?{asked.id}=khong-co", f"/thu-tuc/{BIRTH}/gui/?x=y"):
                client.get(path)
        assert not [q for q in queries.captured_queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
        assert CaseCode.objects.count() == number

    @pytest.mark.parametrize("path", [*(f"/thu-tuc/{BIRTH}/{tail}" for tail in ("ho-so/", "gui/", "ho-so/in/")), f"/quay/{BIRTH}/"])
    def test_it_is_told_where_somebody_would_say_it(self, client, path):
        case = case_with_answers(birth())
        code = code_of(facts_of(birth()), case)
        assert f"<b>{code}</b>" in client.get(f"{path}?{case.query}").content.decode()

    def test_a_search_for_a_code_opens_the_case(self, client):
        case = case_with_answers(birth())
        code = code_of(facts_of(birth()), case)
        response = client.get("/tim-kiem/", {"q": code.lower()}, follow=True)
        assert response.redirect_chain[-1][0] == f"/thu-tuc/{BIRTH}/ho-so/?{case.query}"

    def test_the_counter_takes_a_code(self, client):
        case = case_with_answers(birth())
        code = code_of(facts_of(birth()), case)
        assert client.get("/quay/", {"q": code})["Location"] == f"/quay/{BIRTH}/?{case.query}"

    def test_other_words_ask_no_query_for_codes(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert page_of_words("khai sinh") is None
            assert page_of_words("HKTT") is None
            assert page_of_words("2345") is None


def _given(query):
    return {name: [answer] for name, _sep, answer in (pair.partition("=") for pair in query.split("&") if pair)}


def _ask_more(page):
    page.questions = [*page.questions.raw_data, question("cau-moi", "co", "khong")]
    page.documents = [*page.documents.raw_data, document("giay-moi", "cau-moi=co")]
    page.people = []  # they would have to answer it


def _rename(page, asked, answer, to):
    for child in page.questions:
        if child.value["slug"] == asked:
            for value in child.value["answers"]:
                if value["slug"] == answer:
                    value["slug"] = to
                    value["former"] = answer
    for name in ("documents", "steps", "channels", "deadlines", "times", "costs", "outputs", "conditions", "advice", "entries"):
        for child in getattr(page, name):
            wanted = child.value.get("applies")
            if wanted:
                child.value["applies"] = [f"{asked}={to}" if pair == f"{asked}={answer}" else pair for pair in wanted]


@pytest.mark.django_db
def test_what_a_reader_does_not_know_leaves_the_code_of_what_is_known():
    page = birth()
    facts = facts_of(page)
    first, second = facts.questions[:2]
    known = case_with_answers(page)
    unsure = tailor(facts, {first.id: [first.answers[0].id], second.id: ["khong-ro"]})
    assert unsure.unsure == (second,)
    assert code_of(facts, unsure) == code_of(facts, known) != ""
