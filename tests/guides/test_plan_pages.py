"""A life event asks, and its page is the plan: for readers, on paper, on the desk."""

from __future__ import annotations

import itertools
import re

import pytest
import yaml
from django.core.exceptions import ValidationError

from guides.building import facts_of_guide
from guides.factories import GuideFactory, LifeEventFactory, guide_step
from guides.models import BaseGuidePage
from guides.planning import plan_of
from home.sample_schema import SAMPLE
from procedures_pages.factories import ProcedureFactory, document, question

pytestmark = pytest.mark.django_db

SHOP = "/huong-dan/mo-cua-hang-tap-hoa/"
BIRTH = "/huong-dan/sinh-con/"
ASKING = ["mo-cua-hang-tap-hoa", "sinh-con", "ket-hon", "xay-sua-nha-o", "nguoi-than-qua-doi"]


def main(html: str) -> str:
    return html.split("<main", 1)[1].split("</main>", 1)[0]


def body(client, path) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return main(response.content.decode())


def event(**more):
    """A life event that asks one question; its second step is for one of the answers and knows one for its procedure."""
    procedure = ProcedureFactory(with_questions=True, deadlines=[])
    steps = [
        guide_step("Chuẩn bị"),
        guide_step("Làm giấy", procedure.pk, applies=["viec=moi"], known=[("o-dau=thue", "viec=moi")]),
        guide_step("Đóng", applies=["viec=cu"]),
    ]
    return LifeEventFactory(**{"questions": [question("viec", "moi", "cu")], "steps": steps, **more}), procedure


# --- Readers ---


def test_a_life_event_asks_and_the_address_is_the_plan(client):
    guide, _procedure = event()
    html = body(client, f"/huong-dan/{guide.slug}/")
    assert html.count('type="radio" name="viec"') == 3  # its two answers, and "Tôi chưa biết"
    assert [t in html for t in ("Chuẩn bị</h4>", "Làm giấy</h4>", "Đóng</h4>")] == [True, True, True]
    html = body(client, f"/huong-dan/{guide.slug}/?viec=moi")
    assert [t in html for t in ("Chuẩn bị</h4>", "Làm giấy</h4>", "Đóng</h4>")] == [True, True, False]
    assert "Cho trường hợp" in html


def test_a_step_that_waits_says_for_which_answer(client):
    guide, _procedure = event()
    assert "Khi nhãn moi</p>" in body(client, f"/huong-dan/{guide.slug}/")


def test_a_step_leads_to_its_procedure_with_what_is_known(client):
    guide, procedure = event()
    assert f'href="/thu-tuc/{procedure.slug}/?o-dau=thue"' in body(client, f"/huong-dan/{guide.slug}/?viec=moi")
    assert f'href="/thu-tuc/{procedure.slug}/"' in body(client, f"/huong-dan/{guide.slug}/")


def test_a_step_says_by_when_where_and_how_long(client):
    html = body(client, f"{BIRTH}?truong-hop=da-ket-hon&giay-chung-sinh=co&bao-hiem=khong")
    step = html.split('id="khai-sinh"', 1)[1].split("</ul>", 1)[0]
    assert "60 ngày từ ngày sinh" in step
    assert "Ủy ban nhân dân" in step
    assert "Trong ngày" in step
    assert "/thu-tuc/lam-khai-sinh-cho-con/?truong-hop=sinh-thuong&amp;giay-chung-sinh=co" in step


def test_a_guide_without_questions_is_as_before(client):
    html = body(client, f"/huong-dan/{GuideFactory(steps=[guide_step('Một')]).slug}/")
    assert "<form" not in html
    assert "<h2>Một</h2>" in html


def test_a_plan_remembers_nothing(client):
    response = client.get(f"{BIRTH}?truong-hop=da-ket-hon")
    assert not response.cookies
    assert 'method="get"' in main(response.content.decode())


def test_the_papers_that_two_steps_ask_for_are_told_once(client):
    first, second = (ProcedureFactory(documents=[document("can-cuoc", name="Thẻ căn cước", handling="show")]) for _n in range(2))
    steps = [guide_step("Một", first.pk), guide_step("Hai", applies=["viec=moi"]), guide_step("Ba", second.pk)]
    guide = LifeEventFactory(questions=[question("viec", "moi", "cu")], steps=steps)
    html = body(client, f"/huong-dan/{guide.slug}/?viec=moi")
    assert html.count("<h4>Thẻ căn cước</h4>") == 1
    assert "Dùng chung cho bước 1 và 3" in html
    assert "Dùng chung cho bước 1 và 2" in body(client, f"/huong-dan/{guide.slug}/?viec=cu")


