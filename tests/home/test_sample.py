"""The sample is written as agreed, loads once, and says what it is."""

import copy

import pytest
import yaml
from jsonschema import Draft202012Validator
from wagtail.models import Page

from guides.models import BaseGuidePage
from home.sample_loading import load_sample
from home.sample_reading import BEYOND_THE_LIST, page_fields, questions
from home.sample_schema import SAMPLE, load_procedures, problems, problems_of
from home.sample_translating import english_words
from procedures_pages.models import ProcedurePage, SourceCheck
from procedures_pages.publishing.requirements import missing
from tests.procedures_pages.register.factories import AUGUST, JULY, record, store

SHAPE = Draft202012Validator(yaml.safe_load((SAMPLE / "schema.yaml").read_text("utf-8")))
REFERENCE = yaml.safe_load((SAMPLE / "reference.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def items():
    return {item["id"]: item for item in load_procedures()}


def test_the_sample_has_no_problem():
    assert problems() == []


def test_the_44_of_the_list_of_2022_are_there(items):
    assert sorted(i for i, item in items.items() if "list_2022" in item) == [f"VY-{n:02}" for n in range(1, 45)]


def test_39_were_of_the_city_and_5_of_the_ward(items):
    levels = [item["list_2022"]["level"] for item in items.values() if "list_2022" in item]
    assert (levels.count("city"), levels.count("ward")) == (39, 5)


def test_what_is_beyond_the_list_of_2022_is_in_force_and_says_so(items):
    beyond = [item for item in items.values() if "list_2022" not in item]
    assert beyond
    for item in beyond:
        assert (item["status"], page_fields(item, REFERENCE["meta"])["list_2022_level"]) == ("in_force", ""), item["id"]
        assert page_fields(item, REFERENCE["meta"])["source_note"].endswith(BEYOND_THE_LIST), item["id"]


def test_twelve_are_asked_most_and_each_has_its_place(items):
    assert sorted(item["most_asked"] for item in items.values() if "most_asked" in item) == list(range(1, 13))


def test_what_the_register_no_longer_has_says_that_it_is_under_review(items):
    for item in items.values():
        if item["source"]["snapshot"] == "2022-08" and item["status"] != "replaced":
            assert item["status"] == "under_review", item["id"]
            assert item["status_note"].startswith("Đang rà soát: theo quy định năm 2022."), item["id"]


def test_the_two_merged_pairs_lead_onward(items):
    assert {i: item["successor"] for i, item in items.items() if item["status"] == "replaced"} == {"VY-18": "VY-44", "VY-27": "VY-28"}


def test_no_page_shows_a_bare_former_level(items):
    assert "mức độ 3" not in str(items).lower()
    assert "mức độ 4" not in str(items).lower()


def answers_of(item):
    return item["questions"][0]["answers"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d["documents"][0].update(originals=0, copies=0), "0 originals and 0 copies"),
        (lambda d: d["documents"][0].update(applies={"khong-co": ["x"]}), "which is not there"),
        (lambda d: d["channels"].append(d["channels"][0]), "a channel kind is used twice"),
        (lambda d: d["times"][0].update(unit="same_day", amount=3), "amount and unit"),
        (lambda d: d.update(deadlines=[{"unit": "days", "from": "từ ngày sinh"}]), "deadlines 0: amount and unit"),
        (lambda d: d.update(deadlines=[{"unit": "before", "amount": 3, "from": "trước khi đi"}]), "deadlines 0: amount and unit"),
        (lambda d: d["costs"][0].update(basis="amount"), "amount and basis"),
        (lambda d: d.update(successor="VY-02"), "successor goes with status replaced"),
        (lambda d: d.update(status="abolished") or d.pop("status_note", None), "needs a status_note"),
        (lambda d: d["submission"].update(none_reason="không có"), "either url or none_reason"),
        (lambda d: d.update(area="khong-co"), "not in reference.yaml"),
        (lambda d: d.update(summary="Thủ tục hoá đơn"), "new style"),
        (lambda d: d.update(summary="Nộp giấy tờ có liên quan"), "vague"),
        (lambda d: d.update(summary="hai  dấu cách"), "stray spaces"),
        (lambda d: d["documents"].append(copy.deepcopy(d["documents"][0])), "used twice"),
        (lambda d: answers_of(d)[0].update(phrase=answers_of(d)[1]["phrase"]), "same phrase"),
        *(
            (lambda d, mark=mark: answers_of(d)[0].update(phrase=f"khi {mark}tự đi nộp"), "quotation marks or parentheses")
            for mark in '“”"()'
        ),
        (
            lambda d: d["questions"].append(
                {"id": "thua", "label": "Thừa?", "answers": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]}
            ),
            "changes nothing",
        ),
    ],
)
def test_a_slip_in_the_sample_is_said(items, change, said):
    item = copy.deepcopy(items["VY-01"])
    change(item)
    assert any(said in problem for problem in problems_of(item, REFERENCE))


def test_the_citizens_deadlines_are_those_that_record_or_law_set(items):
    """2.000720, 1.001570, 1.001266, 1.001193, 1.000656; Luật 50/2014/QH13, Điều 99; the rest as of 2022. The law sets no others."""
    told = {i: [(d.get("amount"), d["unit"], d["from"]) for d in item["deadlines"]] for i, item in items.items() if "deadlines" in item}
    assert told == {
        "VY-02": [(10, "days", "từ ngày có thay đổi")],
        "VY-03": [(3, "working_days", "trước ngày nghỉ hoặc ngày mở lại")],
        "VY-04": [(5, "working_days", "từ ngày trả hết nợ")],
        "VY-07": [(30, "days", "trước ngày giấy phép hết hạn")],
        "VY-22": [(None, "before", "trước ngày giấy phép hết hiệu lực")],
        "VY-32": [(10, "days", "trước ngày tiệm hoạt động")],
        "VY-40": [(60, "days", "từ ngày sinh")],
        "VY-41": [(15, "days", "từ ngày mất")],
    }


