"""The plan of a guide: pure, no database."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from guides.building import GuideFacts, GuideStep, KnownAnswer
from guides.planning import plan_of, usual_plan
from procedures_pages.factories import AnswerFactory, ProcedureFactsFactory, QuestionFactory, RequiredDocumentFactory
from procedures_pages.facts.procedure import Untranslated

STATE = QuestionFactory.build(id="cua-hang", answers=("chua-mo", "dang-ban"))
WHO = QuestionFactory.build(id="dung-ten", answers=("mot-minh", "gia-dinh", "cong-ty"))


def applies(**answers):
    return tuple((name.replace("_", "-"), frozenset(wanted.split())) for name, wanted in answers.items())


def paper(name, handling="submit", **more):
    return RequiredDocumentFactory.build(id=name.lower().replace(" ", "-"), name=name, handling=handling, **more)


REGISTER = ProcedureFactsFactory.build(
    questions=(QuestionFactory.build(id="ten", answers=("mot-minh", "gia-dinh")),),
    documents=(paper("Tờ khai"), paper("Căn cước", "show"), paper("Biên bản họp", applies={"ten": ("gia-dinh",)})),
)
LICENCE = ProcedureFactsFactory.build(documents=(paper("Đơn xin phép"), paper("Căn cước", "show")))
CLOSE = ProcedureFactsFactory.build(documents=(paper("Giấy báo đóng cửa"),))


def step(title, *procedures, **more):
    return GuideStep(id=title, title=title, text="", when="", procedures=procedures, elsewhere=None, **more)


def guide(*steps, questions=(STATE, WHO), lang="vi"):
    facts = {"slug": "mo-quan", "url": "/huong-dan/mo-quan/", "lang": lang, "title": "Mở quán", "summary": ""}
    return GuideFacts(**facts, intro=(), steps=steps, closing=(), keywords=(), updated_on=None, questions=tuple(questions))


SHOP = guide(
    step("chọn tên"),
    step(
        "đăng ký",
        REGISTER,
        applies=applies(cua_hang="chua-mo", dung_ten="mot-minh gia-dinh"),
        known=(KnownAnswer("ten", "mot-minh", applies(dung_ten="mot-minh")), KnownAnswer("ten", "gia-dinh", applies(dung_ten="gia-dinh"))),
    ),
    step("xin phép", LICENCE, applies=applies(cua_hang="chua-mo")),
    step("đóng", CLOSE, applies=applies(cua_hang="dang-ban")),
)


def plan(of=SHOP, **answers):
    return plan_of(of, {name.replace("_", "-"): [value] for name, value in answers.items()})


def titles(found):
    return [planned.step.title for planned in found]


# --- Which steps ---


def test_without_answers_every_step_is_there_and_those_that_wait_say_for_what():
    found = plan()
    assert titles(found.steps) == ["chọn tên", "đăng ký", "xin phép", "đóng"]
    assert titles(found.certain) == ["chọn tên"]
    assert titles(found.waiting) == ["đăng ký", "xin phép", "đóng"]


def test_a_shop_that_opens_is_not_offered_closing():
    assert titles(plan(cua_hang="chua-mo", dung_ten="mot-minh").steps) == ["chọn tên", "đăng ký", "xin phép"]


def test_steps_are_numbered_as_the_reader_sees_them():
    assert [planned.number for planned in plan(cua_hang="dang-ban").steps] == [1, 2]


def test_what_readers_decide_for_themselves_is_not_certain():
    told = guide(GuideStep("a", "a", "", "Chỉ khi bạn bán rượu", (LICENCE,), None), questions=())
    assert (titles(plan(told).steps), plan(told).certain, plan(told).merged) == (["a"], (), [])


def test_an_answer_that_leads_elsewhere_ends_the_plan():
    away = QuestionFactory.build(id="di", answers=(AnswerFactory.build(id="xa", leads_to="2.000001", leads_to_name="Việc khác"), "gan"))
    found = plan(guide(step("một"), questions=(away,)), di="xa")
    assert (found.exit.leads_to, found.steps, found.live) == ("2.000001", (), ())


# --- Which questions ---


def test_a_question_is_asked_only_while_a_step_depends_on_it():
    assert [q.id for q in plan().live] == ["cua-hang", "dung-ten"]
    assert plan(cua_hang="dang-ban").live == ()


def test_a_question_is_asked_while_an_answer_for_a_procedure_depends_on_it():
    told = guide(step("đăng ký", REGISTER, known=(KnownAnswer("ten", "gia-dinh", applies(dung_ten="gia-dinh")),)), questions=(WHO,))
    assert [q.id for q in plan(told).live] == ["dung-ten"]
    assert plan(told, dung_ten="gia-dinh").live == ()


def test_what_a_step_that_is_ruled_out_knows_is_asked_of_nobody():
    known = (KnownAnswer("ten", "gia-dinh", applies(dung_ten="gia-dinh")),)
    told = guide(step("đăng ký", REGISTER, applies=applies(cua_hang="chua-mo"), known=known))
    assert [q.id for q in plan(told, cua_hang="chua-mo").live] == ["dung-ten"]
    assert plan(told, cua_hang="dang-ban").live == ()


def test_an_answer_that_decides_nothing_leaves_the_address():
    assert plan(cua_hang="dang-ban", dung_ten="mot-minh").query == "cua-hang=dang-ban"


def test_the_address_is_the_plan():
    found = plan(dung_ten="gia-dinh", cua_hang="chua-mo")
    assert found.path("in/") == "/huong-dan/mo-quan/in/?cua-hang=chua-mo&dung-ten=gia-dinh"


def test_what_nobody_knows_is_counted():
    assert plan(cua_hang="khong-co").ignored == 1


# --- What is passed on ---


def test_what_is_known_is_answered_on_the_procedures_page():
    (_name, register, _licence) = plan(cua_hang="chua-mo", dung_ten="gia-dinh").steps
    assert register.procedures[0].url == f"{REGISTER.url}?ten=gia-dinh"
    assert [d.name for d in register.procedures[0].case.needed] == ["Tờ khai", "Căn cước", "Biên bản họp"]


def test_what_is_known_for_everybody_needs_no_answer():
    told = guide(step("đăng ký", REGISTER, known=(KnownAnswer("ten", "mot-minh"),)), questions=())
    assert plan(told).steps[0].procedures[0].url == f"{REGISTER.url}?ten=mot-minh"


def test_what_a_procedure_does_not_ask_is_not_passed_on():
    told = guide(step("xin phép", LICENCE, known=(KnownAnswer("ten", "mot-minh"),)), questions=())
    assert plan(told).steps[0].procedures[0].url == LICENCE.url


# --- Papers ---


def test_papers_of_all_steps_are_merged_and_doubles_name_their_steps():
    merged = plan(cua_hang="chua-mo", dung_ten="mot-minh").merged
    told = {m.document.name: (m.originals, tuple(position + 1 for position in m.uses)) for m in merged}
    assert told == {"Tờ khai": (1, (2,)), "Căn cước": (1, (2, 3)), "Đơn xin phép": (1, (3,))}


def test_papers_of_steps_that_wait_are_not_told_as_certain():
    assert plan().merged == []


def test_a_procedure_whose_papers_still_depend_on_its_own_questions_is_named():
    told = guide(step("đăng ký", REGISTER), questions=())
    assert [p.facts.title for p in plan(told).with_open_papers] == [REGISTER.title]


def test_a_procedure_that_is_no_more_asks_for_no_paper():
    gone = ProcedureFactsFactory.build(status="abolished", documents=(paper("Giấy cũ"),))
    assert plan(guide(step("cũ", gone), questions=())).merged == []


def test_papers_in_another_language_are_marked():
    (merged,) = plan(guide(step("đóng", CLOSE), questions=(), lang="en")).merged
    assert isinstance(merged.document.name, Untranslated)


def test_the_usual_plan_gives_the_first_answers():
    assert titles(usual_plan(plan(dung_ten="cong-ty")).certain) == ["chọn tên", "xin phép"]
    assert usual_plan(plan()).query == "cua-hang=chua-mo&dung-ten=mot-minh"


# --- Whatever the answers ---


def test_once_all_is_answered_nothing_waits():
    for state, who in itertools.product(("chua-mo", "dang-ban"), ("mot-minh", "gia-dinh", "cong-ty")):
        found = plan(cua_hang=state, dung_ten=who)
        assert (found.live, found.waiting) == ((), ())


ids = st.sampled_from(["cua-hang", "dung-ten", "la", "chua-mo"])
values = st.lists(st.sampled_from(["chua-mo", "dang-ban", "mot-minh", "gia-dinh", "cong-ty", "", "la"]), max_size=3)


@given(st.dictionaries(ids, values))
def test_any_address_gives_a_plan_and_its_own_address_gives_the_same(asked):
    found = plan_of(SHOP, asked)
    again = plan_of(SHOP, {question.id: [answer.id] for question, answer in found.chosen})
    assert (again.query, titles(again.steps), again.live) == (found.query, titles(found.steps), found.live)
    assert {position for m in found.merged for position in m.uses} <= set(range(len(found.steps)))