def test_what_nobody_knows_is_said(client):
    assert "Phần đó được bỏ qua" in body(client, f"{BIRTH}?truong-hop=khong-co")


def test_the_plan_leads_on_to_paper_and_papers_with_the_same_answers(client):
    html = body(client, f"{SHOP}?cua-hang=chua-mo&dung-ten=gia-dinh&hang-rieng=khong")
    assert f'href="{SHOP}in/?cua-hang=chua-mo&amp;dung-ten=gia-dinh&amp;hang-rieng=khong"' in html
    assert f'href="{SHOP}ho-so/?cua-hang=chua-mo&amp;dung-ten=gia-dinh&amp;hang-rieng=khong"' in html


def test_a_plan_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    client.get(SHOP)
    # Read once to know which page it is and once to make it; whoever asks next gets that one.
    with django_assert_max_num_queries(9):
        client.get(f"{SHOP}?cua-hang=chua-mo")
    with django_assert_max_num_queries(1):
        client.get(f"{SHOP}?cua-hang=chua-mo")


# --- The papers of the whole event ---


def test_the_papers_know_what_the_event_was_answered(client):
    batch = client.get(f"{SHOP}ho-so/?cua-hang=chua-mo&dung-ten=gia-dinh&hang-rieng=khong").context["batch"]
    # What the event's answers decide need not be said twice.
    assert batch.query == "cua-hang=chua-mo&dung-ten=gia-dinh&hang-rieng=khong&chon=1.001612"
    assert batch.chosen[0].case.query == "dung-ten=gia-dinh"
    assert [part.key for part in batch.parts] == ["1.001612"]
    assert client.get(batch.path()).context["batch"].query == batch.query


def test_the_form_of_the_papers_keeps_the_events_answers(client):
    html = body(client, f"{SHOP}ho-so/?cua-hang=chua-mo")
    assert '<input type="hidden" name="cua-hang" value="chua-mo">' in html


def test_an_answer_of_the_papers_own_goes_before_what_the_event_knows(client):
    path = f"{SHOP}ho-so/?cua-hang=chua-mo&dung-ten=gia-dinh&chon=1.001612&1.001612.dung-ten=mot-minh"
    (part,) = client.get(path).context["batch"].chosen
    assert part.case.query == "dung-ten=mot-minh"


def test_a_procedure_that_a_kept_address_names_stays_though_answers_rule_it_out(client):
    batch = client.get(f"{SHOP}ho-so/?cua-hang=chua-mo&chon=1.001266").context["batch"]
    assert [part.key for part in batch.chosen] == ["1.001266"]


# --- Paper ---


def test_the_printed_plan_has_steps_and_papers(client):
    response = client.get(f"{BIRTH}in/?truong-hop=cha-nhan-con&giay-chung-sinh=co&bao-hiem=khong")
    html = response.content.decode()
    assert response["X-Robots-Tag"] == "noindex"
    assert "60 ngày từ ngày sinh" in html
    assert "Tờ khai đăng ký nhận cha, mẹ, con" in html
    assert "Cha mẹ chưa đăng ký kết hôn, cha muốn nhận con" in html
    assert "Nộp hồ sơ hưởng chế độ thai sản" not in html


def test_the_page_carries_the_same_sheet(client):
    query = "?truong-hop=da-ket-hon&giay-chung-sinh=co&bao-hiem=co"
    sheet = client.get(BIRTH + query).content.decode().split('class="on-paper"', 1)[1]
    assert "Tờ khai đăng ký khai sinh" in sheet
    assert "data-part" not in sheet


def test_a_guide_without_questions_is_printed_too(client):
    guide = GuideFactory(steps=[guide_step("Một", ProcedureFactory(title="Làm giấy in").pk)])
    assert "Làm giấy in" in client.get(f"/huong-dan/{guide.slug}/in/").content.decode()
    assert client.get("/huong-dan/khong-co/in/").status_code == 404


# --- The sample ---