@pytest.mark.parametrize("phrase", [None, "", "chủ hộ tự đi nộp", "Khi chủ hộ tự đi nộp", "nếu", "khi " + "nộp " * 22 + "hồ"])
def test_every_answer_has_a_phrase_that_opens_with_when_or_if(items, phrase):
    item = copy.deepcopy(items["VY-01"])
    if phrase is None:
        del answers_of(item)[0]["phrase"]
    else:
        answers_of(item)[0]["phrase"] = phrase
    assert not SHAPE.is_valid([item])


def test_the_phrase_of_an_answer_reaches_the_page(items):
    assert questions(items["VY-44"])[1]["value"]["answers"][0]["value"]["phrase"] == "nếu chưa có bản sao chụp sẵn"


def test_the_phrases_of_the_pages_in_english_are_in_english(items):
    words = english_words()
    wanted = [item for item in items.values() if item["slug"] in REFERENCE["meta"]["english"]["procedures"]]
    phrases = {a["phrase"] for item in wanted for q in item.get("questions", []) for a in q["answers"]}
    said = {phrase: words.get(phrase, "") for phrase in phrases}
    assert len(said) > 30
    assert {p: english for p, english in said.items() if not english.startswith(("when ", "if ")) or len(english) > 90} == {}
    assert len(set(said.values())) == len(said)


@pytest.mark.django_db
def test_loading_again_changes_nothing():
    before = dict(ProcedurePage.objects.values_list("pk", "latest_revision_id"))
    counts = load_sample()
    assert sum(counts.values()) == 0
    assert dict(ProcedurePage.objects.values_list("pk", "latest_revision_id")) == before


@pytest.mark.django_db
def test_the_tree_of_pages_is_sound():
    """A page that does not know its children hides them from the desk, and the next one added takes another's place."""
    assert [list(found) for found in Page.find_problems()] == [[], [], [], [], []]


@pytest.mark.django_db
def test_an_editors_work_survives_loading_again():
    page = ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi")
    page.summary = "Sửa bởi biên tập"
    page.save_revision().publish()
    load_sample()
    page.refresh_from_db()
    assert page.summary == "Sửa bởi biên tập"


SLUG = "lam-khai-sinh-cho-con"


@pytest.fixture
def reloaded():
    """Loads the sample when one of its procedures is not there: that page, with the lines that the loading said."""

    def reload():
        said = []
        load_sample(said.append)
        return ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi"), said

    for page in ProcedurePage.objects.filter(slug=SLUG).order_by("-locale__language_code"):
        page.delete()
    return reload


@pytest.mark.django_db
@pytest.mark.parametrize("day", [1, 20, 31])
@pytest.mark.usefixtures("apart_from_truth")
def test_a_procedure_written_from_the_register_of_its_month_is_published_where_the_register_is_here(reloaded, day):
    store(record(code="1.001193"), day=JULY.replace(day=day))
    page, _said = reloaded()
    assert (page.source_record, page.source_snapshot, page.live) == ("1.001193", JULY, True)
    assert SourceCheck.objects.get(page_key=page.translation_key).version.snapshot.date.day == day


@pytest.mark.django_db
def test_where_the_register_is_newer_than_the_sample_the_procedure_waits_for_an_editor(reloaded):
    store(record(code="1.001193"))
    store(record(code="1.001193", outputs=("Giấy mới",)), day=AUGUST)
    page, said = reloaded()
    assert not page.live
    assert any("1.001193 đã đổi ở bản chụp ngày 01/08/2026" in line for line in said)
    assert page.get_latest_revision_as_object().source_record == "1.001193"
    assert sum(load_sample().values()) == 0


@pytest.mark.django_db
def test_every_sample_procedure_meets_the_publishing_rules():
    assert {page.slug: gaps for page in ProcedurePage.objects.all() if (gaps := missing(page))} == {}


@pytest.mark.django_db
def test_eleven_procedures_and_three_guides_are_in_english():
    assert ProcedurePage.objects.published().filter(locale__language_code="en").count() == 11
    assert BaseGuidePage.objects.published().filter(locale__language_code="en").count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/thu-tuc/lam-khai-sinh-cho-con/", "/thu-tuc/lam-khai-sinh-cho-con/in/", "/khong-co/"])
def test_every_page_says_that_it_is_a_sample_unless_settings_say_otherwise(client, settings, path):
    assert "Bản mẫu" in client.get(path).content.decode()
    settings.SAMPLE_NOTICE = False
    assert "Bản mẫu" not in client.get(path).content.decode()


def test_guides_name_procedures_that_exist(items):
    guides = yaml.safe_load((SAMPLE / "guides.yaml").read_text("utf-8"))
    named = {i for guide in guides for step in guide["steps"] for i in step.get("procedures") or []}
    assert named <= set(items)
    events = [g["title"] for g in guides if g["kind"] == "life_event"]
    assert events == ["Mở cửa hàng tạp hóa", "Sinh con", "Kết hôn", "Xây, sửa nhà ở", "Người thân qua đời"]


def test_every_page_has_people_whom_it_must_serve():
    """Three at least on what is asked most."""
    few = {i["id"]: len(i.get("people", [])) for i in load_procedures() if len(i.get("people", [])) < (3 if i.get("most_asked") else 1)}
    assert few == {}