@pytest.mark.parametrize("slug", ASKING)
def test_every_case_of_the_sample_has_certain_steps_and_no_dead_end(slug):
    """Whatever is answered: something to do is left, no step is undecided, no procedure of the plan is the wrong one."""
    page = BaseGuidePage.objects.get(slug=slug, locale__language_code="vi")
    guide = facts_of_guide(page, "vi")
    assert 2 <= len(guide.questions) <= 3
    for answers in itertools.product(*([a.id for a in q.answers] for q in guide.questions)):
        plan = plan_of(guide, {q.id: [a] for q, a in zip(guide.questions, answers, strict=True)})
        assert plan.steps, answers
        assert (plan.live, plan.waiting) == ((), ()), answers
        wrong = [p.url for step in plan.certain for p in step.procedures if p.case.exit]
        assert wrong == [], answers


def test_every_known_answer_of_the_sample_is_asked_for():
    """One that no procedure asks would be dropped in silence."""
    written = sum(len(s.get("known") or []) for g in yaml.safe_load((SAMPLE / "guides.yaml").read_text("utf-8")) for s in g["steps"])
    guides = [facts_of_guide(page, "vi") for page in BaseGuidePage.objects.filter(locale__language_code="vi")]
    assert sum(len(step.known) for guide in guides for step in guide.steps) == written > 20


@pytest.mark.parametrize("code", ["1.001266", "2.000720", "1.001570", "2.000575"])
def test_a_shop_that_opens_is_not_offered_closing_nor_changes(client, code):
    parts = client.get(f"{SHOP}ho-so/?cua-hang=chua-mo").context["batch"].parts
    assert code not in [part.key for part in parts]


def test_who_acknowledges_a_child_is_led_to_its_page(client):
    html = body(client, f"{BIRTH}?truong-hop=cha-nhan-con")
    assert 'href="/thu-tuc/nhan-cha-me-con/?khai-sinh=chua-co"' in html
    assert "chưa có trang hướng dẫn" not in html


def test_in_english_questions_and_answers_are_english(client):
    html = body(client, f"/en{BIRTH}?giay-chung-sinh=co")
    assert "Which case is your child?" in html
    assert "Your plan" in html
    marked = re.sub(r'<(\w+)[^>]* lang="vi"[^>]*>.*?</\1>', "", html, flags=re.DOTALL)
    assert re.findall(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.sub(r"\([^()]*\)|“[^”]*”", "", marked)) == []


# --- The desk's rules ---


def refused(guide):
    with pytest.raises(ValidationError) as told:
        guide.save_revision().publish()
    return " ".join(told.value.messages)


def test_a_condition_that_names_an_unknown_answer_is_refused():
    guide, _procedure = event()
    guide.steps[2].value["applies"] = ["viec=xyz"]
    assert "Mục “các bước” chờ một câu trả lời không còn: “viec=xyz”." in refused(guide)


def test_a_question_that_decides_nothing_is_refused():
    guide, _procedure = event()
    for child in guide.steps:
        child.value["applies"] = []
        child.value["known"] = []
    assert "không làm điều gì trên trang khác đi" in refused(guide)


def test_an_answer_without_its_phrase_is_refused():
    guide, _procedure = event()
    guide.questions[0].value["answers"][0]["phrase"] = ""
    assert "cần phần “Nói trong câu”" in refused(guide)


def test_a_known_answer_that_no_procedure_asks_for_is_refused_and_told_what_there_is():
    guide, _procedure = event()
    guide.steps[1].value["known"][0]["answer"] = "o-dau=rung"
    said = refused(guide)
    assert "thủ tục của bước không hỏi “o-dau=rung”" in said
    assert "o-dau=thue" in said


def test_a_known_answer_whose_question_was_taken_away_is_asked_of_nobody(client):
    guide, procedure = event()
    procedure.questions = []
    procedure.documents = [document("to-khai")]
    procedure.save_revision().publish()
    assert f'href="/thu-tuc/{procedure.slug}/"' in body(client, f"/huong-dan/{guide.slug}/?viec=moi")


def test_an_id_that_changes_stays_good(client):
    guide, _procedure = event()
    guide.questions[0].value["slug"] = "viec-gi"
    for child in guide.steps:
        child.value["applies"] = [wanted.replace("viec=", "viec-gi=") for wanted in child.value["applies"]]
        for known in child.value["known"]:
            known["applies"] = [wanted.replace("viec=", "viec-gi=") for wanted in known["applies"]]
    guide.full_clean()
    guide.save_revision().publish()
    assert "Đóng</h4>" not in body(client, f"/huong-dan/{guide.slug}/?viec=moi")
